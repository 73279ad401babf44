"""Salkku builds, defends and follows up the portfolio of an innovation ecosystem agreement."""
