"""The plan that is made of what a page or a program wishes."""

from dataclasses import dataclass
from uuid import UUID

from starlette.requests import Request

from ... import coach
from ...speed import pace_m_s_of
from ..door import clock
from ..door.store import name_of, reading
from ..door.wishes import WishesSent
from .searched import plan_made


@dataclass(frozen=True, kw_only=True)
class WishedPlan:
    """A plan that was made, and what was said to be owned; None where nothing was."""

    plan: coach.MadePlan
    owned: coach.SaidEquipment | None


def wished_plan(request: Request, athlete: UUID, wished: WishesSent) -> WishedPlan:
    """Make a plan; nothing is kept.

    Raises:
        HipDriveError: If the wishes cannot be kept, or nothing may be planned.
    """
    owned = coach.said_equipment(wished.own) if wished.own.strip() else None
    speed_m_s, terms = pace_m_s_of(wished.pace) if wished.pace.strip() else None, wished.terms()
    coach.refuse_impossible(terms, default_start=clock.now().date())
    with reading(request) as unit:
        name = name_of(unit, athlete)
        basis = coach.plan_basis(unit, name)
        demand = coach.stored_demand(unit, name, goal=terms.goal, speed_m_s=speed_m_s, run=wished.run)
    return WishedPlan(plan=plan_made(request, basis, demand, terms, None if owned is None else owned.text.equipment()), owned=owned)
