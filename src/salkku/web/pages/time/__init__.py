"""Time: what starts when, what ends in one wave, and what is missing when."""
