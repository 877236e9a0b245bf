"""Mend keypoints of one clip: legs and arms that were taken for the other side's, and points that leap."""

from .repair import repaired as repaired
