"""Sessions move to the days on which an athlete can train: within their week, in their order, and no further than need be."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdrive.training import Terms
from hipdrive.training.running_week.days import base_days, planned_days, retest_day
from hipdrive.training.running_week.free_days import FewFreeDaysError, moved_days
from hipdrive.training.running_week.running import WEEKDAYS, Running, Weekday, is_closed, weekday_of

START = date(2027, 3, 1)
"""A Monday."""
FREE = st.sets(st.sampled_from(WEEKDAYS)).map(lambda days: tuple(sorted(days, key=WEEKDAYS.index)))
PLACES = st.sets(st.integers(0, 27), min_size=1, max_size=14).map(sorted)


def day(place: int) -> date:
    return START + timedelta(days=place)


def moved(places: list[int], free: tuple[Weekday, ...], *, running: Running | None = None, first: int = 0) -> list[int]:
    """Places (days of the plan, from 0) after the move; what lies before the first day is over."""
    kept = {day(place) for place in places if place < first}
    found = moved_days([day(place) for place in places], start=START, free=free, running=running or Running(), kept=kept, first=day(first))
    return [(on - START).days for on in found]


def test_sessions_move_as_little_as_can_be_and_keep_48_hours() -> None:
    assert [1, 3, 5] == moved([0, 2, 4], ("tuesday", "thursday", "saturday"))
    assert [0, 2, 5] == moved([0, 2, 4], ("monday", "wednesday", "saturday"))


def test_a_free_day_before_a_hard_run_is_the_last_that_is_taken() -> None:
    assert [4] == moved([0], ("tuesday", "friday"), running=Running(hard_days=("wednesday",)))


def test_a_session_whose_week_has_no_free_day_left_stays() -> None:
    assert [0, 2, 4] == moved([0, 2, 4], ("monday", "tuesday"), first=2)


@given(places=PLACES, free=FREE, first=st.integers(0, 27), race=st.integers(0, 27))
def test_every_session_keeps_its_week_its_order_and_a_day_of_its_own(
    places: list[int], free: tuple[Weekday, ...], first: int, race: int
) -> None:
    running = Running(races=(day(race),))
    now = moved(places, free, running=running, first=first)
    assert [place // 7 for place in places] == [place // 7 for place in now]
    assert len(set(now)) == len(now)
    for was, place in zip(places, now, strict=True):
        if was < first:
            assert was == place
        elif was != place:
            assert not free or weekday_of(day(place), 1) in free
            assert place >= first
            assert not is_closed(day(place), running)


@given(places=PLACES, free=FREE)
def test_where_there_are_days_enough_all_sessions_fall_on_free_days_in_order(places: list[int], free: tuple[Weekday, ...]) -> None:
    fullest = max(sum(place // 7 == week for place in places) for week in range(4))
    now = moved(places, free)
    if free and len(free) >= fullest:
        assert {weekday_of(day(place), 1) for place in now} <= set(free)
        assert sorted(now) == now


@given(sessions=st.integers(1, 5), free=FREE, races=st.lists(st.integers(-10, 60), max_size=3))
def test_a_plan_is_made_on_free_days(sessions: int, free: tuple[Weekday, ...], races: list[int]) -> None:
    if free and len(free) < sessions:
        return
    running = Running(races=tuple(day(place) for place in races))
    planned = planned_days(sessions, running=running, start=START, weeks=4, free=free)
    days = {weekday_of(START, at.day) for week in planned for at in week}
    assert not free or days <= set(free)
    assert len(base_days(sessions, running=running, start=START, free=free)) == sessions
    assert not planned[-1] or retest_day(planned, running=running, start=START, free=free).week >= 4


def test_more_sessions_than_free_days_are_refused_before_anything_is_planned() -> None:
    with pytest.raises(FewFreeDaysError, match="3 sessions a week do not fit: you named 2 days"):
        Terms(sessions_per_week=3, free_days=("monday", "friday"))
