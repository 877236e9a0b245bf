"""What the first session finds out: how a set should feel, and what to take for the next one if it felt otherwise."""

from ...exercise import exercises
from ..follow.ladder import lower_line
from ..log.dose import DoseLoad
from ..plan.plan_rules import plan_rules
from ..plan.programme import ProgrammeLine


def finding_words(line: ProgrammeLine) -> str:
    """One or two sentences for a line that is done for the first time.

    A line whose load can change names the neighbouring loads that are owned; any other counts more or fewer repetitions, or leads to the
    easier step of its ladder.
    """
    if line.allowed.distance_m is not None:
        return "It should feel quick and light to the end: stop the stretch where it does not, and do fewer metres the next time."
    reserve = line.allowed.rir
    feel = f"A set should end with about {reserve} good repetitions left in you."
    easy = f"More than {reserve + plan_rules().easy_by} left after the first set"
    place = line.loads.index(line.dose.load) if line.dose.load in line.loads else None
    heavier = line.loads[place + 1] if place is not None and place + 1 < len(line.loads) else None
    lighter = line.loads[place - 1] if place is not None and place > 0 else None
    more = f"take {load_words(heavier)} for the next set" if heavier is not None else f"do up to {line.allowed.reps[1]} repetitions"
    return f"{feel} {easy}: {more}. Fewer than {reserve} left, or form goes: {_less(line, lighter)}."


def _less(line: ProgrammeLine, lighter: DoseLoad | None) -> str:
    """What to do where a set was too hard."""
    if lighter is not None:
        return f"take {load_words(lighter)}"
    if line.dose.reps is not None and line.dose.reps[0] > line.allowed.reps[0]:
        return f"do {line.allowed.reps[0]} repetitions"
    easier = lower_line(line, ())
    if easier is not None:
        name = exercises()[easier.exercise].name if easier.exercise in exercises() else easier.name
        return f"do fewer repetitions, or '{name[0].lower()}{name[1:]}' in its place"
    return "do fewer repetitions, and stop there today"


def load_words(load: DoseLoad) -> str:
    """A load as one says it: '7.5 kg', 'the red band', 'no load'."""
    band = "" if load.band is None else f"the {load.band.replace('_', ' ')} band"
    if load.strands > 1:
        band = f"{band} with {load.strands} strands"
    mass = "" if not load.mass_kg else f"{load.mass_kg:g} kg"
    return " and ".join(part for part in (mass, band) if part) or "no load"
