"""Exact enumeration: layers, bounds and labels, and the algorithms for fronts, opened by name."""
