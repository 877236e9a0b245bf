"""The reference runner as a camera on the way of running sees both legs."""

import json
from functools import cache
from typing import Literal

import numpy as np
from side_scenes import solved

from hipdrive.motion import FileContent, FlatKeypoints
from validation.front_camera import Standpoint, filmed_pair
from validation.front_view import PairTruth, pair_truth

NAMES = {"Hip": "hip", "Knee": "knee", "Ankle": "ankle"}


@cache
def truth() -> PairTruth:
    """Both legs in space."""
    return pair_truth("reference", *solved())


@cache
def front_clip(
    *,
    view: Literal["front", "rear"] = "front",
    yaw_deg: float = 0.0,
    frame_rate_hz: float = 60.0,
    seconds: float = 10.0,
    seed: int | None = None,
) -> FlatKeypoints:
    """Both legs from two seconds into the run on, from 5 m away."""
    camera = Standpoint(view=view, yaw_rad=np.radians(yaw_deg), apart_m=5.0)
    return filmed_pair(truth().pair, camera, frame_rate_hz=frame_rate_hz, seconds=seconds, seed=seed)


def as_file(keypoints: FlatKeypoints, name: str = "front.json") -> FileContent:
    """A clip in a file with named points."""
    labels = [f"{label[0].lower()}_{NAMES[label[1:]]}" for label in keypoints.labels]
    frames = [[[float(x), float(y), 1.0] for x, y in frame] for frame in keypoints.position]
    document = {"keypoint_names": labels, "frames": frames, "fps": keypoints.frame_rate_hz, "width": 1280, "height": 720}
    return FileContent(name, json.dumps(document).encode())
