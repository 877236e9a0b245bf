"""The page of one athlete: how it goes, and what is next."""
