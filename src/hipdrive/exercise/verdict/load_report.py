"""LoadReport: a load with what makes it readable: peaks, power, low back, supports, and the same set-up at other tempos."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Literal

import numpy as np

from ...body import SIDES, Athlete, Side
from ...language import Text, en
from ...note import Note
from ...units import STANDARD_GRAVITY_M_S2
from ..declared.exercise import BOTH_LEGS, Exercise
from ..solve.load import Load
from ..solve.peak import WHEN_WORDS, Peak, When, first_largest, peaks_of, when_in_repetition
from .effort import Effort
from .side_moment import SideMoment, side_moments

REMARKS = ("rounded_to_owned", "slack", "band_typical", "share_not_kept", "sharing_not_unique", "near_capacity", "beyond_norms")
"""Codes of notes that remark on a load; every other note is a reason why it can't be done."""
LEAST_LUMBAR_NM_KG = 0.05
"""A smaller moment of the low back is not worth a word."""
BackMuscles = Literal["back extensors", "abdomen"]


@dataclass(frozen=True, kw_only=True)
class SupportForce:
    """What one support carries."""

    support: Text
    mean_n: float
    """Vertical, mean over time."""
    largest_n: float
    """Vertical."""
    largest_any_n: float
    """In any direction."""


@dataclass(frozen=True, kw_only=True)
class HipPower:
    """Largest power of one hip in a repetition."""

    concentric_w_kg: float
    """Given."""
    eccentric_w_kg: float
    """Taken up."""


@dataclass(frozen=True, kw_only=True)
class LumbarMoment:
    """The largest moment between pelvis and trunk, one way."""

    moment_nm_kg: float
    """Size, without sign."""
    when: When

    @property
    def when_words(self) -> Text:
        """The same in words."""
        return WHEN_WORDS[self.when]


@dataclass(frozen=True, kw_only=True)
class LoadReport:
    """What one set-up loads, at three tempos."""

    exercise: Exercise
    """In the variant that was chosen."""
    athlete: Athlete
    load: Load
    slow: Load
    brisk: Load
    efforts: tuple[Effort, ...]
    """Of both legs at the chosen tempo, the hardest first."""
    effort_source: Text
    """Whose strength the efforts are shares of, in words."""
    share_at_once: float
    """Share of strength that both hips get at one moment, flexors on one side and extensors on the other."""
    capacity_source: Text
    """In words; says so where strength was not judged."""
    lacks: tuple[Text, ...] = ()
    """Equipment that is needed and not owned."""

    @cached_property
    def peaks(self) -> tuple[Peak, ...]:
        """Both hips at the chosen tempo."""
        return self.peaks_at(self.load)

    def peaks_at(self, load: Load) -> tuple[Peak, ...]:
        """Both hips of one of the three loads."""
        return peaks_of(load, mass_kg=self.athlete.mass_kg)

    @property
    def working_sides(self) -> tuple[Side, ...]:
        """The leg that works, or both where they do the same."""
        return SIDES if self.exercise.laterality == BOTH_LEGS else (self.load.working_side,)

    @property
    def weight_n(self) -> float:
        """Body weight."""
        return self.athlete.mass_kg * STANDARD_GRAVITY_M_S2

    @property
    def supports(self) -> tuple[SupportForce, ...]:
        """What each support carries."""
        return tuple(_support_force(name, self.exercise, self.load) for name in self.load.supports_n)

    @property
    def lumbar(self) -> Mapping[BackMuscles, LumbarMoment | None]:
        """Largest moment of the back's extensors and of the abdomen, None where it stays under 0.05 Nm/kg."""
        return MappingProxyType({"back extensors": _lumbar(self.load, 1.0), "abdomen": _lumbar(self.load, -1.0)})

    @cached_property
    def side_moments(self) -> tuple[SideMoment, ...]:
        """What keeps the body from tipping and twisting sideways: abductors of the standing hip, rotators, the low back's twist."""
        return side_moments(self.load, self.exercise)

    @property
    def side_sentences(self) -> tuple[Text, ...]:
        """The same in words."""
        return tuple(moment.sentence(mass_kg=self.athlete.mass_kg) for moment in self.side_moments)

    @property
    def power(self) -> Mapping[Side, HipPower]:
        """Largest power of each hip."""
        return MappingProxyType({side: _power(self.load, side) for side in SIDES})


def blocking_notes(load: Load) -> tuple[Note, ...]:
    """The reasons why a set-up can't be done; none if it can."""
    return tuple(note for note in load.notes if note.code not in REMARKS)


def _support_force(name: str, exercise: Exercise, load: Load) -> SupportForce:
    force, time = load.supports_n[name], load.time_s
    labels = {support.id: support.label for support in exercise.supports}
    label = labels.get(name)
    if label is None:
        of_side = en("{support} (working side)") if name.endswith("_w") else en("{support} (other side)")
        label = of_side.filled(support=labels[name[:-2]])
    return SupportForce(
        support=label,
        mean_n=float(np.trapezoid(force[:, 1], time) / (time[-1] - time[0])),
        largest_n=float(force[:, 1].max()),
        largest_any_n=float(np.linalg.norm(force, axis=1).max()),
    )


def _lumbar(load: Load, sign: float) -> LumbarMoment | None:
    moment = sign * load.lumbar_moment_nm_kg
    if not len(moment) or moment.max() < LEAST_LUMBAR_NM_KG:
        return None
    frame = first_largest(moment)
    return LumbarMoment(moment_nm_kg=float(moment[frame]), when=when_in_repetition(load, frame))


def _power(load: Load, side: Side) -> HipPower:
    power = load.power_w_kg(side)
    if not len(power):
        return HipPower(concentric_w_kg=0.0, eccentric_w_kg=0.0)
    given, taken = (max(float(largest), 0.0) + 0.0 for largest in (power.max(), (-power).max()))  # + 0.0: never a negative zero
    return HipPower(concentric_w_kg=given, eccentric_w_kg=taken)
