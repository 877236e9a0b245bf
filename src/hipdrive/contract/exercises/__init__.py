"""Documents of exercises, their set-ups and loads."""
