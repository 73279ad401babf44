"""Algorithms for fronts, opened by name; one conformance suite tries them all."""
