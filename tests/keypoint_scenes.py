"""The synthetic reference runner as a video tool would write it: keypoints of 26 body parts and nothing else."""

import numpy as np

from hipdrive.gait import ReferenceTrial
from hipdrive.motion import Motion

KEYPOINTS_OF_MARKERS = {
    "Knee": ("LFC", "MFC"),
    "Ankle": ("LMAL", "MMAL"),
    "Heel": ("CAL",),
    "BigToe": ("TOE",),
    "SmallToe": ("MT5",),
    "Elbow": ("LEL", "MEL"),
    "Wrist": ("FAradius", "FAulna"),
    "Shoulder": ("ACR",),
}


def keypoints_of(trial: ReferenceTrial) -> Motion:
    """Keypoints (names of HALPE_26) at the joint centres of the runner's own markers; plates stay."""
    run = trial.run
    paths = {
        f"{side}{name}": np.mean([run.marker(side + label) for label in labels], axis=0)
        for side in "RL"
        for name, labels in KEYPOINTS_OF_MARKERS.items()
    }
    paths |= hips_of(run)
    paths["Hip"] = 0.5 * (paths["RHip"] + paths["LHip"])
    paths["Neck"] = 0.5 * (paths["RShoulder"] + paths["LShoulder"])
    paths["Nose"] = run.marker("C7") + np.array([0.15, 0.15, 0.0])
    return Motion(
        file_name="video.trc",
        format="trc",
        labels=tuple(paths),
        time_s=run.time_s,
        sampling_rate_hz=run.sampling_rate_hz,
        position_m=np.stack(list(paths.values()), axis=1),
        plates=run.plates,
    )


def hips_of(run: Motion) -> dict[str, np.ndarray]:
    """Hip centres by the regression of Harrington 2007, with which the reference runner's markers were placed."""
    front = 0.5 * (run.marker("RASI") + run.marker("LASI"))
    back = 0.5 * (run.marker("RPSI") + run.marker("LPSI"))
    right = run.marker("RASI") - run.marker("LASI")
    width, depth = (np.median(np.linalg.norm(v, axis=1)) for v in (right, front - back))
    z = right / np.linalg.norm(right, axis=1, keepdims=True)
    y = np.cross(z, front - back)
    y /= np.linalg.norm(y, axis=1, keepdims=True)
    middle = front - (0.24 * depth + 0.0099) * np.cross(y, z) - (0.30 * width + 0.0109) * y
    return {"RHip": middle + (0.33 * width + 0.0073) * z, "LHip": middle - (0.33 * width + 0.0073) * z}
