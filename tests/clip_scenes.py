"""A runner drawn by hand as one camera sees them from the side, and the same points as each pose program writes them."""

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from hipdrive.motion import FileContent, FlatKeypoints

RATE_HZ = 60.0
CADENCE_STEPS_PER_MIN = 170.0
SIZE = (1280, 720)
THIGH, SHANK, FOOT, TRUNK = 110.0, 110.0, 60.0, 160.0
"""Lengths in pixels."""
HALPE_26 = [
    "nose",
    "left_eye",
    "right_eye",
    "left_ear",
    "right_ear",
    "left_shoulder",
    "right_shoulder",
    "left_elbow",
    "right_elbow",
    "left_wrist",
    "right_wrist",
    "left_hip",
    "right_hip",
    "left_knee",
    "right_knee",
    "left_ankle",
    "right_ankle",
    "head",
    "neck",
    "hip",
    "left_big_toe",
    "right_big_toe",
    "left_small_toe",
    "right_small_toe",
    "left_heel",
    "right_heel",
]
BLAZEPOSE_COUNT = 33


def paths(*, frames: int = 360, rate_hz: float = RATE_HZ, at: tuple[float, float] = (640.0, 330.0)) -> dict[str, np.ndarray]:
    """Points of a runner on a treadmill, (n, 2) pixels each, y down: thighs swing by 35 degrees, knees bend in swing."""
    turn = np.pi * CADENCE_STEPS_PER_MIN / 60.0 * np.arange(frames) / rate_hz
    middle = np.column_stack([np.full(frames, at[0]), at[1] + 8.0 * np.cos(2.0 * turn)])
    made = {
        "MidHip": middle,
        "Neck": middle + np.array([20.0, -TRUNK]),
        "Head": middle + np.array([30.0, -TRUNK - 60.0]),
        "Nose": middle + np.array([45.0, -TRUNK - 35.0]),
    }
    for side, phase, beside in (("L", turn, -4.0), ("R", turn + np.pi, 4.0)):
        thigh = np.radians(10.0 + 35.0 * np.sin(phase))
        shank = thigh - np.radians(50.0 + 40.0 * np.cos(phase))
        hip = middle + np.array([beside, 0.0])
        knee = hip + THIGH * np.column_stack([np.sin(thigh), np.cos(thigh)])
        ankle = knee + SHANK * np.column_stack([np.sin(shank), np.cos(shank)])
        along = np.column_stack([np.cos(shank), -np.sin(shank)])
        made |= {f"{side}Hip": hip, f"{side}Knee": knee, f"{side}Ankle": ankle, f"{side}Heel": ankle - 0.3 * FOOT * along}
        made |= {f"{side}BigToe": ankle + FOOT * along, f"{side}SmallToe": ankle + 0.9 * FOOT * along}
        shoulder = middle + np.array([18.0 + beside, -TRUNK])
        elbow = shoulder + 70.0 * np.column_stack([np.sin(-thigh), np.cos(thigh)])
        made |= {f"{side}Shoulder": shoulder, f"{side}Elbow": elbow, f"{side}Wrist": elbow + np.array([60.0, 10.0])}
        made |= {f"{side}Eye": made["Nose"] + np.array([-5.0, -5.0]), f"{side}Ear": made["Nose"] + np.array([-25.0, 0.0])}
    return made


def keypoints(*, noise: float = 1.0, frames: int = 360, rate_hz: float = RATE_HZ, seed: int = 1) -> FlatKeypoints:
    """The runner as `FlatKeypoints`, each point off by so many pixels."""
    made = paths(frames=frames, rate_hz=rate_hz)
    position = np.stack(list(made.values()), axis=1)
    position += np.random.default_rng(seed).normal(0.0, noise, position.shape)
    return FlatKeypoints(
        file_name="clip.json",
        source="made",
        labels=tuple(made),
        time_s=np.arange(frames) / rate_hz,
        position=position,
        confidence=np.full(position.shape[:2], 0.9),
        size=SIZE,
    )


def label_of(name: str) -> str:
    """RHip of right_hip."""
    words = name.split("_")
    if words == ["hip"]:
        return "MidHip"
    side = {"left": "L", "right": "R"}.get(words[0], "")
    return side + "".join(word.title() for word in (words[1:] if side else words))


def halpe(made: Mapping[str, np.ndarray]) -> np.ndarray:
    """(n, 26, 3) in the order of HALPE_26, confidence 0.8."""
    points = np.stack([made[label_of(name)] for name in HALPE_26], axis=1)
    return np.concatenate([points, np.full((*points.shape[:2], 1), 0.8)], axis=2)


