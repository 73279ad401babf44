"""The workbench in the browser: pages, addresses, words, accessibility."""
