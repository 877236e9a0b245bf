"""The report of a run: findings, figures, choices and plan on one page."""
