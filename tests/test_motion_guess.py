"""A marker set guessed: labels of known conventions, labels that say nothing, and recordings that show too little."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from command_line import shown_by
from motion_files import opened, write_trc
from recorded_runs import analysed_file

from hipdrive import coach
from hipdrive.body import Athlete
from hipdrive.contract.runs.marker_set_guess import marker_set_guess_document
from hipdrive.contract.wire import json_text
from hipdrive.gait import ReferenceTrial, analyse_markers, reference_trial
from hipdrive.motion import (
    GuessError,
    MarkerSet,
    MarkerSetGuess,
    Motion,
    check_marker_set,
    guess_as_toml,
    guess_marker_set,
    load_marker_sets,
    marker_set_from_text,
    marker_set_named,
    read_motion,
    with_plain_labels,
)
from hipdrive.motion.guess.vocabulary import readings

KNOWN = marker_set_named("rajagopal")
LOWER = ("pelvis", "femur", "tibia", "calcn")
ARMS = ("humerus", "radius")
Renaming = Callable[[str], str]
CONVENTIONS: Mapping[str, Renaming] = {
    "a subject's name": lambda label: f"Subject1:{label}",
    "lower case": str.lower,
    "underscores": lambda label: re.sub(r"^([RL])(?=[A-Z])", r"\1_", label),
    "dots": lambda label: re.sub(r"^([RL])(?=[A-Z])", r"\1.", label),
    "words for sides": lambda label: re.sub(r"^([RL])(?=[A-Z])", lambda side: {"R": "Right_", "L": "Left_"}[side[1]], label),
    "a study's name at the end": lambda label: f"{label}_study",
}
QUALISYS = {
    "ASI": "IAS", "PSI": "IPS", "LFC": "FLE", "MFC": "FME", "LMAL": "FAL", "MMAL": "TAM", "CAL": "FCC", "TOE": "FM2", "MT5": "FM5",
    "TB1": "SK1", "TB2": "SK2", "TB3": "SK3", "ACR": "SAE", "LEL": "HLE", "MEL": "HME", "FAradius": "RSP", "FAulna": "USP",
}  # fmt: skip


@cache
def trial() -> ReferenceTrial:
    """The synthetic runner at 3.5 m/s, with markers as in the OpenSim example."""
    return reference_trial(strides=4)


def renamed(motion: Motion, name: Renaming) -> Motion:
    return replace(motion, labels=tuple(name(label) for label in motion.labels))


def guessed(name: Renaming) -> MarkerSetGuess:
    """The reference runner's markers guessed under other names."""
    return guess_marker_set(renamed(trial().static, name), renamed(trial().run, name))


def places(guess: MarkerSetGuess) -> list[tuple[str, str]]:
    return [(placement.body, placement.role) for placement in guess.placements]


def scrambled(*motions: Motion, seed: int) -> dict[str, str]:
    """Names that say nothing, in an order that says nothing."""
    labels = list(dict.fromkeys(label for motion in motions for label in motion.labels))
    numbers = np.random.default_rng(seed).permutation(len(labels))
    return {label: f"M{number + 1:03d}" for label, number in zip(labels, numbers.tolist(), strict=True)}


def known_bodies(marker_set: MarkerSet) -> dict[str, str]:
    return {label: body for body, labels in marker_set.tracking.items() for label in labels}


def known_roles(marker_set: MarkerSet) -> dict[str, str]:
    return {label: role for role, labels in marker_set.landmarks.items() for label in labels}


def test_labels_alone_give_the_shipped_set() -> None:
    guess = guessed(str)
    assert KNOWN.landmarks == guess.marker_set.landmarks
    assert {body: set(labels) for body, labels in KNOWN.tracking.items()} == {
        body: set(labels) for body, labels in guess.marker_set.tracking.items()
    }
    assert {"label"} == {placement.by for placement in guess.placements}
    assert () == guess.missing == guess.confirm


@pytest.mark.parametrize("convention", CONVENTIONS)
def test_renaming_by_a_convention_never_changes_the_guess(convention: str) -> None:
    assert places(guessed(str)) == places(guessed(CONVENTIONS[convention]))


