"""Pain counts whenever it is told, a screen answered after it lifts a pause, work on what rests is asked about."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from follow_scenes import START, WEEKS, followed_by_hand
from store_work import ask_on, do_on

from hipdrive import coach
from hipdrive.capacity import questions
from hipdrive.coach.following.standing import next_day, pain_since_screen, session_days
from hipdrive.contract.athletes.log import LogDocument
from hipdrive.errors import ReferredError
from hipdrive.store import PlanRecord, Store, add_person, add_plan, open_store
from hipdrive.training import Terms

CABLE = "cable_hip_flexion"
CLEAR: dict[str, bool] = dict.fromkeys(questions(), False)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with Ann, whose body is known."""
    with open_store(str(tmp_path / "athletes.sqlite")) as opened:
        own: dict[str, Any] = {"sex": "female", "height_m": 1.70, "consent_on": date(2025, 1, 5), "born": date(1990, 5, 4), "mass_kg": 62.0}
        do_on(START - timedelta(days=60), opened, add_person, name="Ann", **own)
        yield opened


def gated(**more: Any) -> PlanRecord:  # noqa: ANN401  whatever stands in a plan's document
    """The plan made by hand, its cable lines speaking to pain at the front of the hip."""
    plan = followed_by_hand()
    programme = tuple({**line, "gates": ["early_range"] if line["exercise"] == CABLE else []} for line in plan.programme)
    return replace(plan, programme=programme, document={**plan.document, **more})


def follows(store: Store, **more: Any) -> None:  # noqa: ANN401  as gated
    do_on(START - timedelta(days=1), store, add_plan, "Ann", gated(**more))


def log(store: Store, on: date, *lines: str, pains: tuple[str, ...] = (), hour: int = 12) -> LogDocument:
    """A session logged at an hour of its day."""
    with store.writing(datetime.combine(on, time(hour), tzinfo=UTC)) as unit:
        return coach.log_session(unit, "Ann", coach.typed_session(lines, on=on, pains=pains))


def screen(store: Store, on: date, *, hour: int = 12) -> None:
    """A safety screen without a finding, answered at an hour of a day."""
    with store.writing(datetime.combine(on, time(hour), tzinfo=UTC)) as unit:
        coach.enter_screen(unit, "Ann", CLEAR, age_years=None, on=on)


def resting(store: Store, on: date) -> dict[str, str]:
    """What rests, by side."""
    coming = coach.followed_plan(ask_on(on, store, coach.follower, "Ann"), today=on).document.next
    return {line.side: line.status for line in coming.resting}


def test_a_screen_answered_after_a_painful_session_of_the_same_day_lifts_its_pause_and_one_before_does_not(store: Store) -> None:
    follows(store)
    screen(store, START, hour=7)
    log(store, START, f"{CABLE} L 3x5 pain 4 front_of_hip", hour=9)
    assert {"left": "paused"} == resting(store, START)
    screen(store, START, hour=11)
    assert {} == resting(store, START)


def test_pain_before_the_plan_pauses_and_refers_unless_a_screen_came_after_it(store: Store) -> None:
    early = START - timedelta(days=5)
    log(store, early, f"{CABLE} R 3x5 pain 3 front_of_hip")
    follows(store)
    assert {"right": "paused"} == resting(store, START)
    screen(store, START - timedelta(days=2))
    assert {} == resting(store, START)


def test_pain_above_five_before_the_plan_stops_it_and_the_log_says_that_it_counts(store: Store) -> None:
    follows(store)
    logged = log(store, START - timedelta(days=3), pains=("7 groin after",))
    assert "Its pain counts, unless the safety screen has been answered since" in logged.notes[0].message
    assert ["pain_refer"] == [change.rule for change in logged.changes]
    coming = coach.followed_plan(ask_on(START, store, coach.follower, "Ann"), today=START).document.next
    assert ("referred", ()) == (coming.status, coming.lines)
    long_ago = log(store, START - timedelta(days=30), pains=("7 groin after",))
    assert ("no longer counts" in long_ago.notes[0].message, ()) == (True, long_ago.changes)


