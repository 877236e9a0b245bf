"""The resistance lab: an exercise whose set-up is changed by hand, with both hips' moments beside it."""
