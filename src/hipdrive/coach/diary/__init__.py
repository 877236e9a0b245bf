"""What was done: logging, undoing, and how it goes."""
