"""The clock of a run: one instant is found in both legs' strides by when the other foot lands."""

from dataclasses import replace

import pytest
from report_scenes import run, side_result

from hipdrive.report.stride_clock.event_strip import event_strip
from hipdrive.report.stride_clock.other_leg import landings_of_other


def landing(*at_s: float) -> object:
    """A side whose foot lands at these times."""
    return replace(side_result(), initial_contact_s=at_s)


def test_the_other_foot_lands_where_the_events_say() -> None:
    found = landings_of_other(run(left=landing(0.0, 0.7, 1.4), right=landing(0.35, 1.05, 1.75)))  # type: ignore[arg-type]
    assert pytest.approx({"left": 50.0, "right": 50.0}) == found


def test_a_limp_shifts_the_landing_of_either_leg_the_other_way() -> None:
    found = landings_of_other(run(left=landing(0.0, 0.7, 1.4), right=landing(0.28, 0.98, 1.68)))  # type: ignore[arg-type]
    assert pytest.approx({"left": 40.0, "right": 60.0}) == found


def test_strides_with_a_missed_or_doubled_contact_say_nothing() -> None:
    found = landings_of_other(run(left=landing(0.0, 1.4, 2.1), right=landing(0.35, 1.05)))  # type: ignore[arg-type]
    assert {} == found


def test_a_contact_that_goes_on_into_the_next_stride_is_drawn_at_both_ends() -> None:
    svg = event_strip(run(), ("left", "right"), {"left": 80.0}).svg
    late = svg[svg.index('<g data-of="left">') :].partition("</g>")[0]
    assert 2 == late.count("<rect")
    assert 1 == svg[svg.index('<g data-of="right both"') :].partition("</g>")[0].count("<rect")
