"""The verb move_sessions: the followed plan on the days on which its athlete can train from now on; what it was before is kept."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import TypeVar
from uuid import UUID

from ...contract.plans.plan import FollowedPlanDocument, PlanDocument, PlanSessionDocument, RetestDocument
from ...contract.wire import plain_of
from ...language import Text
from ...store import PlanRecord, Unit, active_plan, add_plan
from ...training import Advance
from ...training.plan.progression import DAYS_A_WEEK
from ...training.running_week.days import NAME_DAYS, free_words, session_day
from ...training.running_week.free_days import FewFreeDaysError, moved_days
from ...training.running_week.running import WEEKDAYS, Weekday, weekday_of, weekday_word
from ..following.followed_plan import followed_plan
from ..following.follower import Follower, follower
from ..following.standing import is_done_early, logged_days, plan_of, standing
from ..following.stored_plan import StoredPlan
from .present_plan import PlanReplacedError

ItemDocument = TypeVar("ItemDocument", PlanSessionDocument, RetestDocument)


def move_sessions(
    unit: Unit, name: str, free_days: Sequence[Weekday], *, instead_of: UUID, uid: UUID | None = None
) -> FollowedPlanDocument:
    """Move the sessions that are still to come to the days on which the athlete can train, and follow the plan so.

    The plan goes on where it stands: its sessions, doses and rules are the same, and each session that moved keeps its first date.

    Args:
        unit: A unit for writing.
        name: The athlete.
        free_days: Days of the week on which sessions may fall; none: any, so that all stand where the plan put them.
        instead_of: Id of the plan that whoever asks has seen.
        uid: Id of the plan with moved sessions; put twice it is one. None gives it a new one.

    Raises:
        UnknownNameError: If nobody has the name.
        NoPlanError: If no plan is followed.
        PlanReplacedError: If another plan is followed by now.
        FewFreeDaysError: If a week has more sessions than free days.
    """
    athlete, entry = follower(unit, name), active_plan(unit, name)
    plan, free = plan_of(athlete), tuple(day for day in WEEKDAYS if day in free_days)
    put_before = plan.uid == uid and plan.course.free_days == free
    if put_before or entry is None:
        return followed_plan(athlete, today=unit.today).document
    if plan.uid != instead_of:
        raise PlanReplacedError(athlete.person.name)
    document = _moved(athlete, plan, free, today=unit.today)
    record = PlanRecord(starts_on=plan.starts_on, document=plain_of(document), programme=entry.value.programme)
    add_plan(unit, name, record, uid=uid)
    return followed_plan(follower(unit, name), today=unit.today).document


def _moved(athlete: Follower, plan: StoredPlan, free: tuple[Weekday, ...], *, today: date) -> PlanDocument:
    """The plan with what is still to come on free days."""
    document = plan.document
    most = max(Counter(session.week for session in document.sessions).values(), default=0)
    if free and most > len(free):
        raise FewFreeDaysError(sessions=most, days=len(free))
    soonest, over = days_over(athlete, today=today)
    planned = [_planned(item, day, over, soonest) for item, day in zip(items_of(document), days_of(plan), strict=True)]
    if len(set(planned)) < len(planned):  # one stands by now where another stood first
        planned = days_of(plan)
    in_order = sorted(planned)
    moved = moved_days(in_order, start=plan.starts_on, free=free, running=plan.running, kept=over, first=soonest)
    new = dict(zip(in_order, moved, strict=True))
    days = [None if day in over else new[was] for day, was in zip(days_of(plan), planned, strict=True)]
    sessions = tuple(
        session if on is None else session_on(session, on, plan) for session, on in zip(document.sessions, days[:-1], strict=True)
    )
    retest = document.retest_at if days[-1] is None else item_on(document.retest_at, days[-1], plan)
    return document.model_copy(
        update={
            "free_days": free,
            "earlier": (*document.earlier, str(plan.uid)),
            "why": _why(document, free, {on for on in days[:-1] if on is not None}),
            "sessions": sessions,
            "retest_at": retest,
            "retest": (*(words.having(day=retest.day, on=retest.on) for words in document.retest[:1]), *document.retest[1:]),
        }
    )


def days_over(athlete: Follower, *, today: date, now: Advance | None = None) -> tuple[date, set[date]]:
    """The first day on which a session can still be, and the days of the plan whose session is over or done.

    Args:
        athlete: Who follows the plan.
        today: The day of which it is asked.
        now: Where the plan stands, if that is known already.
    """
    logged = logged_days(now or standing(athlete)) | {entry.value.on for entry in athlete.sessions}
    soonest = today + timedelta(days=today in logged)
    return soonest, {day for day in days_of(plan_of(athlete)) if day < soonest or day in logged or is_done_early(athlete, day)}


def _why(document: PlanDocument, free: tuple[Weekday, ...], days: Collection[date]) -> tuple[Text, ...]:
    """The reasons of the plan; those that name the days of before give way to the present ones."""
    of_before = {words.pattern for words in NAME_DAYS}
    kept = tuple(words for words in document.why if words.pattern not in of_before)
    named = [weekday_word(day) for day in WEEKDAYS if day in {weekday_of(on, 1) for on in days}]
    return (*kept, free_words(free, named)) if free and named else kept


def items_of(document: PlanDocument) -> tuple[PlanSessionDocument | RetestDocument, ...]:
    """Sessions and, last, the retest."""
    return (*document.sessions, document.retest_at)


def days_of(plan: StoredPlan) -> list[date]:
    """The day of each item, as it stands now."""
    return [plan.starts_on + timedelta(days=DAYS_A_WEEK * (item.week - 1) + item.day - 1) for item in items_of(plan.document)]


def _planned(item: PlanSessionDocument | RetestDocument, now: date, over: Collection[date], soonest: date) -> date:
    """The day from which an item moves: the one on which the plan put it first, unless that is over by now."""
    first = item.moved_from
    return now if now in over or first is None or first in over or first < soonest else first


def session_on(session: PlanSessionDocument, on: date, plan: StoredPlan) -> PlanSessionDocument:
    """A session on another day, with what the running makes of that day."""
    moved = item_on(session, on, plan)
    at = session_day(moved.week, moved.day, plan.running, plan.starts_on)
    return moved.model_copy(update={"light": at.light, "note": at.note})


def item_on(item: ItemDocument, on: date, plan: StoredPlan) -> ItemDocument:
    """An item on another day, with its first one."""
    first = item.moved_from or plan.starts_on + timedelta(days=DAYS_A_WEEK * (item.week - 1) + item.day - 1)
    day = (on - plan.starts_on).days % DAYS_A_WEEK + 1
    return item.model_copy(update={"day": day, "on": on, "moved_from": None if first == on else first})
