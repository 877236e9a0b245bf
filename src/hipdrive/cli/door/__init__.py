"""What commands share: the clock, the store, files in and out, tables, errors in words."""
