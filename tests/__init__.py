"""The tests: unit, laws, conformance, golden, web, functional, docs and the house's own rules."""
