"""The week: what changed, what needs somebody, and the strip of the years."""
