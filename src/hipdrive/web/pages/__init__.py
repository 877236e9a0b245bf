"""Pages: the reports of the program, each at its address."""
