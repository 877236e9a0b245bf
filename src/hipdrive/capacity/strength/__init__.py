"""Strength of the hip over its angle: tests as points on published shapes, and the band that is left."""
