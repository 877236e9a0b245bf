"""The plan that a stored athlete follows, for showing and for files."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ...training import Simulation, simulate
from ...training.plan.programme import line_from_json
from .follower import Follower
from .standing import NextSession, next_session, plan_of, standing


@dataclass(frozen=True, kw_only=True)
class FollowedPlan:
    """A stored plan and what comes next."""

    uid: str
    document: Mapping[str, Any]
    """The plan's JSON as it was made."""
    coming: NextSession
    changed: int
    """How many rules have fired since the start."""

    def as_json(self) -> dict[str, Any]:
        """The plan's JSON with where it stands."""
        return {**self.document, "id": self.uid, "next": self.coming.as_json()}


def followed_plan(athlete: Follower, *, today: date) -> FollowedPlan:
    """The plan that is followed, with the next session as it stands now.

    Raises:
        NoPlanError: If there is none.
    """
    plan, now = plan_of(athlete), standing(athlete)
    coming = next_session(athlete, now, today=today)
    return FollowedPlan(uid=str(plan.uid), document=plan.value.document, coming=coming, changed=len(now.changes))


def simulated(plan: Mapping[str, Any], scenario: str, *, today: date) -> Simulation:
    """Play a plan through a named scenario.

    Args:
        plan: The plan's JSON.
        scenario: Such as 'all_good', 'missed_fortnight', 'one_sided_pain' or 'stalled'.
        today: Stands for the start of a plan without dates.

    Raises:
        UnknownNameError: If there is no such scenario.
    """
    start = today + timedelta(days=-today.weekday() % 7) if plan["start"] is None else date.fromisoformat(plan["start"])
    days = sorted({int(session["day"]) for session in plan["sessions"]})
    return simulate([line_from_json(line) for line in plan["programme"]], start, int(plan["weeks"]), days, scenario)
