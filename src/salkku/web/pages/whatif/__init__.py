"""What if: wishes, conditions, a change of the world, what mends a clash, two plans compared."""
