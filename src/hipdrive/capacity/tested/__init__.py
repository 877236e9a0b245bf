"""What can be tested and what came out: declared protocols, results, checks and what was passed."""
