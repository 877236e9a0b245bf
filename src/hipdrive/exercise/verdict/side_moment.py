"""Side moments: what keeps the body from tipping and twisting sideways - abductors and rotators of each hip, and the low back's twist."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from ...arrays import FloatArray
from ...body import OTHER_SIDE, Side
from ...body_words import SIDE_WORDS
from ...language import Text, en, joined
from ..declared.exercise import Exercise
from ..solve.load import Load
from ..solve.peak import WHEN_WORDS, When, first_largest, when_in_repetition

SideMuscles = Literal["abductors", "adductors", "inward rotators", "outward rotators", "left twist", "right twist"]
LEAST_NM_KG = 0.1
"""A smaller moment is not worth a word; our choice, about a tenth of what a standing hip's abductors give."""
STANDING: Mapping[SideMuscles, Text] = {
    "abductors": en("The abductors of the standing hip give {size}, {when}."),
    "adductors": en("The adductors of the standing hip give {size}, {when}."),
    "inward rotators": en("The inward rotators of the standing hip give {size}, {when}."),
    "outward rotators": en("The outward rotators of the standing hip give {size}, {when}."),
}
SIDED: Mapping[SideMuscles, Text] = {
    "abductors": en("The abductors of the {side} hip give {size}, {when}."),
    "adductors": en("The adductors of the {side} hip give {size}, {when}."),
    "inward rotators": en("The inward rotators of the {side} hip give {size}, {when}."),
    "outward rotators": en("The outward rotators of the {side} hip give {size}, {when}."),
    "left twist": en("The low back resists a twist to the right: {size}, {when}."),
    "right twist": en("The low back resists a twist to the left: {size}, {when}."),
}
"""The muscles of one hip; a left twist is what holds a low back that would be turned to the right."""


@dataclass(frozen=True, kw_only=True)
class SideMoment:
    """The largest and the mean moment of one muscle group that works across the plane of the movement."""

    side: Side | None
    """The hip; None for the low back."""
    muscles: SideMuscles
    standing: bool
    """Whether the leg of this hip stands on its sole while the body is upright."""
    largest_nm_kg: float
    """Size, without sign."""
    mean_nm_kg: float
    """Size, over all the time of a repetition; what the opposite group gives counts as nothing."""
    when: When
    """When it is largest."""
    shared: bool
    """Whether several supports carry, so that they may share it otherwise than with least force, as taken here."""

    def sentence(self, *, mass_kg: float) -> Text:
        """Such as 'The abductors of the standing hip give 0.85 Nm/kg on average, at most 0.93 (65 Nm), on the way up.'."""
        size = en(
            "{mean_nm_kg:.2f} Nm/kg on average, at most {largest_nm_kg:.2f} ({largest_nm:.0f} Nm)",
            mean_nm_kg=self.mean_nm_kg,
            largest_nm_kg=self.largest_nm_kg,
            largest_nm=self.largest_nm_kg * mass_kg,
        )
        side = {} if self.side is None else {"side": SIDE_WORDS[self.side]}
        said = (STANDING if self.standing else SIDED)[self.muscles].filled(size=size, when=WHEN_WORDS[self.when], **side)
        return joined((said, en("The supports could share this differently; we assume the least force.") if self.shared else ""))


def side_moments(load: Load, exercise: Exercise) -> tuple[SideMoment, ...]:
    """All side moments of 0.1 Nm/kg and more, the abductors of a standing hip first.

    Args:
        load: One repetition.
        exercise: In the variant that was solved.
    """
    if not len(load.time_s):
        return ()
    rows: list[tuple[Side | None, FloatArray, SideMuscles, SideMuscles]] = []
    for side in (OTHER_SIDE[load.working_side], load.working_side):
        rows.append((side, load.hip_adduction_moment_nm_kg[side], "adductors", "abductors"))
        rows.append((side, load.hip_rotation_moment_nm_kg[side], "inward rotators", "outward rotators"))
    rows.append((None, load.lumbar_rotation_moment_nm_kg, "left twist", "right twist"))
    both_ways = [one for side, moment, plus, minus in rows for one in ((side, moment, plus), (side, -moment, minus))]
    return tuple(_side_moment(load, exercise, *one) for one in both_ways if one[1].max() >= LEAST_NM_KG)


def stands(exercise: Exercise, load: Load, side: Side) -> bool:
    """Whether a leg carries the upright body on its sole."""
    leg = "w" if side == load.working_side else "o"
    return exercise.position.startswith("standing") and any(
        support.patch == "sole" and support.side in {leg, "both"} for support in exercise.supports
    )


def _side_moment(load: Load, exercise: Exercise, side: Side | None, moment: FloatArray, muscles: SideMuscles) -> SideMoment:
    frame, time = first_largest(moment), load.time_s
    return SideMoment(
        side=side,
        muscles=muscles,
        standing=side is not None and stands(exercise, load, side),
        largest_nm_kg=float(moment[frame]),
        mean_nm_kg=float(np.trapezoid(np.clip(moment, 0.0, None), time) / (time[-1] - time[0])),
        when=when_in_repetition(load, frame),
        shared=len(load.supports_n) > 1,
    )
