"""What a panel of the sheet says: the exercise with its resistance, and where which muscles work hardest."""

import math
from dataclasses import dataclass

from ...body import Side
from ...curve import range_edges_deg, range_of
from ...exercise import BOTH_LEGS, Effort, Exercise, Load, VariantSummary
from ...range_words import range_name
from ...training.plan.progression import load_of
from ..words import load_in_words

WEIGHT = "weight_kg"


@dataclass(frozen=True, kw_only=True)
class HipWords:
    """Where the muscles of one hip work hardest."""

    side: Side
    muscles: str
    """'Right flexors', 'Left extensors at once', or 'Flexors of both hips'."""
    where: str
    """'hardest at 5° (early): 1.2 Nm/kg, 65 % of strength'."""


def title_of(exercise: Exercise) -> str:
    """Name, with what the variant is."""
    return f"{exercise.name}: {exercise.label}" if exercise.label else exercise.name


def resistance_of(load: Load, exercise: Exercise) -> str:
    """'4 kg at the toes', '20 kg, bar and plates together, across the hips', 'no added weight'."""
    words = load_in_words(load_of(dict(load.set_up)), load.set_up, exercise=exercise.id)
    if load.set_up.get(WEIGHT) and not load.set_up.get("weight_at"):
        return f"{words}, {exercise.settings[WEIGHT].label}"
    return words


def hips_in_words(summary: VariantSummary, exercise: Exercise) -> tuple[HipWords, ...]:
    """The working hip first, then the other where its muscles do something."""
    working, other = summary.working, summary.other
    hips = [] if working is None else [_hip(working, alike=exercise.laterality == BOTH_LEGS)]
    return (*hips, *([] if other is None else [_hip(other, alike=False, at_once=exercise.both_hips)]))


def _hip(effort: Effort, *, alike: bool, at_once: bool = False) -> HipWords:
    muscles = f"{effort.action.capitalize()}s of both hips" if alike else f"{effort.side.capitalize()} {effort.action}s"
    return HipWords(
        side=effort.side,
        muscles=f"{muscles} at once" if at_once else muscles,
        where=f"hardest at {degrees_in_words(effort.hip_flexion_rad)} ({ranges_in_words(effort)}): {effort.moment_nm_kg:.1f} Nm/kg, "
        f"{100 * effort.share:.0f} % of strength",
    )


def degrees_in_words(angle_rad: float) -> str:
    """'−5°'."""
    return f"{round(math.degrees(angle_rad))}°".replace("-", "\N{MINUS SIGN}")


def ranges_in_words(effort: Effort) -> str:
    """'early', or 'early, near mid' where another definition of the pelvis would say mid."""
    off = math.radians(range_edges_deg()[2])
    by_zero = (range_of(effort.hip_flexion_rad, shift_rad=shift) for shift in (0.0, -off, off))
    first, *others = dict.fromkeys(range_name(effort.action, range_) for range_ in by_zero)
    return ", near ".join([first, *others])
