"""The validation tables say what is missed, and nothing else counts as missed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from validation.row import Row, as_text, share_of


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
