"""What following a plan needs of a stored athlete, read once: plan, tests, screens and sessions."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID, uuid5

from ...capacity import ScreenAnswers, TestResult
from ...store import Person, Stored, Unit, active_plan, find_person, has_active_plan, list_results, list_screens, list_sessions
from ...training import SessionRecord, adapt_rules
from ..athletes.known_athlete import Known
from .stored_plan import StoredPlan, stored_plan

MOST_TURNS = 8
"""How often one planned session can be logged as planned and deleted again."""


@dataclass(frozen=True, kw_only=True)
class Follower:
    """An athlete with the plan that is followed, if one is, and what decides where it stands."""

    person: Person
    plan: StoredPlan | None
    results: tuple[TestResult, ...] = ()
    screens: tuple[Stored[ScreenAnswers], ...] = ()
    sessions: tuple[Stored[SessionRecord], ...] = ()
    """Those that count, from the oldest to the newest; those since the first day whose pain counts (counts_from) at least."""

    def without(self, *uids: UUID | None) -> "Follower":
        """The same as if some sessions had never been logged."""
        return replace(self, sessions=tuple(entry for entry in self.sessions if entry.uid not in uids))

    def after(self, session: Stored[SessionRecord]) -> "Follower":
        """The same with one more session."""
        return replace(self, sessions=in_order((*self.sessions, session)))


def in_order(sessions: Iterable[Stored[SessionRecord]]) -> tuple[Stored[SessionRecord], ...]:
    """Sessions from the oldest to the newest, as the store lists them."""
    return tuple(sorted(sessions, key=lambda entry: (entry.value.on, entry.created_at)))


def follower(unit: Unit, name: str, *, sessions: tuple[Stored[SessionRecord], ...] | None = None) -> Follower:
    """Read what following needs.

    Args:
        unit: A unit of work.
        name: The athlete.
        sessions: Those that count since the first day whose pain counts, if they were read before.

    Raises:
        UnknownNameError: If nobody has the name.
    """
    person, entry = find_person(unit, name), active_plan(unit, name)
    if entry is None:
        return Follower(person=person, plan=None, sessions=sessions or ())
    since = counts_from(entry.value.starts_on)
    return Follower(
        person=person,
        plan=stored_plan(entry),
        results=tuple(entry.value for entry in list_results(unit, name)),
        screens=list_screens(unit, name, since=since),
        sessions=list_sessions(unit, name, since=since) if sessions is None else sessions,
    )


def follows_plan(unit: Unit, name: str) -> bool:
    """Whether an athlete follows a plan, without reading it.

    Raises:
        UnknownNameError: If nobody has the name.
    """
    return has_active_plan(unit, name)


def follower_of(unit: Unit, athlete: Known, *, sessions: tuple[Stored[SessionRecord], ...] | None = None) -> Follower:
    """Read what following needs besides what is known already.

    Args:
        unit: A unit of work.
        athlete: What is known.
        sessions: Those since `first_followed`, if they were read before.
    """
    since = first_followed(athlete, today=unit.today)
    return Follower(
        person=athlete.person,
        plan=None if athlete.plan is None else stored_plan(athlete.plan),
        results=athlete.results,
        screens=athlete.screens,
        sessions=list_sessions(unit, athlete.person.name, since=since) if sessions is None else sessions,
    )


def first_followed(athlete: Known, *, today: date) -> date:
    """The first day whose sessions following needs; those since the last safety screen too, which a new plan must know."""
    since = counts_from(today if athlete.plan is None else athlete.plan.value.starts_on)
    return since if athlete.screen is None else min(since, athlete.screen.on)


def counts_from(starts_on: date) -> date:
    """The first day whose pain counts for a plan that starts on a day."""
    return starts_on - timedelta(days=adapt_rules().pain_before_days)


def planned_ids(person: Person, plan: StoredPlan, day: date) -> tuple[UUID, ...]:
    """Ids under which the session that a plan asks for on a day is logged as planned: the first, and the next ones if it was deleted.

    They derive from athlete, plan and day, so that one planned session is one row, however many devices log it.
    """
    return tuple(uuid5(person.uid, f"{plan.first_uid}/{day.isoformat()}/{turn}") for turn in range(MOST_TURNS))
