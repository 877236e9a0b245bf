"""How a played scenario looks in the terminal."""

from datetime import timedelta
from typing import TYPE_CHECKING

from ...language import Text, en, joined, layout
from ..door.outlet import show_line, show_paragraph
from .vocabulary import word

if TYPE_CHECKING:
    from ...contract.plans.rule_change import RuleChangeDocument
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
            show_paragraph(_change_words(change), indent=6, first="*")


def _change_words(change: "RuleChangeDocument") -> Text:
    """One rule that fired, by its name: what it was about, what it changed, and why."""
    from ...report.named import exercise_name, with_names
    from ...training import adapt_rules

    titles = {rule.id: rule.title for rule in adapt_rules().texts}
    what = joined((exercise_name(change.exercise) if change.exercise else "", word(change.side)), ", ")
    to = layout("{before} -> {after}", before=change.before, after=with_names(change.after))
    if change.before == change.after:
        to = en("stays {dose}", dose=change.after)
    head = layout("{on} {rule}", on=change.on, rule=titles[change.rule])
    return layout("{head}: {what}: {to}. {why}" if what else "{head}: {to}. {why}", head=head, what=what, to=to, why=with_names(change.why))
