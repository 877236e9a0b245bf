"""Measures of a run: what each one is, its value in every stride, its mean and spread per side, and differences between two means."""