def test_another_laboratorys_words_do_not_change_the_guess() -> None:
    def in_words_of_qualisys(label: str) -> str:
        return f"{label[0]}_{QUALISYS[label[1:]]}" if label[1:] in QUALISYS else label

    assert places(guessed(str)) == places(guessed(in_words_of_qualisys))


@pytest.mark.parametrize("seed", range(5))
def test_without_labels_pelvis_and_legs_are_placed_by_geometry_and_arms_are_left_out(seed: int) -> None:
    names = scrambled(trial().static, seed=seed)
    guess = guessed(names.__getitem__)
    found = {placement.label: placement for placement in guess.placements}
    for label, body in known_bodies(KNOWN).items():
        assert ("" if body.startswith(ARMS) else body) == found[names[label]].body
    roles = {label: role for label, role in known_roles(KNOWN).items() if not role.endswith(("elbow_lateral", "elbow_medial"))}
    legs = {label: role for label, role in roles.items() if not role[2:].startswith(("wrist", "elbow"))}
    assert legs == {label: found[names[label]].role for label in legs}
    assert {"geometry"} == {placement.by for placement in guess.placements}
    assert any("by position alone" in words for words in guess.confirm)


@pytest.mark.parametrize("quarter_turns", [0, 1, 2, 3])
def test_the_guess_does_not_rest_on_the_laboratorys_axes(quarter_turns: int) -> None:
    names = scrambled(trial().static, seed=1)
    angle = quarter_turns * np.pi / 2.0 + 0.3
    c, s = np.cos(angle), np.sin(angle)
    z_up = np.array([[c, 0.0, -s], [s, 0.0, c], [0.0, 1.0, 0.0]]) * [1.0, 1.0, -1.0]
    turned = [replace(m, position_m=m.position_m @ z_up.T) for m in (trial().static, trial().run)]
    assert np.linalg.det(z_up) == pytest.approx(1.0)
    guess = guess_marker_set(*(renamed(motion, names.__getitem__) for motion in turned))
    assert places(guessed(names.__getitem__)) == places(guess)


def test_standing_alone_places_the_legs_and_says_that_a_run_tells_more() -> None:
    names = scrambled(trial().static, seed=1)
    guess = guess_marker_set(renamed(trial().static, names.__getitem__))
    found = {placement.label: placement.body for placement in guess.placements}
    legs = {label: body for label, body in known_bodies(KNOWN).items() if body.startswith(LOWER)}
    assert legs == {label: found[names[label]] for label in legs}
    assert any("No run was given" in words for words in guess.confirm)


def test_the_analysis_with_a_set_guessed_by_place_alone_is_that_of_the_known_set() -> None:
    names = scrambled(trial().static, seed=1)
    guess = guessed(names.__getitem__)
    run, static = (renamed(motion, names.__getitem__) for motion in (trial().run, trial().static))
    _, known = analyse_markers(trial().run, trial().static, KNOWN, trial().athlete)
    _, found = analyse_markers(run, static, guess.marker_set, trial().athlete)
    for side in ("left", "right"):
        place = known.of("hip_flexion", "left" if side == "left" else "right")
        assert abs(np.degrees(found.q[:, place] - known.q[:, place])).max() < 1.0
        assert np.corrcoef(found.moment_nm[:, place], known.moment_nm[:, place])[0, 1] > 0.999


def test_the_file_is_read_back_as_the_set_and_says_why_each_label_stands_there() -> None:
    names = scrambled(trial().static, seed=2) | {"RTH1": 'a "quoted"\\ label\twith # all', "LTH1": "\u00e9\x7f"}
    guess = guessed(names.__getitem__)
    text = guess_as_toml(guess)
    assert guess.marker_set == marker_set_from_text(text, name="markers.toml")
    rows = [line for line in text.splitlines() if line.startswith("  ")]
    assert rows
    assert all("# (?) " in row for row in rows)
    assert json_text(marker_set_guess_document(guess))


