"""The hips of a flat recording: the far one, which the body hides, is put where its thigh turns about it."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from ...arrays import FloatArray
from ...body import SIDES, Side
from ...body_words import SIDE_WORDS
from ...language import en, joined
from ...motion import MarkerSet, Motion
from ...note import Note

OFFSET_M = 0.02
"""A hip that stands further from where its thigh turns is moved: on ten seconds of a runner with markers it was found within 4 mm."""
MOST_OFFSET_M = 0.2
"""Nothing further is sought: about the width of a pelvis."""
STEP_M = 0.002
THIGH_OVER_SHANK = 0.97
"""Length from hip to knee over that from knee to ankle: de Leva 1996, J Biomech 29:1223, men (women .85)."""


def hips_set_right(
    run: Motion, marker_set: MarkerSet, points: Mapping[str, FloatArray], *, up: FloatArray, forward: FloatArray
) -> tuple[Motion, tuple[Note, ...]]:
    """Move a hip of a flat recording that is a constant way off.

    Seen from the side the knee goes round the hip at one distance. Where that distance changes with the stride the hip stands ahead of its
    true place or behind it, as the guess of a hidden hip does: the way that keeps the thigh's length most even is taken. Of two hips at
    different heights the one with the stranger thigh goes to the other's height.

    Args:
        run: Keypoints with both hips.
        marker_set: Names the hips.
        points: (n, 3) m, joint centres by role.
        up: (3,) lab axis.
        forward: (3,) lab axis.

    Returns:
        The run, and a note if a hip was moved.
    """
    ways: dict[Side, FloatArray] = {}
    for side in SIDES:
        ahead_m = _even_thigh_m(points, side, forward, up)
        ways[side] = forward * (ahead_m if abs(ahead_m) > OFFSET_M else 0.0)
    higher_m = float(np.nanmedian((points["r_hip_centre"] - points["l_hip_centre"]) @ up))
    if abs(higher_m) > OFFSET_M:
        stranger = max(SIDES, key=lambda side: _strangeness_m(points, side))
        ways[stranger] = ways[stranger] + up * (-higher_m if stranger == "right" else higher_m)
    moved = {side: way for side, way in ways.items() if np.linalg.norm(way) > 0.0}
    if not moved:
        return run, ()
    positions = np.array(run.position_m)
    for side, way in moved.items():
        for label in marker_set.landmarks[f"{side[0]}_hip_centre"]:
            positions[:, run.labels.index(label)] += way
    ways_moved = [en("{side} by {length:.0f} cm", side=SIDE_WORDS[side], length=100.0 * np.linalg.norm(way)) for side, way in moved.items()]
    message = en(
        "A hip was away from the point its thigh turns about, as happens with a hidden hip; it was moved ({hips}).",
        hips=joined(ways_moved, ", "),
    )
    return replace(run, position_m=positions), (Note("hip_moved", message),)


def _even_thigh_m(points: Mapping[str, FloatArray], side: Side, forward: FloatArray, up: FloatArray) -> float:
    """How far (m) forward of its keypoint a hip lies if the thigh keeps its length."""
    thigh = points[f"{side[0]}_knee_centre"] - points[f"{side[0]}_hip_centre"]
    thigh = thigh[np.isfinite(thigh).all(axis=1)]
    ways_m = np.arange(-MOST_OFFSET_M, MOST_OFFSET_M + STEP_M, STEP_M)
    uneven = np.hypot((thigh @ forward)[:, None] - ways_m, (thigh @ up)[:, None]).std(axis=0)
    return float(ways_m[int(np.argmin(uneven))])


def _strangeness_m(points: Mapping[str, FloatArray], side: Side) -> float:
    """By how much (m) a thigh misses the length that both shanks make likely."""
    shank = np.mean([_length_m(points[f"{s}_knee_centre"] - points[f"{s}_ankle_centre"]) for s in "rl"])
    return abs(_length_m(points[f"{side[0]}_hip_centre"] - points[f"{side[0]}_knee_centre"]) - THIGH_OVER_SHANK * float(shank))


def _length_m(segment: FloatArray) -> float:
    return float(np.nanmedian(np.linalg.norm(segment, axis=1)))
