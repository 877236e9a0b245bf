"""Contacts from plates, described as pushes: whose foot, when, and what is not running."""

from dataclasses import replace

import numpy as np
import pytest
from running_scenes import CONTACT_S, LEFT_Z, RIGHT_Z, STEP_S, plate, steps

from hipdrive.body import Side
from hipdrive.gait import NotRunningError, refuse_walking
from hipdrive.gait.contact.on_plates import Contact, ForeignForcesError, contacts_from_plates
from hipdrive.motion import ForcePlate, lowpass_plate

TIME_S = np.arange(0.0, 4.0, 1.0 / 150.0)
FEET: dict[Side, np.ndarray] = {
    "left": np.tile([0.0, 0.0, LEFT_Z], (len(TIME_S), 1)),
    "right": np.tile([0.0, 0.0, RIGHT_Z], (len(TIME_S), 1)),
}


def smooth(plates: tuple[ForcePlate, ...], cutoff_hz: float = 15.0) -> list[ForcePlate]:
    return [lowpass_plate(one, cutoff_hz=cutoff_hz) for one in plates]


def contacts(*plates: ForcePlate, cutoff_hz: float = 15.0) -> tuple[Contact, ...]:
    return contacts_from_plates(plates, smooth(plates, cutoff_hz), FEET, time_s=TIME_S, file_name="run.c3d")


def test_contacts_begin_and_end_where_the_plate_crosses_50_newton() -> None:
    found = contacts(plate(steps(5), side="left"))
    assert 5 == len(found)
    for one, (start_s, end_s) in zip(found, steps(5), strict=True):
        assert one.initial_contact_s == pytest.approx(start_s + 0.010 * 50 / 1500, abs=1e-4)
        assert one.toe_off_s == pytest.approx(end_s - 0.010 * 50 / 1500, abs=1e-4)
        assert one.loaded_from_s < one.initial_contact_s < one.toe_off_s < one.loaded_to_s  # filtering spreads a push


def test_on_a_shared_plate_the_nearer_foot_owns_the_contact() -> None:
    found = contacts(plate(steps(6), z_m=[LEFT_Z, RIGHT_Z] * 3))
    assert ["left", "right"] * 3 == [one.side for one in found]


def test_the_foot_that_the_file_names_wins() -> None:
    assert {"right"} == {one.side for one in contacts(plate(steps(3, step_s=2 * STEP_S), side="right", z_m=LEFT_Z))}


def test_a_dropout_of_15_ms_does_not_end_a_contact_nor_change_its_foot() -> None:
    whole = plate(steps(2, step_s=1.0), z_m=RIGHT_Z)
    force, point = np.array(whole.force_n), np.array(whole.point_m)
    dropped = (whole.time_s > 0.2 + 0.5 * CONTACT_S - 0.0075) & (whole.time_s < 0.2 + 0.5 * CONTACT_S + 0.0075)
    force[dropped], point[dropped] = 0.0, np.nan
    found = contacts(replace(whole, force_n=force, point_m=point))
    assert ["right", "right"] == [one.side for one in found]
    assert [one.toe_off_s - one.initial_contact_s for one in found] == pytest.approx([CONTACT_S, CONTACT_S], abs=0.002)


def test_a_foot_across_two_plates_is_one_contact_on_both() -> None:
    found = contacts(plate([(0.5, 0.70)], z_m=LEFT_Z), plate([(0.56, 0.74)], z_m=LEFT_Z))
    (one,) = found
    assert (0, 1) == one.plates
    assert one.toe_off_s - one.initial_contact_s == pytest.approx(0.24, abs=0.002)


def test_a_short_press_on_a_second_plate_still_belongs_to_the_contact() -> None:
    """The toes leave over the edge of the next plate: 40 ms there are part of the same contact, whose force would be lost otherwise."""
    (one,) = contacts(plate([(0.5, 0.70)], z_m=LEFT_Z), plate([(0.68, 0.72)], z_m=LEFT_Z))
    assert (0, 1) == one.plates
    assert one.toe_off_s == pytest.approx(0.72, abs=0.002)


def test_a_knock_of_40_ms_is_no_contact() -> None:
    assert () == contacts(plate([(0.5, 0.54)], z_m=LEFT_Z))


def test_contacts_cut_by_the_ends_of_the_recording_are_kept_but_not_called_whole() -> None:
    found = contacts(plate([(-0.1, 0.1), (0.8, 1.04), (3.9, 4.2)], z_m=LEFT_Z))
    assert [False, True, False] == [one.whole for one in found]
    assert TIME_S[0] == found[0].initial_contact_s
    assert TIME_S[-1] <= found[-1].toe_off_s


def test_contacts_beyond_the_markers_are_no_events() -> None:
    """Five steps on the plate, markers up to the middle of the third one: two whole, the third cut, the others not there at all."""
    spans = steps(5)
    until = int(np.searchsorted(TIME_S, sum(spans[2]) / 2))
    early = {side: path[:until] for side, path in FEET.items()}
    one = (plate(spans, side="left"),)
    found = contacts_from_plates(one, smooth(one), early, time_s=TIME_S[:until], file_name="run.c3d")
    assert [True, True, False] == [one.whole for one in found]


def test_forces_of_another_recording_are_refused() -> None:
    far = {side: path + np.array([1.0, 0.0, 0.0]) for side, path in FEET.items()}
    one = (plate(steps(5), side="left"),)
    with pytest.raises(ForeignForcesError, match="100 cm away"):
        contacts_from_plates(one, smooth(one), far, time_s=TIME_S, file_name="run.c3d")


def test_two_feet_at_once_on_two_plates_are_walking() -> None:
    left, right = steps(3, step_s=1.1, contact_s=0.45), steps(3, first_s=0.55, step_s=0.9, contact_s=0.45)
    with pytest.raises(NotRunningError, match=r"run\.c3d: this is walking"):
        contacts(plate(left, side="left"), plate(right, side="right"))


def test_a_plate_that_stays_loaded_for_longer_than_a_running_step_is_walking() -> None:
    with pytest.raises(NotRunningError, match=r"plate 1 stays loaded for 0\.7"):
        refuse_walking((plate([(0.5, 1.2)]),), file_name="walk.c3d")
    refuse_walking((plate(steps(5)),), file_name="run.c3d")
