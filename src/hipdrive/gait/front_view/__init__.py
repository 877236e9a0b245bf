"""A runner filmed from the front or from behind by one camera: what both legs and the pelvis do sideways, and what may be said of it."""
