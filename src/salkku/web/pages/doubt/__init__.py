"""Doubt: what to ask first, how sure each project is, cautious choices, other readings."""
