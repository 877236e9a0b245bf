"""What a stored athlete does next: what stops or rests decides first, then tests that are due, then the plan."""

from datetime import date, timedelta

from ...capacity import ScreenAnswers, is_stale, screened
from ...contract.athletes.next_step import WhatNextDocument, what_next_document
from ...store import Unit
from ...training import Advance
from ...training.plan.progression import DAYS_A_WEEK
from ..athletes.known_athlete import known
from .follower import Follower, follower_of
from .standing import asked_next, is_done_early, logged_days, pain_since_screen, plan_of, session_days, standing
from .stored_plan import StoredPlan

MISSED_DAYS = 7
"""A planned session that nothing was logged of is asked for this many days."""


def next_step(unit: Unit, name: str) -> WhatNextDocument:
    """What an athlete does next.

    Raises:
        UnknownNameError: If nobody has the name.
    """
    athlete = known(unit, name)
    return next_step_of(follower_of(unit, athlete), athlete.screen, today=unit.today)


def next_step_of(athlete: Follower, screen: ScreenAnswers | None, *, today: date) -> WhatNextDocument:
    """What an athlete does next.

    Args:
        athlete: With all sessions since the last safety screen and since the first day whose pain counts.
        screen: The last safety screen; None if none was answered.
        today: The day of which it is asked.
    """
    return step_at(athlete, None if athlete.plan is None else standing(athlete), screen, today=today)


def step_at(athlete: Follower, now: Advance | None, screen: ScreenAnswers | None, *, today: date) -> WhatNextDocument:
    """What an athlete does next, where it is known where the plan stands; arguments as for next_step_of."""
    if screen is None:
        return what_next_document("answer_screen", blocked=True)
    if screened(screen).stop:
        return what_next_document("settle_screen", blocked=True)
    if pain_since_screen(athlete) is not None or (now is not None and now.state.status == "referred"):
        return what_next_document("settle_pain", blocked=True)
    if athlete.plan is None or now is None:
        stale = is_stale(screen, today)
        return what_next_document("renew_screen", blocked=True) if stale else what_next_document("make_plan")
    paused = any(line.status == "paused" for line in now.state.lines)
    if paused:
        return what_next_document("pain_rests", held=True)
    if now.state.status == "paused":
        return what_next_document("new_plan", held=True)
    retest = retest_due(athlete, athlete.plan, today=today)
    if retest is not None:
        return what_next_document("retest", on=retest)
    return what_next_document("train", on=asked_next(athlete, now, today=today)[0])


def retest_due(athlete: Follower, plan: StoredPlan, *, today: date) -> date | None:
    """Day of the plan's retest, if it has come and nothing was tested since."""
    on = plan.course.retest_at.on
    if on is None or on > today or any(result.on >= on for result in athlete.results):
        return None
    return on


def session_due(athlete: Follower, now: Advance, *, today: date) -> date | None:
    """The last planned day, today included, since which nothing was logged; None where there is none within the last days.

    Args:
        athlete: Who follows a plan.
        now: Where it stands.
        today: The day of which it is asked.
    """
    plan, logged = plan_of(athlete), logged_days(now) | {entry.value.on for entry in athlete.sessions}
    for back in range(MISSED_DAYS):
        day = today - timedelta(days=back)
        if day < plan.starts_on or day in logged:
            return None
        week, place = divmod((day - plan.starts_on).days, DAYS_A_WEEK)
        if place + 1 in session_days(plan, week + 1) and not is_done_early(athlete, day):
            return day
    return None
