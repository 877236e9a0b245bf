"""Exercise set-ups that load the hip where the stride needs it: the gap, candidates, scores and the best set."""
