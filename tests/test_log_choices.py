"""What the gym logger offers besides its session, as data: stand-ins that a search found, and every exercise there is."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from log_scenes import ANN, LOG, add_ann, stand_in_of
from store_work import ask_on, do_on

from hipdrive import coach
from hipdrive.coach.diary import log_choices
from hipdrive.contract.plans.swap import SwapsDocument
from hipdrive.exercise import exercises
from hipdrive.store import Store
from hipdrive.training import parse_set
from hipdrive.web import create_app
from hipdrive.web.jobs import stand_ins

TODAY = date.today()  # noqa: DTZ011  the web asks the machine too
DONE = {"revision": 1, "on": TODAY.isoformat(), "exercise": "cable_hip_flexion", "side": "left", "reps": 5, "load": "10kg"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with coach.open_store(str(tmp_path / "store.sqlite3")) as opened:
        add_ann(opened)
        yield opened


@pytest.fixture
def web(store: Store) -> TestClient:
    return TestClient(create_app(store, hosts=["127.0.0.1:8765"]), base_url="http://127.0.0.1:8765", raise_server_exceptions=False)


def test_a_search_is_done_once_and_a_set_of_today_starts_no_other(web: TestClient, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    async def in_this_process(_work: object, basis: coach.PlanBasis, today: date, **_: object) -> tuple[SwapsDocument, ...]:
        asked.append((basis, today))
        sides = tuple(stand_in_of(side) for side in ("left", "right"))
        return (SwapsDocument(athlete="Ann", on=today, without=(), swaps=sides),)

    monkeypatch.setattr(stand_ins, "in_process", in_this_process)
    first = web.get(f"{LOG}/stand-ins.json").json()
    assert 200 == web.put(f"/api/athletes/{ANN}/sessions/{ANN}/sets/{ANN}", json=DONE).status_code
    assert (first, 1) == (web.get(f"{LOG}/stand-ins.json").json(), len(asked))
    do_on(TODAY, store, coach.edit_athlete, "Ann", height_m=1.72)
    assert (200, 2) == (web.get(f"{LOG}/stand-ins.json").status_code, len(asked))
    (swap,) = first["swaps"]
    (block,) = swap["blocks"]
    assert ("cable_hip_flexion", "kettlebell_hip_flexion", ["left", "right"]) == (
        swap["exercise"],
        block["exercise"],
        [line["side"] for line in block["lines"]],
    )
    assert {("8kg", 3, 6, 60.0, 2.0)} == {tuple(line[key] for key in ("load", "sets", "reps", "rest", "rir")) for line in block["lines"]}


def test_the_search_asks_for_each_exercise_of_the_session_as_it_stood_in_the_morning(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, date]] = []

    def found(basis: coach.PlanBasis, *, today: date, exercise: str) -> SwapsDocument:
        asked.append((exercise, today))
        return SwapsDocument(athlete=basis.athlete.person.name, on=today, without=(), swaps=())

    monkeypatch.setattr(log_choices, "swaps", found)
    do_on(TODAY, store, coach.log_typed, "Ann", coach.TypedLog(lines=["cable_hip_flexion LR 3x5 @10kg"]))
    assert 2 == len(coach.stand_ins(ask_on(TODAY, store, coach.morning_basis, "Ann"), today=TODAY))
    assert [("cable_hip_flexion", TODAY), ("bent_knee_march", TODAY)] == asked


def test_a_stopped_plan_and_none_at_all_have_no_stand_ins(store: Store) -> None:
    pain = coach.TypedLog(pains=("9 groin after",), on=TODAY - timedelta(days=1))
    do_on(TODAY, store, coach.log_typed, "Ann", pain)
    assert () == coach.stand_ins(ask_on(TODAY, store, coach.morning_basis, "Ann"), today=TODAY)


def test_a_machine_that_nothing_replaces_says_to_leave_it_out() -> None:
    sides = tuple(stand_in_of(side).model_copy(update={"instead": None} if side == "right" else {}) for side in ("left", "right"))
    (swap,) = json.loads(coach.stand_ins_shown([SwapsDocument(athlete="Ann", on=TODAY, without=(), swaps=sides)]))["swaps"]
    assert [] == swap["blocks"]
    assert "Leave it out today" in swap["says"]


def test_a_stand_in_is_logged_with_the_weights_that_are_owned() -> None:
    def loads(owned: tuple[str, ...]) -> list[str]:
        swap = stand_in_of("left").model_copy(update={"loads": owned})
        (shown,) = json.loads(coach.stand_ins_shown([SwapsDocument(athlete="Ann", on=TODAY, without=(), swaps=(swap,))]))["swaps"]
        return [load for load, _ in shown["blocks"][0]["lines"][0]["loads"]]

    assert ["6kg", "8kg", "12kg"] == loads(("6kg", "8kg", "12kg"))
    assert ["8kg"] == loads(("8kg",))


def test_every_exercise_can_be_chosen_and_whatever_is_chosen_can_be_logged(web: TestClient) -> None:
    told = web.get(f"{LOG}/choices.json").json()
    assert set(exercises()) == {one["exercise"] for one in told["exercises"]}
    for one in told["exercises"]:
        side = "L" if one["perSide"] else "both"
        count = f"{one['metres']:g}m" if one["reps"] is None else str(one["reps"])
        loads = {"own weight": "bodyweight", "band": f"band:{told['bands'][0][0]}*{told['strands']}"}
        for kind in one["kinds"]:
            read = parse_set(f"{one['exercise']} {side} {count} @{loads.get(kind, '12.5kg')}")
            assert (1, kind in told["kinds"]) == (len(read.sets), True)


def test_any_exercise_is_logged_with_the_weights_that_are_owned(web: TestClient, store: Store) -> None:
    def masses(kind: str, headers: dict[str, str] | None = None) -> list[tuple[object, str, float]]:
        told = web.get(f"{LOG}/choices.json", headers=headers).json()
        (own,) = (one["masses"] for one in told["exercises"] if one["exercise"] == "kettlebell_hip_flexion")
        return told["masses"][own[kind]] if kind in own else []

    gym = [mass for _, _, mass in masses("weight")]
    assert gym == sorted(set(gym))
    owned = coach.said_equipment("kettlebells 6 kg, 8.5 kg, 25 lb").text
    do_on(TODAY, store, coach.edit_athlete, "Ann", equipment=owned)
    assert [6.0, 8.5, 11.34] == pytest.approx([mass for _, _, mass in masses("weight")], abs=0.01)
    assert ["13 lb", "18.5 lb", "25 lb"] == [words for _, words, _ in masses("weight", {"cookie": "choices=mass=lb"})]


def test_what_can_be_chosen_comes_in_the_readers_language(web: TestClient) -> None:
    german = web.get(f"{LOG}/choices.json", headers={"accept-language": "de"}).json()
    assert "Band" == german["kinds"]["band"]
    assert "own weight" != german["kinds"]["own weight"]
