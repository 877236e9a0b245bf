"""One line of a session in the gym logger: a side, its rest, and the loads that can be chosen for it."""

from ... import report as pages  # a page loads its templates, so it is named by the room
from ...training import DoseLoad, PlanLine
from ...training.log.session import LoggedSide
from ...training.rules import dose_rules

STEP_KG, STEPS = 1.0, 10
"""Loads that can be chosen where the plan names one alone: our choice."""


def log_line(line: PlanLine, side: LoggedSide, owned: tuple[DoseLoad, ...] = ()) -> "pages.LogLine":
    """A line of a session as the page shows it.

    Args:
        line: The line.
        side: The one that is logged.
        owned: Loads that are owned, from the lightest to the heaviest.
    """
    rest_s = dose_rules().rest_s if line.dose.rest_s is None else line.dose.rest_s
    return pages.LogLine(line=line, side=side, loads=_choices(line.dose.load, owned), rest_s=rest_s)


def _choices(asked: DoseLoad | None, owned: tuple[DoseLoad, ...]) -> tuple[DoseLoad, ...]:
    """Loads that can be chosen: what is owned, or whole kilograms around the one that is asked."""
    if asked is None:
        return ()
    if owned:
        return owned if asked in owned else (asked, *owned)
    if asked.mass_kg is None or asked.band is not None:
        return (asked,)
    masses = [asked.mass_kg + STEP_KG * step for step in range(-STEPS, STEPS + 1)]
    return tuple(asked if mass == asked.mass_kg else DoseLoad(mass_kg=mass) for mass in masses if mass > 0)
