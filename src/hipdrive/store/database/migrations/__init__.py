"""How a database comes from one layout to the next; run by migrate.py."""
