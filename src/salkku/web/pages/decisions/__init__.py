"""Decisions: recorded with their inputs, listed, handed out."""
