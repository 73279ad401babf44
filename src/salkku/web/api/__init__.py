"""The questions of the command line over HTTP, described by OpenAPI 3.1."""
