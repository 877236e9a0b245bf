"""A runner with markers as a camera before or behind would show them: keypoints in the picture, with the errors that pose finders make."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.interpolate import CubicSpline
from scipy.signal import lfilter

from hipdrive.arrays import FloatArray
from hipdrive.body import SIDES, Side
from hipdrive.motion import FlatKeypoints

from .side_camera import CORRELATION_S, FOCAL_PX, HIP_OFFSET_M, HIP_WITH_STRIDE_M, SCALE, SCATTER_M

CAMERA_UP_M = 1.0
"""Height of the camera above the ground."""
LEG_OFFSET_M = 0.010
"""Standard deviation of what knee and ankle are constantly off sideways: our assumption."""
JOINTS = ("Hip", "Knee", "Ankle")


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Both legs of a runner in three dimensions; X forward, Y up, Z right."""

    time_s: FloatArray
    """(n,) s."""
    point_m: Mapping[tuple[Side, str], FloatArray]
    """Side and Hip, Knee or Ankle -> (n, 3) m."""


@dataclass(frozen=True, kw_only=True)
class Standpoint:
    """Where a camera stands."""

    view: Literal["front", "rear"]
    yaw_rad: float
    """How far off the way of running, to the runner's right."""
    apart_m: float
    """From the runner's middle, at the start."""
    nears_m_s: float = 0.0
    """How fast the runner comes nearer, as on a track; 0 on a belt."""


def filmed_pair(pair: Pair, camera: Standpoint, *, frame_rate_hz: float, seconds: float, seed: int | None) -> FlatKeypoints:
    """Keypoints of both legs in the picture.

    Args:
        pair: The legs.
        camera: Where it stands.
        frame_rate_hz: Pictures a second.
        seconds: Length of the clip, from two seconds into the recording.
        seed: Of the errors; None for none.

    Returns:
        Pixels.
    """
    time_s = 2.0 + np.arange(int(seconds * frame_rate_hz)) / frame_rate_hz
    noise = None if seed is None else np.random.default_rng(seed)
    points = {key: np.asarray(CubicSpline(pair.time_s, path)(time_s)) for key, path in pair.point_m.items()}
    focal_px = FOCAL_PX * (1.0 if noise is None else 1.0 + SCALE * float(noise.normal()))
    middle = np.mean([points[side, "Hip"].mean(axis=0) for side in SIDES], axis=0)
    toward = 1.0 if camera.view == "front" else -1.0
    c, s = np.cos(camera.yaw_rad), np.sin(camera.yaw_rad)
    apart_m = camera.apart_m - camera.nears_m_s * (time_s - time_s[0])
    shown = {}
    for (side, joint), path in points.items():
        x, y, z = (path + _errors(joint, points[side, "Ankle"][:, 1], time_s, noise) - middle * np.array([1.0, 0.0, 1.0])).T
        x, z = c * x - s * z, c * z + s * x
        away = apart_m - toward * x
        shown[side[0].upper() + joint] = np.stack([-toward * focal_px * z / away, -focal_px * (y - CAMERA_UP_M) / away], axis=1)
    return FlatKeypoints(
        file_name="filmed",
        source="projected",
        labels=tuple(shown),
        time_s=time_s,
        position=np.stack(list(shown.values()), axis=1) + 500.0,
        confidence=np.full((len(time_s), len(shown)), np.nan),
    )


def _errors(joint: str, swing: FloatArray, time_s: FloatArray, noise: np.random.Generator | None) -> FloatArray:
    """(n, 3) m, error of one keypoint sideways and up."""
    error = np.zeros((len(time_s), 3))
    if noise is None:
        return error
    kept = np.exp(-(time_s[1] - time_s[0]) / CORRELATION_S)
    fresh = noise.normal(size=(len(time_s), 2))
    fresh[1:] *= np.sqrt(1.0 - kept**2)
    across_up = SCATTER_M[joint] * lfilter([1.0], [1.0, -kept], fresh, axis=0)
    if joint == "Hip":
        across_up += noise.normal(size=2) * HIP_OFFSET_M + HIP_WITH_STRIDE_M * _with_stride(swing, time_s, noise)
    else:
        across_up[:, 0] += LEG_OFFSET_M * noise.normal()
    error[:, 2], error[:, 1] = across_up.T
    return error


def _with_stride(swing: FloatArray, time_s: FloatArray, noise: np.random.Generator) -> FloatArray:
    """(n, 2) of unit variance: what comes back with every stride, up to its third multiple."""
    spectrum = np.fft.rfft(swing - swing.mean())
    stride_hz = np.fft.rfftfreq(len(swing), time_s[1] - time_s[0])[np.argmax(np.abs(spectrum))]
    waves = np.stack([f(2.0 * np.pi * k * stride_hz * time_s) for k in (1, 2, 3) for f in (np.cos, np.sin)], axis=1)
    error: FloatArray = waves @ noise.normal(size=(6, 2)) / np.sqrt(3.0)
    return error
