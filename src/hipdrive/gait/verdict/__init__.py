"""What may be believed of a run and what its form shows: quality, sources of values, signs of running form."""
