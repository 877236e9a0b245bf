"""The wall of pictures: every exercise and variant on one page."""
