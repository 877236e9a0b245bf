"""A walker on a belt out of a recording: one stride over and over on a faster clock, for a camera at the side or in front."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from hipdrive.body import SIDES, Side
from hipdrive.motion import FileContent, read_motion
from validation.front_camera import Pair
from validation.side_camera import Truth

JOINTS = {"Hip": "HJC", "Knee": "KJC", "Ankle": "AJC", "Heel": "CAL", "BigToe": "MT2"}
STRIDES = 26
SHORTEST_S, LONGEST_S = 0.8, 1.4


@dataclass(frozen=True, kw_only=True)
class Walker:
    """Both legs in space."""

    legs: dict[Side, Truth]
    pair: Pair
    cadence_steps_per_min: float


def walker(recordings: Path, *, faster: float) -> Walker:
    """The walker of walking2.c3d with so many times the steps a minute.

    Args:
        recordings: The folder of recordings.
        faster: Factor of the clock.
    """
    path = recordings / "vicon-jog" / "walking2.c3d"
    walk = read_motion(FileContent(path.name, path.read_bytes()))
    points = {
        (side, name): walk.position_m[:, walk.labels.index(side[0].upper() + label)] for side in SIDES for name, label in JOINTS.items()
    }
    seen = np.flatnonzero(np.isfinite(np.concatenate(list(points.values()), axis=1)).all(axis=1))
    seen = max(np.split(seen, np.flatnonzero(np.diff(seen) > 1) + 1), key=len)
    time_s = np.arange(len(seen)) / walk.sampling_rate_hz
    middle = np.mean([points[side, "Hip"][seen] for side in SIDES], axis=0)
    forward = np.sign(middle[-1, 0] - middle[0, 0])
    way_m = np.polyval(np.polyfit(time_s, forward * middle[:, 0], 1), time_s)
    on_belt = {
        key: np.stack([forward * path[seen, 0] - way_m, path[seen, 2], -forward * path[seen, 1]], axis=1) for key, path in points.items()
    }
    whole = np.concatenate(list(on_belt.values()), axis=1)
    lengths = range(int(SHORTEST_S * walk.sampling_rate_hz), min(int(LONGEST_S * walk.sampling_rate_hz), len(whole) - 5))
    frames = min(lengths, key=lambda length: float(np.mean(np.abs(whole[:-length] - whole[length:]))))
    share = np.linspace(0.0, 1.0, frames, endpoint=False)[:, None]
    round_ = {key: np.tile(path[:frames] - share * (path[frames] - path[0]), (STRIDES, 1)) for key, path in on_belt.items()}
    clock_s = np.arange(frames * STRIDES) / walk.sampling_rate_hz / faster
    return Walker(
        legs={side: Truth(side=side, time_s=clock_s, point_m={name: round_[side, name] for name in JOINTS}) for side in SIDES},
        pair=Pair(time_s=clock_s, point_m={(side, name): round_[side, name] for side in SIDES for name in ("Hip", "Knee", "Ankle")}),
        cadence_steps_per_min=120.0 * faster * walk.sampling_rate_hz / frames,
    )
