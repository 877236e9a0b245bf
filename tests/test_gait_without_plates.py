"""Running without force plates: events from the feet, the swinging leg exact, stance from the whole body, and words that say so."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from hipdrive.arrays import FloatArray
from hipdrive.body import Side
from hipdrive.gait import NotRunningError
from hipdrive.gait.contact.on_markers import STILL_LATE_S, LegPath, contacts_from_feet
from hipdrive.gait.verdict.sources import notes_on_sources, sources_of
from validation.trials import OPENSIM, RBDS
from validation.without_plates import DORN, Comparison, compared

RATE_HZ = 200.0
MEDIAN_MS = 10.0


def pacing_leg(
    first_s: float, *, stride_s: float, contact_s: float, rate_hz: float = RATE_HZ, s: float = 6.0
) -> tuple[LegPath, list[float]]:
    """A leg that sways as a sine; its foot drops at 1 m/s, stands still from each landing and rises at 2 m/s from each toe-off."""
    time_s = np.arange(0.0, s, 1.0 / rate_hz)
    since = np.mod(time_s - first_s, stride_s)
    ahead_s = 0.03
    reach = 0.4 * np.cos(2.0 * np.pi * (since + ahead_s) / stride_s)
    up = 2.0 * np.clip(since - contact_s, 0.0, 0.1)
    down = 1.0 * np.clip(stride_s - since, 0.0, 0.2)
    height = np.where(since < contact_s, 0.0, np.minimum(up, down))
    path = np.stack([reach, height, np.zeros_like(time_s)], axis=1)
    landings = [float(one) for one in np.arange(first_s, s, stride_s)]
    return LegPath(heel_m=path, ball_m=path, front_m=path, reach_m=reach), landings


def paced(*, stride_s: float, contact_s: float, rate_hz: float = RATE_HZ) -> tuple[Mapping[Side, LegPath], FloatArray, list[float]]:
    left, _ = pacing_leg(0.5 + 0.5 * stride_s, stride_s=stride_s, contact_s=contact_s, rate_hz=rate_hz)
    right, landings = pacing_leg(0.5, stride_s=stride_s, contact_s=contact_s, rate_hz=rate_hz)
    return {"left": left, "right": right}, np.arange(0.0, 6.0, 1.0 / rate_hz), landings


def test_a_foot_that_drops_and_stands_still_lands_when_it_stops() -> None:
    legs, time_s, landings = paced(stride_s=0.7, contact_s=0.22)
    found = [one for one in contacts_from_feet(legs, time_s=time_s, file_name="run.trc") if one.side == "right" and one.whole]
    assert len(found) >= 6
    for contact in found:
        assert min(abs(contact.initial_contact_s - landing) for landing in landings) < 0.006
        assert contact.toe_off_s - contact.initial_contact_s == pytest.approx(0.22, abs=0.012)


@pytest.mark.parametrize("rate_hz", [100.0, 150.0, 300.0])
def test_events_of_a_sparser_or_denser_recording_stay_within_half_a_frame(rate_hz: float) -> None:
    truth = 1000.0
    events = {}
    for rate in (rate_hz, truth):
        legs, time_s, _ = paced(stride_s=0.7, contact_s=0.22, rate_hz=rate)
        events[rate] = [
            (one.initial_contact_s, one.toe_off_s) for one in contacts_from_feet(legs, time_s=time_s, file_name="r") if one.whole
        ]
    assert len(events[rate_hz]) == len(events[truth])
    assert np.abs(np.array(events[rate_hz]) - np.array(events[truth])).max() < 0.5 / rate_hz


@pytest.mark.parametrize("first", ["heel", "ball"])
def test_a_foot_lands_with_whichever_of_heel_and_ball_strikes_first(first: str) -> None:
    legs, time_s, _ = paced(stride_s=0.7, contact_s=0.22)
    late = {side: np.roll(leg.heel_m, 4, axis=0) for side, leg in legs.items()}
    later = "ball_m" if first == "heel" else "heel_m"
    shifted = {side: replace(leg, **{later: late[side]}) for side, leg in legs.items()}
    both, one = (contacts_from_feet(feet, time_s=time_s, file_name="run.trc") for feet in (legs, shifted))
    landings = [[contact.initial_contact_s for contact in contacts if contact.whole] for contacts in (both, one)]
    assert landings[1] == pytest.approx(landings[0], abs=1e-9)


def test_left_and_right_exchanged_exchange_the_events() -> None:
    legs, time_s, _ = paced(stride_s=0.7, contact_s=0.22)
    exchanged: Mapping[Side, LegPath] = {"left": legs["right"], "right": legs["left"]}
    ours, theirs = (contacts_from_feet(feet, time_s=time_s, file_name="run.trc") for feet in (legs, exchanged))
    opposite = {"left": "right", "right": "left"}
    assert [(opposite[c.side], c.initial_contact_s, c.toe_off_s) for c in ours] == [
        (c.side, c.initial_contact_s, c.toe_off_s) for c in theirs
    ]


def test_a_foot_smoothed_past_any_strike_lands_before_it_stops_sinking() -> None:
    legs, time_s, landings = paced(stride_s=0.7, contact_s=0.22)

    def gentle(first_s: float) -> FloatArray:
        since = np.mod(time_s - first_s + 0.35, 0.7) - 0.35
        return np.stack([np.zeros_like(since), 4.0 * since**2, np.zeros_like(since)], axis=1)

    stops = {"left": 0.5 + 0.35 + 0.04, "right": 0.5 + 0.04}
    soft = {side: replace(leg, heel_m=gentle(stops[side]), ball_m=gentle(stops[side])) for side, leg in legs.items()}
    found = [one for one in contacts_from_feet(soft, time_s=time_s, file_name="run.trc") if one.side == "right" and one.whole]
    assert len(found) >= 6
    for contact in found:
        assert min(abs(contact.initial_contact_s - (landing + 0.04 - STILL_LATE_S)) for landing in landings) < 0.001


def test_a_foot_already_in_the_air_when_the_recording_starts_has_not_just_left() -> None:
    legs, time_s, _ = paced(stride_s=0.7, contact_s=0.22)
    start = int(np.searchsorted(time_s, 0.5 + 0.22 + 0.03))
    cut = {
        side: LegPath(heel_m=leg.heel_m[start:], ball_m=leg.ball_m[start:], front_m=leg.front_m[start:], reach_m=leg.reach_m[start:])
        for side, leg in legs.items()
    }
    found = contacts_from_feet(cut, time_s=time_s[start:], file_name="run.trc")
    assert min(one.toe_off_s for one in found if one.side == "right") > 0.5 + 0.7


def test_feet_that_share_the_ground_walk_and_are_refused() -> None:
    legs, time_s, _ = paced(stride_s=0.9, contact_s=0.56)
    with pytest.raises(NotRunningError, match="walking"):
        contacts_from_feet(legs, time_s=time_s, file_name="walk.trc")


def test_sources_say_what_is_measured_derived_or_assumed() -> None:
    assert sources_of(from_plates=True, trunk_recorded=False) == {"swing": "measured", "stance": "measured", "events": "measured"}
    assert sources_of(from_plates=False, trunk_recorded=True) == {"swing": "measured", "stance": "derived", "events": "derived"}
    assert sources_of(from_plates=False, trunk_recorded=False)["stance"] == "assumed"
    assert notes_on_sources(from_plates=True, trunk_recorded=True) == ()
    assert {note.code for note in notes_on_sources(from_plates=False, trunk_recorded=False)} == {"events_from_markers", "stance_estimated"}


@cache
def comparison(name: str, folder: Path) -> Comparison:
    trial = {**RBDS, **OPENSIM, **DORN}[name]
    return compared(replace(trial, cutoff_hz=15.0), folder)


@pytest.mark.recordings
@pytest.mark.parametrize("name", ["35", "rajagopal-run", "hamner-run", "jog", "sprint"])
def test_events_lie_within_10_ms_of_the_plates_in_the_median(recordings: Path, name: str) -> None:
    """Four laboratories: treadmill and overground, 3.5 to 9.25 m/s, 60 to 250 frames a second, raw and smoothed markers."""
    found = comparison(name, recordings)
    assert len(found.landing_ms) >= found.plate_contacts - 2
    assert np.median(np.abs(found.landing_ms)) < MEDIAN_MS
    assert np.median(np.abs(found.leaving_ms)) < MEDIAN_MS


@pytest.mark.recordings
@pytest.mark.parametrize("name", ["35", "rajagopal-run"])
def test_the_swinging_hip_needs_no_plate(recordings: Path, name: str) -> None:
    assert abs(comparison(name, recordings).swing_peak_off) < 0.02
    assert abs(comparison(name, recordings).speed_off) < 0.02


@pytest.mark.recordings
def test_stance_of_a_whole_body_follows_the_plates(recordings: Path) -> None:
    assert comparison("rajagopal-run", recordings).stance_r >= 0.9
