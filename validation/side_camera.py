"""A runner with markers as a camera at the side would show them: keypoints in the picture, with the errors that pose finders make."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.interpolate import CubicSpline
from scipy.signal import lfilter

from hipdrive.arrays import FloatArray
from hipdrive.body import Side
from hipdrive.motion import FlatKeypoints

CAMERA_M = 4.0
"""From the camera to the runner's middle."""
FOCAL_PX = 1200.0
SCATTER_M = {"Hip": 0.009, "Knee": 0.008, "Ankle": 0.007, "Heel": 0.008, "BigToe": 0.015, "Shoulder": 0.009}
"""Standard deviation of a keypoint from picture to picture."""
CORRELATION_S = 0.014
"""Time in which that error is forgotten (to 1 / e)."""
HIP_OFFSET_M = (0.015, 0.025)
"""Standard deviation of the hip's constant error, forward and up."""
SHOULDER_OFFSET_M = (0.015, 0.015)
"""The same of the shoulder, of which nothing was measured: as far off ahead as the hip; our estimate."""
HIP_PER_RAD_M = np.degrees(0.0007)
"""The hip's keypoint goes with the thigh or against it."""
HIP_WITH_STRIDE_M = 0.006
"""Standard deviation of what the hip's error does in every stride alike."""
SCALE = 0.03
"""Standard deviation of the picture's scale; the leg itself is the yardstick, so it does nothing, and how leg lengths differ from those by
height is the runners' own."""


@dataclass(frozen=True, kw_only=True)
class Truth:
    """One leg of a runner in three dimensions; X forward, Y up, Z right."""

    side: Side
    time_s: FloatArray
    """(n,) s."""
    point_m: Mapping[str, FloatArray]
    """Hip, Knee, Ankle, Heel, BigToe -> (n, 3) m."""


def filmed(
    truth: Truth, *, frame_rate_hz: float, seconds: float, yaw_rad: float, seed: int | None, near: Side | None = None
) -> FlatKeypoints:
    """The leg's keypoints in the picture.

    Args:
        truth: The leg.
        frame_rate_hz: Pictures a second.
        seconds: Length of the clip, from two seconds into the recording.
        yaw_rad: How far the camera stands off square.
        seed: Of the errors; None for none.
        near: The side that the camera sees; None for the leg's own.

    Returns:
        Pixels.
    """
    time_s = 2.0 + np.arange(int(seconds * frame_rate_hz)) / frame_rate_hz
    noise = None if seed is None else np.random.default_rng(seed)
    points = {name: _at(path, truth.time_s, time_s) for name, path in truth.point_m.items()}
    outward = 1.0 if (near or truth.side) == "right" else -1.0
    focal_px = FOCAL_PX * (1.0 if noise is None else 1.0 + SCALE * float(noise.normal()))
    own = 1.0 if truth.side == "right" else -1.0
    middle = np.mean(points["Hip"], axis=0) - np.array([0.0, 0.0, own * 0.09])
    c, s = np.cos(yaw_rad), np.sin(yaw_rad)
    shown = {}
    for name, path in points.items():
        x, y, z = ((path + _errors(name, points, time_s, noise)) - middle).T
        x, z = c * x + s * z, c * z - s * x
        apart = CAMERA_M - outward * z
        shown[name] = np.stack([outward * focal_px * x / apart, -focal_px * y / apart], axis=1)
    labels = tuple(truth.side[0].upper() + name for name in shown)
    return FlatKeypoints(
        file_name="filmed",
        source="projected",
        labels=labels,
        time_s=time_s,
        position=np.stack(list(shown.values()), axis=1) + 500.0,
        confidence=np.full((len(time_s), len(labels)), np.nan),
    )


def _errors(name: str, points: Mapping[str, FloatArray], time_s: FloatArray, noise: np.random.Generator | None) -> FloatArray:
    """(n, 3) m, error of one keypoint in the runner's plane."""
    error = np.zeros((len(time_s), 3))
    if noise is None:
        return error
    kept = np.exp(-(time_s[1] - time_s[0]) / CORRELATION_S)
    fresh = noise.normal(size=(len(time_s), 2))
    fresh[1:] *= np.sqrt(1.0 - kept**2)
    error[:, :2] = SCATTER_M[name] * lfilter([1.0], [1.0, -kept], fresh, axis=0)
    if name == "Shoulder":
        error[:, :2] += noise.normal(size=2) * SHOULDER_OFFSET_M
    if name == "Hip":
        along = points["Knee"] - points["Hip"]
        thigh = np.arctan2(along[:, 0], -along[:, 1])
        swing = thigh - thigh.mean()
        error[:, :2] += noise.normal(size=2) * HIP_OFFSET_M
        error[:, 0] += noise.choice([-1.0, 1.0]) * HIP_PER_RAD_M * swing
        error[:, :2] += HIP_WITH_STRIDE_M * _with_stride(swing, time_s, noise)
    return error


def _with_stride(swing: FloatArray, time_s: FloatArray, noise: np.random.Generator) -> FloatArray:
    """(n, 2) of unit variance: what comes back with every stride, up to its third multiple."""
    spectrum = np.fft.rfft(swing)
    stride_hz = np.fft.rfftfreq(len(swing), time_s[1] - time_s[0])[np.argmax(np.abs(spectrum))]
    waves = np.stack([f(2.0 * np.pi * k * stride_hz * time_s) for k in (1, 2, 3) for f in (np.cos, np.sin)], axis=1)
    error: FloatArray = waves @ noise.normal(size=(6, 2)) / np.sqrt(3.0)
    return error


def _at(path: FloatArray, old_s: FloatArray, new_s: FloatArray) -> FloatArray:
    """(n, 3) a path at other instants, by a cubic spline."""
    value: FloatArray = CubicSpline(old_s, path)(new_s)
    return value
