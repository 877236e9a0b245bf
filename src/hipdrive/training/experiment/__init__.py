"""A self-experiment for one athlete: blocks of two ways of training in an order drawn by lot, slopes of strength compared (D03)."""
