"""The commands, one module a part of the road."""
