"""C3D files with poses of segments, as Theia3D writes them: the joints are where the segments begin."""

from dataclasses import replace
from pathlib import Path

import ezc3d
import numpy as np
import pytest
from c3d_files import BLOCK, Trial, Value, file_of, single, whole
from keypoint_scenes import keypoints_of

from hipdrive.coach.runs.analyse import read_recording
from hipdrive.errors import InputFileError
from hipdrive.gait.runners.reference import ReferenceTrial, reference_trial
from hipdrive.motion import FileContent, Motion, inspect_file, read_motion

SEGMENTS = {
    "thigh": "Hip",
    "shank": "Knee",
    "foot": "Ankle",
    "toes": "BigToe",
    "uarm": "Shoulder",
    "larm": "Elbow",
    "hand": "Wrist",
}
UPRIGHT = np.array([[0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [1.0, 0.0, 0.0]])
"""Axes of a segment as columns: right is the laboratory's Z, forward its X, up its Y."""


@pytest.fixture(scope="module")
def trial() -> ReferenceTrial:
    """A made-up runner on a treadmill, and standing."""
    return reference_trial(strides=3)


def theia(keypoints: Motion, *, lost: int | None = None, unit: str = "mm", named: str = "mm") -> FileContent:
    """The file: no points, a pose of each segment of both sides, in one frame lost; heels 6 cm behind and 5 cm below the ankle."""
    per_unit = {"mm": 1000.0, "m": 1.0}[unit]
    names = [f"{s}_{segment}_4X4" for s in "rl" for segment in SEGMENTS]
    paths = [keypoints.marker(s.upper() + joint) for s in "rl" for joint in SEGMENTS.values()]
    poses = np.zeros((len(keypoints.time_s), len(names), 17), dtype=np.float32)
    for place, path in enumerate(paths):
        matrix = np.zeros((len(path), 4, 4))
        matrix[:, :3, :3], matrix[:, :3, 3], matrix[:, 3, 3] = UPRIGHT, per_unit * path, 1.0
        poses[:, place, :16] = matrix.swapaxes(1, 2).reshape(-1, 16)
    if lost is not None:
        poses[lost, :, 16] = -1.0
    heels: dict[str, Value] = {f"{side}HEEL_POS": single(0.0, -0.06, -0.05) for side in "RL"}

    def file(block: int) -> bytes:
        rotation: dict[str, Value] = {"USED": whole(len(names)), "DATA_START": whole(block), "RATIO": whole(1), "LABELS": names}
        made = Trial(
            points=np.zeros((len(path), 0, 4), dtype=np.float32),
            analogs=np.zeros((len(path), 1, 0), dtype=np.float32),
            scale=1.0,
            rate_hz=keypoints.sampling_rate_hz,
            parameters={"POINT": {"UNITS": [named]}, "ROTATION": rotation, "THEIA3D": heels},
        )
        return file_of(made)

    head = file(1)
    return FileContent("theia.c3d", file(len(head) // BLOCK + 1) + poses.tobytes())


def test_joints_are_the_origins_of_the_segments_and_heels_where_the_file_says(trial: ReferenceTrial) -> None:
    keypoints = keypoints_of(trial)
    found = read_motion(theia(keypoints, lost=7))
    seen = np.arange(len(keypoints.time_s)) != 7
    for joint in ("RHip", "LKnee", "RAnkle", "LShoulder", "RElbow"):
        np.testing.assert_allclose(found.marker(joint)[seen], keypoints.marker(joint)[seen], atol=1e-5)
        assert np.isnan(found.marker(joint)[7]).all()
    heel = keypoints.marker("RAnkle") + UPRIGHT @ np.array([0.0, -0.06, -0.05])
    np.testing.assert_allclose(found.marker("RHeel")[seen], heel[seen], atol=1e-5)
    report = inspect_file(theia(keypoints))
    assert ("c3d", "keypoints") == (report.format, report.marker_set)
    assert "segment_poses" in {note.code for note in report.notes}


def test_the_poses_are_those_that_the_library_reads(trial: ReferenceTrial, tmp_path: Path) -> None:
    keypoints = keypoints_of(trial)
    file = theia(keypoints)
    (tmp_path / file.name).write_bytes(file.content)
    by_library = ezc3d.c3d(str(tmp_path / file.name))["data"]["rotations"]
    np.testing.assert_allclose(by_library[:3, 3, 0].T / 1000.0, read_motion(file).marker("RHip"), atol=1e-5)


def test_the_unit_of_poses_is_settled_by_the_body(trial: ReferenceTrial) -> None:
    keypoints = keypoints_of(trial)
    right = read_recording(theia(keypoints), trial.athlete)
    found = read_recording(theia(keypoints, unit="m", named="mm"), trial.athlete)
    np.testing.assert_allclose(found.run.marker("RKnee"), right.run.marker("RKnee"), atol=1e-4)
    assert "length_unit_corrected" in {note.code for note in found.run.notes}


def test_a_file_with_fewer_poses_than_it_announces_is_refused(trial: ReferenceTrial) -> None:
    file = theia(keypoints_of(trial))
    with pytest.raises(InputFileError, match="cut short"):
        read_motion(replace(file, content=file.content[:-2000]))
