"""Runs recorded with rigid clusters alone, analysed as far as they go."""
