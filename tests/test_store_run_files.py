"""OpenSim files beside the store: of a person's newest runs alone, none too large, gone with run and person."""

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from hipdrive import coach
from hipdrive.store import (
    MOST_BYTES,
    MOST_RUNS,
    Store,
    drop_for_opensim,
    is_kept_for_opensim,
    keep_for_opensim,
    kept_for_opensim,
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


def kept_runs(store: Store, runs: list[UUID], person: UUID = ANN) -> list[UUID]:
    """Those of the runs whose files are kept."""
    return [run for run in runs if is_kept_for_opensim(store, person, run)]


def analysed(store: Store, count: int, person: UUID = ANN) -> list[UUID]:
    """Ids of runs that were analysed one after the other."""
    runs = [uuid4() for _ in range(count)]
    for place, run in enumerate(runs):
        keep_for_opensim(store, person, run, f"zip {place}".encode(), runs=runs[: place + 1])
        os.utime(working_folder(store) / str(person) / "opensim" / f"{run}.zip", (place, place))
    return runs


def test_the_newest_runs_of_each_person_keep_their_files(store: Store) -> None:
    ann, bob = analysed(store, MOST_RUNS + 2), analysed(store, 3, BOB)
    assert ann[2:] == kept_runs(store, ann)
    assert bob == kept_runs(store, bob, BOB)
    assert (b"zip 2", None) == (kept_for_opensim(store, ANN, ann[2]), kept_for_opensim(store, ANN, ann[0]))
    assert not kept_runs(store, ann, BOB)


def test_a_run_analysed_anew_has_the_files_of_its_last_analysis(store: Store) -> None:
    runs = analysed(store, 2)
    keep_for_opensim(store, ANN, runs[0], b"anew", runs=runs)
    assert (b"anew", b"zip 1") == (kept_for_opensim(store, ANN, runs[0]), kept_for_opensim(store, ANN, runs[1]))
    keep_for_opensim(store, ANN, runs[0], None, runs=runs)
    assert runs[1:] == kept_runs(store, runs)


def test_what_is_too_large_and_what_belongs_to_no_run_is_not_kept(store: Store) -> None:
    runs = analysed(store, 2)
    keep_for_opensim(store, ANN, runs[0], bytes(MOST_BYTES + 1), runs=runs)
    assert runs[1:] == kept_runs(store, runs)
    keep_for_opensim(store, ANN, runs[0], bytes(MOST_BYTES), runs=runs[:1])
    assert runs[:1] == kept_runs(store, runs)
    drop_for_opensim(store, ANN, runs[0])
    drop_for_opensim(store, ANN, uuid4())
    assert not kept_runs(store, runs)


def test_files_of_runs_are_no_waiting_files_and_go_with_the_person(store: Store) -> None:
    with store.writing(NOW) as unit:
        coach.add_athlete(unit, name="Ann", sex="female", height_m=1.7, consent_on=date(2025, 1, 5), mass_kg=62.0, born=None, uid=ANN)
    runs = analysed(store, 1)
    JobFiles(working_folder(store) / str(ANN)).drop_old(NOW + timedelta(days=8))
    assert runs == kept_runs(store, runs)
    coach.erase_athlete(store, "Ann", now=NOW)
    assert not (working_folder(store) / str(ANN)).exists()
