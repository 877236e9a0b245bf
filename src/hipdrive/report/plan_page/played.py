"""A scenario that was played ahead: what each week asks, and every rule that fires in it."""

from datetime import date, timedelta

from ...language import Text, en, joined, layout
from ...training import Simulation
from ...training.follow.simulate import WeekDoses
from ...training.log.dose import Dose
from ...training.plan.progression import DAYS_A_WEEK
from ..named import exercise_name
from ..progress_page.page import KINDS
from ..progress_page.rules import rule_rows
from ..progress_page.words import dose_in_words
from ..words import side_in_words
from .view import PlayedWeek


def played_weeks(simulation: Simulation, start: date) -> tuple[PlayedWeek, ...]:
    """Week by week, the first one after the plan too."""
    weeks = []
    for week in simulation.weeks:
        begins = start + timedelta(days=DAYS_A_WEEK * (week.week - 1))
        ends = begins + timedelta(days=DAYS_A_WEEK)
        rules = rule_rows([change for change in simulation.changes if begins <= change.on < ends])
        doses = tuple(_dose(dose) for dose in week.doses) or (en("Nothing is asked for."),)
        weeks.append(PlayedWeek(heading=_heading(week, begins), doses=doses, rules=rules))
    return tuple(weeks)


def _heading(week: WeekDoses, begins: date) -> Text:
    kind = KINDS.get(week.kind)
    words = en("Week {week}, from {on:d MMMM}", week=week.week, on=begins)
    return joined((words, kind or ""), ", ")


def _dose(dose: Dose) -> Text:
    return layout("{exercise}, {side}: {dose}", exercise=exercise_name(dose.exercise), side=side_in_words(dose), dose=dose_in_words(dose))
