"""A skipper made of stated angles: thigh, knee, foot and trunk as smooth series, hops as free flights; filmed from the side."""

from dataclasses import dataclass, replace

import numpy as np

from hipdrive.arrays import FloatArray
from hipdrive.body import Side
from hipdrive.motion import FlatKeypoints
from hipdrive.units import STANDARD_GRAVITY_M_S2

from .side_camera import Truth, filmed

RATE_HZ = 240.0
THIGH_OVER_HEIGHT, SHANK_OVER_HEIGHT, TRUNK_OVER_HEIGHT = 0.245, 0.246, 0.288
ANKLE_TO_HEEL_M, ANKLE_TO_TOE_M = (-0.05, -0.07), (0.14, -0.07)
HIPS_APART_M = 0.17
LIFT = 1.8
"""How narrow the lift of a knee is (von Mises): half of it lasts 0.3 of a cycle."""
SHORT = 25.0
"""The same of what lasts for a contact."""


@dataclass(frozen=True, kw_only=True)
class Skipper:
    """How somebody skips; angles in rad, the trunk forward positive."""

    height_m: float = 1.75
    cycle_s: float = 1.1
    hop_s: float = 0.17
    """Time in the air of a hop, during which the other knee is highest."""
    thigh_rad: float = np.radians(85.0)
    """Highest."""
    back_rad: float = 0.0
    """Lean backward where a knee is highest."""
    rocks: float = 0.5
    """Share of that lean that comes with each knee; the rest is kept throughout."""
    out_rad: float = 0.0
    """How far the lifted thigh points out of the plane."""
    long_thigh: float = 0.0
    """How much longer the thigh is than by body proportions, at the cost of the shank; share of a mean of both."""
    speed_m_s: float = 0.8
    uneven_rad: float = np.radians(2.0)
    """Standard deviation of the thigh's height from skip to skip."""
    hops: bool = True
    """False for a march: each foot comes down once, hardly pushes off, and nothing flies."""
    skips: int = 12
    """Cycles that the recording lasts."""


def skipper_truth(skipper: Skipper, side: Side, *, seed: int = 0) -> tuple[Truth, Truth]:
    """The near leg with the shoulder, and the far leg.

    Args:
        skipper: How they skip.
        side: The near leg.
        seed: Of what differs from skip to skip.
    """
    noise = np.random.default_rng(seed)
    time_s = np.arange(int(skipper.skips * skipper.cycle_s * RATE_HZ)) / RATE_HZ
    cycle = time_s / skipper.cycle_s
    uneven = noise.normal(size=(2, skipper.skips + 2)) * skipper.uneven_rad
    uneven -= uneven.mean(axis=1, keepdims=True)
    legs = [_leg(skipper, cycle + shift, more) for shift, more in zip((0.0, 0.5), uneven, strict=True)]
    stand_m = np.max([-np.minimum(leg["Heel"], leg["BigToe"])[:, 1] for leg in legs], axis=0)
    hip = np.stack([skipper.speed_m_s * time_s, stand_m + _flight_m(skipper, time_s), np.zeros_like(time_s)], axis=1)
    lean = -skipper.back_rad * (1.0 - skipper.rocks + skipper.rocks * _rocking(cycle))
    trunk_m = TRUNK_OVER_HEIGHT * skipper.height_m
    shoulder = hip + trunk_m * np.stack([np.sin(lean), np.cos(lean), np.zeros_like(lean)], axis=1)
    outward = 1.0 if side == "right" else -1.0
    apart = np.array([0.0, 0.0, 0.5 * outward * HIPS_APART_M])
    near = {name: hip + apart + path * np.array([1.0, 1.0, outward]) for name, path in legs[0].items()}
    far = {name: hip - apart + path * np.array([1.0, 1.0, -outward]) for name, path in legs[1].items()}
    other: Side = "left" if side == "right" else "right"
    return (
        Truth(side=side, time_s=time_s, point_m={**near, "Shoulder": shoulder + 1.2 * apart}),
        Truth(side=other, time_s=time_s, point_m=far),
    )


def filmed_skipper(
    skipper: Skipper,
    *,
    side: Side = "right",
    frame_rate_hz: float = 60.0,
    skips: int = 8,
    roll_rad: float = 0.0,
    yaw_rad: float = 0.0,
    seed: int | None = None,
) -> FlatKeypoints:
    """A skipper's keypoints in the picture, both legs and the near shoulder.

    Args:
        skipper: How they skip.
        side: The near leg.
        frame_rate_hz: Pictures a second.
        skips: Lifts of the near knee that are filmed, from two seconds on.
        roll_rad: How far the camera is turned about the way that it looks.
        yaw_rad: How far it stands off square.
        seed: Of the errors of the pose finder; None for none.
    """
    near, far = skipper_truth(skipper, side, seed=0 if seed is None else seed)
    seconds = skips * skipper.cycle_s
    clips = [
        filmed(
            leg,
            frame_rate_hz=frame_rate_hz,
            seconds=seconds,
            yaw_rad=yaw_rad,
            seed=None if seed is None else 2 * seed + number,
            near=side,
        )
        for number, leg in enumerate((near, far))
    ]
    both = replace(
        clips[0],
        labels=(*clips[0].labels, *clips[1].labels),
        position=np.concatenate([clip.position for clip in clips], axis=1),
        confidence=np.concatenate([clip.confidence for clip in clips], axis=1),
    )
    c, s = np.cos(roll_rad), np.sin(roll_rad)
    return replace(both, position=both.position @ np.array([[c, s], [-s, c]]))


