"""One session moved to another day: it keeps its first date, what speaks against the day is said, and the rest of the plan stays."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from store_work import ask_on, do_on
from test_coach_free_days import FRIDAY, MONDAY, followed, made, store

from hipdrive import coach
from hipdrive.coach.planning.one_session import CLOSE, SessionFixedError, other_days
from hipdrive.coach.planning.present_plan import PlanReplacedError
from hipdrive.contract.plans.plan import FollowedPlanDocument
from hipdrive.store import Store

__all__ = ["made", "store"]
DAY = timedelta(days=1)


def days(document: FollowedPlanDocument) -> list[date]:
    return [session.on for session in document.sessions if session.on is not None]


def move(store: Store, day: date, to: date, on: date = FRIDAY) -> FollowedPlanDocument:
    return do_on(on, store, coach.move_session, "Ann", day, to)


def test_a_moved_session_keeps_its_first_date_and_lines_and_all_others_stay(store: Store) -> None:
    before = followed(store, FRIDAY).document
    second = days(before)[1]
    after = move(store, second, second + DAY)
    assert [second + DAY if day == second else day for day in days(before)] == days(after)
    assert (second, before.sessions[1].lines) == (after.sessions[1].moved_from, after.sessions[1].lines)
    assert [before.id] == list(after.earlier)
    back = move(store, second + DAY, second)
    assert (days(before), [None] * len(days(before))) == (days(back), [session.moved_from for session in back.sessions])


def test_a_day_within_48_hours_of_another_session_is_taken_and_said_and_no_longer_said_once_it_is_mended(store: Store) -> None:
    first, second = days(followed(store, FRIDAY).document)[:2]
    assert (second - first).days >= 2
    close = move(store, second, first + DAY)
    assert [first + DAY] == [session.on for session in close.sessions if CLOSE in session.note]
    mended = move(store, first + DAY, second)
    assert not any(CLOSE in session.note for session in mended.sessions)


def test_a_session_moved_before_another_warns_of_the_one_that_follows(store: Store) -> None:
    first, second = days(followed(store, FRIDAY).document)[:2]
    if (second - first).days < 2 or (second - DAY).isocalendar().week != first.isocalendar().week:
        pytest.fail("the plan of the scene has changed")
    close = move(store, first, second - DAY)
    assert [second] == [session.on for session in close.sessions if CLOSE in session.note]


def test_a_day_that_was_not_named_as_free_is_taken_and_said(store: Store) -> None:
    seen = UUID(followed(store, FRIDAY).document.id)
    do_on(FRIDAY, store, coach.move_sessions, "Ann", ("monday", "wednesday", "friday"), instead_of=seen)
    after = move(store, MONDAY, MONDAY + DAY)
    assert "You did not name Tuesday as a day on which you can train." in after.sessions[0].note


@pytest.mark.parametrize(
    ("day", "to", "said"),
    [
        (MONDAY + DAY, MONDAY + 3 * DAY, "No coming session stands on 2025-11-25; move one of these: 2025-11-24, "),
        (MONDAY, MONDAY + 7 * DAY, "The session of 2025-11-24 cannot be moved to 2025-12-01; a session stays in its week"),
        (MONDAY, MONDAY - DAY, "The session of 2025-11-24 cannot be moved to 2025-11-23; a session stays in its week"),
    ],
)
def test_what_cannot_be_moved_says_what_can(store: Store, day: date, to: date, said: str) -> None:
    with pytest.raises(SessionFixedError) as refused:
        move(store, day, to)
    assert str(refused.value).startswith(said)


def test_two_sessions_never_stand_on_one_day_and_what_is_done_stays(store: Store) -> None:
    first, second = days(followed(store, FRIDAY).document)[:2]
    with pytest.raises(SessionFixedError, match="cannot be moved to"):
        move(store, first, second)
    do_on(MONDAY, store, coach.log_typed, "Ann", coach.TypedLog(as_planned=True))
    with pytest.raises(SessionFixedError, match="No coming session stands on"):
        move(store, first, first + DAY, on=MONDAY)
    assert MONDAY not in other_days(ask_on(MONDAY, store, coach.follower, "Ann"), today=MONDAY)


def test_the_next_three_sessions_are_named_and_none_without_a_plan_or_while_it_rests(store: Store) -> None:
    follower = ask_on(FRIDAY, store, coach.follower, "Ann")
    document = followed(store, FRIDAY).document
    coming = coach.coming_sessions(follower, today=FRIDAY, most=3)
    assert days(document)[:3] == [on for on, _ in coming]
    assert tuple(dict.fromkeys(line.name for line in document.sessions[0].lines)) == coming[0][1]
    assert () == coach.coming_sessions(replace(follower, plan=None), today=FRIDAY, most=3)
    do_on(MONDAY, store, coach.log_typed, "Ann", coach.TypedLog(as_planned=True, pains=("9 groin L during",)))
    hurt = ask_on(MONDAY + DAY, store, coach.follower, "Ann")
    assert () == coach.coming_sessions(hurt, today=MONDAY + DAY, most=3)


def test_put_twice_it_is_one_and_a_plan_seen_before_is_refused(store: Store) -> None:
    seen = UUID(followed(store, FRIDAY).document.id)
    for _ in range(2):
        once = do_on(FRIDAY, store, coach.move_session, "Ann", MONDAY, MONDAY + DAY, instead_of=seen, uid=UUID(int=77))
    assert (str(UUID(int=77)), 1) == (once.id, len(once.earlier))
    with pytest.raises(PlanReplacedError):
        do_on(FRIDAY, store, coach.move_session, "Ann", MONDAY + DAY, MONDAY, instead_of=seen)
