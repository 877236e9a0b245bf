"""Strides from contacts: from landing to landing of one foot, and what is left out."""

from dataclasses import replace

import numpy as np
import pytest
from running_scenes import STEP_S, alternating, contact, still_movement

from hipdrive.body import SIDES
from hipdrive.gait.movement.stride import NoStrideError, Stride, normalised, strides_of


def test_a_stride_runs_from_landing_to_landing_of_one_foot_with_the_other_foot_inside() -> None:
    strides, notes = strides_of(still_movement(alternating(7)), treadmill=True, file_name="run.c3d")
    assert 5 == len(strides)
    assert ["left", "right", "left", "right", "left"] == [stride.side for stride in strides]
    assert () == notes
    for stride in strides:
        assert stride.end_s - stride.contact.initial_contact_s == pytest.approx(2 * STEP_S)
        assert stride.opposite is not None
        assert stride.opposite.side != stride.side


def test_a_missed_landing_makes_no_stride_of_double_length() -> None:
    seen = [one for i, one in enumerate(alternating(11)) if i != 4]
    strides, _ = strides_of(still_movement(tuple(seen)), treadmill=True, file_name="run.c3d")
    assert all(stride.end_s - stride.contact.initial_contact_s == pytest.approx(2 * STEP_S) for stride in strides)


def test_a_stride_half_as_long_again_as_the_others_is_left_out_with_a_note() -> None:
    """Quick strides of 0.5 s, then one of 1.0 s: a landing was missed."""
    left = [contact("left", start, start + 0.15) for start in (0.2, 0.7, 1.2, 1.7, 2.7)]
    strides, notes = strides_of(still_movement(tuple(left)), treadmill=True, file_name="run.c3d")
    assert 3 == len(strides)
    assert ["strides_left_out"] == [note.code for note in notes]


def test_one_contact_a_side_on_a_treadmill_is_no_stride() -> None:
    with pytest.raises(NoStrideError, match=r"run\.c3d: no whole stride was found \(2 contacts"):
        strides_of(still_movement(alternating(2)), treadmill=True, file_name="run.c3d")


def test_overground_the_next_landing_is_where_the_foot_comes_down_the_same_way() -> None:
    """The left foot lands on the plate at 0.5 s and beside it at 1.2 s; between, its markers describe an arc."""
    movement = still_movement((contact("left", 0.5, 0.74), contact("right", 0.85, 1.09)), s=1.6)
    since = (movement.time_s - 0.5) % 0.7
    arc = np.where(since < 0.24, 0.05, 0.05 + 0.3 * np.sin(np.pi * (since - 0.24) / 0.46))
    heights = np.stack([arc, arc + 0.02], axis=1)
    movement = replace(movement, foot_marker_height_m=dict.fromkeys(SIDES, heights))
    strides, notes = strides_of(movement, treadmill=False, file_name="run.c3d")
    (left,) = (stride for stride in strides if stride.side == "left")
    assert 1.2 == pytest.approx(left.end_s, abs=0.003)
    assert "landing_beside_plates" in {note.code for note in notes}
    assert not [stride for stride in strides if stride.side == "right" and stride.end_s > 1.6]


def test_normalising_reads_a_ramp_off_at_even_steps() -> None:
    one = contact("left", 1.0, 1.2)
    stride = Stride(contact=one, end_s=1.8, curve_end_s=1.8, opposite=None)
    time_s = np.linspace(0.0, 3.0, 301)
    assert np.allclose(np.linspace(2.0, 3.6, 101), normalised(time_s, 2.0 * time_s, stride))
