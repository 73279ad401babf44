"""What a person waits for, measured the same way each time."""
