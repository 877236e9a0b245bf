"""Files by their content: recordings read by their kind, and texts for OpenSim."""
