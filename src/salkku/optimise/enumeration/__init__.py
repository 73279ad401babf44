"""Exact enumeration in layers: bounds, labels, dominance, zones, and walks over them."""
