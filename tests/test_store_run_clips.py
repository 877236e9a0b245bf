"""Pictures of clips beside the store: of a person's newest runs alone, none too large, gone with run and person."""

import json
import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from clip_run import kept_filmed_run
from command_line import command_runner

from hipdrive import coach
from hipdrive.store import (
    MOST_CLIP_BYTES,
    MOST_RUNS_WITH_CLIP,
    Store,
    drop_clips,
    keep_clips,
    keep_for_opensim,
    kept_clip_copy,
    kept_clip_pictures,
    kept_for_opensim,
    list_runs,
    open_store,
    working_folder,
)
from hipdrive.web.jobs.files import JobFiles

NOW = datetime(2026, 1, 5, tzinfo=UTC)
ANN, BOB = uuid4(), uuid4()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "store.sqlite3")) as opened:
        yield opened


def analysed(store: Store, count: int, person: UUID = ANN) -> list[UUID]:
    """Ids of runs that were analysed one after the other."""
    runs = [uuid4() for _ in range(count)]
    for place, run in enumerate(runs):
        keep_clips(store, person, run, f"pictures {place}", {0: f"copy {place}".encode()}, runs=runs[: place + 1])
        os.utime(working_folder(store) / str(person) / "clips" / str(run), (place, place))
    return runs


def kept(store: Store, runs: list[UUID], person: UUID = ANN) -> list[UUID]:
    return [run for run in runs if kept_clip_pictures(store, person, run) is not None]


def test_the_newest_runs_of_each_person_keep_their_pictures(store: Store) -> None:
    ann, bob = analysed(store, MOST_RUNS_WITH_CLIP + 2), analysed(store, 2, BOB)
    assert ann[2:] == kept(store, ann)
    assert bob == kept(store, bob, BOB)
    assert not kept(store, ann, BOB)
    copy = kept_clip_copy(store, ANN, ann[2], 0)
    assert copy is not None
    assert b"copy 2" == copy.read_bytes()
    assert kept_clip_copy(store, ANN, ann[2], 1) is None


def test_a_copy_that_is_too_large_is_left_out_and_a_run_without_a_clip_has_nothing(store: Store) -> None:
    run = uuid4()
    keep_clips(store, ANN, run, "pictures", {0: bytes(MOST_CLIP_BYTES + 1), 1: b"small"}, runs=[run])
    assert (None, "pictures") == (kept_clip_copy(store, ANN, run, 0), kept_clip_pictures(store, ANN, run))
    assert kept_clip_copy(store, ANN, run, 1) is not None
    keep_clips(store, ANN, run, None, {}, runs=[run])
    assert not kept(store, [run])


def test_what_belongs_to_no_run_goes_and_what_is_let_go_is_gone(store: Store) -> None:
    first, second = analysed(store, 2)
    third = uuid4()
    keep_clips(store, ANN, third, "pictures", {}, runs=[second, third])
    assert [second, third] == kept(store, [first, second, third])
    drop_clips(store, ANN, second)
    drop_clips(store, ANN, uuid4())
    assert [third] == kept(store, [first, second, third])


def test_pictures_are_no_waiting_files_and_go_with_the_person(store: Store) -> None:
    with store.writing(NOW) as unit:
        coach.add_athlete(unit, name="Ann", sex="female", height_m=1.7, consent_on=date(2025, 1, 5), mass_kg=62.0, born=None, uid=ANN)
    runs = analysed(store, 1)
    JobFiles(working_folder(store) / str(ANN)).drop_old(NOW + timedelta(days=8))
    assert runs == kept(store, runs)
    coach.erase_athlete(store, "Ann", now=NOW)
    assert not (working_folder(store) / str(ANN)).exists()


def test_a_run_that_goes_over_to_another_day_at_the_command_line_takes_its_pictures_and_files_along_until_it_is_dropped(
    store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    person, run = kept_filmed_run(store)
    assert [run] == kept(store, [run], person)
    keep_for_opensim(store, person, run, b"zip", runs=[run])
    with store.reading(NOW) as unit:
        (tmp_path / "run.json").write_text(json.dumps(list_runs(unit, "Ann")[0].value.document), encoding="utf-8")
    command = command_runner(monkeypatch, capsys, tmp_path / "store.sqlite3")
    row, *others = command("athlete", "keep-run", "Ann", tmp_path / "run.json", "--on", "2025-02-03", "--json", "-").json()["runs"]
    moved = UUID(row["id"])
    assert ([], [moved]) == (others, kept(store, [run, moved], person))
    assert (None, b"zip") == tuple(kept_for_opensim(store, person, each) for each in (run, moved))
    assert 0 == command("athlete", "drop-run", "Ann", row["id"][:8]).code
    assert [] == kept(store, [run, moved], person)
    assert kept_for_opensim(store, person, moved) is None
