"""The database itself: where it is, its tables, transactions, migrations and errors."""
