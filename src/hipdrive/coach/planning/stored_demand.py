"""The demand that a plan for a stored athlete is made for: of a run that is kept, or typical at a speed."""

import json
from uuid import UUID

from ...language import en
from ...store import Unit, list_runs, run_with_id
from ..athletes.entry_id import entry_named
from .match import StrideDemand, demand_at, demand_of_run_file, usual_speed_m_s


def stored_demand(unit: Unit, name: str, *, goal: str, speed_m_s: float | None = None, run: UUID | None = None) -> StrideDemand:
    """What the stride asks of a stored athlete's hips.

    Args:
        unit: A unit of work.
        name: The athlete.
        goal: Whose usual speed counts where none is given.
        speed_m_s: Of the typical stride; None for the goal's usual one.
        run: Id of a run that is kept with the athlete, which then counts alone.

    Raises:
        UnknownNameError: If nobody has the name, or there is no such goal.
        UnknownEntryError: If the athlete has no such run.
        InputFileError: If the run tells no demand.
        ValueOutOfRangeError: If nothing is known at that speed.
    """
    if run is None:
        return demand_at(usual_speed_m_s(goal) if speed_m_s is None else speed_m_s)
    entry = run_with_id(unit, name, entry_named(list_runs(unit, name, documents=False), str(run), kind=en("run")).uid)
    return demand_of_run_file(json.dumps(dict(entry.value.document or {})), name=entry.value.file_name)
