"""Marker sets: which label stands for which landmark, and which labels follow which body in a run."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

BODIES = (
    "pelvis",
    "torso",
    *(f"{body}_{side}" for side in "rl" for body in ("femur", "tibia", "calcn", "humerus", "radius")),
)
LOWER_BODIES = ("pelvis", "femur_r", "tibia_r", "calcn_r", "femur_l", "tibia_l", "calcn_l")
_SIDED_ROLES = (
    "asis",
    "psis",
    "knee_lateral",
    "knee_medial",
    "ankle_lateral",
    "ankle_medial",
    "heel",
    "toe",
    "mt1",
    "mt5",
    "iliac_crest",
    "trochanter",
    "acromion",
    "elbow_lateral",
    "elbow_medial",
    "wrist_lateral",
    "wrist_medial",
    "hip_centre",
    "knee_centre",
    "ankle_centre",
    "shoulder_centre",
)
ROLES = (*(f"{side}_{role}" for side in "rl" for role in _SIDED_ROLES), "sacrum", "c7", "sternum", "head", "neck")
Kind = Literal["segments", "lateral", "joints", "clusters"]
"""What fixes a segment: three markers of its own; two and the joint centre above it (Plug-in Gait); joint centres alone (video); a rigid
cluster whose place on the bone is unknown, with no markers at joints."""
LEAST_LABELS: dict[Kind, dict[str, int]] = {
    "segments": {"pelvis": 3, "femur": 3, "tibia": 3, "calcn": 3},
    "lateral": {"pelvis": 3, "femur": 2, "tibia": 2, "calcn": 2},
    "joints": {"pelvis": 2, "femur": 1, "tibia": 1, "calcn": 2},
    "clusters": {"pelvis": 3, "femur": 3, "tibia": 3, "calcn": 3},
}
"""A rigid body is fixed in space by three points; where joint centres are computed or given, these are among them."""


@dataclass(frozen=True, kw_only=True)
class MarkerSet:
    """How one laboratory names and places its markers."""

    id: str
    name: str
    source: str
    landmarks: dict[str, tuple[str, ...]]
    """Role to the labels whose mean is the landmark; roles are those of `ROLES`. Clusters need none."""
    tracking: dict[str, tuple[str, ...]]
    """Body (of `BODIES`) to the labels that follow it in a run."""
    kind: Kind = "segments"

    @property
    def labels(self) -> tuple[str, ...]:
        """Every label of the set once, of tracked markers and landmarks."""
        return tuple(dict.fromkeys(label for table in (self.tracking, self.landmarks) for labels in table.values() for label in labels))

    def least_labels(self, body: str) -> int:
        """How many labels a body of legs and pelvis needs."""
        return LEAST_LABELS[self.kind][body.removesuffix("_r").removesuffix("_l")]

    def lower_body_gaps(self, labels: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Return each body of the legs and pelvis with too few of its labels present, and the labels it lacks."""
        present = set(labels)
        return {
            body: tuple(label for label in self.tracking.get(body, ()) if label not in present)
            for body in LOWER_BODIES
            if len(present.intersection(self.tracking.get(body, ()))) < self.least_labels(body)
        }
