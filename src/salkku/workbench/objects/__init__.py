"""Answers of the workbench as JSON objects: one for the command line, the API and the pages.

Each function gives the keys that FORMAT fixes, and may give more. Values stay exact until
:func:`~salkku.workbench.objects.plain.plain` makes them JSON's own; ``seconds`` is the faces'.
"""
