"""CSV files that people fill in or read in a spreadsheet: their cells read with all that spreadsheets do to them, and written."""
