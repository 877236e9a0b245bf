"""What the first session finds out: how a set should feel, and what to take for the next one if it felt otherwise."""

from ...band_words import band_words
from ...language import Text, and_list, en, joined, layout
from ..follow.ladder import lower_line
from ..log.dose import DoseLoad
from ..plan.plan_rules import plan_rules
from ..plan.programme import ProgrammeLine


def finding_words(line: ProgrammeLine, *, trial: bool = False) -> Text:
    """One or two sentences for a line that is done for the first time.

    What is beyond the best estimate of strength, and not proven too hard, is tried with one set, its easier step beside it.

    A line whose load can change names the neighbouring loads that are owned; any other counts more or fewer repetitions, or leads to the
    easier step of its ladder.
    """
    if trial:
        return joined((*_one_set(line), _after_one_set(line)))
    if line.allowed.distance_m is not None:
        return _stretch(line)
    reserve, easy = line.allowed.rir, line.allowed.rir + plan_rules().easy_by
    lighter, heavier = _beside(line)
    more = en("If you have more than {reserve} left after the first set, do up to {reps} reps.", reserve=easy, reps=line.allowed.reps[1])
    if heavier is not None:
        more = en(
            "If you have more than {reserve} left after the first set, take {load} for the next set.",
            reserve=easy,
            load=_other_load(line, heavier),
        )
    less = en("If you have fewer than {reserve} left or lose form, {what_to_do}.", reserve=reserve, what_to_do=_less(line, lighter))
    return joined((en("You should finish each set with about {reserve} good reps in reserve.", reserve=reserve), more, less))


def _one_set(line: ProgrammeLine) -> tuple[Text, Text]:
    """That one set is tried, and when it ends."""
    one = en("Try one set.") if line.dose.reps is None else en("Try one set of {reps:g}.", reps=line.dose.reps[0])
    return one, en("Stop as soon as you lose form or it hurts, then {what_to_do}.", what_to_do=_easier(line))


def _after_one_set(line: ProgrammeLine) -> Text:
    if line.allowed.sets[1] > 1:
        return en("If you finish with {reserve} in reserve, do a second set.", reserve=line.allowed.rir)
    return en("If it goes well, keep it.")


def _beside(line: ProgrammeLine) -> tuple[DoseLoad | None, DoseLoad | None]:
    """The owned loads right below and right above that of a line; None where there is none."""
    if line.dose.load not in line.loads:
        return None, None
    place = line.loads.index(line.dose.load)
    return (line.loads[place - 1] if place else None), (line.loads[place + 1] if place + 1 < len(line.loads) else None)


def _stretch(line: ProgrammeLine) -> Text:
    """How a walked or skipped distance should feel."""
    lighter, heavier = _beside(line)
    if line.dose.load is None or not line.dose.load.mass_kg:
        return en("It should feel quick and light to the end. Stop where it no longer does, and do fewer metres next time.")
    sentences = [en("Your steps should stay even to the end, with some metres in reserve.")]
    if heavier is not None:
        sentences.append(en("If it was easy, take {load} for the next set.", load=_other_load(line, heavier)))
    if lighter is not None:
        sentences.append(en("If they do not, or you lose form, take {load}.", load=_other_load(line, lighter)))
    else:
        sentences.append(en("If they do not, or you lose form, go fewer metres."))
    return joined(sentences)


def _less(line: ProgrammeLine, lighter: DoseLoad | None) -> Text:
    """What to do where a set was too hard."""
    if lighter is not None:
        return en("take {load}", load=_other_load(line, lighter))
    if line.dose.reps is not None and line.dose.reps[0] > line.allowed.reps[0]:
        return en("do {reps} reps", reps=line.allowed.reps[0])
    return _easier(line)


def _easier(line: ProgrammeLine) -> Text:
    """The easier step of its ladder, or fewer repetitions where there is none."""
    easier = lower_line(line, ())
    if easier is None:
        return en("do fewer reps and leave it at that for today")
    return en("do '{exercise}' instead", exercise=easier.name)


def _other_load(line: ProgrammeLine, load: DoseLoad) -> Text:
    """A load in place of the line's own: 'one strand of the red band' where that is worked with two."""
    now = line.dose.load
    if now is not None and load.band is not None and load.band == now.band and load.strands == 1 < now.strands and not load.mass_kg:
        return en("one strand of {band}", band=_load_words(load))
    return _load_words(load)


def _load_words(load: DoseLoad) -> Text:
    """A load as one says it: '7.5 kg', 'the red band', 'no load'."""
    parts = [layout("{mass:g} kg", mass=load.mass_kg)] if load.mass_kg else []
    if load.band is not None:
        band = en("the {colour} band", colour=band_words(load.band))
        parts.append(en("{band} with {strands} strands", band=band, strands=load.strands) if load.strands > 1 else band)
    return and_list(parts) or en("no load")
