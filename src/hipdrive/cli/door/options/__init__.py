"""Arguments and options of commands that have many: each with the words of its help."""
