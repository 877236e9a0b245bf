"""Eight threads with mixed verbs in one process answer as one thread does: analysis, loads, matching, pages, lists and a shared store."""

import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from follow_scenes import START, followed_by_hand
from store_work import ask, do_on

from hipdrive import coach
from hipdrive.body import SEGMENT_TABLES
from hipdrive.contract.exercises.load import load_document
from hipdrive.contract.runs.run import run_document
from hipdrive.contract.wire import json_text
from hipdrive.gait import DEFAULT_CUTOFF_HZ, analyse_with_tables, reference_trial
from hipdrive.motion import load_marker_sets, recognise
from hipdrive.store import Store, add_person, add_plan, list_sessions, open_store

THREADS = 8
VERBS_A_THREAD = 4
BODY = coach.Athlete(mass_kg=63.0, height_m=1.68, sex="female")
Verb = Callable[[], str]


def analysed() -> str:
    """The synthetic runner with both segment tables."""
    trial = reference_trial()
    markers = recognise(trial.run.labels, load_marker_sets())
    results = analyse_with_tables(trial.run, trial.static, markers, trial.athlete, tables=SEGMENT_TABLES, cutoff_hz=DEFAULT_CUTOFF_HZ)
    return "".join(json_text(run_document(run)) for run, _ in results)


def loaded(exercise: str) -> Verb:
    """What an exercise loads, at three tempos."""
    return lambda: json_text(load_document(coach.load_report(exercise, BODY)))


def drawn() -> str:
    """The moving picture of an exercise."""
    pictures = coach.pictures("cable_hip_flexion", BODY)
    assert pictures is not None
    return pictures[1]


def reported() -> str:
    """The report of a match with typical demand."""
    return coach.report_page(coach.prescribe(coach.demand_at(3.5), athlete=BODY))


def verbs(store: Store) -> tuple[Verb, ...]:
    """Verbs of every kind."""
    return (
        analysed,
        loaded("kettlebell_hip_flexion"),
        drawn,
        lambda: json_text(ask(store, coach.athlete_list)),
        loaded("bent_knee_march"),
        reported,
        lambda: json_text(coach.evidence_list()),
        lambda: json_text(coach.exercise_list()),
    )


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store with an athlete for each thread, who all follow a plan."""
    opened = open_store(str(tmp_path / "shared.sqlite"))
    for number in range(THREADS):
        name = f"Athlete {number}"
        do_on(START, opened, add_person, name=name, sex="female", height_m=1.7, consent_on=date(2025, 1, 5), mass_kg=62.0)
        do_on(START, opened, add_plan, name, followed_by_hand())
    return opened


def test_eight_threads_with_mixed_verbs_answer_as_one(store: Store) -> None:
    works = verbs(store)
    alone = [verb() for verb in works]
    gate = threading.Barrier(THREADS)
    wrong: list[object] = []

    def work(number: int) -> None:
        gate.wait()
        try:
            do_on(START, store, coach.log_as_planned, f"Athlete {number}", coach.typed_session(on=START))
            for step in range(VERBS_A_THREAD):
                place = (number + 3 * step) % len(works)
                if works[place]() != alone[place]:
                    wrong.append(place)
        except Exception as error:  # noqa: BLE001  whatever goes wrong in a thread is what the test asks for
            wrong.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [] == wrong
    assert [1] * THREADS == [len(ask(store, list_sessions, f"Athlete {number}")) for number in range(THREADS)]
    store.close()
