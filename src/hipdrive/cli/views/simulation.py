"""How a played scenario looks in the terminal."""

from datetime import timedelta
from typing import TYPE_CHECKING

from ...language import en, joined, layout
from ..door.outlet import show_line, show_paragraph
from .vocabulary import word

if TYPE_CHECKING:
    from ...contract.plans.simulation import SimulationDocument

KINDS = {"deload_week": en("lighter week"), "retest_week": en("retest week"), "maintenance": en("afterwards")}
DAYS_A_WEEK = 7


def show_simulation(simulation: "SimulationDocument") -> None:
    """Each week's doses, and every rule that fired in it."""
    show_paragraph(layout("{scenario}: {title}", scenario=simulation.scenario, title=simulation.title), bold=True)
    changes, start = list(simulation.changes), simulation.end.start
    for week in simulation.weeks:
        end = start + timedelta(days=DAYS_A_WEEK * week.week)
        status = en("plan {status}", status=word(week.status)) if week.status != "active" else ""
        print()
        show_paragraph(joined((en("Week {week}", week=week.week), KINDS.get(week.kind, ""), status), ", "), bold=True)
        for dose in week.doses or [en("nothing is prescribed")]:
            show_line(layout("  {dose}", dose=dose))
        while changes and changes[0].on < end:
            change = changes.pop(0)
            what = joined((change.exercise, word(change.side)))
            to = layout("{before} -> {after}", before=change.before, after=change.after)
            if change.before == change.after:
                to = en("stays {dose}", dose=change.after)
            words = layout("{on} {rule}: {what} {to}. {why}", on=change.on, rule=change.rule, what=what, to=to, why=change.why)
            show_paragraph(words, indent=6, first="*")
