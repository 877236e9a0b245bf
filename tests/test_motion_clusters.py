"""Recordings of rigid clusters alone: their marker set is recognised by its labels, and the check says how far they go."""

from pathlib import Path

import pytest
from motion_files import opened

from hipdrive.coach import check_recording, marker_set_named
from hipdrive.errors import InputFileError
from hipdrive.motion import inspect_file, load_marker_sets, marker_set_from_text, recognise

RUNS = ("20140515T133244_run.c3d", "20141003T073938_run.c3d", "20160226T120637_run.c3d")
SET = "ric_clusters"
BODIES = ("pelvis", "femur_r", "tibia_r", "calcn_r", "femur_l", "tibia_l", "calcn_l")


def toml_of(kind: str, *, each: int) -> str:
    rows = [f"{body} = {[f'{body}{i}' for i in range(each)]}" for body in BODIES]
    return "\n".join(['id = "own"', 'name = "Own"', 'source = "test"', f'kind = "{kind}"', "[tracking]", *rows])


def test_a_set_of_clusters_needs_no_landmarks_and_other_kinds_do(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(toml_of("clusters", each=3), encoding="utf-8")
    assert marker_set_from_text(path.read_bytes(), name=path.name).landmarks == {}
    path.write_text(toml_of("segments", each=3), encoding="utf-8")
    with pytest.raises(InputFileError, match="landmarks"):
        marker_set_from_text(path.read_bytes(), name=path.name)


def test_a_cluster_of_two_markers_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(toml_of("clusters", each=2), encoding="utf-8")
    with pytest.raises(InputFileError, match="fewer than 3 labels"):
        marker_set_from_text(path.read_bytes(), name=path.name)


def test_clusters_are_recognised_with_one_marker_of_each_missing() -> None:
    known = load_marker_sets()
    clusters = next(marker_set for marker_set in known if marker_set.id == SET)
    labels = [label for names in clusters.tracking.values() for label in names[1:]]
    assert recognise(labels, known).id == SET


@pytest.mark.recordings
@pytest.mark.parametrize("name", RUNS)
def test_the_recordings_of_clusters_are_told_and_their_missing_unit_is_said(recordings: Path, name: str) -> None:
    report = inspect_file(opened(recordings / "ric-runs" / name))
    assert (report.marker_set, report.units, len(report.markers), report.plates) == (SET, "mm", 28, 0)
    assert [note.code for note in report.notes] == ["unit_guessed"]


@pytest.mark.recordings
def test_the_check_says_what_clusters_measure_and_what_they_do_not(recordings: Path) -> None:
    """The landmarks that it lacks are those that a standing trial would show."""
    marker_set = marker_set_named(SET)
    check = check_recording(marker_set, opened(recordings / "ric-runs" / RUNS[0]))
    assert (check.verdict, check.missing_landmarks, check.beyond) == ("fits", tuple(marker_set.landmarks), ())
    assert all(not body.lost and len(body.found) == 4 for body in check.bodies)
    assert "cadence" in check.summary
    assert "moments" in check.summary
    assert "standing trial" in check.summary
