"""What a panel of the sheet says: the exercise with its resistance, and where which muscles work hardest."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from ...body import Side
from ...body_words import SIDE_MUSCLES
from ...curve import Action, range_edges_deg, range_of
from ...exercise import BOTH_LEGS, Effort, Exercise, Load, VariantSummary
from ...language import Text, en, joined, layout
from ...range_words import range_name
from ...training.plan.progression import load_of
from ..words import load_in_words

WEIGHT = "weight_kg"
OF_BOTH_HIPS: Mapping[Action, Text] = {"flexor": en("Flexors of both hips"), "extensor": en("Extensors of both hips")}


@dataclass(frozen=True, kw_only=True)
class HipWords:
    """Where the muscles of one hip work hardest."""

    side: Side
    muscles: Text
    """'Right flexors', 'Left extensors at once', or 'Flexors of both hips'."""
    where: Text
    """'hardest at 5° (early): 1.2 Nm/kg, 65 % of strength'."""


def title_of(exercise: Exercise) -> Text:
    """Name, with what the variant is."""
    return joined((exercise.name, exercise.label), ": ")


def resistance_of(load: Load, exercise: Exercise) -> Text:
    """'4 kg at the toes', '20 kg, bar and plates together, across the hips', 'no added weight'."""
    words = load_in_words(load_of(dict(load.set_up)), load.set_up, exercise=exercise.id)
    told = load.set_up.get(WEIGHT) and not load.set_up.get("weight_at")
    return joined((words, exercise.settings[WEIGHT].label if told else ""), ", ")


def hips_in_words(summary: VariantSummary, exercise: Exercise) -> tuple[HipWords, ...]:
    """The working hip first, then the other where its muscles do something."""
    working, other = summary.working, summary.other
    hips = [] if working is None else [_hip(working, alike=exercise.laterality == BOTH_LEGS)]
    return (*hips, *([] if other is None else [_hip(other, alike=False, at_once=exercise.both_hips)]))


def _hip(effort: Effort, *, alike: bool, at_once: bool = False) -> HipWords:
    muscles = OF_BOTH_HIPS[effort.action] if alike else layout("{muscles:cap}", muscles=SIDE_MUSCLES[effort.side, effort.action])
    return HipWords(
        side=effort.side,
        muscles=en("{muscles} at once", muscles=muscles) if at_once else muscles,
        where=en(
            "hardest at {angle} ({ranges}): {moment:.1f} Nm/kg, {share:.0f} % of strength",
            angle=degrees_in_words(effort.hip_flexion_rad),
            ranges=ranges_in_words(effort),
            moment=effort.moment_nm_kg,
            share=100 * effort.share,
        ),
    )


def degrees_in_words(angle_rad: float) -> str:
    """'−5°'."""
    return f"{round(math.degrees(angle_rad))}°".replace("-", "\N{MINUS SIGN}")


def ranges_in_words(effort: Effort) -> Text:
    """'early', or 'early, near mid' where another definition of the pelvis would say mid."""
    off = math.radians(range_edges_deg()[2])
    by_zero = (range_of(effort.hip_flexion_rad, shift_rad=shift) for shift in (0.0, -off, off))
    first, *others = dict.fromkeys(range_name(effort.action, range_) for range_ in by_zero)
    words = layout("{range}", range=first)
    for other in others:
        words = en("{range}, near {other}", range=words, other=other)
    return words
