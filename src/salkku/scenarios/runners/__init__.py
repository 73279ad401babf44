"""One file a runner of scenarios; opened by name in ``scenarios.runner``, imported by nobody."""
