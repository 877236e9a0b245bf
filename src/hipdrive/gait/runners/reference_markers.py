"""Where the synthetic reference runner wears its markers: invented places on our skeleton, under the labels of a shipped marker set."""

import numpy as np

from ...arrays import FloatArray
from ...body import SIDES, Side
from ...body.joints import SUFFIX
from ...physics.calibration import TrackedMarker
from ...physics.skeleton import BodyShape

MARKER_SET = "rajagopal"
PELVIS_DEPTH_M = 0.155
"""ASIS to PSIS, midpoint to midpoint."""
PELVIS_TILT_RAD = np.radians(-10.0)
"""The line from PSIS to ASIS points this much down in standing."""
HALF_KNEE_M, HALF_ANKLE_M, HALF_ELBOW_M, HALF_WRIST_M = 0.05, 0.035, 0.035, 0.03
"""Joint centre to the marker on either side of it."""


def reference_markers(shape: BodyShape) -> tuple[TrackedMarker, ...]:
    """Place every marker of the set on a skeleton.

    Epicondyles, malleoli, elbows and wrists sit on either side of their joint centre, and the pelvis markers where the regression of
    Harrington et al. 2007 (J Biomech 40:595) puts the hip centres of this very shape, so that the calibration finds the skeleton again.

    Args:
        shape: Joint centres.

    Returns:
        Markers with their bodies and places, both sides.
    """
    c7, top = shape.c7_m, shape.suprasternale_m
    places: dict[str, tuple[str, FloatArray]] = {
        "C7": ("torso", c7 + np.array([-0.06, 0.0, 0.0])),
        "CLAV": ("torso", top + np.array([0.05, 0.0, 0.0])),
    }
    for side in SIDES:
        places |= _pelvis(shape, side) | _leg(shape, side) | _arm(shape, side)
    return tuple(TrackedMarker(label=label, body=body, local_m=local) for label, (body, local) in places.items())


def _pelvis(shape: BodyShape, side: Side) -> dict[str, tuple[str, FloatArray]]:
    """ASIS and PSIS of one side, by Harrington's regression backwards: width from the hips' distance, then depth and height."""
    out = 1.0 if side == "right" else -1.0
    width = (abs(float(shape.legs[side].hip_m[2])) - 0.0073) / 0.33
    front = np.array([0.24 * PELVIS_DEPTH_M + 0.0099, 0.30 * width + 0.0109, 0.5 * out * width])
    back = np.array([front[0] - PELVIS_DEPTH_M, front[1], 0.35 * front[2]])
    c, s = np.cos(PELVIS_TILT_RAD), np.sin(PELVIS_TILT_RAD)
    tilt = np.array([[c, -s, 0.0], [s, c, 0.0], [0.0, 0.0, 1.0]])
    first = side[0].upper()
    return {f"{first}ASI": ("pelvis", tilt @ front), f"{first}PSI": ("pelvis", tilt @ back)}


def _leg(shape: BodyShape, side: Side) -> dict[str, tuple[str, FloatArray]]:
    """Markers of one thigh, shank and foot (m in the body's frame; Z turned outwards)."""
    leg, first = shape.legs[side], side[0].upper()
    thigh, shank = -float(leg.knee_m[1]), -float(leg.ankle_m[1])
    sole, heel, toe = float(leg.heel_m[1]), float(leg.heel_m[0]), float(leg.toe_m[0])
    foot = toe - heel
    by_body = {
        "femur": {
            "LFC": (0.0, -thigh, HALF_KNEE_M),
            "MFC": (0.0, -thigh, -HALF_KNEE_M),
            "TH1": (0.07, -0.35 * thigh, 0.05),
            "TH2": (0.02, -0.50 * thigh, 0.09),
            "TH3": (0.06, -0.70 * thigh, 0.04),
        },
        "tibia": {
            "LMAL": (0.0, -shank, HALF_ANKLE_M),
            "MMAL": (0.0, -shank, -HALF_ANKLE_M),
            "TB1": (0.05, -0.25 * shank, 0.01),
            "TB2": (0.0, -0.40 * shank, 0.06),
            "TB3": (0.04, -0.60 * shank, 0.01),
        },
        "calcn": {
            "CAL": (heel, sole + 0.03, 0.0),
            "TOE": (heel + 0.80 * foot, sole + 0.05, 0.0),
            "MT5": (heel + 0.65 * foot, sole + 0.02, 0.05),
        },
    }
    return _sided(by_body, first, side)


def _arm(shape: BodyShape, side: Side) -> dict[str, tuple[str, FloatArray]]:
    """Markers of one shoulder, upper arm and forearm (m in the body's frame; Z turned outwards)."""
    arm, first = shape.arms[side], side[0].upper()
    upper, fore = -float(arm.elbow_m[1]), -float(arm.wrist_m[1])
    x, y, z = (float(value) for value in arm.shoulder_m)
    by_body = {
        "torso": {"ACR": (x, y + 0.04, abs(z))},
        "humerus": {
            "LEL": (0.0, -upper, HALF_ELBOW_M),
            "MEL": (0.0, -upper, -HALF_ELBOW_M),
            "UA1": (0.04, -0.35 * upper, 0.03),
            "UA2": (0.0, -0.50 * upper, 0.06),
            "UA3": (-0.03, -0.70 * upper, 0.03),
        },
        "radius": {
            "FAsuperior": (0.03, -0.50 * fore, 0.02),
            "FAradius": (0.0, -fore, HALF_WRIST_M),
            "FAulna": (0.0, -fore, -HALF_WRIST_M),
        },
    }
    return _sided(by_body, first, side)


def _sided(by_body: dict[str, dict[str, tuple[float, float, float]]], first: str, side: Side) -> dict[str, tuple[str, FloatArray]]:
    """Add the side to labels and bodies and mirror the left."""
    mirror = np.array([1.0, 1.0, 1.0 if side == "right" else -1.0])
    return {
        first + label: (body if body == "torso" else body + SUFFIX[side], np.array(place) * mirror)
        for body, places in by_body.items()
        for label, place in places.items()
    }
