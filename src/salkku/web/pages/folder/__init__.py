"""The folder: out as a zip, in as a zip, and its faults."""
