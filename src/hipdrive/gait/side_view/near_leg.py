"""The leg that faces the camera, in metres: which one it is, which way it runs, how long a pixel is."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ...arrays import BoolArray, FloatArray
from ...body import Athlete, Side
from ...motion import FlatKeypoints
from ..clip.points import LEAST_CONFIDENCE, LEAST_SEEN, leg_over_height, trusted_points
from .refusal import NoRunnerError, NotFromTheSideError, PointMissingError

LEG_POINTS = ("Hip", "Knee", "Ankle", "Heel", "BigToe")
SHOULDERS_OVER_LEG = 0.43
"""Distance between the shoulder points over that from hip to ankle, seen from the front (0.206 and 0.480 of height)."""
MOST_TURN_RAD = np.radians(35.0)
"""A runner turned further from the side than this is refused: the moment was held to truth up to 20 deg."""


@dataclass(frozen=True, kw_only=True)
class NearLeg:
    """One leg in the plane of the picture: X forward, Y up, m."""

    file_name: str
    side: Side
    time_s: FloatArray
    """(n,) s, of the pictures that show all five points."""
    point_m: Mapping[str, FloatArray]
    """hip, knee, ankle, heel, toe -> (n, 2) m."""
    trunk_rad: FloatArray | None
    """(n,) rad, line from the hip to the neck against plumb, forward positive; None where no neck or shoulder was seen."""
    trunk_end_m: FloatArray | None
    """(n, 2) m, the neck or shoulder to which that line goes."""
    weight: FloatArray
    """(n,) 0 to 1, how far each picture is trusted."""
    height_m: float
    frame_rate_hz: float
    seen_share: float
    """Share of the clip's pictures that show the whole leg."""
    turn_rad: float
    """How far the runner seems to be turned from the side, from the width of the shoulders; 0 where they were not seen."""

    @property
    def thigh_m(self) -> float:
        """Length of the thigh by body height."""
        return leg_over_height()["thigh_over_height"] * self.height_m

    @property
    def shank_m(self) -> float:
        """Length of the shank by body height."""
        return leg_over_height()["shank_over_height"] * self.height_m


def near_leg(clip: FlatKeypoints, athlete: Athlete) -> NearLeg:
    """Take the leg that faces the camera and give it its true size.

    A runner who faces the left of the picture shows the left leg. Thigh and shank together are the yardstick: they have a known share of
    the body's height and lie in the plane that matters, at the leg's own distance from the camera.

    Args:
        clip: Points of one runner.
        athlete: Height.

    Returns:
        The leg.

    Raises:
        PointMissingError: If a point of the leg is not among the keypoints.
        NoRunnerError: If the whole leg is not seen in half of the pictures.
        NotFromTheSideError: If the runner is seen from the front, from behind or much from an angle.
    """
    points = trusted_points(clip)
    forward = _facing(clip, points)
    side: Side = "left" if forward < 0.0 else "right"
    leg = {name: _point(clip, points, side, name) * np.array([forward, 1.0]) for name in LEG_POINTS}
    seen: BoolArray = np.all([np.isfinite(path).all(axis=1) for path in leg.values()], axis=0)
    if np.mean(seen) < LEAST_SEEN:
        raise NoRunnerError(clip.file_name, float(np.mean(seen)))
    length = np.median(_length(leg["Hip"], leg["Knee"])[seen]) + np.median(_length(leg["Knee"], leg["Ankle"])[seen])
    turn_rad = _turn_rad(points, float(length))
    if turn_rad > MOST_TURN_RAD:
        raise NotFromTheSideError(clip.file_name, turn_rad, MOST_TURN_RAD)
    metres = sum(leg_over_height().values()) * athlete.height_m / float(length)
    names = dict(zip(LEG_POINTS, ("hip", "knee", "ankle", "heel", "toe"), strict=True))
    upper = _upper(points, side, seen)
    trunk_end = None if upper is None else (upper * np.array([forward, 1.0]))[seen]
    return NearLeg(
        file_name=clip.file_name,
        side=side,
        time_s=clip.time_s[seen],
        point_m={names[name]: path[seen] * metres for name, path in leg.items()},
        trunk_rad=None if trunk_end is None else trunk_lean_rad(leg["Hip"][seen], trunk_end),
        trunk_end_m=None if trunk_end is None else trunk_end * metres,
        weight=_weight(clip, side)[seen],
        height_m=athlete.height_m,
        frame_rate_hz=clip.frame_rate_hz,
        seen_share=float(np.mean(seen)),
        turn_rad=turn_rad,
    )


def _facing(clip: FlatKeypoints, points: Mapping[str, FloatArray]) -> float:
    """1 for a runner who faces the right of the picture, -1 for one who faces its left: where the toes lie from the heels."""
    along = [points[s + "BigToe"][:, 0] - points[s + "Heel"][:, 0] for s in "LR" if {s + "BigToe", s + "Heel"} <= points.keys()]
    if not along:
        raise PointMissingError(clip.file_name, "BigToe")
    if not np.isfinite(along).any():
        raise NoRunnerError(clip.file_name, 0.0)
    return 1.0 if float(np.nanmedian(along)) > 0.0 else -1.0


def _point(clip: FlatKeypoints, points: Mapping[str, FloatArray], side: Side, name: str) -> FloatArray:
    label = side[0].upper() + name
    if label not in points:
        raise PointMissingError(clip.file_name, label)
    return points[label]


def _length(one: FloatArray, other: FloatArray) -> FloatArray:
    """(n,) distance between two points."""
    length: FloatArray = np.linalg.norm(one - other, axis=1)
    return length


def _turn_rad(points: Mapping[str, FloatArray], leg: float) -> float:
    """How far the runner is turned from the side: the shoulders' mean distance across the picture beside their width."""
    if not {"LShoulder", "RShoulder"} <= points.keys():
        return 0.0
    across = (points["LShoulder"] - points["RShoulder"])[:, 0]
    across = across[np.isfinite(across)]
    return float(np.arcsin(min(1.0, abs(np.median(across)) / (SHOULDERS_OVER_LEG * leg)))) if len(across) else 0.0


def _upper(points: Mapping[str, FloatArray], side: Side, seen: BoolArray) -> FloatArray | None:
    """(n, 2) upper end of the trunk's line: the neck, else the near shoulder; None where it is not seen often enough."""
    upper = next((points[label] for label in ("Neck", f"{side[0].upper()}Shoulder") if label in points), None)
    return None if upper is None or np.isfinite(upper[seen]).all(axis=1).mean() < LEAST_SEEN else upper


def trunk_lean_rad(hip: FloatArray, upper: FloatArray) -> FloatArray:
    """(n,) lean of the line from the hip to the trunk's upper end against plumb, forward positive; both (n, 2), x forward and y up."""
    along = upper - hip
    lean: FloatArray = np.arctan2(along[:, 0], along[:, 1])
    return lean


def _weight(clip: FlatKeypoints, side: Side) -> FloatArray:
    """(n,) the least confidence of the leg's points, 1 where the source gives none."""
    columns = [clip.labels.index(side[0].upper() + name) for name in LEG_POINTS]
    weight: FloatArray = np.clip(np.nan_to_num(clip.confidence[:, columns], nan=1.0).min(axis=1), LEAST_CONFIDENCE, 1.0)
    return weight
