"""Words that stand for the codes of sides, muscles and joints in sentences."""

from collections.abc import Mapping

from ...body import Side
from ...curve import Action
from ...language import Text, en, verbatim

SIDE_WORDS: Mapping[Side, Text] = {"left": en("left"), "right": en("right")}
HIP_MUSCLES: Mapping[tuple[Side, Action], Text] = {
    ("left", "flexor"): en("left hip's flexors"),
    ("left", "extensor"): en("left hip's extensors"),
    ("right", "flexor"): en("right hip's flexors"),
    ("right", "extensor"): en("right hip's extensors"),
}
"""What stands behind 'the'."""
JOINT_WORDS: Mapping[str, Text] = {
    "hip_flexion": en("hip flexion"),
    "hip_adduction": en("hip adduction"),
    "hip_rotation": en("hip rotation"),
    "knee_flexion": en("knee flexion"),
    "ankle_angle": en("ankle angle"),
    "subtalar_angle": en("subtalar angle"),
    "arm_flex": en("arm flex"),
    "arm_add": en("arm add"),
    "arm_rot": en("arm rot"),
    "elbow_flex": en("elbow flex"),
    "lumbar_extension": en("lumbar extension"),
    "lumbar_bending": en("lumbar bending"),
    "lumbar_rotation": en("lumbar rotation"),
}
"""Coordinate without its side -> what would leave its range."""


def joint_words(coordinate: str) -> Text:
    """A coordinate without its side, in words."""
    return JOINT_WORDS.get(coordinate) or verbatim(coordinate.replace("_", " "))
