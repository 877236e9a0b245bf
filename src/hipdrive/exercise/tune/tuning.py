"""Tuning: the target of a set-up, the set-up that a search gave, and figures and notes about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import numpy as np
import numpy.typing as npt

from ...body import Side
from ...curve import Action, Range
from ...language import Text
from ...note import Note
from ..declared.exercise import Exercise, Value
from ..solve.load import Load
from .outcome import TargetFit
from .tune import Tuned


@dataclass(frozen=True, kw_only=True)
class Target:
    """What a set-up should train, of one hip."""

    kind: Literal["range", "demand"]
    side: Side
    action: Action
    weight: npt.NDArray[np.float64]
    """(1, n) by degree for a range, in whichever direction the hip moves; (3, n) by mode and degree for a stride."""
    degrees: npt.NDArray[np.int64]
    """(n,) deg of hip flexion."""
    words: Text
    """The target in words."""
    range: Range | None = None
    """For a range."""
    source: Text | None = None
    """For a stride: whose it is."""

    @property
    def span_deg(self) -> tuple[float, float]:
        """Lowest and highest hip flexion that is asked."""
        asked = self.degrees[self.weight.max(axis=0) > 0]
        return float(asked[0]), float(asked[-1])


@dataclass(frozen=True, kw_only=True)
class TargetShares:
    """How well a load covers a target, on one edge of capacity."""

    coverage: float
    specificity: float
    score: float


@dataclass(frozen=True, kw_only=True)
class TargetFigures:
    """What the load curve of the targeted hip and action looks like."""

    peak_nm_kg: float | None
    """Largest moment, flexor positive; None where the action is not loaded."""
    peak_at_rad: float | None
    """Hip flexion where it is."""
    mean_nm_kg: Mapping[Range, float | None]
    impulse_share: Mapping[Range, float] | None
    impulse_share_in_target: float | None
    """For a range."""


@dataclass(frozen=True, kw_only=True)
class KeptFit:
    """A set-up that the athlete keeps, judged as those that were tried."""

    name: str
    set_up: Mapping[str, Value]
    """What differs from the default set-up."""
    load: Load | None
    """None where it cannot be worked out."""
    fit: TargetFit | None
    """None where it cannot be done, or asks for more than is allowed."""
    why: Text
    """Why it may not be chosen; empty where it may."""


@dataclass(frozen=True, kw_only=True)
class Tuning:
    """The result of a search with what is said of it."""

    exercise: Exercise
    target: Target
    intensity: float
    """Largest share of capacity that was allowed."""
    tuned: Tuned
    equipment_source: Text
    capacity_source: Text
    on_high_edge: TargetShares | None
    """The best, judged on the high edge of capacity; None where there is none."""
    untrained_deg: tuple[tuple[int, int], ...] | None
    """First and last degree of each stretch of the target that the best leaves untrained."""
    notes: tuple[Note, ...]
    kept: tuple[KeptFit, ...] = ()
    """Set-ups of this exercise that the athlete keeps, beside the best."""


def target_figures(load: Load, target: Target) -> TargetFigures:
    """Figures of the targeted hip and action in a load."""
    share = load.impulse_share(target.side, target.action)
    sign = 1.0 if target.action == "flexor" else -1.0
    moment = sign * load.hip_flexion_moment_nm_kg[target.side]
    top = int(np.argmax(moment))
    loaded = bool(moment[top] > 0)
    return TargetFigures(
        peak_nm_kg=sign * float(moment[top]) if loaded else None,
        peak_at_rad=float(load.hip_flexion_rad[target.side][top]) if loaded else None,
        mean_nm_kg=MappingProxyType(load.by_range()[target.side][target.action]),
        impulse_share=None if share is None else MappingProxyType(share),
        impulse_share_in_target=None if share is None or target.range is None else share[target.range],
    )
