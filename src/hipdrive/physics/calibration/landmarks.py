"""Landmarks of a standing trial and the joint centres that published regressions put between them."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ...arrays import FloatArray
from ...body import Side
from ...errors import HipDriveError, listed
from ...language import en
from ..rotation import (
    axes_from_up_and_right,
)
from ..skeleton import HEEL_BEHIND_ANKLE_OVER_FOOT, LegShape
from .joint_centre import hip_offsets

SHOULDER_BELOW_ACROMION_M = 0.04
"""Shoulder centre below the acromion marker: our round value; it moves no hip moment of a run with plates."""


class MissingLandmarkError(HipDriveError):
    """A landmark that the calibration needs is not in the standing trial."""

    code = "missing_landmark"

    def __init__(self, role: str, known: Mapping[str, FloatArray]) -> None:
        self.about = role
        super().__init__(
            en(
                "The standing trial lacks the landmark '{landmark}' (found: {landmarks}); record it, or map it to a label in a "
                "marker-set file.",
                landmark=role,
                landmarks=listed(sorted(known), at_most=40),
            )
        )


@dataclass(frozen=True)
class Landmarks:
    """Mean positions of named landmarks in quiet standing, lab frame (X forward, Y up, Z right)."""

    position_m: Mapping[str, FloatArray]
    """(3,) by role: r_asis, l_psis, sacrum, r_knee_lateral, ... as in the marker-set files."""

    def __getitem__(self, role: str) -> FloatArray:
        if not self.has(role):
            raise MissingLandmarkError(role, self.position_m)
        return self.position_m[role]

    def has(self, role: str) -> bool:
        """Whether the landmark was seen."""
        return role in self.position_m and bool(np.all(np.isfinite(self.position_m[role])))

    def posterior_m(self) -> FloatArray:
        """(3,) midpoint of the posterior iliac spines, or the sacral marker."""
        if self.has("sacrum") and not self.has("r_psis"):
            return self["sacrum"]
        return 0.5 * (self["r_psis"] + self["l_psis"])

    def pelvis_axes(self) -> FloatArray:
        """(3, 3) ISB pelvis axes (Wu 2002): Z from left to right ASIS, X forward in the plane of ASIS and PSIS, Y up."""
        right = self["r_asis"] - self["l_asis"]
        forward = 0.5 * (self["r_asis"] + self["l_asis"]) - self.posterior_m()
        return axes_from_up_and_right(np.cross(right, forward), right)

    def hip_centres_m(self) -> dict[Side, FloatArray]:
        """(3,) hip centres by side: Harrington et al. 2007, J Biomech 40:595, regression on pelvis depth and width (m)."""
        axes = self.pelvis_axes()
        front = 0.5 * (self["r_asis"] + self["l_asis"])
        depth = float(np.linalg.norm(front - self.posterior_m()))
        width = float(np.linalg.norm(self["r_asis"] - self["l_asis"]))
        return {side: front + axes @ place for side, place in hip_offsets(depth, width).items()}

    def knee_centre_m(self, side: Side) -> FloatArray:
        """(3,) midpoint of the epicondyle markers."""
        return self._middle(side, "knee")

    def ankle_centre_m(self, side: Side) -> FloatArray:
        """(3,) midpoint of the malleolus markers."""
        return self._middle(side, "ankle")

    def knee_axis(self, side: Side) -> FloatArray:
        """(3,) epicondylar axis, pointing to the runner's right on both sides."""
        outward = self[f"{side[0]}_knee_lateral"] - self[f"{side[0]}_knee_medial"]
        return outward if side == "right" else -outward

    def sole_m(self, side: Side, typical: LegShape) -> tuple[FloatArray, FloatArray]:
        """(3,) heel and (3,) toe tip at sole height; typical foot length, laid along the heel-to-forefoot line seen from above."""
        ankle = self.ankle_centre_m(side)
        heel, fore = self[f"{side[0]}_heel"], self._forefoot_m(side)
        direction = np.array([fore[0] - heel[0], 0.0, fore[2] - heel[2]])
        direction /= np.linalg.norm(direction)
        length = float(typical.toe_m[0] - typical.heel_m[0])
        ground_y = min(float(ankle[1] + typical.heel_m[1]), float(heel[1]))
        back = np.array([ankle[0], ground_y, ankle[2]]) - HEEL_BEHIND_ANKLE_OVER_FOOT * length * direction
        return back, back + length * direction

    def arm_centres_m(self, side: Side) -> tuple[FloatArray, FloatArray, FloatArray] | None:
        """Shoulder, elbow and wrist centres (3,) each, or None where an arm has no landmarks."""
        s = side[0]
        if not all(self.has(f"{s}_{role}") for role in ("acromion", "elbow_lateral", "wrist_lateral")):
            return None
        shoulder = self[f"{s}_acromion"] - np.array([0.0, SHOULDER_BELOW_ACROMION_M, 0.0])
        return shoulder, self._middle(side, "elbow"), self._middle(side, "wrist")

    def elbow_axis(self, side: Side, fallback_right: FloatArray) -> FloatArray:
        """(3,) elbow axis pointing right; the pelvis' right where only one elbow marker was placed."""
        s = side[0]
        if not self.has(f"{s}_elbow_medial"):
            return fallback_right
        outward = self[f"{s}_elbow_lateral"] - self[f"{s}_elbow_medial"]
        return outward if side == "right" else -outward

    def _forefoot_m(self, side: Side) -> FloatArray:
        s = side[0]
        forefoot = [self[f"{s}_{role}"] for role in ("mt1", "mt5") if self.has(f"{s}_{role}")]
        if len(forefoot) == 2:
            return 0.5 * (forefoot[0] + forefoot[1])
        return self[f"{s}_toe"]

    def _middle(self, side: Side, joint: str) -> FloatArray:
        lateral = self[f"{side[0]}_{joint}_lateral"]
        medial = f"{side[0]}_{joint}_medial"
        if joint in ("elbow", "wrist") and not self.has(medial):
            return lateral
        return 0.5 * (lateral + self[medial])
