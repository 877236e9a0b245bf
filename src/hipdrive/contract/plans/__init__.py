"""Documents of matches, plans and how they are followed."""