def openpose_frames(people: list[np.ndarray]) -> list[dict[str, Any]]:
    """One document a frame, with everybody of the (n, k, 3) arrays in it."""
    return [
        {"version": 1.3, "people": [{"pose_keypoints_2d": person[frame].ravel().tolist()} for person in people]}
        for frame in range(len(people[0]))
    ]


def zipped(frames: list[dict[str, Any]], *, numbers: list[int] | None = None) -> bytes:
    """The frames as a zip of numbered files."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, frame in zip(numbers or range(len(frames)), frames, strict=True):
            archive.writestr(f"json/clip_{number:012d}_keypoints.json", json.dumps(frame))
    return content.getvalue()


def json_file(document: object, name: str = "clip.json") -> FileContent:
    """A JSON file."""
    return FileContent(name, json.dumps(document).encode())


def as_named(made: Mapping[str, np.ndarray]) -> FileContent:
    """Named points with a rate, as tools built on RTMPose write them."""
    names = [name.replace("left_", "l_").replace("right_", "r_").replace("hip", "hip") for name in HALPE_26]
    names[HALPE_26.index("hip")] = "mid_hip"
    size = {"width": SIZE[0], "height": SIZE[1]}
    return json_file({"source": "rtmpose-halpe26", "fps": RATE_HZ, **size, "keypoint_names": names, "frames": halpe(made).tolist()})


def as_openpose(made: Mapping[str, np.ndarray]) -> FileContent:
    """A zip of OpenPose's files; these give no rate."""
    return FileContent("clip_json.zip", zipped(openpose_frames([halpe(made)])))


def as_mmpose(made: Mapping[str, np.ndarray]) -> FileContent:
    """What MMPose's inferencer writes for a clip; it gives no rate."""
    frames = [
        {"frame_id": number, "instances": [{"keypoints": frame[:, :2].tolist(), "keypoint_scores": frame[:, 2].tolist()}]}
        for number, frame in enumerate(halpe(made))
    ]
    names = {str(place): name for place, name in enumerate(HALPE_26)}
    return json_file({"meta_info": {"dataset_name": "halpe26", "keypoint_id2name": names}, "instance_info": frames})


def as_mediapipe(made: Mapping[str, np.ndarray]) -> FileContent:
    """MediaPipe's 33 landmarks as shares of the picture, with instants; what is not drawn lies at the nose."""
    from hipdrive.motion import body_order

    order = body_order(BLAZEPOSE_COUNT)
    assert order is not None
    points = np.stack([made.get(label, made["Nose"]) for label in order], axis=1) / SIZE
    frames = [
        {"timestamp_ms": 1000.0 * number / RATE_HZ, "landmarks": [{"x": x, "y": y, "z": 0.0, "visibility": 0.8} for x, y in frame.tolist()]}
        for number, frame in enumerate(points)
    ]
    return json_file({"width": SIZE[0], "height": SIZE[1], "frames": frames})


def as_flat_trc(made: Mapping[str, np.ndarray]) -> FileContent:
    """A .trc of Sports2D: metres, y upwards, no depth."""
    labels = [label for label in made if label not in ("LEye", "REye", "LEar", "REar")]
    header = ["PathFileType\t4\t(X/Y/Z)\tclip_m_person00.trc", "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate"]
    frames = len(made["Nose"])
    header += [f"{RATE_HZ:g}\t{RATE_HZ:g}\t{frames}\t{len(labels)}\tm\t{RATE_HZ:g}", "Frame#\tTime\t" + "\t\t\t".join(labels) + "\t\t"]
    header += ["\t\t" + "\t".join(f"{axis}{n + 1}" for n in range(len(labels)) for axis in "XYZ"), ""]
    rows = [
        "\t".join(
            [
                str(n + 1),
                f"{n / RATE_HZ:.6f}",
                *(f"{v:.7f}" for label in labels for v in (made[label][n, 0] / 400, 2.0 - made[label][n, 1] / 400, 0.0)),
            ]
        )
        for n in range(frames)
    ]
    return FileContent("clip_m_person00.trc", "\n".join([*header, *rows, ""]).encode())


WRITERS: Mapping[str, Callable[[Mapping[str, np.ndarray]], FileContent]] = {
    "named": as_named,
    "openpose": as_openpose,
    "mmpose": as_mmpose,
    "mediapipe": as_mediapipe,
    "flat_trc": as_flat_trc,
}
"""A program -> what it writes of the points."""
