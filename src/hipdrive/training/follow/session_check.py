"""Check a session against the plan before it is kept: sides, names of exercises, and loads in the wrong unit."""

import math
from collections.abc import Mapping, Sequence

from ...errors import UnknownNameError, ValueOutOfRangeError
from ...exercise import exercises
from ...language import Text, en, layout
from ..log.session import LoggedSide, SessionRecord
from ..plan.programme import ProgrammeLine

UNLIKELY = 5.0
"""A mass so many times the dose's is taken for a slip of the unit; our choice."""
SLIPS = (0.001, 0.1)
"""Grams for kilograms, and a lost decimal point."""


LOAD_OF: Mapping[LoggedSide, Text] = {
    "left": en("load of {exercise} left"),
    "right": en("load of {exercise} right"),
    "both": en("load of {exercise} both"),
}


def check_session(session: SessionRecord, lines: Sequence[ProgrammeLine]) -> None:
    """Refuse what cannot be meant; see the three checks below.

    Raises:
        UnknownNameError: If an exercise is not known.
        ValueOutOfRangeError: If a side or a load cannot be meant.
    """
    refuse_unknown_exercises(session, lines)
    refuse_wrong_sides(session, lines)
    refuse_unlikely_loads(session, lines)


def refuse_unknown_exercises(session: SessionRecord, lines: Sequence[ProgrammeLine]) -> None:
    """Refuse an exercise that stands neither in the plan nor in the catalogue.

    Raises:
        UnknownNameError: If there is one; names the nearest known ones first.
    """
    known = dict.fromkeys([*(line.exercise for line in lines), *exercises()])
    named = [*(logged.exercise for logged in session.sets), *(pain.exercise for pain in session.pains if pain.exercise is not None)]
    for name in named:
        if name not in known:
            raise UnknownNameError(en("exercise"), name, known)


def refuse_wrong_sides(session: SessionRecord, lines: Sequence[ProgrammeLine]) -> None:
    """Refuse 'both' where an exercise is counted for each side, and one side where both are counted together.

    Raises:
        ValueOutOfRangeError: If a set names such a side.
    """
    for logged in session.sets:
        per_side = _per_side(logged.exercise, lines)
        if logged.side == "both" and per_side:
            raise ValueOutOfRangeError(
                en("side of {exercise}", exercise=logged.exercise),
                "'both'",
                en("'left' or 'right', because each side is counted"),
                en("log L and R"),
            )
        if logged.side != "both" and per_side is False:
            allowed = en("'both', because the reps of both legs are counted together")
            raise ValueOutOfRangeError(
                en("side of {exercise}", exercise=logged.exercise),
                f"'{logged.side}'",
                allowed,
                en("log it as alt or both"),
            )


def _per_side(exercise: str, lines: Sequence[ProgrammeLine]) -> bool | None:
    """Whether each side of an exercise is counted, as the plan has it, else the catalogue; None if neither knows it."""
    sides: set[LoggedSide] = {line.side for line in lines if line.exercise == exercise}
    if sides:
        return "both" not in sides
    return exercises()[exercise].dose.per_side if exercise in exercises() else None


def refuse_unlikely_loads(session: SessionRecord, lines: Sequence[ProgrammeLine]) -> None:
    """Refuse a mass of five times the heaviest planned for that exercise and side, or more: the unit is likely wrong.

    Raises:
        ValueOutOfRangeError: If there is one; says what may have been meant.
    """
    for logged in session.sets:
        planned = [
            line.dose.load.mass_kg
            for line in lines
            if (line.exercise, line.side) == (logged.exercise, logged.side) and line.dose.load is not None and line.dose.load.mass_kg
        ]
        mass_kg = None if logged.load is None else logged.load.mass_kg
        if planned and mass_kg is not None and mass_kg >= UNLIKELY * max(planned):
            name = LOAD_OF[logged.side].filled(exercise=logged.exercise)
            allowed = en("less than {times:g} times the planned {mass:g} kg", times=UNLIKELY, mass=max(planned))
            raise ValueOutOfRangeError(name, layout("{mass:g} kg", mass=mass_kg), allowed, _guess(mass_kg, max(planned)))


def _guess(mass_kg: float, planned_kg: float) -> Text:
    """What may have been meant: the slip that brings the mass nearest to the plan."""
    meant = min((mass_kg * slip for slip in SLIPS), key=lambda meant: abs(math.log(meant / planned_kg)))
    return en("did you mean {mass:g} kg?", mass=meant)