def _leg(skipper: Skipper, cycle: FloatArray, uneven_rad: FloatArray) -> dict[str, FloatArray]:
    """Points of one leg from its hip, (n, 3) m: forward, up, outward. Its knee is highest a quarter into its cycle."""
    lift = _bump(cycle, 0.25, LIFT)
    low = np.radians(4.0)
    thigh = low + (skipper.thigh_rad - low + uneven_rad[np.floor(cycle).astype(int)]) * lift
    knee = np.radians(12.0) + np.radians(100.0) * _bump(cycle, 0.22, LIFT)
    foot = -np.radians(45.0 if skipper.hops else 10.0) * _bump(cycle, 0.0, SHORT)
    if skipper.hops:
        knee += np.radians(14.0) * sum((_bump(cycle, at, SHORT) for at in _touches(skipper)), start=np.zeros_like(cycle))
        foot -= np.radians(40.0) * _bump(cycle, 0.75, SHORT)
    shank = thigh - knee
    out = skipper.out_rad * lift
    longer_m = skipper.long_thigh * THIGH_OVER_HEIGHT * skipper.height_m
    thigh_m, shank_m = THIGH_OVER_HEIGHT * skipper.height_m + longer_m, SHANK_OVER_HEIGHT * skipper.height_m - longer_m
    knee_at = thigh_m * np.stack([np.sin(thigh) * np.cos(out), -np.cos(thigh), np.sin(thigh) * np.sin(out)], axis=1)
    ankle_at = knee_at + shank_m * np.stack([np.sin(shank), -np.cos(shank), np.zeros_like(shank)], axis=1)
    return {
        "Hip": np.zeros_like(knee_at),
        "Knee": knee_at,
        "Ankle": ankle_at,
        "Heel": ankle_at + _turned(ANKLE_TO_HEEL_M, foot),
        "BigToe": ankle_at + _turned(ANKLE_TO_TOE_M, foot),
    }


def _rocking(cycle: FloatArray) -> FloatArray:
    """1 where either knee is highest."""
    rocking: FloatArray = (_bump(cycle, 0.25, LIFT) + _bump(cycle, 0.75, LIFT)) / (1.0 + _bump(np.zeros(1), 0.5, LIFT))
    return rocking


def rocked_rad(skipper: Skipper) -> float:
    """How far the trunk leans back where a knee is highest, from its mean over the drill."""
    mean = float(np.mean(_rocking(np.arange(1000) / 1000.0)))
    return skipper.back_rad * skipper.rocks * (1.0 - mean)


def _touches(skipper: Skipper) -> tuple[float, float]:
    """Middle of both contacts of a leg, in shares of its cycle: before the hop, and after it."""
    half_air = 0.5 * skipper.hop_s / skipper.cycle_s
    return 0.5 * (0.5 + 0.75 - half_air), 0.5 * (0.75 + half_air + 1.0)


def _flight_m(skipper: Skipper, time_s: FloatArray) -> FloatArray:
    """Rise of the body in its hops: g (t - a) (b - t) / 2 between leaving a and landing b, twice a cycle."""
    if not skipper.hops:
        return np.zeros_like(time_s)
    half_s = 0.5 * skipper.cycle_s
    since_s = np.mod(time_s, half_s) - 0.5 * half_s
    rise: FloatArray = 0.5 * STANDARD_GRAVITY_M_S2 * np.clip((0.5 * skipper.hop_s) ** 2 - since_s**2, 0.0, None)
    return rise


def _bump(cycle: FloatArray, at: float, narrow: float) -> FloatArray:
    """A smooth periodic bump from about 0 to 1, highest at a share of the cycle."""
    least = np.exp(-2.0 * narrow)
    bump: FloatArray = (np.exp(narrow * (np.cos(2.0 * np.pi * (cycle - at)) - 1.0)) - least) / (1.0 - least)
    return bump


def _turned(along_m: tuple[float, float], angle: FloatArray) -> FloatArray:
    """(n, 3) m, a point of the foot from its ankle, the toes up positive."""
    x, y = along_m
    c, s = np.cos(angle), np.sin(angle)
    return np.stack([c * x - s * y, s * x + c * y, np.zeros_like(angle)], axis=1)
