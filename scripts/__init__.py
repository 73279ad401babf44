"""Small programs that build, check and measure the project; not part of the distribution."""
