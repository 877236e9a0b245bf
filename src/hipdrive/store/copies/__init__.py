"""Copies of the store: export and import, backups, and erasing a person from all of them."""
