"""Places of the markers of trunk and arms, estimated again from the run."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ...arrays import FloatArray
from ..calibration import TrackedMarker
from ..kinematics import Kinematics, forward_kinematics
from ..skeleton import Skeleton
from .fit import fit_markers

UPPER_BODIES = ("torso", "humerus", "radius")
ADJUSTING_FRAMES = 60
ADJUSTING_ROUNDS = 3


def adjust_upper_body_markers(skeleton: Skeleton, markers: Sequence[TrackedMarker], seen_m: FloatArray) -> tuple[TrackedMarker, ...]:
    """Estimate the places of the markers of trunk and arms again, from the run.

    People stand with the arms spread for calibration, which lifts the shoulders and turns the forearms; a skeleton without shoulder blades
    and forearm twist would carry that error (6 cm at the acromion of one public trial) through the run. Pelvis and legs, which set the
    zero of hip flexion, keep their places from standing.

    Args:
        skeleton: The scaled skeleton.
        markers: m markers with their places from the standing trial.
        seen_m: (n, m, 3) the run.

    Returns:
        The markers; those of trunk and arms at their mean places on the fitted bodies.
    """
    adjusted = tuple(markers)
    if not any(marker.body.startswith(UPPER_BODIES) for marker in markers):
        return adjusted
    few = seen_m[:: max(1, len(seen_m) // ADJUSTING_FRAMES)]
    q = None
    for _ in range(ADJUSTING_ROUNDS):
        q = fit_markers(skeleton, adjusted, few, start=q).q
        kinematics = forward_kinematics(skeleton, q)
        adjusted = tuple(_at_mean_place(skeleton, kinematics, marker, few[:, i]) for i, marker in enumerate(adjusted))
    return adjusted


def _at_mean_place(skeleton: Skeleton, kinematics: Kinematics, marker: TrackedMarker, path_m: FloatArray) -> TrackedMarker:
    """The marker at its mean place on its body, if that is a body of trunk or arms and the marker was seen."""
    seen = np.isfinite(path_m).all(axis=1)
    if not marker.body.startswith(UPPER_BODIES) or not seen.any():
        return marker
    body = skeleton.body_index(marker.body)
    arm = path_m[seen] - kinematics.position_m[seen, body]
    return replace(marker, local_m=np.einsum("nji,nj->ni", kinematics.rotation[seen, body], arm).mean(axis=0))
