"""The page of an athlete sets left beside right with what chance does; the pages of tests draw what they declare."""

import re
from datetime import date
from typing import Literal, get_args

import pytest

from hipdrive.capacity import protocols
from hipdrive.contract.athletes.next_step import NextStepKind
from hipdrive.report import TestSeries, positions
from hipdrive.report.athlete_page.page import BUTTONS
from hipdrive.report.athlete_page.sides import sides_rows
from hipdrive.report.tests_page.position import position_picture

FLEXION = protocols()["isometric_hip_flexion"]


def series(side: Literal["left", "right"], value: float, *, same: float = 0.0) -> TestSeries:
    return TestSeries(protocol=FLEXION, side=side, same={"hip_flexion_deg": same}, days=((date(2027, 1, 4), value),), change=None)


@pytest.mark.parametrize(
    ("left", "right", "words"),
    [
        (100.0, 100.0, "both sides alike"),
        (95.0, 100.0, "left 5 % less: within noise"),
        (100.0, 70.0, "right 30 % less: beyond noise"),
    ],
)
def test_a_gap_counts_beyond_the_smallest_difference_that_is_not_chance(left: float, right: float, words: str) -> None:
    (row,) = sides_rows([series("left", left), series("right", right)])
    assert (words, "beyond noise" in words) == (row.gap, row.beyond)
    assert row.noise.startswith("chance alone: up to 1")


def test_sides_are_set_beside_each_other_only_where_tested_alike() -> None:
    assert () == sides_rows([series("left", 100.0)])
    assert () == sides_rows([series("left", 100.0), series("right", 100.0, same=90.0)])


def test_every_next_step_has_a_button() -> None:
    assert set(get_args(NextStepKind)) == set(BUTTONS)


@pytest.mark.parametrize("test", [name for name, position in positions().items() if position.poses])
def test_a_position_is_drawn_inside_its_frame(test: str) -> None:
    for pose in positions()[test].poses:
        drawn = position_picture(pose, name="a")
        paths = re.findall(r' d="M([^"]+)"', drawn.svg)
        points = [tuple(map(float, point.split(","))) for path in paths for point in path.split(" L")]
        assert all(0 <= x <= drawn.width_px and 0 <= y <= drawn.height_px for x, y in points)
