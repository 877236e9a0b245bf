"""Running without force plates: events from the feet, the swinging leg exact, stance from the whole body, and words that say so."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from hipdrive.body import Side
from hipdrive.gait import NotRunningError
from hipdrive.gait.kinematic_events import LegPath, contacts_from_feet
from hipdrive.gait.sources import notes_on_sources, sources_of
from validation.trials import OPENSIM, RBDS
from validation.without_plates import Comparison, compared

FloatArray = npt.NDArray[np.float64]
RATE_HZ = 200.0
MEDIAN_MS = 10.0


def pacing_leg(first_s: float, *, stride_s: float, contact_s: float, s: float = 6.0) -> tuple[LegPath, list[float]]:
    """A leg that sways as a sine; its foot drops at 1 m/s, stands still from each landing and rises at 2 m/s from each toe-off."""
    time_s = np.arange(0.0, s, 1.0 / RATE_HZ)
    since = np.mod(time_s - first_s, stride_s)
    ahead_s = 0.03
    reach = 0.4 * np.cos(2.0 * np.pi * (since + ahead_s) / stride_s)
    up = 2.0 * np.clip(since - contact_s, 0.0, 0.1)
    down = 1.0 * np.clip(stride_s - since, 0.0, 0.2)
    height = np.where(since < contact_s, 0.0, np.minimum(up, down))
    knee = 0.3 - 0.2 * np.cos(2.0 * np.pi * (since - contact_s) / (0.5 * stride_s))
    path = np.stack([reach, height, np.zeros_like(time_s)], axis=1)
    landings = [float(one) for one in np.arange(first_s, s, stride_s)]
    return LegPath(heel_m=path, ball_m=path, toe_m=path, reach_m=reach, knee_flexion_rad=knee), landings


def paced(*, stride_s: float, contact_s: float) -> tuple[Mapping[Side, LegPath], FloatArray, list[float]]:
    left, _ = pacing_leg(0.5 + 0.5 * stride_s, stride_s=stride_s, contact_s=contact_s)
    right, landings = pacing_leg(0.5, stride_s=stride_s, contact_s=contact_s)
    return {"left": left, "right": right}, np.arange(0.0, 6.0, 1.0 / RATE_HZ), landings


def test_a_foot_that_drops_and_stands_still_lands_when_it_stops() -> None:
    legs, time_s, landings = paced(stride_s=0.7, contact_s=0.22)
    found = [one for one in contacts_from_feet(legs, time_s=time_s, file_name="run.trc") if one.side == "right" and one.whole]
    assert len(found) >= 6
    for contact in found:
        assert min(abs(contact.initial_contact_s - landing) for landing in landings) < 0.006
        assert contact.toe_off_s - contact.initial_contact_s == pytest.approx(0.22, abs=0.012)


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
    trial = RBDS[name] if name in RBDS else OPENSIM[name]
    return compared(replace(trial, cutoff_hz=15.0), folder)


@pytest.mark.recordings
@pytest.mark.parametrize("speed", ["35"])
def test_events_lie_within_10_ms_of_the_plates_in_the_median(recordings: Path, speed: str) -> None:
    found = comparison(speed, recordings)
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