def test_an_exercise_that_hurt_shortly_before_the_plan_begins_one_step_back_on_that_side(store: Store) -> None:
    log(store, START - timedelta(days=2), f"{CABLE} L 3x5 @10kg pain 4 thigh", f"{CABLE} R 3x5 @10kg")
    follows(store)
    coming = coach.followed_plan(ask_on(START, store, coach.follower, "Ann"), today=START).document.next
    doses = {line.side: line.dose for line in coming.lines if line.exercise == CABLE}
    assert ("@9.5kg" in doses["left"], "@10kg" in doses["right"]) == (True, True)


def test_no_plan_is_made_on_pain_that_was_told_since_the_screen(store: Store) -> None:
    screen(store, START - timedelta(days=43))
    log(store, START - timedelta(days=42), pains=("6 groin after",))
    basis = ask_on(START, store, coach.plan_basis, "Ann")
    with pytest.raises(ReferredError, match="Pain of 6 out of 10 was logged on 2025-11-24, since the safety screen"):
        coach.plan_known(basis, coach.demand_at(3.5), Terms(), today=START)
    screen(store, START - timedelta(days=1))
    again = ask_on(START, store, coach.plan_basis, "Ann")
    assert pain_since_screen(again.follower) is None


def test_work_on_a_paused_side_is_asked_about_and_the_other_side_is_not(store: Store) -> None:
    follows(store)
    log(store, START, f"{CABLE} L 3x5 pain 4 front_of_hip", f"{CABLE} R 3x5")
    again = log(store, START + timedelta(days=2), f"{CABLE} L 3x5", f"{CABLE} R 3x6")
    assert ["done_while_paused"] == [note.code for note in again.notes]
    assert f"{CABLE} left is paused since {START.isoformat()}" in again.notes[0].message
    beside = log(store, START + timedelta(days=3), "seated_lift L 2x8")
    assert ["done_beside_pause"] == [note.code for note in beside.notes]
    assert () == log(store, START + timedelta(days=4), "seated_lift R 2x8").notes


def test_work_on_a_stopped_plan_is_asked_about(store: Store) -> None:
    follows(store)
    log(store, START, f"{CABLE} LR 3x5 pain 7 knee")
    again = log(store, START + timedelta(days=1), f"{CABLE} R 3x5")
    assert ["done_while_stopped"] == [note.code for note in again.notes]


def test_another_exercise_in_place_of_a_planned_one_fails_nothing_and_is_no_break(store: Store) -> None:
    follows(store)
    log(store, START, f"{CABLE} LR 3x5 @10kg rir 2")
    changes = []
    for week in (1, 2, 3):
        logged = log(store, START + timedelta(days=7 * week), "seated_lift LR 3x8", f"{CABLE} LR skipped")
        changes += [change.rule for change in logged.changes]
    assert {"swapped"} == {rule for rule in changes if rule != "retest_week"}
    lines = {line.side: line for line in logged.next.lines if line.exercise == CABLE} if logged.next else {}
    assert all("@10kg" in line.dose for line in lines.values())
    without = log(store, START + timedelta(days=42), f"{CABLE} R 1x6 @10kg")
    assert {"gap_back"} <= {change.rule for change in without.changes}


def test_days_of_a_week_are_those_of_its_own_sessions(store: Store) -> None:
    sessions = [dict(one) for one in gated().document["sessions"]]
    moved = [{**one, "day": 2} if (one["week"], one["day"]) == (2, 1) else one for one in sessions]
    follows(store, sessions=moved)
    plan = ask_on(START, store, coach.follower, "Ann").plan
    assert plan is not None
    assert [(1, 3), (2, 3), (1, 3)] == [session_days(plan, week) for week in (1, 2, 3)]
    assert START + timedelta(days=8) == next_day(plan, START + timedelta(days=5))


def test_a_race_after_the_last_week_takes_the_session_that_keeps_the_gain(store: Store) -> None:
    race = START + timedelta(days=7 * WEEKS + 1)
    follows(store, races=[race.isoformat()])
    plan = ask_on(START, store, coach.follower, "Ann").plan
    assert plan is not None
    assert [(), (1,)] == [session_days(plan, week) for week in (WEEKS + 1, WEEKS + 2)]
