"""The workbench in a browser: Django translates requests into calls of the workbench."""
