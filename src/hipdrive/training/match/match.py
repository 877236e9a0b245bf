"""Match: which exercise set-ups load the hip where the stride needs it, scored in plain arithmetic."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ...arrays import FloatArray
from ...body import SIDES, Side
from ...capacity import CapacityBand
from ...curve import Action, MomentCurve
from ..rules import MatchRules, match_rules
from .candidate import Candidate
from .gap import ACTIONS, EDGES, Gap, find_gaps
from .grid import MODES, Group
from .reasons import ChoiceFacts, reasons_for, too_hard_reason

Interval = tuple[float, float]
ALIKE_DIGITS = 9
"""Figures that agree in so many digits after the point are alike: the last bits of the computer decide nothing."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """How well one set-up trains what the stride asks of one side and action."""

    candidate: Candidate
    side: Side
    action: Action
    coverage: Interval
    """Share of what the stride asks that is trained, on the two edges of the capacity band."""
    specificity: Interval
    """Share of what is trained that the stride asks."""
    score: Interval
    """Harmonic mean of coverage and specificity on each edge."""
    stimulus: FloatArray
    """(2, 3, 211) stimulus 0 to 1 by edge, mode and degree."""
    best: bool
    """On top of its side and action on both edges of the capacity band."""
    depends_on_pelvis: bool
    """Whether its rank at the top flips within the uncertainty of the zero of hip flexion."""
    reasons: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Rejected:
    """A set-up that is not scored, and why."""

    candidate: Candidate
    reasons: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Match:
    """All choices for a demand and a capacity."""

    gaps: tuple[Gap, ...]
    choices: tuple[Choice, ...]
    """Ranked by the lower end of the score."""
    too_hard: tuple[Rejected, ...]
    """Set-ups whose lightest version already loads too much: too hard now."""
    infeasible: tuple[Rejected, ...]
    families: Mapping[str, tuple[Candidate, ...]]
    """Feasible members of each family by side ('family/side'), the lightest first."""

    def gap_of(self, side: Side, action: Action) -> Gap:
        """The gap of one side and action."""
        return next(gap for gap in self.gaps if (gap.side, gap.action) == (side, action))


def stimulus_of(load: FloatArray, gap: Gap, *, rules: MatchRules) -> FloatArray:
    """Stimulus s = clip((i - i0) / (i1 - i0), 0, 1) with intensity i = load / capacity; a hold reaches some degrees to either side.

    Args:
        load: (3, 211) Nm/kg by mode and degree, magnitude.
        gap: Capacity of the same side and action.
        rules: i0, i1 and the reach of a hold.

    Returns:
        (2, 3, 211) by edge of the capacity band; 0 where capacity is unknown.
    """
    intensity = np.divide(
        load, gap.capacity_nm_kg, out=np.zeros_like(gap.capacity_nm_kg), where=np.broadcast_to(gap.known, (2, *load.shape))
    )
    start, full = rules.stimulus_starts_at, rules.stimulus_full_at
    stimulus = np.clip((intensity - start) / (full - start), 0.0, 1.0)
    hold = MODES.index("isometric")
    reach = round(rules.hold_transfer_deg)
    padded = np.pad(stimulus[:, hold], ((0, 0), (reach, reach)))
    spread = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1, axis=1).max(axis=2)
    stimulus[:, hold] = np.where(gap.known[hold], spread, 0.0)
    return np.asarray(stimulus)


def coverage_of(weight: FloatArray, stimulus: FloatArray) -> FloatArray:
    """sum(w s) / sum(w) over mode and degree; 0 where nothing is asked. Shapes (..., 3, 211) to (...)."""
    return _ratio((weight * stimulus).sum(axis=(-2, -1)), weight.sum(axis=(-2, -1)))


def specificity_of(weight: FloatArray, stimulus: FloatArray) -> FloatArray:
    """sum(w s) / sum(s) over mode and degree; 0 where nothing is trained. Shapes (..., 3, 211) to (...)."""
    together = (weight * stimulus).sum(axis=(-2, -1))
    return _ratio(together, np.broadcast_to(stimulus.sum(axis=(-2, -1)), together.shape))


def score_of(coverage: FloatArray, specificity: FloatArray) -> FloatArray:
    """Harmonic mean 2 c p / (c + p); 0 where both are 0."""
    return _ratio(2.0 * coverage * specificity, coverage + specificity)


def _ratio(above: FloatArray, below: FloatArray) -> FloatArray:
    return np.divide(above, below, out=np.zeros_like(above), where=below > 0)


def largest_intensity(candidate: Candidate, gaps: Iterable[Gap]) -> tuple[float, Gap, int]:
    """Largest load / capacity on the low edge over both hips, with its gap and its degree's index; only where capacity is known.

    Of hips that are loaded alike the first is named, whatever the last bits of the computer say.
    """
    peaks: list[tuple[float, Gap, int]] = []
    for gap in gaps:
        load = candidate.loads[gap.side, gap.action].moment_nm_kg
        intensity = np.divide(load, gap.capacity_nm_kg[0], out=np.zeros_like(load), where=gap.known)
        mode, degree = np.unravel_index(int(intensity.argmax()), intensity.shape)
        peaks.append((float(intensity[mode, degree]), gap, int(degree)))
    return max(peaks, key=lambda peak: round(peak[0], ALIKE_DIGITS))


def match(
    demand: Sequence[MomentCurve], capacity: Sequence[CapacityBand], candidates: Sequence[Candidate], *, rules: MatchRules | None = None
) -> Match:
    """Bring every set-up to its largest allowed resistance, score it and rank.

    From each family and working side the largest resistance is taken whose load stays within the highest intensity everywhere on the low
    edge of the capacity band, over both hips; if even the lightest does not, the family is 'too hard now'. Each remaining candidate
    gives one choice per side and action that it trains and the stride asks.

    Args:
        demand: Curves of the stride, both hips.
        capacity: Bands of the athlete.
        candidates: Set-ups with their load curves.
        rules: Numbers of matching; the shipped ones if not given.
    """
    rules = rules or match_rules()
    gaps = find_gaps(demand, capacity, rules=rules)
    families: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        families.setdefault(f"{candidate.family}/{candidate.side}", []).append(candidate)
    chosen: list[tuple[Candidate, float]] = []
    too_hard: list[Rejected] = []
    infeasible: list[Rejected] = []
    kept: dict[str, tuple[Candidate, ...]] = {}
    for key, members in families.items():
        ordered = sorted(members, key=lambda member: member.resistance)
        feasible = tuple(member for member in ordered if member.feasible)
        if not feasible:
            infeasible.append(Rejected(candidate=ordered[0], reasons=ordered[0].notes or ("This set-up cannot be done.",)))
            continue
        kept[key] = feasible
        peaks = [largest_intensity(member, gaps) for member in feasible]
        allowed = [index for index, peak in enumerate(peaks) if peak[0] <= rules.highest_intensity + 1e-9]
        if allowed:
            chosen.append((feasible[allowed[-1]], peaks[allowed[-1]][0]))
        else:
            too_hard.append(Rejected(candidate=feasible[0], reasons=(too_hard_reason(*peaks[0], rules=rules),)))
    choices = _ranked([facts for gap in gaps for facts in _facts_of(gap, chosen, rules)], rules=rules)
    return Match(gaps=gaps, choices=choices, too_hard=tuple(too_hard), infeasible=tuple(infeasible), families=kept)


def _facts_of(gap: Gap, chosen: Sequence[tuple[Candidate, float]], rules: MatchRules) -> list[ChoiceFacts]:
    """What is known of every candidate that trains one side and action; empty if the stride asks nothing of it."""
    if gap.largest_need[1] == 0.0:
        return []
    facts: list[ChoiceFacts] = []
    for candidate, peak in chosen:
        load = candidate.loads[gap.side, gap.action]
        stimulus = stimulus_of(load.moment_nm_kg, gap, rules=rules)
        primary = candidate.side == gap.side and _main_action(candidate) == gap.action
        if stimulus.max() > 0 or primary:
            coverage, specificity = coverage_of(gap.weight, stimulus), specificity_of(gap.weight, stimulus)
            facts.append(
                ChoiceFacts(
                    candidate=candidate,
                    gap=gap,
                    load=load,
                    stimulus=stimulus,
                    largest_intensity=peak,
                    coverage=coverage,
                    specificity=specificity,
                    score=score_of(coverage, specificity),
                )
            )
    return facts


def _main_action(candidate: Candidate) -> Action | None:
    """The action that the working hip is loaded in most."""
    own = [curve for curve in candidate.curves if curve.side == candidate.side]
    return max(own, key=lambda curve: float(np.abs(curve.moment_nm_kg).max())).action if own else None


def _ranked(all_facts: Sequence[ChoiceFacts], *, rules: MatchRules) -> tuple[Choice, ...]:
    """Choices with reasons, ranked by the lower end of the score, then by need, then by name."""
    choices: list[Choice] = []
    for side in SIDES:
        for action in ACTIONS:
            group: Group = (side, action)
            rivals = [facts for facts in all_facts if (facts.gap.side, facts.gap.action) == group]
            choices.extend(_choice(facts, rivals, rules=rules) for facts in rivals)
    need = {(facts.gap.side, facts.gap.action): facts.gap.largest_need[0] for facts in all_facts}
    order = sorted(
        choices,
        key=lambda choice: (
            -round(choice.score[0], ALIKE_DIGITS),
            -round(need[choice.side, choice.action], ALIKE_DIGITS),
            choice.candidate.family,
            choice.side,
            choice.action,
        ),
    )
    return tuple(order)


def _choice(facts: ChoiceFacts, rivals: Sequence[ChoiceFacts], *, rules: MatchRules) -> Choice:
    scores = np.stack([rival.score for rival in rivals])
    on_top = np.all((facts.score >= scores - 1e-9) & (facts.score > 0), axis=0)
    best = bool(on_top[0].all())
    first_by_lower = facts.score.min(axis=1) >= scores.min(axis=2) - 1e-9
    flips = bool(len({bool(first) for first in np.all(first_by_lower, axis=0)}) > 1)
    facts = replace(facts, best=best, flips=flips or facts.gap.depends_on_pelvis)
    return Choice(
        candidate=facts.candidate,
        side=facts.gap.side,
        action=facts.gap.action,
        coverage=_interval(facts.coverage[0]),
        specificity=_interval(facts.specificity[0]),
        score=_interval(facts.score[0]),
        stimulus=facts.stimulus,
        best=best,
        depends_on_pelvis=facts.flips,
        reasons=reasons_for(facts, rules=rules),
    )


def _interval(by_edge: FloatArray) -> Interval:
    low, high = sorted(float(by_edge[edge]) for edge in range(len(EDGES)))
    return low, high
