"""Where things are kept: the only door to a database."""
