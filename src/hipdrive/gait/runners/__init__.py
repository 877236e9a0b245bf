"""Twelve measured treadmill runners: their norms, what is typical at a speed, and a synthetic runner made from them."""
