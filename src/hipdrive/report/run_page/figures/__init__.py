"""Figures of the report of a run."""
