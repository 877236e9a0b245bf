"""The page of a coach: everybody, who needs something first at the top."""
