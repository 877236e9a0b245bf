"""The page on which a reader chooses language, units, and light or dark."""
