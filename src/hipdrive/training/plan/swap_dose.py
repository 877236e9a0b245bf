"""The dose of an exercise that stands in for a planned one for a day: the planned counts, inside its own source's range."""

from dataclasses import replace

from ..log.dose import Dose, DoseSide
from ..match.candidate import Candidate
from ..rules import DoseRules
from .progression import load_of


def swap_dose(planned: Dose, candidate: Candidate, *, side: DoseSide, rules: DoseRules) -> Dose:
    """Sets and repetitions as planned, as far as the source of the other exercise allows; hold, tempo, rest and load are its own.

    Args:
        planned: The dose of the planned line on that day.
        candidate: The set-up that stands in for it.
        side: Side of the dose.
        rules: What fills in where the source is silent.
    """
    source = candidate.dose
    fewest, most = source.sets or rules.sets
    least, top = source.reps or rules.reps
    sets = float(min(max(planned.sets[0], fewest, 1), max(most, 1)))
    reps = float(min(max(planned.reps[0] if planned.reps else least, least), top))
    distance_m = source.distance_m[0] if source.distance_m else None
    return replace(
        planned,
        exercise=candidate.exercise,
        side=side,
        sets=(sets, sets),
        reps=None if distance_m is not None else (reps, reps),
        distance_m=distance_m,
        to_fatigue=False,
        hold_s=source.hold_s if source.hold_s and source.hold_s[1] > 0 else None,
        load=load_of(dict(candidate.set_up)),
        tempo=str(candidate.set_up.get("tempo") or source.tempo or rules.tempo).upper(),
        rest_s=rules.rest_s if source.rest_s is None else source.rest_s,
    )
