"""Files: recordings read by their kind, texts for OpenSim, and results written whole or not at all."""
