"""One block of training for many athletes: the same wishes, and for each a plan with doses of their own."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID, uuid5

from ...contract.plans.plan import OwnPlanDocument
from ...store import Unit, find_person, plan_with_id
from ...training import Terms
from ...training.running_week.running import Weekday
from ..following.stored_plan import plan_read
from .match import StrideDemand, demand_at, usual_speed_m_s


@dataclass(frozen=True, kw_only=True)
class BlockWishes:
    """What a block should be like for everybody in it."""

    goal: str = "distance"
    weeks: int
    """The last one is the retest week."""
    sessions_per_week: int
    minutes_per_week: float
    start: date
    hard_days: tuple[Weekday, ...] = ()
    """Days of the week with a hard run."""
    pinned: tuple[str, ...] = ()
    """Exercises that must be in the plan, such as those of the plan that serves as a pattern."""
    owned: str = ""
    """Equipment in words, for all; empty for what each athlete owns."""
    speed_m_s: float | None = None
    """Of the typical demand; None for what is usual for the goal."""


def block_terms(wishes: BlockWishes) -> Terms:
    """The wishes as the terms of one plan.

    Raises:
        ContradictionError: If the terms stand against each other.
    """
    return Terms(
        goal=wishes.goal,
        weeks=wishes.weeks,
        sessions_per_week=wishes.sessions_per_week,
        minutes_per_week=wishes.minutes_per_week,
        start=wishes.start,
        hard_days=wishes.hard_days,
        pinned=wishes.pinned,
    )


def block_demand(wishes: BlockWishes) -> StrideDemand:
    """What the stride asks of everybody in the block: typical at the wished speed, else at the usual one for the goal."""
    return demand_at(usual_speed_m_s(wishes.goal) if wishes.speed_m_s is None else wishes.speed_m_s)


def block_plan_id(block: UUID, athlete: UUID, wishes: BlockWishes) -> UUID:
    """Id of the plan of one athlete in a block: the same for the same wishes, so that asking twice makes one plan."""
    return uuid5(block, f"{athlete}/{json.dumps(asdict(wishes), sort_keys=True, default=str)}")


def planned_in_block(unit: Unit, name: str, uid: UUID) -> OwnPlanDocument | None:
    """The plan that an athlete was given before under the id; None if there is none yet.

    Raises:
        UnknownNameError: If nobody has the name.
    """
    stored = plan_with_id(unit, find_person(unit, name).name, uid)
    if stored is None:
        return None
    return OwnPlanDocument(**dict(plan_read(stored.value)), id=str(uid))
