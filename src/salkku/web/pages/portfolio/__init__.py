"""The portfolio: chosen, borderline and out, with what would change it."""
