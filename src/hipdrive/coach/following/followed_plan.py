"""The plan that a stored athlete follows, for showing and for files."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from ...contract.plans.plan import FollowedPlanDocument, PlanDocument, running_from
from ...contract.plans.programme import programme_from
from ...training import Advance, simulate
from ...training import Simulation as Simulation
from .follower import Follower
from .standing import next_session, plan_of, standing


@dataclass(frozen=True, kw_only=True)
class FollowedPlan:
    """A stored plan and what comes next."""

    document: FollowedPlanDocument
    changed: int
    """How many rules have fired since the start."""


def followed_plan(athlete: Follower, *, today: date, now: Advance | None = None) -> FollowedPlan:
    """The plan that is followed, with the next session as it stands now.

    Args:
        athlete: Who follows it.
        today: The day of which it is asked.
        now: Where it stands, if that is known already.

    Raises:
        NoPlanError: If there is none.
    """
    plan, now = plan_of(athlete), now or standing(athlete)
    coming = next_session(athlete, now, today=today)
    return FollowedPlan(document=FollowedPlanDocument(**dict(plan.document), id=str(plan.uid), next=coming), changed=len(now.changes))


def simulated(plan: PlanDocument, scenario: str, *, today: date, progress: Callable[[int, int], None] | None = None) -> Simulation:
    """Play a plan through a named scenario.

    Args:
        plan: The plan.
        scenario: Such as 'all_good', 'missed_fortnight', 'one_sided_pain' or 'stalled'.
        today: Stands for the start of a plan without dates.
        progress: Is called with how many weeks are played, and of how many.

    Raises:
        UnknownNameError: If there is no such scenario.
    """
    start = plan.start or today + timedelta(days=-today.weekday() % 7)
    days = {week: [session.day for session in plan.sessions if session.week == week] for week in range(1, plan.weeks + 1)}
    return simulate(programme_from(plan.programme), start, plan.weeks, days, scenario, running=running_from(plan), progress=progress)
