"""What leaves its range at a joint, in words."""

from collections.abc import Mapping

from ...language import Text, en, verbatim

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
