"""What clips of one camera share: which way it looks, the phase of the stride, the folded stride, the leg as a yardstick."""
