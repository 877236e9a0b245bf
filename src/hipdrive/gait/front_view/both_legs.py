"""Both legs as a camera before or behind a runner shows them: sideways and up from the middle of the hips."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from ...arrays import BoolArray, FloatArray
from ...body import SIDES, Side
from ...motion import FlatKeypoints
from ..clip.phase import StridePhase, stride_phase
from ..clip.points import LEAST_CONFIDENCE, LEAST_SEEN, trusted_points
from .refusal import BothLegsUnseenError, ViewUnclearError

POINTS = ("Hip", "Knee", "Ankle")
LEAST_AGREED = 0.9
"""Share of the pictures in which the hips must stand in one order; our choice."""


@dataclass(frozen=True, kw_only=True)
class BothLegs:
    """Two legs in the plane of the picture."""

    file_name: str
    view: Literal["front", "rear"]
    time_s: FloatArray
    """(n,) s, of the pictures that show both legs whole."""
    phase: StridePhase
    """Of the swing of the ankles up and down."""
    point: Mapping[tuple[Side, str], FloatArray]
    """Side and hip, knee or ankle -> (n, 2) from the middle of the hips: rightward of the runner and up. The unit is the distance from hip
    to ankle, averaged over both legs and over one stride around that instant."""
    middle: FloatArray
    """(n, 2) the middle of the hips in the picture, in the same directions and lengths."""
    weight: FloatArray
    """(n,) 0 to 1, how far each picture is trusted."""
    frame_rate_hz: float
    size_change: float
    """Largest over smallest size in the picture, less one, of means over a stride."""

    @property
    def strides(self) -> float:
        """Strides' worth of pictures."""
        return len(self.time_s) / self.frame_rate_hz * self.phase.stride_hz


def both_legs(clip: FlatKeypoints) -> BothLegs:
    """Take both legs, told from the front or from behind by the order of the hips.

    Seen from the front, the runner's left is at the picture's right. The length of the picture changes with the distance from the camera:
    the distance from hip to ankle of both legs, averaged over one stride around each instant, is the unit.

    Args:
        clip: Points of one runner.

    Returns:
        The legs.

    Raises:
        BothLegsUnseenError: If a hip, knee or ankle is not among the points, or both legs are whole in less than half of the pictures.
        ViewUnclearError: If the hips change their order.
    """
    points = trusted_points(clip)
    labels = {(side, name): f"{side[0].upper()}{name}" for side in SIDES for name in POINTS}
    if not set(labels.values()) <= points.keys():
        raise BothLegsUnseenError(clip.file_name, 0.0)
    paths = {key: points[label] for key, label in labels.items()}
    seen: BoolArray = np.all([np.isfinite(path).all(axis=1) for path in paths.values()], axis=0)
    if np.mean(seen) < LEAST_SEEN:
        raise BothLegsUnseenError(clip.file_name, float(np.mean(seen)))
    paths = {key: path[seen] for key, path in paths.items()}
    time_s: FloatArray = np.asarray(clip.time_s)[seen]
    from_behind = float(np.mean(paths["right", "Hip"][:, 0] > paths["left", "Hip"][:, 0]))
    if max(from_behind, 1.0 - from_behind) < LEAST_AGREED:
        raise ViewUnclearError(clip.file_name, from_behind)
    rightward = np.array([1.0 if from_behind > 0.5 else -1.0, 1.0])
    length = sum(np.linalg.norm(paths[side, "Hip"] - paths[side, "Ankle"], axis=1) for side in SIDES) / 2.0
    swing = (paths["left", "Ankle"] - paths["right", "Ankle"])[:, 1] / length
    phase = stride_phase(time_s, swing)
    unit = _over_a_stride(phase.phase, length)[:, None]
    middle = 0.5 * (paths["left", "Hip"] + paths["right", "Hip"])
    columns = [clip.labels.index(label) for label in labels.values()]
    return BothLegs(
        file_name=clip.file_name,
        view="rear" if from_behind > 0.5 else "front",
        time_s=time_s,
        phase=phase,
        point={(side, name.lower()): (path - middle) * rightward / unit for (side, name), path in paths.items()},
        middle=middle * rightward / unit,
        weight=np.clip(np.nan_to_num(clip.confidence[:, columns], nan=1.0).min(axis=1), LEAST_CONFIDENCE, 1.0)[seen],
        frame_rate_hz=clip.frame_rate_hz,
        size_change=float(unit.max() / unit.min()) - 1.0,
    )


def _over_a_stride(phase: FloatArray, length: FloatArray) -> FloatArray:
    """(n,) mean of a length over one stride around each instant; at the ends of the clip that of the first and last whole stride."""
    summed = np.concatenate([[0.0], np.cumsum(0.5 * (length[1:] + length[:-1]) * np.diff(phase))])
    inside = (phase >= phase[0] + 0.5) & (phase <= phase[-1] - 0.5)
    if inside.sum() < 2:
        return np.full(len(length), float(np.mean(length)))
    at = phase[inside]
    mean = np.interp(at + 0.5, phase, summed) - np.interp(at - 0.5, phase, summed)
    whole: FloatArray = np.interp(phase, at, mean)
    return whole
