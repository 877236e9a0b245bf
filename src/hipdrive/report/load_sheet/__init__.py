"""The sheet of load curves: where each exercise loads both hips, behind it what the stride asks."""
