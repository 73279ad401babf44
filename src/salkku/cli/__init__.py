"""The command line: each command translates one request into one workbench call and one answer."""
