"""A plan as files for others: a calendar and a session on paper."""
