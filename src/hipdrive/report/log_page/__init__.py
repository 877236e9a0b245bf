"""The page on which an athlete logs a session in the gym, set by set, also without signal."""
