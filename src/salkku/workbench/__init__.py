"""The workbench lays the stages end to end: one function for each thing a person can do."""
