"""A runner's points in the picture that are trusted, and how long the leg is by the height of the body."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ...arrays import FloatArray
from ...data.declared import shipped_rows
from ...motion import FlatKeypoints

LEAST_CONFIDENCE = 0.2
"""A point that its finder trusts less was guessed; our choice."""
LEAST_SEEN = 0.5
"""Share of the pictures that must show a leg whole; our choice."""


def trusted_points(clip: FlatKeypoints) -> dict[str, FloatArray]:
    """Label -> (n, 2) in lengths of the picture, x to the right and y up; NaN where a point was not seen or is not trusted."""
    trusted = np.where((clip.confidence < LEAST_CONFIDENCE)[:, :, None], np.nan, clip.position)
    return {label: trusted[:, place] * np.array([1.0, -1.0]) for place, label in enumerate(clip.labels)}


@dataclass(frozen=True, kw_only=True)
class _LengthRow:
    length: str
    mean: float


def leg_over_height() -> Mapping[str, float]:
    """Lengths of thigh and shank over body height (data/norms/reference_body.csv)."""
    rows = shipped_rows(tuple[_LengthRow, ...], "norms", "reference_body.csv")
    return {row.length: row.mean for row in rows if row.length in {"thigh_over_height", "shank_over_height"}}
