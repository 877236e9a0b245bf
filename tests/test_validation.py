"""The validation tables say what is missed, and nothing else counts as missed."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from running_scenes import plate, steps

from hipdrive.motion import ForcePlate
from validation.every_runner import checked_in, speed_by_plates_m_s, steps_on
from validation.row import Row, as_text, share_of
from validation.trials import analysed
from validation.without_plates import rbds_trials


def test_a_figure_below_its_floor_is_marked_and_counted() -> None:
    row = Row(quantity="hip moment r", reached=0.94, low=0.95, opensim=0.97)
    assert row.missed
    assert "0.940 MISSED" in as_text("a run", (row,))


def test_a_known_miss_is_printed_with_its_reason_and_not_counted() -> None:
    row = Row(quantity="hip moment r", reached=0.94, low=0.95, excuse="the reference has a spike")
    text = as_text("a run", (row, row))
    assert not row.met
    assert not row.missed
    assert 1 == text.count("known: the reference has a spike")


def test_a_figure_that_keeps_its_floor_needs_no_excuse() -> None:
    row = Row(quantity="peak", reached=-1.04, digits=2, low=-1.27, high=-0.76, excuse="unused", published=-1.02)
    assert row.met
    assert "unused" not in as_text("a run", (row,))
    assert ("peak", "-1.27 to -0.76", "-1.04", "-", "-1.02") == row.cells()


def test_a_share_of_a_negative_peak_lies_on_both_sides_of_it() -> None:
    assert share_of(-1.0, 0.25) == pytest.approx((-1.25, -0.75))


def test_validation_without_recordings_says_what_to_set() -> None:
    environment = {key: value for key, value in os.environ.items() if key != "HIPDRIVE_DATA"}
    done = subprocess.run(
        [sys.executable, "-m", "validation"], cwd=Path(__file__).parents[1], env=environment, capture_output=True, text=True, check=False
    )
    assert 1 == done.returncode
    assert "HIPDRIVE_DATA must name the folder" in done.stderr
    assert "" == done.stdout


def test_the_plate_counts_a_step_once_however_deep_the_push_dips() -> None:
    pushes = steps(9)
    dipping = [part for start, end in pushes for part in ((start, start + 0.04), (start + 0.041, end))]  # falls to 150 N between
    touched = plate(dipping, newton=1500.0)
    touched.force_n.setflags(write=True)
    for start, end in pushes:
        inside = (touched.time_s > start) & (touched.time_s < end)
        touched.force_n[inside, 1] = np.maximum(touched.force_n[inside, 1], 150.0)
    assert [start for start, _ in pushes] == pytest.approx(list(steps_on(touched, 700.0)), abs=0.01)


def test_plates_alone_give_the_speed_overground() -> None:
    made = []
    for step in range(5):
        one = plate([(0.1 + 0.3 * step, 0.3 + 0.3 * step)])
        place = np.where(np.isfinite(one.point_m), [1.2 * step, 0.0, 0.1 * (step % 2)], np.nan)  # 1.2 m every 0.3 s
        made.append(
            ForcePlate(name="plate", time_s=one.time_s, force_n=one.force_n, point_m=place, free_moment_nm=one.free_moment_nm, side=None)
        )
    assert pytest.approx(4.0, rel=1e-3) == speed_by_plates_m_s(made, 700.0)


@pytest.mark.parametrize("name", ["RBDS001 T25", "RBDS002 T45", "RBDS015 T35"])
def test_an_open_treadmill_trial_keeps_speed_cadence_weight_and_labels(recordings: Path, name: str) -> None:
    trial = next(one for one in rbds_trials(recordings) if one.name == name)
    found = checked_in(trial, analysed(trial, recordings, table="de_leva")[0], recordings)
    assert abs(found.speed_off) < 0.02
    assert abs(found.cadence_off) < 1.0
    assert 0.93 <= found.force_over_weight <= 1.00
    assert abs(found.force_off) < 0.005
    assert found.flagged_right
    assert found.labels_right
