"""Results as files: JSON, OpenSim, and an analysed run read back."""
