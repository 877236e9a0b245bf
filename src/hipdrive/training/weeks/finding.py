"""What the first session finds out: how a set should feel, and what to take for the next one if it felt otherwise."""

from ..follow.ladder import lower_line
from ..log.dose import DoseLoad
from ..plan.plan_rules import plan_rules
from ..plan.programme import ProgrammeLine


def finding_words(line: ProgrammeLine, *, trial: bool = False) -> str:
    """One or two sentences for a line that is done for the first time.

    What is beyond the best estimate of strength, and not proven too hard, is tried with one set, its easier step beside it.

    A line whose load can change names the neighbouring loads that are owned; any other counts more or fewer repetitions, or leads to the
    easier step of its ladder.
    """
    if trial:
        reps = "" if line.dose.reps is None else f" of {line.dose.reps[0]:g}"
        second = f"If you finish with {line.allowed.rir} in reserve, do a second set"
        more = second if line.allowed.sets[1] > 1 else "If it goes well, keep it"
        return f"Try one set{reps}. Stop as soon as you lose form or it hurts, then {_easier(line)}. {more}."
    if line.allowed.distance_m is not None:
        return _stretch(line)
    reserve = line.allowed.rir
    feel = f"You should finish each set with about {reserve} good reps in reserve."
    easy = f"If you have more than {reserve + plan_rules().easy_by} left after the first set"
    lighter, heavier = _beside(line)
    more = f"take {_other_load(line, heavier)} for the next set" if heavier is not None else f"do up to {line.allowed.reps[1]} reps"
    return f"{feel} {easy}, {more}. If you have fewer than {reserve} left or lose form, {_less(line, lighter)}."


def _beside(line: ProgrammeLine) -> tuple[DoseLoad | None, DoseLoad | None]:
    """The owned loads right below and right above that of a line; None where there is none."""
    if line.dose.load not in line.loads:
        return None, None
    place = line.loads.index(line.dose.load)
    return (line.loads[place - 1] if place else None), (line.loads[place + 1] if place + 1 < len(line.loads) else None)


def _stretch(line: ProgrammeLine) -> str:
    """How a walked or skipped distance should feel."""
    lighter, heavier = _beside(line)
    if line.dose.load is None or not line.dose.load.mass_kg:
        return "It should feel quick and light to the end. Stop where it no longer does, and do fewer metres next time."
    more = f" If it was easy, take {_other_load(line, heavier)} for the next set." if heavier is not None else ""
    less = f"take {_other_load(line, lighter)}" if lighter is not None else "go fewer metres"
    return f"Your steps should stay even to the end, with some metres in reserve.{more} If they do not, or you lose form, {less}."


def _less(line: ProgrammeLine, lighter: DoseLoad | None) -> str:
    """What to do where a set was too hard."""
    if lighter is not None:
        return f"take {_other_load(line, lighter)}"
    if line.dose.reps is not None and line.dose.reps[0] > line.allowed.reps[0]:
        return f"do {line.allowed.reps[0]} reps"
    return _easier(line)


def _easier(line: ProgrammeLine) -> str:
    """The easier step of its ladder, or fewer repetitions where there is none."""
    easier = lower_line(line, ())
    if easier is None:
        return "do fewer reps and leave it at that for today"
    return f"do '{easier.name[0].lower()}{easier.name[1:]}' instead"


def _other_load(line: ProgrammeLine, load: DoseLoad) -> str:
    """A load in place of the line's own: 'one strand of the red band' where that is worked with two."""
    now = line.dose.load
    if now is not None and load.band is not None and load.band == now.band and load.strands == 1 < now.strands and not load.mass_kg:
        return f"one strand of {_load_words(load)}"
    return _load_words(load)


def _load_words(load: DoseLoad) -> str:
    """A load as one says it: '7.5 kg', 'the red band', 'no load'."""
    band = "" if load.band is None else f"the {load.band.replace('_', ' ')} band"
    if load.strands > 1:
        band = f"{band} with {load.strands} strands"
    mass = "" if not load.mass_kg else f"{load.mass_kg:g} kg"
    return " and ".join(part for part in (mass, band) if part) or "no load"
