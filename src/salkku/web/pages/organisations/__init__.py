"""Organisations: which names are one, what is worth a ruling, and what is known of each."""
