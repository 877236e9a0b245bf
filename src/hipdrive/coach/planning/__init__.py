"""From demand to a plan: matching, tuning a set-up, planning, swapping, and what is printed of a plan."""
