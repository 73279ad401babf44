"""One file a solver; opened by name in ``mip.solver``, imported by nobody."""
