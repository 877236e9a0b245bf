"""Passages: what is not seen holds no stride, each way is its own, and what no body can do is not believed."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from motion_files import opened

from hipdrive.arrays import FloatArray
from hipdrive.body import SIDES, Athlete
from hipdrive.coach.files.opensim import opensim_files
from hipdrive.coach.runs.analyse import analyse_recording, read_recording
from hipdrive.errors import HipDriveError
from hipdrive.gait import Movement, Run, analyse_markers, reference_trial
from hipdrive.gait.measures.possible import impossible_in, possible
from hipdrive.gait.movement.seen import BodyNotSeenError
from hipdrive.gait.movement.stride import NoStrideError
from hipdrive.gait.runners.reference import ReferenceTrial
from hipdrive.motion import (
    FileContent,
    MarkersAbsentError,
    Motion,
    NotStandingError,
    marker_set_named,
    read_sto,
    sto_text,
    turned,
)

MEASURES = ("contact_time_s", "step_length_m", "peak_hip_flexor_moment_nm_kg", "peak_hip_extensor_moment_stance_nm_kg", "foot_ahead_m")
THIGH = ("RTH1", "RTH2", "RTH3")


@pytest.fixture(scope="module")
def trial() -> ReferenceTrial:
    return reference_trial(strides=8)


@pytest.fixture(scope="module")
def whole(trial: ReferenceTrial) -> Run:
    return analysed(trial, trial.run)[0]


def analysed(trial: ReferenceTrial, run: Motion, static: Motion | None = None) -> tuple[Run, Movement]:
    return analyse_markers(run, static or trial.static, marker_set_named("rajagopal"), trial.athlete)


def without(run: Motion, from_s: float, to_s: float, labels: tuple[str, ...] | None = None) -> Motion:
    """The run with markers (all of them, unless some are named) not seen for a while."""
    position_m = np.array(run.position_m)
    frames = (run.time_s >= from_s) & (run.time_s < to_s)
    own = np.isin(run.labels, run.labels if labels is None else labels)
    position_m[frames[:, None] & own] = np.nan
    return replace(run, position_m=position_m)


def about_vertical(deg: float) -> FloatArray:
    c, s = np.cos(np.radians(deg)), np.sin(np.radians(deg))
    return np.array([[c, 0.0, s], [0.0, 1.0, 0.0], [-s, 0.0, c]])


def codes(run: Run) -> set[str]:
    return {note.code for note in run.notes}


def assert_alike(expected: Run, found: Run, *, share: float) -> None:
    for side in SIDES:
        for name in MEASURES:
            mean = expected.sides[side].measures[name].mean
            assert mean is not None
            assert found.sides[side].measures[name].mean == pytest.approx(mean, rel=share), (side, name)


def test_a_runner_who_is_lost_for_a_while_loses_the_strides_of_that_time_alone(trial: ReferenceTrial, whole: Run) -> None:
    lost, movement = analysed(trial, without(trial.run, 2.0, 2.4))
    for side in SIDES:
        assert whole.sides[side].strides - 3 <= lost.sides[side].strides < whole.sides[side].strides
    assert_alike(whole, lost, share=0.03)
    assert {"body_not_seen", "several_passages"} <= codes(lost)
    assert not movement.seen_throughout(1.9, 2.5)


def test_what_is_not_seen_is_not_written_for_opensim(trial: ReferenceTrial) -> None:
    _, movement = analysed(trial, without(trial.run, 2.0, 2.4))
    for text in opensim_files(movement).values():
        times = [float(line.split("\t")[0]) for line in text.split("endheader\n")[1].splitlines()[1:]]
        assert np.count_nonzero(movement.seen) == len(times)
        assert not any(2.0 < at_s < 2.39 for at_s in times)


def test_frames_without_a_runner_at_both_ends_are_as_if_cut_off(trial: ReferenceTrial) -> None:
    time_s = trial.run.time_s
    inside = (time_s >= 0.6) & (time_s < 4.0)
    cut = replace(trial.run, time_s=time_s[inside], position_m=trial.run.position_m[inside])
    seen = without(without(trial.run, 0.0, 0.6), 4.0, 100.0)
    (expected, _), (found, _) = analysed(trial, cut), analysed(trial, seen)
    assert_alike(expected, found, share=1e-6)
    assert {side: expected.sides[side].strides for side in SIDES} == {side: found.sides[side].strides for side in SIDES}


def test_a_thigh_that_is_hidden_is_no_thigh_that_was_exchanged(trial: ReferenceTrial, whole: Run) -> None:
    found, _ = analysed(trial, without(trial.run, 2.0, 2.6, THIGH))
    assert "labels_swapped" not in codes(found)
    assert_alike(whole, found, share=0.03)


def test_a_segment_of_one_marker_is_refused_by_its_name(trial: ReferenceTrial) -> None:
    with pytest.raises(MarkersAbsentError, match=r"RTH1, RTH2.*femur_r.*three are needed, 1 found"):
        analysed(trial, without(trial.run, 0.0, 100.0, ("RTH1", "RTH2")))


def test_a_recording_full_of_holes_says_which_segment_is_seen_least(trial: ReferenceTrial) -> None:
    run = trial.run
    for start_s in np.arange(0.0, 8.0, 0.35):
        run = without(run, start_s, start_s + 0.15, THIGH)
    with pytest.raises(BodyNotSeenError, match=r"not seen for 0\.4 s anywhere \(three markers of 'femur_r'"):
        analysed(trial, run)


@pytest.mark.parametrize("deg", [7.0, 33.0, 45.0, 118.0, -90.0, 180.0])
def test_the_way_of_a_run_through_the_laboratory_does_not_matter(trial: ReferenceTrial, whole: Run, deg: float) -> None:
    found, _ = analysed(trial, turned(trial.run, about_vertical(deg)))
    assert_alike(whole, found, share=0.005)
    assert found.speed_m_s == pytest.approx(whole.speed_m_s, rel=0.002)
    assert codes(whole) == codes(found)


def test_there_and_back_are_two_passages_of_one_runner(trial: ReferenceTrial) -> None:
    """Through the room along +X, out of sight for a second, then along -X."""
    run = replace(trial.run, plates=())
    way = np.zeros_like(run.position_m)
    way[:, :, 0] = trial.speed_m_s * run.time_s[:, None]
    there = replace(run, position_m=run.position_m + way)
    back = turned(there, about_vertical(180.0))
    gap = np.full((100, *run.position_m.shape[1:]), np.nan)
    position_m = np.concatenate([there.position_m, gap, back.position_m])
    both = replace(run, time_s=np.arange(len(position_m)) / run.sampling_rate_hz, position_m=position_m)
    (one, _), (found, _) = analysed(trial, there), analysed(trial, both)
    assert_alike(one, found, share=0.01)
    assert found.speed_m_s == pytest.approx(one.speed_m_s, rel=0.01)
    assert {side: 2 * one.sides[side].strides for side in SIDES} == {side: found.sides[side].strides for side in SIDES}


def along_arc(run: Motion, speed_m_s: float, radius_m: float) -> Motion:
    """The run through the room along a circle to the left."""
    turn = speed_m_s / radius_m * run.time_s
    c, s = np.cos(turn), np.sin(turn)
    turns = np.moveaxis(np.array([[c, 0 * c, s], [0 * c, 1 + 0 * c, 0 * c], [-s, 0 * c, c]]), 2, 0)
    centre = np.stack([radius_m * s, 0 * s, -radius_m * (1.0 - c)], axis=1)
    return replace(run, position_m=np.einsum("nij,nmj->nmi", turns, run.position_m) + centre[:, None], plates=())


def test_a_bend_makes_lengths_doubtful_and_a_nearly_straight_way_does_not(trial: ReferenceTrial) -> None:
    bend, _ = analysed(trial, along_arc(trial.run, trial.speed_m_s, 15.0))
    assert ("doubtful", True) == (bend.quality.grade, "runs_a_bend" in codes(bend))
    straight, _ = analysed(trial, along_arc(trial.run, trial.speed_m_s, 100.0))
    assert "runs_a_bend" not in codes(straight)
    assert straight.speed_m_s == pytest.approx(trial.speed_m_s, rel=0.01)


def test_a_runner_who_turns_round_in_view_has_two_ways_and_no_stride_of_the_turn(trial: ReferenceTrial) -> None:
    """Two seconds straight on, half a turn within 1.2 s, and back."""
    heading = np.pi * np.clip((trial.run.time_s - 2.0) / 1.2, 0.0, 1.0)
    c, s = np.cos(heading), np.sin(heading)
    turns = np.moveaxis(np.array([[c, 0 * c, s], [0 * c, 1 + 0 * c, 0 * c], [-s, 0 * c, c]]), 2, 0)
    way = np.cumsum(np.stack([c, 0 * c, -s], axis=1), axis=0) * trial.speed_m_s / trial.run.sampling_rate_hz
    position_m = np.einsum("nij,nmj->nmi", turns, trial.run.position_m) + way[:, None]
    found, movement = analysed(trial, replace(trial.run, position_m=position_m, plates=()))
    assert {"runner_turns_round", "several_passages"} <= codes(found)
    assert not movement.seen_throughout(1.9, 3.3)
    assert found.speed_m_s == pytest.approx(trial.speed_m_s, rel=0.02)


def test_a_recording_that_was_cut_and_joined_has_no_stride_across_the_joint(trial: ReferenceTrial, whole: Run) -> None:
    run = replace(trial.run, plates=())
    position_m = np.concatenate([run.position_m[:250], run.position_m])
    joined = replace(run, time_s=np.arange(len(position_m)) / run.sampling_rate_hz, position_m=position_m)
    (once, _), (found, movement) = analysed(trial, run), analysed(trial, joined)
    assert "recording_joined" in codes(found)
    assert_alike(once, found, share=0.02)
    assert not movement.seen_throughout(2.4, 2.6)
    assert "recording_joined" not in codes(whole)


def test_a_trunk_that_is_hardly_seen_is_not_followed_and_costs_no_stride(trial: ReferenceTrial, whole: Run) -> None:
    found, _ = analysed(trial, without(trial.run, 0.5, 100.0, ("RACR", "LACR", "C7", "CLAV")))
    assert "trunk_hardly_seen" in codes(found)
    assert {side: whole.sides[side].strides for side in SIDES} == {side: found.sides[side].strides for side in SIDES}
    assert not found.trunk_recorded


def test_an_arm_that_is_hidden_costs_strides_only_where_the_force_is_told_by_the_whole_body(trial: ReferenceTrial, whole: Run) -> None:
    """Its jolts at the edges of the gap would be taken for pushes of the ground."""
    arm = ("RLEL", "RMEL", "RFAradius", "RFAulna", "RUA1", "RUA2", "RUA3")
    hidden = without(trial.run, 2.0, 2.5, arm)
    with_plates, _ = analysed(trial, hidden)
    assert {side: whole.sides[side].strides for side in SIDES} == {side: with_plates.sides[side].strides for side in SIDES}
    (expected, _), (found, _) = (analysed(trial, replace(run, plates=())) for run in (trial.run, hidden))
    assert "body_not_seen" in codes(found)
    for side in SIDES:
        force = found.sides[side].measures["largest_vertical_force_bw"].mean
        assert expected.sides[side].measures["largest_vertical_force_bw"].mean == pytest.approx(force, rel=0.02)


def test_a_standing_trial_that_faces_elsewhere_changes_nothing(trial: ReferenceTrial, whole: Run) -> None:
    found, _ = analysed(trial, trial.run, turned(trial.static, about_vertical(50.0)))
    assert_alike(whole, found, share=1e-6)
    assert codes(whole) == codes(found)


def test_a_standing_trial_in_which_somebody_walks_in_is_cut_to_the_part_in_which_they_stand(trial: ReferenceTrial, whole: Run) -> None:
    still = trial.static.position_m
    coming = np.stack(
        [still[0] @ about_vertical(angle).T + np.array([0.02 * k, 0.0, 0.0]) for k, angle in enumerate(np.linspace(0, 80, 90))]
    )
    position_m = np.concatenate([coming, still, still])
    found, _ = analysed(trial, trial.run, replace(trial.static, time_s=np.arange(len(position_m)) / 100.0, position_m=position_m))
    assert_alike(whole, found, share=1e-6)
    assert "static_moves" in codes(found)


def test_a_run_is_no_standing_trial(trial: ReferenceTrial) -> None:
    with pytest.raises(NotStandingError, match=r"given as the standing trial, but the markers move by \d+ cm"):
        analysed(trial, trial.run, trial.run)


def test_standing_is_no_run(trial: ReferenceTrial) -> None:
    still = np.repeat(trial.static.position_m[:1], 300, axis=0) + 0.0001 * np.random.default_rng(3).normal(size=(300, 1, 3))
    standing = replace(trial.run, time_s=np.arange(300) / 100.0, position_m=still[:, : len(trial.run.labels)], plates=())
    with pytest.raises(NoStrideError, match="looks like standing; give the run here"):
        analysed(trial, replace(standing, labels=trial.static.labels))


@pytest.mark.recordings
def test_axes_of_which_none_is_plumb_are_put_upright_by_the_standing_trial(recordings: Path) -> None:
    athlete, folder = Athlete(mass_kg=72.84, height_m=1.80), recordings / "rajagopal-run"
    recording = read_recording(
        opened(folder / "motion_capture_run.trc"),
        athlete,
        static=opened(folder / "static_run.trc"),
        grf=opened(folder / "grf_run.mot"),
    )
    c, s = np.cos(np.radians(25.0)), np.sin(np.radians(25.0))
    tilt = np.array([[1.0, 0.0, 0.0], [0.0, c, -s], [0.0, s, c]]) @ about_vertical(30.0)
    assert recording.static is not None
    tilted = replace(recording, run=turned(recording.run, tilt), static=turned(recording.static, tilt))
    ((expected, _),), ((found, _),) = analyse_recording(recording, athlete), analyse_recording(tilted, athlete)
    assert_alike(expected, found, share=0.02)
    assert {"axes_tilted"} == codes(found) - codes(expected)


@pytest.mark.recordings
def test_joint_angles_that_are_held_are_no_strides(recordings: Path) -> None:
    athlete, folder = Athlete(mass_kg=72.84, height_m=1.80), recordings / "rajagopal-run"
    table = read_sto(opened(folder / "opensim_ik.mot"))
    held = np.array(table.data)
    held[250:290, 1:] = held[249, 1:]
    runs = []
    for data in (table.data, held):
        text = sto_text("ik", table.names, data, in_degrees=True)
        recording = read_recording(FileContent("ik.mot", text.encode()), athlete, grf=opened(folder / "grf_run.mot"))
        ((run, _),) = analyse_recording(recording, athlete)
        runs.append(run)
    assert {"samples_held", "body_not_seen"} <= codes(runs[1]) - codes(runs[0])
    assert all(runs[1].sides[side].strides < runs[0].sides[side].strides for side in SIDES)


def test_a_stride_beyond_any_body_is_left_out_with_what_it_shows(trial: ReferenceTrial, whole: Run) -> None:
    """The right thigh is thrown 6 cm aside for a twentieth of a second, by all of its markers alike."""
    position_m = np.array(trial.run.position_m)
    columns = [trial.run.labels.index(label) for label in THIGH]
    position_m[np.ix_(range(300, 305), columns)] += np.array([0.25, 0.0, 0.0])
    found, _ = analysed(trial, replace(trial.run, position_m=position_m))
    note = next(note for note in found.notes if note.code == "strides_impossible")
    assert "no body does what they show" in note.message
    assert_alike(whole, found, share=0.03)
    assert found.believed_share < 1.0


def test_a_run_beyond_any_body_is_refused_with_its_figures(trial: ReferenceTrial) -> None:
    """The same positions on a clock four times as fast."""
    run = replace(trial.run, plates=())
    quick = replace(run, time_s=run.time_s / 4.0, sampling_rate_hz=4.0 * run.sampling_rate_hz)
    with pytest.raises(HipDriveError, match=r"beyond any body|no whole stride|both feet are on the ground together"):
        analysed(trial, quick)


@pytest.mark.parametrize(("measure", "value"), [("peak_hip_flexor_moment_nm_kg", 237.0), ("speed_m_s", -0.02), ("step_length_m", -1.33)])
def test_figures_that_were_once_called_usable_are_impossible(measure: str, value: float) -> None:
    assert [measure] == [fault.measure for fault in impossible_in({measure: value}, speed_m_s=4.0)]


def test_every_limit_of_the_possible_names_its_source_and_what_it_points_to() -> None:
    for row in possible().values():
        assert row.low < row.high
        assert row.source
        assert row.points_to
