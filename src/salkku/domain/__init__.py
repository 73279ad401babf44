"""The nouns of the road: frozen, exact, without I/O."""
