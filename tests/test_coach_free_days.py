"""A plan that is moved to other days stays the same plan: what was logged counts, ids and calendar entries stay."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from icalendar import Calendar
from store_work import ask_on, do_on
from test_coach_own_plan import CLEAR, demand

from hipdrive import coach
from hipdrive.coach.following.coming_days import lines_ahead, states_of_days
from hipdrive.coach.following.follower import planned_ids
from hipdrive.coach.following.standing import standing
from hipdrive.coach.planning.present_plan import PlanReplacedError
from hipdrive.store import Store, open_store
from hipdrive.training import Terms
from hipdrive.training.running_week.running import Weekday

FRIDAY, MONDAY = date(2025, 11, 21), date(2025, 11, 24)
FREE: tuple[Weekday, ...] = ("tuesday", "thursday", "sunday")


@pytest.fixture(scope="module")
def made() -> list[coach.OwnPlan]:
    """The plan once it was made: every store below is alike, so that it can be kept in each."""
    return []


def planned(basis: coach.PlanBasis) -> coach.OwnPlan:
    return coach.plan_known(basis, demand(), Terms(), today=FRIDAY)


@pytest.fixture
def store(tmp_path: Path, made: list[coach.OwnPlan]) -> Iterator[Store]:
    """Ann's plan begins on a Monday."""
    with open_store(str(tmp_path / "athletes.sqlite")) as opened:
        do_on(
            FRIDAY,
            opened,
            coach.add_athlete,
            name="Ann",
            sex="female",
            height_m=1.70,
            mass_kg=62.0,
            consent_on=date(2025, 1, 5),
            born=date(1990, 5, 4),
            uid=UUID(int=1),
        )
        do_on(FRIDAY, opened, coach.enter_screen, "Ann", CLEAR, age_years=None, on=FRIDAY, uid=UUID(int=2))
        if not made:
            made.append(planned(ask_on(FRIDAY, opened, coach.plan_basis, "Ann")))
        do_on(FRIDAY, opened, coach.keep_plan, made[0])
        yield opened


def followed(store: Store, on: date) -> coach.FollowedPlan:
    return coach.followed_plan(ask_on(on, store, coach.follower, "Ann"), today=on)


def moved(store: Store, on: date) -> coach.FollowedPlan:
    """The plan on other days, from a day on."""
    do_on(on, store, coach.move_sessions, "Ann", FREE, instead_of=UUID(followed(store, on).document.id))
    return followed(store, on)


def entries(plan: coach.FollowedPlan) -> dict[str, str]:
    """UID of each entry of the plan's calendar -> its day."""
    text = coach.plan_as_calendar(plan.document, plan_id=plan.document.id, revision=plan.changed)
    return {str(event["uid"]): str(event.decoded("dtstart")) for event in Calendar.from_ical(text).walk("VEVENT")}


def test_doses_and_rules_go_on_where_they_stood(store: Store) -> None:
    do_on(MONDAY, store, coach.log_typed, "Ann", coach.TypedLog(as_planned=True))
    before, after = followed(store, MONDAY), moved(store, MONDAY)
    assert before.changed == after.changed
    assert (MONDAY + timedelta(days=1), 2) == (after.document.next.on, after.document.next.on.isoweekday())
    assert (before.document.sessions[0], MONDAY) == (after.document.sessions[0], after.document.sessions[0].on)
    assert before.document.programme == after.document.programme


def test_a_session_that_is_logged_as_planned_again_after_the_move_is_still_one(store: Store) -> None:
    first = do_on(MONDAY, store, coach.log_typed, "Ann", coach.TypedLog(as_planned=True))
    moved(store, MONDAY + timedelta(days=1))
    follower = ask_on(MONDAY, store, coach.follower, "Ann")
    assert follower.plan is not None
    assert first.session is not None
    assert UUID(str(first.session.id)) in planned_ids(follower.person, follower.plan, MONDAY)


def test_a_calendar_moves_its_entries_and_makes_no_new_ones(store: Store) -> None:
    before, after = entries(followed(store, FRIDAY)), entries(moved(store, FRIDAY))
    assert set(before) == set(after)
    assert before != after


def test_the_retest_moves_with_the_sessions_and_keeps_its_first_date(store: Store) -> None:
    before, after = followed(store, FRIDAY).document.retest_at, moved(store, FRIDAY).document.retest_at
    assert after.on is not None
    assert (before.on, before.week, True) == (after.moved_from, after.week, after.on.isoweekday() in {2, 4, 7})


def test_sentences_name_the_days_of_now(store: Store) -> None:
    plan = moved(store, FRIDAY).document
    assert f"({plan.retest_at.on})" in plan.retest[0]
    assert ["You can train on Tuesday, Thursday and Sunday, so sessions are on Tuesday, Thursday and Sunday."] == [
        words for words in plan.why if "so sessions are on" in words
    ]


def test_a_plan_that_is_followed_no_longer_cannot_be_moved(store: Store) -> None:
    seen = UUID(followed(store, FRIDAY).document.id)
    moved(store, FRIDAY)
    with pytest.raises(PlanReplacedError, match="The plan of Ann has changed since this page was opened, so nothing was kept; open"):
        do_on(FRIDAY, store, coach.move_sessions, "Ann", FREE, instead_of=seen)


def test_coming_days_ask_what_following_would_ask_if_all_went_well(store: Store) -> None:
    follower = ask_on(MONDAY, store, coach.follower, "Ann")
    assert follower.plan is not None
    ahead = lines_ahead(follower, standing(follower), first=MONDAY)
    document = followed(store, MONDAY).document
    assert {session.on: {line.dose for line in session.lines} for session in document.sessions} == {
        on: {str(line.dose) for line in lines} for on, lines in ahead.items()
    }
    do_on(MONDAY, store, coach.log_typed, "Ann", coach.TypedLog(as_planned=True))
    later = MONDAY + timedelta(days=3)
    follower = ask_on(later, store, coach.follower, "Ann")
    states = states_of_days(follower, standing(follower), next_on=followed(store, later).document.next.on, today=later)
    assert ["done", "missed", "next", "coming"] == list(states.values())[:4]
