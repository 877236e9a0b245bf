"""What a page shows of the sessions of a stored athlete: from which day on, and which of them with their sets."""

from dataclasses import dataclass
from datetime import date, timedelta

from ...store import Stored, Unit, count_sessions, list_sessions, pains_by_session
from ...training import SessionRecord
from .follower import Follower


@dataclass(frozen=True, kw_only=True)
class Lately:
    """The sessions of the last time."""

    since: date | None
    """The first day that is shown; None where nothing was logged before it."""
    newest: tuple[Stored[SessionRecord], ...]
    """Those that are listed with their sets, from the oldest to the newest."""
    sessions: tuple[SessionRecord, ...]
    """All since that day, from the oldest to the newest; those that are not listed are without sets and notes."""
    kept: int
    """How many are logged in all."""


def lately(unit: Unit, athlete: Follower, *, days: int, listed: int) -> Lately:
    """The plan's weeks, at least so many days, and at least so many sessions; what following has read is not read again.

    Args:
        unit: A unit of work.
        athlete: Who it is about.
        days: How far back at least.
        listed: How many sessions are listed, at least one.
    """
    name, plan, newest = athlete.person.name, athlete.plan, athlete.sessions[-listed:]
    if len(newest) < listed:  # what following needs may begin later
        newest = list_sessions(unit, name, last=listed)
    first = [entry.value.on for entry in newest[:1]] + ([] if plan is None else [plan.starts_on])
    since = min([unit.today - timedelta(days=days), *first])
    bare = pains_by_session(unit, name, since=since)
    sessions = (*bare[: len(bare) - len(newest)], *(entry.value for entry in newest))
    kept = count_sessions(unit, name)
    return Lately(since=None if len(sessions) == kept else since, newest=newest, sessions=sessions, kept=kept)
