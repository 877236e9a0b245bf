"""The page of runs that a watch recorded: trends at one speed, the week on the hips, and every run."""
