"""Sloping belts, hills and leaning laboratories, made by code from level recordings: what is told, what is seen, and what contradicts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
from motion_files import opened
from running_scenes import steps

from hipdrive.body import SIDES, Athlete
from hipdrive.gait import Run
from hipdrive.gait.analyse import analyse_markers
from hipdrive.gait.contact.slope import SlopeContradictedError, lean_of_force, on_slope, slope_in_feet
from hipdrive.gait.verdict.drive import comparable_runners
from hipdrive.motion import ForcePlate, MarkerSet, Motion, load_marker_sets, oriented, read_motion, recognise, turned, zeros_to_missing

ATHLETE = Athlete(mass_kg=72.84, height_m=1.80)
TRACKING: Mapping[str, tuple[str, ...]] = {"calcn_r": ("R.heel", "R.toe"), "calcn_l": ("L.heel", "L.toe"), "pelvis": ("sacrum", "asis")}
STRIDE_S, RATE_HZ = 0.7, 200.0


def feet_on_a_slope(grade: float, *, belt_m_s: float = 3.0, pass_m_s: float = 0.0) -> Motion:
    """Feet that are flat on a ground of one slope for 40 % of a stride and swing over it for the rest.

    On a belt the hips stay where they are; over a floor (no belt) they pass at a speed.
    """
    time_s = np.arange(0.0, 5.0, 1.0 / RATE_HZ)
    hips = pass_m_s * time_s
    speed = belt_m_s + pass_m_s
    paths = {"sacrum": (hips - 0.1, 1.0 + grade * hips), "asis": (hips + 0.1, 1.0 + grade * hips)}
    for side, phase in (("R", 0.0), ("L", 0.5)):
        share = (time_s / STRIDE_S + phase) % 1.0
        half = 0.2 * STRIDE_S * speed
        stance = share < 0.4
        swing = (share - 0.4) / 0.6
        ahead = np.where(stance, half - speed * share * STRIDE_S, -half + 2 * half * (swing - np.sin(2 * np.pi * swing) / (2 * np.pi)))
        over = np.where(stance, 0.0, 0.15 * np.sin(np.pi * swing) ** 2)
        for name, along in (("heel", -0.1), ("toe", 0.1)):
            x = hips + ahead + along
            paths[f"{side}.{name}"] = (x, 0.05 + grade * x + over)
    places = np.stack([np.stack([x, y, np.zeros_like(x)], axis=1) for x, y in paths.values()], axis=1)
    return Motion(file_name="run.c3d", format="c3d", labels=tuple(paths), time_s=time_s, sampling_rate_hz=RATE_HZ, position_m=places)


def pushing(lean: float, *, offset_n: float = 0.0) -> ForcePlate:
    """A plate under steady running whose mean force leans forward, with an offset of its fore-aft channel that nobody took out."""
    time_s = np.arange(0.0, 5.0, 0.001)
    up = np.zeros_like(time_s)
    for start, end in steps(13, first_s=0.1, step_s=0.35, contact_s=0.25):
        inside = (time_s >= start) & (time_s < end)
        up[inside] = 1500.0 * np.sin(np.pi * (time_s[inside] - start) / (end - start))
    force = np.stack([lean * up + offset_n, up, np.zeros_like(up)], axis=1)
    return ForcePlate(name="belt", time_s=time_s, force_n=force, point_m=np.zeros_like(force), free_moment_nm=np.zeros_like(force))


@pytest.mark.parametrize("grade", [0.15, 0.08, 0.05, 0.0, -0.05, -0.15])
@pytest.mark.parametrize(("belt", "passing"), [(3.0, 0.0), (0.0, 3.0)])
def test_planted_feet_show_the_slope_of_a_belt_and_of_a_hill(grade: float, belt: float, passing: float) -> None:
    seen = slope_in_feet(feet_on_a_slope(grade, belt_m_s=belt, pass_m_s=passing), TRACKING)
    assert seen is not None
    assert grade == pytest.approx(seen.grade, abs=0.006)
    assert seen.on_belt == (belt > 0.0)


@pytest.mark.parametrize("grade", [0.02, -0.02])
def test_what_noise_allows_is_level(grade: float) -> None:
    run, rotation = on_slope(feet_on_a_slope(grade), TRACKING)
    assert (0.0, None, ()) == (run.slope, rotation, run.notes)


def test_a_slope_that_feet_show_is_used_and_said() -> None:
    run, rotation = on_slope(feet_on_a_slope(0.08), TRACKING)
    assert run.slope == pytest.approx(0.08, abs=0.006)
    assert rotation is None
    (note,) = run.notes
    assert note.code == "slope"
    assert "uphill by" in note.message
    assert "downhill" in on_slope(feet_on_a_slope(-0.08), TRACKING)[0].notes[0].message


def test_a_told_slope_that_the_feet_show_is_taken_as_told() -> None:
    run, rotation = on_slope(replace(feet_on_a_slope(0.07), slope=0.08), TRACKING)
    assert (0.08, None) == (run.slope, rotation)
    assert "as given" in run.notes[0].message


def test_a_told_slope_along_which_the_axes_lie_turns_them_upright() -> None:
    run, rotation = on_slope(replace(feet_on_a_slope(0.0), slope=0.08), TRACKING)
    assert rotation is not None
    assert 0.08 == run.slope
    seen = slope_in_feet(run, TRACKING)
    assert seen is not None
    assert 0.08 == pytest.approx(seen.grade, abs=0.006)


@pytest.mark.parametrize(("shown", "told", "words"), [(0.03, 0.08, "3.0 %"), (0.08, 0.0, "8.0 %"), (0.08, -0.08, "8.0 %")])
def test_a_told_slope_that_the_feet_contradict_is_refused_naming_both(shown: float, told: float, words: str) -> None:
    with pytest.raises(SlopeContradictedError, match=f"the slope given is {100 * told:g} %.*{words}"):
        on_slope(replace(feet_on_a_slope(shown), slope=told), TRACKING)


@pytest.mark.parametrize("offset_n", [0.0, 40.0])
def test_the_mean_force_shows_what_is_plumb_whatever_the_plates_zero(offset_n: float) -> None:
    level = feet_on_a_slope(0.0)
    assert lean_of_force(level) is None
    assert 0.05 == pytest.approx(lean_of_force(replace(level, plates=(pushing(0.05, offset_n=offset_n),))), abs=1e-3)


def test_axes_that_lie_along_a_sloping_belt_are_turned_by_the_mean_force() -> None:
    run, rotation = on_slope(replace(feet_on_a_slope(0.0), plates=(pushing(0.06),)), TRACKING)
    assert rotation is not None
    assert 0.06 == pytest.approx(run.slope, abs=1e-3)
    assert 0.0 == pytest.approx(lean_of_force(run), abs=1e-6)


def test_a_told_slope_is_refused_where_the_mean_force_stands_plumb_on_the_belt() -> None:
    with pytest.raises(SlopeContradictedError, match="the mean force on the plates"):
        on_slope(replace(feet_on_a_slope(0.0), plates=(pushing(0.0),), slope=0.08), TRACKING)


def test_a_run_on_a_slope_is_not_set_beside_runs_on_the_level() -> None:
    level, _ = comparable_runners(3.5, athlete=ATHLETE, table="de_leva", cutoff_hz=15.0, slope=0.01)
    assert level
    runners, reason = comparable_runners(3.5, athlete=ATHLETE, table="de_leva", cutoff_hz=15.0, slope=-0.08)
    assert not runners
    assert "downhill by 8.0 %" in reason


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """A level run on a treadmill with its plates, turned to X forward, Y up."""

    run: Motion
    static: Motion
    markers: MarkerSet

    def analysed(self, run: Motion, static: Motion | None = None) -> Run:
        """Analyse what was made of the run."""
        return analyse_markers(run, static or self.static, self.markers, ATHLETE)[0]


@pytest.fixture(scope="module")
def recorded(recordings: Path) -> Recorded:
    folder = recordings / "rajagopal-run"
    run = read_motion(opened(folder / "motion_capture_run.trc"), grf=opened(folder / "grf_run.mot"))
    static = read_motion(opened(folder / "static_run.trc"))
    markers = recognise(run.labels, load_marker_sets())
    facing, standing = (oriented(zeros_to_missing(motion), markers)[0] for motion in (run, static))
    return Recorded(run=facing, static=standing, markers=markers)


def leaning(motion: Motion, grade: float) -> Motion:
    """The same in axes that lean: the whole laboratory is tipped about the runner's right."""
    cos, sin = np.cos(np.arctan(grade)), np.sin(np.arctan(grade))
    return turned(motion, np.array([[cos, -sin, 0.0], [sin, cos, 0.0], [0.0, 0.0, 1.0]]))


