"""The screens: one folder each, none knowing another."""
