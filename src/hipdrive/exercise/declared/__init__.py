"""What the data folder declares: exercises, claims, ladders, hardware, and ideas kept without a load curve."""
