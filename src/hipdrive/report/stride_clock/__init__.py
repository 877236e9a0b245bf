"""One clock for a run: the runner as a stick figure, the feet's contacts and the curves, all at one instant of the stride."""
