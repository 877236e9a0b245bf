"""Hip drive in running: what the stride demands, what exercises load, what the athlete can, and what to do about it."""

__version__ = "0.1.0"
