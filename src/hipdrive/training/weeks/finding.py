"""What the first session finds out: how a set should feel, and what to take for the next one if it felt otherwise."""

from ...language import en
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
        reps = "" if line.dose.reps is None else en(" of {reps:g}", reps=line.dose.reps[0])
        second = en("If you finish with {rir} in reserve, do a second set", rir=line.allowed.rir)
        more = second if line.allowed.sets[1] > 1 else en("If it goes well, keep it")
        return en(
            "Try one set{reps}. Stop as soon as you lose form or it hurts, then {easier}. {more}.",
            reps=reps,
            easier=_easier(line),
            more=more,
        )
    if line.allowed.distance_m is not None:
        return _stretch(line)
    reserve = line.allowed.rir
    feel = en("You should finish each set with about {reserve} good reps in reserve.", reserve=reserve)
    easy = en("If you have more than {reserve} left after the first set", reserve=reserve + plan_rules().easy_by)
    lighter, heavier = _beside(line)
    more = (
        en("take {other_load} for the next set", other_load=_other_load(line, heavier))
        if heavier is not None
        else en("do up to {reps} reps", reps=line.allowed.reps[1])
    )
    return en(
        "{feel} {easy}, {more}. If you have fewer than {reserve} left or lose form, {less}.",
        feel=feel,
        easy=easy,
        more=more,
        reserve=reserve,
        less=_less(line, lighter),
    )


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
        return en("It should feel quick and light to the end. Stop where it no longer does, and do fewer metres next time.")
    more = en(" If it was easy, take {other_load} for the next set.", other_load=_other_load(line, heavier)) if heavier is not None else ""
    less = en("take {other_load}", other_load=_other_load(line, lighter)) if lighter is not None else en("go fewer metres")
    return en(
        "Your steps should stay even to the end, with some metres in reserve.{more} If they do not, or you lose form, {less}.",
        more=more,
        less=less,
    )


def _less(line: ProgrammeLine, lighter: DoseLoad | None) -> str:
    """What to do where a set was too hard."""
    if lighter is not None:
        return en("take {other_load}", other_load=_other_load(line, lighter))
    if line.dose.reps is not None and line.dose.reps[0] > line.allowed.reps[0]:
        return en("do {reps} reps", reps=line.allowed.reps[0])
    return _easier(line)


def _easier(line: ProgrammeLine) -> str:
    """The easier step of its ladder, or fewer repetitions where there is none."""
    easier = lower_line(line, ())
    if easier is None:
        return en("do fewer reps and leave it at that for today")
    return en("do '{lower}{name}' instead", lower=easier.name[0].lower(), name=easier.name[1:])


def _other_load(line: ProgrammeLine, load: DoseLoad) -> str:
    """A load in place of the line's own: 'one strand of the red band' where that is worked with two."""
    now = line.dose.load
    if now is not None and load.band is not None and load.band == now.band and load.strands == 1 < now.strands and not load.mass_kg:
        return en("one strand of {load}", load=_load_words(load))
    return _load_words(load)


def _load_words(load: DoseLoad) -> str:
    """A load as one says it: '7.5 kg', 'the red band', 'no load'."""
    band = "" if load.band is None else en("the {replace} band", replace=load.band.replace("_", " "))
    if load.strands > 1:
        band = en("{band} with {strands} strands", band=band, strands=load.strands)
    mass = "" if not load.mass_kg else en("{mass_kg:g} kg", mass_kg=load.mass_kg)
    return en(" and ").join(part for part in (mass, band) if part) or en("no load")
