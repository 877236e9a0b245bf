"""Foot contacts: when each foot is on the ground, seen by force plates or by markers."""
