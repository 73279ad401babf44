"""The front door and the accessibility statement."""
