"""Recordings and runs: what a file holds, analysing it, keeping, comparing and reporting runs."""
