"""A match as it stands in JSON (hipdrive.match/1): what the stride asks, and which exercise set-ups train it."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
from pydantic import Field

from ...body import Side
from ...capacity.strength.band import Basis, CapacityBand
from ...curve import Action, Mode, Range
from ...gait import DemandBand
from ...language import Text
from ...training.match.gap import EDGES, Gap
from ...training.match.grid import GRID_DEG, MODES
from ...training.match.match import Choice, Interval, Match, Rejected
from ..set_up import SetUpValue
from ..wire_model import Wire, is_none
from .capacity import CapacityBandDocument, PassiveDocument, capacity_band_document

DIGITS = 4
"""Decimals of shares and needs in JSON."""


class ChoiceDocument(Wire):
    """How well one set-up trains what the stride asks of one side and action; each share at least and at most."""

    exercise: str
    name: Text
    set_up: dict[str, SetUpValue]
    side: Side
    action: Action
    coverage: Interval
    """Share of what the stride asks that is trained."""
    specificity: Interval
    """Share of what is trained that the stride asks."""
    score: Interval
    """Harmonic mean of both."""
    best: bool
    """Whether nothing scores higher for this side and action, whichever edge of the capacity band holds."""
    intensity: float
    """Largest lasting share of the central estimate of strength that it asks of any hip."""
    intensity_allowed: float
    """Share that goes with the repetitions and the reserve asked for."""
    trial: bool
    """Whether it is more than that and not proven too hard: to be tried with one set."""
    kept_as: str | None = Field(None, exclude_if=is_none)
    """Name of the athlete's kept set-up that it is, in one of its loads; left out for those of the catalogue."""
    reasons: tuple[Text, ...]


class RejectedDocument(Wire):
    """A set-up that is not scored, and why."""

    exercise: str
    name: Text
    set_up: dict[str, SetUpValue]
    side: Side
    """The working side."""
    reasons: tuple[Text, ...]


class NeedDocument(Wire):
    """Need (demand over capacity) at every degree that the stride visits in one mode."""

    mode: Mode
    angle_deg: tuple[int, ...]
    """Hip flexion."""
    need: tuple[float | None, ...]
    """On the central estimate of capacity; null where strength is unknown."""
    need_on_low: tuple[float | None, ...]
    """On the low edge of the capacity band."""
    need_on_high: tuple[float | None, ...]


class GapDocument(Wire):
    """What the stride asks of one side and action over what the hip can give."""

    side: Side
    action: Action
    basis: Basis
    """Whether the capacity comes from a test of this side or is a guess."""
    largest_need: Interval
    """On the high and on the low edge of the capacity band."""
    majority_range: Range | None
    """The range that holds most of the need; null if nothing is asked."""
    depends_on_pelvis_definition: bool
    """Whether that range flips within the uncertainty of the zero of hip flexion."""
    by_mode: tuple[NeedDocument, ...]


class DemandBandDocument(Wire):
    """How far other runners' moments lie from typical ones: one standard deviation, as a share of the moment."""

    flexor: float
    extensor: float


class MatchDocument(Wire):
    """All choices for a demand and a capacity."""

    schema_: Literal["hipdrive.match/1"] = Field("hipdrive.match/1", alias="schema")
    demand_source: Text
    """Words for the stride, such as 'typical at 3.5 m/s, not yours'."""
    demand_band: DemandBandDocument | None = Field(None, exclude_if=is_none)
    """Of typical demand only."""
    capacity_source: Text
    choices: tuple[ChoiceDocument, ...]
    """Ranked by the lower end of the score."""
    too_hard: tuple[RejectedDocument, ...]
    """Whose lightest set-up already loads too much."""
    infeasible: tuple[RejectedDocument, ...]
    gaps: tuple[GapDocument, ...]
    capacity: tuple[CapacityBandDocument, ...]
    passive: PassiveDocument


def match_document(
    match: Match,
    capacity: Sequence[CapacityBand],
    passive: PassiveDocument,
    *,
    demand_source: Text,
    capacity_source: Text,
    demand_band: DemandBand | None = None,
) -> MatchDocument:
    """A match as it stands in JSON.

    Args:
        match: The match.
        capacity: The bands that it was made with.
        passive: What tissue gives besides.
        demand_source: Words for the stride.
        capacity_source: Words for the capacity.
        demand_band: How far typical demand may be off; None where it was recorded.
    """
    return MatchDocument(
        demand_source=demand_source,
        demand_band=None if demand_band is None else _band_document(demand_band),
        capacity_source=capacity_source,
        choices=tuple(choice_document(choice) for choice in match.choices),
        too_hard=tuple(rejected_document(rejected) for rejected in match.too_hard),
        infeasible=tuple(rejected_document(rejected) for rejected in match.infeasible),
        gaps=tuple(gap_document(gap) for gap in match.gaps),
        capacity=tuple(capacity_band_document(band) for band in capacity),
        passive=passive,
    )


def _band_document(band: DemandBand) -> DemandBandDocument:
    return DemandBandDocument(flexor=round(band.flexor, DIGITS), extensor=round(band.extensor, DIGITS))


def choice_document(choice: Choice) -> ChoiceDocument:
    """A choice as it stands in JSON."""
    return ChoiceDocument(
        exercise=choice.candidate.exercise,
        name=choice.candidate.name,
        set_up=dict(choice.candidate.set_up),
        side=choice.side,
        action=choice.action,
        coverage=_rounded(choice.coverage),
        specificity=_rounded(choice.specificity),
        score=_rounded(choice.score),
        best=choice.best,
        intensity=round(choice.first.peak.share, DIGITS),
        intensity_allowed=round(choice.first.allowed, DIGITS),
        trial=choice.first.trial,
        kept_as=choice.candidate.kept_as or None,
        reasons=choice.reasons,
    )


def rejected_document(rejected: Rejected) -> RejectedDocument:
    """A set-up that is not scored, as it stands in JSON."""
    candidate = rejected.candidate
    return RejectedDocument(
        exercise=candidate.exercise,
        name=candidate.name,
        set_up=dict(candidate.set_up),
        side=candidate.side,
        reasons=rejected.reasons,
    )


def gap_document(gap: Gap) -> GapDocument:
    """A gap as it stands in JSON."""
    return GapDocument(
        side=gap.side,
        action=gap.action,
        basis=gap.basis,
        largest_need=_rounded(gap.largest_need),
        majority_range=gap.majority_range(),
        depends_on_pelvis_definition=gap.depends_on_pelvis,
        by_mode=tuple(_need_document(gap, index) for index in range(len(MODES))),
    )


def _need_document(gap: Gap, mode: int) -> NeedDocument:
    visited = np.flatnonzero(gap.demand_nm_kg[mode] > 0)
    on_low, on_centre, on_high = (
        tuple(round(float(gap.need[0, edge, mode, degree]), DIGITS) if gap.known[mode, degree] else None for degree in visited)
        for edge in range(len(EDGES))
    )
    return NeedDocument(
        mode=MODES[mode],
        angle_deg=tuple(int(GRID_DEG[degree]) for degree in visited),
        need=on_centre,
        need_on_low=on_low,
        need_on_high=on_high,
    )


def _rounded(interval: Interval) -> Interval:
    low, high = interval
    return round(low, DIGITS), round(high, DIGITS)
