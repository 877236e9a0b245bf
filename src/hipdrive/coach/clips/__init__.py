"""Clips of one camera: the keypoints in them, whoever found these."""
