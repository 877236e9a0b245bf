"""The verb move_session: one coming session of the followed plan on another day of its week; what it was before is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar
from uuid import UUID

from ...contract.plans.plan import FollowedPlanDocument, PlanDocument
from ...contract.wire import plain_of
from ...errors import HipDriveError
from ...language import Text, en, joined, layout
from ...store import PlanRecord, Unit, active_plan, add_plan
from ...training import Advance
from ...training.plan.progression import DAYS_A_WEEK
from ...training.running_week.running import is_closed, is_free, weekday_of, weekday_word
from ..following.followed_plan import followed_plan
from ..following.follower import Follower, follower
from ..following.standing import plan_of
from ..following.stored_plan import StoredPlan
from .free_days import days_of, days_over, session_on
from .present_plan import PlanReplacedError

LEAST_DAYS = 2
"""Days from one session to the next that leave 48 hours between them."""
CLOSE = en("Less than 48 hours lie between this session and the one before: do less where the hips are still tired.")
NOT_FREE = en("You did not name {day} as a day on which you can train.")


class SessionFixedError(HipDriveError):
    """A session that cannot be moved so."""

    code: ClassVar[str] = "session_fixed"


@dataclass(frozen=True, kw_only=True)
class OtherDay:
    """A day to which a session can be moved."""

    on: date
    is_close: bool
    """Whether less than 48 hours would then lie between it and another session."""


def other_days(athlete: Follower, *, today: date, now: Advance | None = None) -> Mapping[date, tuple[OtherDay, ...]]:
    """Day of each coming session -> the days of its week to which it can be moved; arguments as of days_over."""
    plan, (soonest, over) = plan_of(athlete), days_over(athlete, today=today, now=now)
    taken = days_of(plan)
    return {
        day: tuple(
            OtherDay(on=on, is_close=any(abs((on - other).days) < LEAST_DAYS for other in taken if other != day))
            for on in _week(plan, item_day=day)
            if on >= soonest and on not in taken and not is_closed(on, plan.running)
        )
        for day in taken[:-1]
        if day not in over
    }


def move_session(
    unit: Unit, name: str, day: date, to: date, *, instead_of: UUID | None = None, uid: UUID | None = None
) -> FollowedPlanDocument:
    """Move one session to another day of its week of the plan, and follow the plan so.

    It keeps its first date; its doses are those of the day when it comes, and a hard run or a race beside the new day counts. Where less
    than 48 hours lie between two sessions then, or the day is not one of those on which the athlete trains, the session's note says so.

    Args:
        unit: A unit for writing.
        name: The athlete.
        day: On which the session stands.
        to: On which it shall stand.
        instead_of: Id of the plan that whoever asks has seen; None takes the present one.
        uid: Id of the plan with the moved session; put twice it is one. None gives it a new one.

    Raises:
        UnknownNameError: If nobody has the name.
        NoPlanError: If no plan is followed.
        PlanReplacedError: If another plan is followed by now.
        SessionFixedError: If there is no coming session on the day, or it cannot stand on the other one.
    """
    athlete, entry = follower(unit, name), active_plan(unit, name)
    plan = plan_of(athlete)
    if plan.uid == uid or entry is None:
        return followed_plan(athlete, today=unit.today).document
    if instead_of is not None and plan.uid != instead_of:
        raise PlanReplacedError(athlete.person.name)
    _refuse_fixed(athlete, day, to, today=unit.today)
    document = _with_notes(_moved(plan, day, to), plan)
    add_plan(unit, name, PlanRecord(starts_on=plan.starts_on, document=plain_of(document), programme=entry.value.programme), uid=uid)
    return followed_plan(follower(unit, name), today=unit.today).document


def _refuse_fixed(athlete: Follower, day: date, to: date, *, today: date) -> None:
    days = other_days(athlete, today=today)
    if day not in days:
        coming = joined([layout("{on}", on=on) for on in days], ", ") or en("none")
        raise SessionFixedError(en("No coming session stands on {day}", day=day), en("move one of these: {days}", days=coming))
    allowed = joined([layout("{on}", on=other.on) for other in days[day]], ", ") or en("none")
    if to not in {other.on for other in days[day]}:
        found = en("The session of {day} cannot be moved to {to}", day=day, to=to)
        raise SessionFixedError(found, en("a session stays in its week, on a day without another one, from today on: {days}", days=allowed))


def _week(plan: StoredPlan, *, item_day: date) -> tuple[date, ...]:
    """The seven days of the week of the plan in which a day lies."""
    first = plan.starts_on + timedelta(days=(item_day - plan.starts_on).days // DAYS_A_WEEK * DAYS_A_WEEK)
    return tuple(first + timedelta(days=day) for day in range(DAYS_A_WEEK))


def _moved(plan: StoredPlan, day: date, to: date) -> PlanDocument:
    """The plan with the session of a day on another one, its sessions in the order of their days."""
    document = plan.document
    sessions = [
        session_on(session, to, plan) if on == day else session for session, on in zip(document.sessions, days_of(plan)[:-1], strict=True)
    ]
    in_order = tuple(sorted(sessions, key=lambda session: (session.week, session.day)))
    return document.model_copy(update={"earlier": (*document.earlier, str(plan.uid)), "sessions": in_order})


def _with_notes(document: PlanDocument, plan: StoredPlan) -> PlanDocument:
    """The plan with what is to be said of sessions that were moved, and no longer of those to which it does not apply."""
    days = [plan.starts_on + timedelta(days=DAYS_A_WEEK * (session.week - 1) + session.day - 1) for session in document.sessions]
    befores = (None, *zip(document.sessions, days, strict=True))
    sessions = []
    for session, on, before in zip(document.sessions, days, befores, strict=False):
        is_close = before is not None and (on - before[1]).days < LEAST_DAYS and (session.moved_from or before[0].moved_from) is not None
        said = [*([CLOSE] if is_close else []), *(_not_free(on, document) if session.moved_from is not None else [])]
        if said or CLOSE in session.note or session.moved_from is not None:
            plain = session_on(session, on, plan)
            sessions.append(plain.model_copy(update={"note": joined((plain.note, *said))}))
        else:
            sessions.append(session)
    return document.model_copy(update={"sessions": tuple(sessions)})


def _not_free(on: date, document: PlanDocument) -> list[Text]:
    weekday = weekday_of(on, 1)
    return [] if is_free(weekday, document.free_days) else [NOT_FREE.filled(day=weekday_word(weekday))]
