"""What the gym logger can do besides its session: a stand-in for each exercise, and every exercise that there is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...exercise import Exercise, variants_of
from ...exercise.declared.exercise import RESISTANCE_WORDS
from ...language import Text, en
from ...training import DoseLoad
from ..files.sheet_words import arranged
from ..words import cues_of, load_in_words
from .page import LogLine, line_sent, read

Sent = Mapping[str, object]
RESERVE = 2
"""Where reps left begin to be counted up and down, if nobody asked for any: our choice."""


@dataclass(frozen=True, kw_only=True)
class StandIn:
    """What may be done in place of one exercise of the session."""

    planned: str
    """Its id."""
    lines: tuple[LogLine, ...]
    """What is done instead, one exercise or one for each side; empty where nothing loads the same range alike."""
    kept: float
    """Share of what the planned exercise trains in its main range that the stand-in trains too."""


def stand_ins_sent(found: Sequence[StandIn]) -> Sent:
    """Stand-ins as the page's scripts take them."""
    return {"swaps": [{"exercise": one.planned, "says": read(_says(one)), "blocks": _blocks(one.lines)} for one in found]}


def _says(one: StandIn) -> Text:
    if not one.lines:
        return en("Nothing else that is there trains the same range about as hard. Leave it out today: that does not count as failed.")
    return en("Trains {share:.0f} % of the same range, about as hard. The plan stays as it is.", share=100.0 * one.kept)


def _blocks(lines: Sequence[LogLine]) -> list[Sent]:
    blocks: list[Sent] = []
    for exercise in dict.fromkeys(entry.line.exercise for entry in lines):
        own = [entry for entry in lines if entry.line.exercise == exercise]
        first = own[0].line
        how = (*arranged(exercise, first.set_up), *cues_of(exercise, first.set_up))
        blocks.append(
            {"exercise": exercise, "name": read(first.name), "lines": [line_sent(entry) for entry in own], "how": list(map(read, how))}
        )
    return blocks


def exercises_sent(
    exercises: Sequence[Exercise],
    bands: Mapping[str, Text],
    *,
    most_strands: int,
    masses: Mapping[str, Mapping[str, tuple[float, ...]]] | None = None,
) -> Sent:
    """Every exercise with what can be chosen of it, in the order of their names as whoever reads now sees them.

    Args:
        exercises: All that may be logged.
        bands: Id and name of each band that is there.
        most_strands: How many strands of one can be used at once.
        masses: Exercise -> kind of resistance -> masses (kg) that can be put together, the lightest first; None says nothing of them.
    """
    by_masses: dict[tuple[float, ...], int] = {}
    shown = sorted(((read(exercise.name), exercise) for exercise in exercises), key=lambda row: row[0].casefold())
    return {
        "exercises": [
            {**_exercise(name, exercise), "masses": {kind: by_masses.setdefault(of_kind, len(by_masses)) for kind, of_kind in own.items()}}
            for name, exercise in shown
            for own in [(masses or {}).get(exercise.id, {})]
        ],
        "masses": [[[str(load), read(load_in_words(load, {})), load.mass_kg] for load in map(_mass, of_kind)] for of_kind in by_masses],
        "kinds": {kind: read(words) for kind, words in RESISTANCE_WORDS.items()},
        "bands": [[band, read(name)] for band, name in bands.items()],
        "strands": most_strands,
    }


def _mass(mass_kg: float) -> DoseLoad:
    return DoseLoad(mass_kg=mass_kg)


def _exercise(name: str, exercise: Exercise) -> Sent:
    dose = exercise.dose
    kinds = dict.fromkeys(kind for variant in variants_of(exercise).values() for kind in variant.resistance_kinds)
    return {
        "exercise": exercise.id,
        "name": name,
        "kinds": list(kinds),
        "perSide": dose.per_side,
        "sets": dose.sets[1],
        "reps": None if dose.distance_m is not None else dose.reps[1],
        "metres": None if dose.distance_m is None else float(dose.distance_m[1]),
        "hold": None if dose.hold_s[1] <= 0 else float(dose.hold_s[1]),
        "rest": dose.rest_s,
        "rir": None if exercise.kind == "mobility" or dose.distance_m is not None else RESERVE,
    }
