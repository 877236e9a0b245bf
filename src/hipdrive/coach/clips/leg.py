"""Points of the near leg and of the neck above it, picture by picture."""

import numpy as np

from ...arrays import FloatArray
from ...body import Side
from ...motion import FlatKeypoints

OF_THE_LEG = ("Hip", "Knee", "Ankle", "Heel", "BigToe")


def leg_points(points: FlatKeypoints, side: Side) -> dict[str, FloatArray]:
    """Neck, Hip, Knee, Ankle, Heel and BigToe of a leg -> (n, 2) px, NaN where not seen; the shoulder stands in for a neck.

    Args:
        points: The runner's points in a clip.
        side: The leg.
    """
    letter = side[0].upper()
    found: dict[str, FloatArray] = {}
    for label in ("Neck", f"{letter}Shoulder"):
        if label in points.labels:
            path = points.position[:, points.labels.index(label)]
            before = found.get("Neck", path)
            found["Neck"] = np.where(np.isfinite(before), before, path)
    return found | {name: points.position[:, points.labels.index(letter + name)] for name in OF_THE_LEG if letter + name in points.labels}
