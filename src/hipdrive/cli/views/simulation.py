"""How a played scenario looks in the terminal."""

from datetime import timedelta
from typing import TYPE_CHECKING

from ..door.outlet import show_paragraph

if TYPE_CHECKING:
    from ...contract.plans.simulation import SimulationDocument

KINDS = {"deload_week": "lighter week", "retest_week": "retest week", "maintenance": "afterwards"}
DAYS_A_WEEK = 7


def show_simulation(simulation: "SimulationDocument") -> None:
    """Each week's doses, and every rule that fired in it."""
    show_paragraph(f"{simulation.scenario}: {simulation.title}", bold=True)
    changes, start = list(simulation.changes), simulation.end.start
    for week in simulation.weeks:
        end = start + timedelta(days=DAYS_A_WEEK * week.week)
        kind = f", {KINDS[week.kind]}" if week.kind in KINDS else ""
        print()
        show_paragraph(f"Week {week.week}{kind}" + (f", plan {week.status}" if week.status != "active" else ""), bold=True)
        for dose in week.doses or ["nothing is prescribed"]:
            print(f"  {dose}")
        while changes and changes[0].on < end:
            change = changes.pop(0)
            what = " ".join(word for word in (change.exercise, change.side) if word)
            to = f"{change.before} -> {change.after}" if change.before != change.after else f"stays {change.after}"
            show_paragraph(f"{change.on.isoformat()} {change.rule}: {what} {to}. {change.why}", indent=6, first="*")
