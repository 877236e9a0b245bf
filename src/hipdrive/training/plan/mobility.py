"""Mobility work that fills a plan up where too few strength exercises are open."""

from dataclasses import replace

from ...exercise import exercises
from ...language import en
from ..log.dose import Dose
from .plan_rules import PlanRules
from .terms import Mobility, Terms


def with_mobility(terms: Terms, lacking: int, rules: PlanRules) -> Terms:
    """The terms with as many mobility exercises more as exercises lack, of those that are declared, not banned and not kept out."""
    present = {mobility.exercise for mobility in terms.mobility} | set(terms.banned)
    open_now = [name for name, gates in rules.fill.items() if name not in present and not set(gates) & set(terms.gates)]
    more = tuple(_mobility(name, rules) for name in open_now[: max(lacking, 0)])
    return replace(terms, mobility=(*terms.mobility, *more)) if more else terms


def _mobility(name: str, rules: PlanRules) -> Mobility:
    """One exercise at the lower end of its source."""
    work = exercises()[name]
    sets, reps = float(work.dose.sets[0]), float(work.dose.reps[0])
    hold_s = work.dose.hold_s[0]
    dose = Dose(exercise=name, side="LR", sets=(sets, sets), reps=(reps, reps), hold_s=(hold_s, hold_s), rest_s=work.dose.rest_s)
    why = en(
        "{exercise} fills the gap, because fewer than {fewest} strength exercises are available.",
        exercise=work.name,
        fewest=rules.fewest_exercises,
    )
    return Mobility(exercise=name, name=work.name, dose=dose, stop_for=work.stop_for, why=why, last=True)