def sheared(run: Motion, grade: float) -> Motion:
    """The run on a sloping belt, as its feet would go there: what is further ahead is lifted by the slope; without plates."""
    place = run.position_m.copy()
    place[:, :, 1] += grade * place[:, :, 0]
    return replace(run, position_m=place, plates=())


@pytest.mark.recordings
@pytest.mark.parametrize("grade", [0.05, -0.08])
def test_a_laboratory_that_leans_gives_what_an_upright_one_gives(recorded: Recorded, grade: float) -> None:
    base = recorded.analysed(recorded.run)
    found = recorded.analysed(leaning(recorded.run, grade), leaning(recorded.static, grade))
    assert "slope" not in {note.code for note in base.notes}
    assert "slope" in {note.code for note in found.notes}
    for side in SIDES:
        for name, measure in base.sides[side].measures.items():
            if measure.mean is not None and name.startswith(("peak_hip", "contact_time", "step_length", "stride_speed")):
                assert measure.mean == pytest.approx(found.sides[side].measures[name].mean, rel=0.01)


@pytest.mark.recordings
@pytest.mark.parametrize("grade", [0.05, 0.08, -0.08, 0.15, -0.15])
def test_contacts_on_a_sloping_belt_are_found_as_on_the_level(recorded: Recorded, grade: float) -> None:
    base = recorded.analysed(sheared(recorded.run, 0.0))
    found = recorded.analysed(sheared(recorded.run, grade))
    assert base.speed_m_s * np.hypot(1.0, grade) == pytest.approx(found.speed_m_s, rel=0.01)
    for side in SIDES:
        assert base.sides[side].strides == found.sides[side].strides
        for ours, theirs in ((base.sides[side].initial_contact_s, found.sides[side].initial_contact_s),):
            assert ours == pytest.approx(theirs, abs=0.01)
        contact = base.sides[side].measures["contact_time_s"].mean
        assert contact == pytest.approx(found.sides[side].measures["contact_time_s"].mean, abs=0.006)


@pytest.mark.recordings
@pytest.mark.parametrize(("slope", "share"), [(0.04, 0.01), (0.08, 0.02)], ids=["told alone", "leaning as the standing trial shows too"])
def test_axes_along_a_sloping_belt_without_plates_need_the_slope_told(recorded: Recorded, slope: float, share: float) -> None:
    """Beyond 7 % the standing trial shows that the axes lean, to about 1 deg, and the feet show the rest."""
    upright = recorded.analysed(replace(sheared(recorded.run, slope), slope=slope))
    along = leaning(sheared(recorded.run, slope), -slope)
    found = recorded.analysed(replace(along, slope=slope), leaning(recorded.static, -slope))
    for side in SIDES:
        for name in ("contact_time_s", "step_length_m", "peak_hip_flexor_moment_nm_kg"):
            mean = upright.sides[side].measures[name].mean
            assert mean == pytest.approx(found.sides[side].measures[name].mean, rel=share)
