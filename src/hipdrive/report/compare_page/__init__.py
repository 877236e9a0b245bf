"""Before and after: two analysed runs as one page."""
