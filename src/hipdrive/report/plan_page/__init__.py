"""A followed plan as a calendar, and a plan that is wished, looked at before it is kept."""
