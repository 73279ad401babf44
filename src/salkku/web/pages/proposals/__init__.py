"""Proposals: the dense table, and one project with its reasons."""
