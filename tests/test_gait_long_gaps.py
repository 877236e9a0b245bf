"""Long marker gaps: a marker that drops out and comes back doesn't jerk the skeleton."""

from dataclasses import replace

import numpy as np
import pytest

from hipdrive.gait import Movement, Run, analyse_markers, reference_trial
from hipdrive.motion import Motion, marker_set_named
from hipdrive.units import STANDARD_GRAVITY_M_S2

RNG_SEED = 5


def shaken(motion: Motion) -> Motion:
    """The trial with skin that moves: every marker sways by 8 mm at the runner's stride frequency, each in its own way."""
    rng = np.random.default_rng(RNG_SEED)
    towards, start = rng.normal(size=(len(motion.labels), 3)), rng.uniform(0, 2 * np.pi, len(motion.labels))
    sway = np.sin(2 * np.pi * 1.4 * motion.time_s[:, None] + start)
    return replace(motion, position_m=motion.position_m + 0.008 * sway[..., None] * towards / np.linalg.norm(towards, axis=1)[:, None])


def with_gap(motion: Motion, label: str, start_s: float, end_s: float) -> Motion:
    position = motion.position_m.copy()
    position[(motion.time_s > start_s) & (motion.time_s < end_s), motion.labels.index(label)] = np.nan
    return replace(motion, position_m=position)


@pytest.fixture(scope="module")
def whole_and_holed() -> tuple[tuple[Run, Movement], tuple[Run, Movement]]:
    trial = reference_trial(strides=4)
    run = shaken(trial.run)
    holed = with_gap(with_gap(run, "LASI", 1.0, 1.4), "RTB2", 2.0, 2.5)
    whole, bridged = (analyse_markers(motion, trial.static, marker_set_named("rajagopal"), trial.athlete) for motion in (run, holed))
    return whole, bridged


def test_a_marker_missing_for_half_a_second_changes_no_joint_moment_much(
    whole_and_holed: tuple[tuple[Run, Movement], tuple[Run, Movement]],
) -> None:
    (_, whole), (_, holed) = whole_and_holed
    for side in ("left", "right"):
        place = whole.of("hip_flexion", side)
        change = np.abs(holed.moment_nm[:, place] - whole.moment_nm[:, place]) / whole.skeleton.athlete.mass_kg
        assert change.max() < 0.06


def test_the_residual_shows_no_jolt_at_the_edges_of_the_gap(whole_and_holed: tuple[tuple[Run, Movement], tuple[Run, Movement]]) -> None:
    (_, whole), (_, holed) = whole_and_holed
    weight_n = whole.skeleton.athlete.mass_kg * STANDARD_GRAVITY_M_S2
    change = np.linalg.norm(holed.moment_nm[:, :3] - whole.moment_nm[:, :3], axis=1) / weight_n
    assert change.max() < 0.1  # without the bridge it jumps by a whole body weight


def test_the_bridged_samples_do_not_count_as_measured(whole_and_holed: tuple[tuple[Run, Movement], tuple[Run, Movement]]) -> None:
    (_, whole), (_, holed) = whole_and_holed
    assert 0 == np.isnan(whole.marker_error_m).sum()
    assert 39 + 49 == np.isnan(holed.marker_error_m).sum()
