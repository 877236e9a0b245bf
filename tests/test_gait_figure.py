"""The mean figure of a stride: it moves as the curves say, stands where the foot lands, and is read back as it was written."""

import numpy as np
import pytest

from hipdrive.arrays import FloatArray
from hipdrive.body import SIDES, Side
from hipdrive.contract.runs.run import read_run, run_document, run_from
from hipdrive.contract.wire import json_text
from hipdrive.errors import ValueOutOfRangeError
from hipdrive.gait import Run, analyse_markers, reference_trial
from hipdrive.motion import load_marker_sets, recognise


@pytest.fixture(scope="module")
def run() -> Run:
    trial = reference_trial(strides=4)
    markers = recognise(trial.run.labels, load_marker_sets())
    return analyse_markers(trial.run, trial.static, markers, trial.athlete)[0]


def bent_rad(upper: FloatArray, joint: FloatArray, lower: FloatArray) -> FloatArray:
    """Angle between two segments, zero where they are in line."""
    first, second = joint - upper, lower - joint
    cosine = np.sum(first * second, axis=1) / (np.linalg.norm(first, axis=1) * np.linalg.norm(second, axis=1))
    return np.asarray(np.arccos(np.clip(cosine, -1.0, 1.0)))


@pytest.mark.parametrize("side", SIDES)
def test_the_knee_of_the_figure_bends_as_the_curve_says(run: Run, side: Side) -> None:
    figure, curve = run.sides[side].figure_m, run.sides[side].curves["knee_flexion_rad"].mean[::2]
    bent = bent_rad(*(figure[f"{joint}_{side}"] for joint in ("hip", "knee", "ankle")))
    assert np.degrees(np.abs(bent - np.abs(curve))).max() < 3.0


@pytest.mark.parametrize("side", SIDES)
def test_limbs_keep_their_length_over_the_mean_stride(run: Run, side: Side) -> None:
    figure = run.sides[side].figure_m
    for upper, lower in (("hip", "knee"), ("knee", "ankle"), ("shoulder", "elbow")):
        length_m = np.linalg.norm(figure[f"{upper}_{side}"] - figure[f"{lower}_{side}"], axis=1)
        assert np.ptp(length_m) < 0.01


@pytest.mark.parametrize("side", SIDES)
def test_the_foot_is_ahead_and_low_where_the_stride_begins_and_ends(run: Run, side: Side) -> None:
    ankle = run.sides[side].figure_m[f"ankle_{side}"]
    for frame in (0, -1):
        assert ankle[frame, 0] > 0.1
        assert ankle[frame, 1] < ankle[:, 1].mean()
    assert ankle[:, 2].mean() > 0 if side == "right" else ankle[:, 2].mean() < 0


def test_a_figure_is_read_back_to_the_millimetre(run: Run) -> None:
    document = run_document(run)
    back = run_from(read_run(json_text(document), name="run.json"))
    for side in SIDES:
        for point, path_m in run.sides[side].figure_m.items():
            assert np.abs(back.sides[side].figure_m[point] - path_m).max() <= 0.0005 + 1e-9


def test_a_run_without_a_figure_is_read_and_one_with_too_few_places_is_refused(run: Run) -> None:
    document = run_document(run)
    left = document.sides.left
    without = document.model_copy(update={"sides": document.sides.model_copy(update={"left": left.model_copy(update={"figure_m": None})})})
    assert {} == run_from(without).sides["left"].figure_m
    assert left.figure_m is not None
    short = left.model_copy(update={"figure_m": {"knee_left": left.figure_m["knee_left"][:9]}})
    with pytest.raises(ValueOutOfRangeError, match="knee_left is 9, but must be 51"):
        run_from(document.model_copy(update={"sides": document.sides.model_copy(update={"left": short})}))