def test_the_words_of_the_file_are_shown_as_the_reader_wants_and_its_labels_stay() -> None:
    guess = guessed(scrambled(trial().static, seed=2).__getitem__)
    text = guess_as_toml(guess, shown=lambda words: f"«{words}»")
    read = marker_set_from_text(text, name="markers.toml")
    assert (guess.marker_set.landmarks, guess.marker_set.tracking) == (read.landmarks, read.tracking)
    assert f"«{guess.marker_set.name}»" == read.name
    assert all("# (?) «" in row for row in text.splitlines() if row.startswith("  "))


def test_a_run_without_labels_says_what_is_missing() -> None:
    names = scrambled(trial().run, seed=1)
    with pytest.raises(GuessError, match=r"0 of 50 markers could be placed.*Nobody stands still.*inner side of the knee, right and left"):
        guess_marker_set(renamed(trial().run, names.__getitem__))


def test_a_marker_labelled_on_the_wrong_side_is_pointed_out() -> None:
    swap = {"RTH2": "LTH2", "LTH2": "RTH2"}
    guess = guessed(lambda label: swap.get(label, label))
    assert 2 == sum("sits on the other side of the body" in words for words in guess.confirm)


def test_a_point_on_the_floor_is_not_taken_for_a_foot() -> None:
    def with_mark(motion: Motion) -> Motion:
        mark = np.broadcast_to([0.1, 0.02, 0.15], (len(motion.time_s), 1, 3))
        return replace(motion, labels=(*motion.labels, "mark"), position_m=np.concatenate([motion.position_m, mark], axis=1))

    guess = guess_marker_set(with_mark(trial().static), with_mark(trial().run))
    assert "it does not move in the run" == next(placement.why for placement in guess.placements if placement.label == "mark")


@pytest.mark.parametrize("marker_set", [s for s in load_marker_sets() if s.kind != "joints"], ids=lambda marker_set: marker_set.id)
def test_the_words_of_every_shipped_set_mean_what_the_set_says(marker_set: MarkerSet) -> None:
    bodies, roles = known_bodies(marker_set), known_roles(marker_set)
    unknown = {"P1", "P2", "P3"}  # plates of one laboratory, which their place tells
    for label in set(marker_set.labels) - unknown:
        likeliest = readings(label.removesuffix("_study"))[0]
        assert bodies.get(label, likeliest.body) == likeliest.body
        assert roles.get(label, likeliest.role) == likeliest.role


def test_the_check_takes_standing_too_and_names_what_neither_has() -> None:
    run = renamed(trial().run, lambda label: {"RTH1": "RTHH1", "LTOE": "gone"}.get(label, label))
    static = renamed(trial().static, lambda label: {"LTOE": "gone"}.get(label, label))
    checked = check_marker_set(KNOWN, run, static=static)
    assert ("LTOE",) == checked.in_neither
    assert (("RTH1", "RTHH1"),) == checked.near
    whole = check_marker_set(KNOWN, trial().run, static=trial().static)
    assert ("fits", (), ()) == (whole.verdict, whole.near, whole.in_neither)
    assert trial().static.file_name in whole.summary


def test_a_user_guesses_checks_and_analyses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    names = scrambled(trial().static, seed=1)
    run, static, out = tmp_path / "my run.trc", tmp_path / "static.trc", tmp_path / "markers.toml"
    write_trc(run, renamed(trial().run, names.__getitem__))
    write_trc(static, renamed(trial().static, names.__getitem__))
    body = ("--mass-kg", 70, "--height-m", 1.76)
    refused = shown_by(monkeypatch, capsys, "analyse", run, "--static", static, *body)
    assert 1 == refused.code
    assert f"hipdrive marker-set guess {static} '{run}' --out markers.toml" in refused.err
    assert f"hipdrive marker-set guess '{run}'" in shown_by(monkeypatch, capsys, "inspect", run).out
    shown = shown_by(monkeypatch, capsys, "marker-set", "guess", static, run, "--out", out)
    assert 0 == shown.code
    assert f"hipdrive analyse '{run}' --static {static} --marker-set {out}" in shown.out
    checked = shown_by(monkeypatch, capsys, "marker-set", "check", out, run, "--static", static)
    assert "fits, with static.trc" in checked.out
    assert 0 == shown_by(monkeypatch, capsys, "analyse", run, "--static", static, "--marker-set", out, *body).code
    none = tmp_path / "none.toml"
    assert 1 == shown_by(monkeypatch, capsys, "marker-set", "guess", run, "--out", none).code
    assert not none.exists()


