"""The landscape: what is like an idea, and what is covered."""
