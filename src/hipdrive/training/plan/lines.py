"""The programme of a plan: its lines with first doses and loads, and why each stands there."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ...body import SIDES, Side
from ...body_words import HIP_MUSCLES
from ...language import Text, en
from ..log.dose import DoseLoad
from ..log.session import LoggedSide
from ..match.admission import gates_of
from ..match.candidate import Candidate
from ..match.gap import CENTRE
from ..match.grid import GRID_DEG
from ..match.match import Choice
from ..match.reasons import NONE_TRAINED
from ..rules import DoseRules
from .line_load import LimitPlace, loaded_curves
from .programme import ProgrammeLine
from .progression import DAYS_A_WEEK, DoseRange, dose_of, load_of, loads_for
from .schedule import DOSE_SIDES, Slot, side_of_all
from .terms import Mobility, Terms

REASONS_EACH = 2
"""Reasons shown of what an exercise does for one muscle group."""
TIED_DIGITS = 6
"""What differs by less is a tie: the order then does not hang on how a machine rounds."""


def programme_lines(
    slots: Sequence[Slot], terms: Terms, *, families: Mapping[str, Sequence[Candidate]], rules: DoseRules
) -> tuple[ProgrammeLine, ...]:
    """What following the plan starts from: mobility work first, then a line for each exercise and side.

    Args:
        slots: The exercises of the week.
        terms: What is wanted and allowed.
        families: Solved set-ups by family and side (match.Match.families).
        rules: Doses.
    """
    lines = [_mobility_line(mobility, side) for mobility in terms.mobility for side in SIDES]
    for slot in slots:
        for side, candidate in sides_of(slot):
            dose_side = side_of_all(slot.allowed) if side == "both" else DOSE_SIDES[side]
            load = load_of(dict(candidate.set_up))
            lines.append(
                ProgrammeLine(
                    exercise=candidate.exercise,
                    name=candidate.name,
                    side=side,
                    set_up=dict(candidate.set_up),
                    dose=dose_of(
                        candidate.exercise,
                        dose_side,
                        sets=slot.sets + (side == slot.weaker),
                        reps=slot.first_reps,
                        load=load,
                        allowed=slot.allowed,
                    ),
                    allowed=slot.allowed,
                    loads=loads_for(candidate, rules=rules),
                    stop_for=(*rules.stop_for, *candidate.stop_for),
                    gates=gates_of(candidate),
                    curves=loaded_curves(candidate, families.get(f"{candidate.family}/{candidate.side}", (candidate,))),
                    limit=_limit(slot, candidate),
                )
            )
    return tuple(lines)


def _limit(slot: Slot, candidate: Candidate) -> LimitPlace | None:
    """Where a set-up is hardest for these hips."""
    peak = next((choice.first.peak for choice in slot.item.choices if choice.candidate is candidate), None)
    if peak is None:
        return None
    return LimitPlace(side=peak.gap.side, action=peak.gap.action, hip_flexion_rad=math.radians(float(GRID_DEG[peak.degree])))


def sides_of(slot: Slot) -> list[tuple[LoggedSide, Candidate]]:
    """Each side with its candidate; 'both' where repetitions are counted for both legs."""
    if not slot.allowed.per_side:
        return [("both", slot.item.candidate)]
    return [(side, candidate) for side, candidate in slot.item.by_side.items()]


def _mobility_line(mobility: Mobility, side: Side) -> ProgrammeLine:
    """Mobility work of one side; its dose never changes."""
    dose = replace(mobility.dose, side=DOSE_SIDES[side], load=DoseLoad())
    sets, reps = round(dose.sets[1]), round(dose.reps[1]) if dose.reps else 1
    allowed = DoseRange(
        sets=(sets, sets),
        reps=(reps, reps),
        hold_s=dose.hold_s,
        tempo=dose.tempo or "",
        rest_s=dose.rest_s or 0.0,
        rir=0,
        per_side=True,
        together=False,
        distance_m=None,
        most_per_week=DAYS_A_WEEK,
        source=mobility.why,
    )
    return ProgrammeLine(
        exercise=mobility.exercise,
        name=mobility.name,
        side=side,
        set_up={},
        dose=dose,
        allowed=allowed,
        loads=(DoseLoad(),),
        stop_for=mobility.stop_for,
    )


def reasons_of(slot: Slot, side: LoggedSide) -> tuple[Text, ...]:
    """Why an exercise stands in the plan for a side: what it does for its working hip, and for the other hip if it trains that too."""
    candidate = dict(sides_of(slot))[side]
    own = [choice for choice in slot.item.choices if choice.candidate is candidate]
    useful = [choice for choice in own if _trains(choice)] or own
    ordered = sorted(useful, key=lambda choice: (choice.side != side, -round(choice.coverage[1], TIED_DIGITS)))
    return tuple(dict.fromkeys(reason for choice in ordered[:REASONS_EACH] for reason in _words(choice)))


def _trains(choice: Choice) -> bool:
    """Whether it trains any of what the stride asks, on the central estimate."""
    return bool(choice.stimulus[CENTRE].any()) and NONE_TRAINED not in choice.reasons


def _words(choice: Choice) -> tuple[Text, ...]:
    """What a choice does; where the stride asks nothing at its angles, or where it is light, what it is good for all the same."""
    if _trains(choice):
        return choice.reasons[:REASONS_EACH]
    muscles = HIP_MUSCLES[choice.side, choice.action]
    if choice.stimulus[CENTRE].any():
        little = en("The stride asks little of the {muscles} at these angles, but the exercise keeps them strong overall.", muscles=muscles)
        return choice.reasons[0], little
    return choice.reasons[0], en("It is light for the {muscles} and prepares them for the next steps.", muscles=muscles)
