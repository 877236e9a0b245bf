"""Points of the legs, picture by picture: the near one with the neck above it, or both."""

import numpy as np

from ...arrays import FloatArray
from ...body import Side
from ...motion import FlatKeypoints

OF_THE_LEG = ("Hip", "Knee", "Ankle", "Heel", "BigToe")
OF_BOTH = tuple(f"{letter}{joint}" for letter in "LR" for joint in ("Hip", "Knee", "Ankle"))


def leg_points(points: FlatKeypoints, side: Side | None) -> dict[str, FloatArray]:
    """Points that are drawn -> (n, 2) px, NaN where not seen.

    Args:
        points: The runner's points in a clip.
        side: The near leg; None from the front or from behind.

    Returns:
        Neck, Hip, Knee, Ankle, Heel and BigToe of the near leg, the shoulder standing in for a neck; else LHip, LKnee ... RAnkle.
    """
    if side is None:
        return {name: points.position[:, points.labels.index(name)] for name in OF_BOTH}
    letter = side[0].upper()
    found: dict[str, FloatArray] = {}
    for label in ("Neck", f"{letter}Shoulder"):
        if label in points.labels:
            path = points.position[:, points.labels.index(label)]
            before = found.get("Neck", path)
            found["Neck"] = np.where(np.isfinite(before), before, path)
    return found | {name: points.position[:, points.labels.index(letter + name)] for name in OF_THE_LEG if letter + name in points.labels}
