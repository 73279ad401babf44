"""Questions that take time: asked in a page, answered by the worker, kept by the desk."""