RECORDED = {
    "rbds": ("rbds/RBDS001static.c3d", "rbds/RBDS001runT35.c3d"),
    "rajagopal": ("rajagopal-run/static_run.trc", "rajagopal-run/motion_capture_run.trc"),
    "hamner": ("hamner-run/subject02_static.trc", "hamner-run/subject02_running.trc"),
    "dorn": ("dorn-sprint/JA1Static05.c3d", "dorn-sprint/JA1Gait35.c3d"),
}


def _recorded(folder: Path, place: str) -> Motion:
    return with_plain_labels(read_motion(opened(folder / place)))


@pytest.mark.recordings
@pytest.mark.parametrize("name", RECORDED)
def test_recorded_markers_without_labels_land_on_their_segment(recordings: Path, name: str) -> None:
    static, run = (_recorded(recordings, place) for place in RECORDED[name])
    names = scrambled(static, run, seed=3)
    guess = guess_marker_set(*(renamed(motion, names.__getitem__) for motion in (static, run)))
    found = {placement.label: placement.body for placement in guess.placements}
    legs = {
        label: body for label, body in known_bodies(marker_set_named(name)).items() if body.startswith(LOWER) and label in static.labels
    }
    assert legs == {label: found[names[label]] for label in legs}
    assert "segments" == guess.marker_set.kind


@pytest.mark.recordings
def test_rigid_clusters_without_labels_land_on_their_segments(recordings: Path) -> None:
    run = _recorded(recordings, "ric-runs/20140515T133244_run.c3d")
    names = scrambled(run, seed=3)
    guess = guess_marker_set(renamed(run, names.__getitem__))
    found = {placement.label: placement.body for placement in guess.placements}
    known = known_bodies(marker_set_named("ric_clusters"))
    assert known == {label: found[names[label]] for label in known}
    assert ("clusters", False) == (guess.marker_set.kind, not guess.missing)


@pytest.mark.recordings
def test_an_unknown_sprint_is_analysable_by_its_french_labels(recordings: Path) -> None:
    static, run = (opened(recordings / "c3d-odd" / name) for name in ("SprintCalib.trc", "SprintMotion.trc"))
    guess = coach.guess_from_recordings(static, run)
    assert ("segments", ()) == (guess.marker_set.kind, guess.missing)
    assert (("R.EIAS",), ("LEIAS",)) == (guess.marker_set.landmarks["r_asis"], guess.marker_set.landmarks["l_asis"])
    assert {"StartG", "StartD", "StartAvt", "StartArr"} <= {placement.label for placement in guess.placements if placement.left_out}


@pytest.mark.recordings
def test_hip_curves_by_place_alone_follow_those_of_the_known_set(recordings: Path, tmp_path: Path) -> None:
    folder, athlete = recordings / "rajagopal-run", Athlete(mass_kg=72.84, height_m=1.8)
    known, _ = analysed_file(
        folder / "motion_capture_run.trc", static=folder / "static_run.trc", grf=folder / "grf_run.mot", athlete=athlete
    )
    static, run = (_recorded(recordings, place) for place in RECORDED["rajagopal"])
    names = scrambled(static, run, seed=3)
    static, run = (renamed(motion, names.__getitem__) for motion in (static, run))
    guess = guess_marker_set(static, run)
    write_trc(tmp_path / "run.trc", run)
    write_trc(tmp_path / "static.trc", static)
    recording = coach.read_recording(
        opened(tmp_path / "run.trc"),
        athlete,
        static=opened(tmp_path / "static.trc"),
        grf=opened(folder / "grf_run.mot"),
        marker_set=guess.marker_set,
    )
    found = coach.analyse(recording, coach.Runner(athlete=athlete)).run
    for side in known.sides:
        ours, theirs = (run_.sides[side].curves["hip_flexion_moment_nm_kg"].mean for run_ in (found, known))
        assert np.corrcoef(np.asarray(ours), np.asarray(theirs))[0, 1] > 0.999
        assert abs(np.asarray(ours) - np.asarray(theirs)).max() < 0.1
