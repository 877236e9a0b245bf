"""Match: which exercise set-ups load the hip where the stride needs it, scored in plain arithmetic."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ...arrays import ALIKE_DIGITS, FloatArray
from ...body import SIDES, Side
from ...capacity import CapacityBand
from ...curve import Action, MomentCurve
from ...language import Text, en
from ..rules import MatchRules, dose_rules, match_rules
from .candidate import Candidate
from .evened import evened
from .first_load import FirstLoad, first_load, largest_intensity
from .gap import ACTIONS, Gap, find_gaps
from .grid import MODES, GriddedMoments, Group
from .reasons import ChoiceFacts, reasons_for, too_hard_reason

Interval = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Choice:
    """How well one set-up trains what the stride asks of one side and action."""

    candidate: Candidate
    first: FirstLoad
    """The resistance it is begun with, and how near that is to what the hips can give."""
    side: Side
    action: Action
    coverage: Interval
    """Share of what the stride asks that is trained, least and most over the capacity band."""
    specificity: Interval
    """Share of what is trained that the stride asks."""
    score: Interval
    """Harmonic mean of coverage and specificity, least and most over the capacity band."""
    stimulus: FloatArray
    """(3, 3, 211) stimulus 0 to 1 by edge (gap.EDGES), mode and degree."""
    best: bool
    """On top of its side and action on the centre and both edges of the capacity band."""
    depends_on_pelvis: bool
    """Whether its rank at the top flips within the uncertainty of the zero of hip flexion."""
    reasons: tuple[Text, ...]


@dataclass(frozen=True, kw_only=True)
class Rejected:
    """A set-up that is not scored, and why."""

    candidate: Candidate
    reasons: tuple[Text, ...]


@dataclass(frozen=True, kw_only=True)
class Match:
    """All choices for a demand and a capacity."""

    gaps: tuple[Gap, ...]
    choices: tuple[Choice, ...]
    """Ranked by the lower end of the score."""
    too_hard: tuple[Rejected, ...]
    """Set-ups whose lightest version is too hard for certain."""
    infeasible: tuple[Rejected, ...]
    families: Mapping[str, tuple[Candidate, ...]]
    """Feasible members of each family by side ('family/side'), the lightest first."""

    def gap_of(self, side: Side, action: Action) -> Gap:
        """The gap of one side and action."""
        return next(gap for gap in self.gaps if (gap.side, gap.action) == (side, action))


def stimulus_of(load: GriddedMoments, gap: Gap, *, rules: MatchRules) -> FloatArray:
    """Stimulus s = clip((i - i0) / (i1 - i0), 0, 1) with intensity i = load / capacity; a hold reaches some degrees to either side.

    Args:
        load: What a repetition asks, with the knee and speed it has.
        gap: Capacity of the same side and action.
        rules: i0, i1 and the reach of a hold.

    Returns:
        (3, 3, 211) by edge of the capacity band, mode and degree; 0 where capacity is unknown.
    """
    start, full = rules.stimulus_starts_at, rules.stimulus_full_at
    stimulus = np.clip((gap.intensity(load) - start) / (full - start), 0.0, 1.0)
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


def match(
    demand: Sequence[MomentCurve],
    capacity: Sequence[CapacityBand],
    candidates: Sequence[Candidate],
    *,
    careful: bool = False,
    rules: MatchRules | None = None,
    gaps: Sequence[Gap] | None = None,
) -> Match:
    """Bring every set-up to the resistance it is begun with, score it and rank.

    From each family and working side the largest resistance is taken that the central estimate allows for the source's repetitions with
    the reserve asked for, over both hips (see first_load). If even the lightest asks more it is a trial, and only what is beyond the upper
    edge of strength with the most favourable sharing of the supports is 'too hard now'. Each remaining candidate gives one choice per side
    and action that it trains and the stride asks. Both sides begin with the lighter one of their loads, unless tests or logged sets show
    that one side is stronger.

    Args:
        demand: Curves of the stride, both hips.
        capacity: Bands of the athlete.
        candidates: Set-ups with their load curves.
        careful: Whether to begin one step lighter.
        rules: Numbers of matching; the shipped ones if not given.
        gaps: Of this demand and capacity, where they were found before; what was computed with them is not computed again.
    """
    rules = rules or match_rules()
    gaps = tuple(gaps) if gaps is not None else find_gaps(demand, capacity, rules=rules)
    families: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        families.setdefault(f"{candidate.family}/{candidate.side}", []).append(candidate)
    chosen: list[FirstLoad] = []
    too_hard: list[Rejected] = []
    infeasible: list[Rejected] = []
    kept: dict[str, tuple[Candidate, ...]] = {}
    for key, members in families.items():
        ordered = sorted(members, key=lambda member: member.resistance)
        feasible = tuple(member for member in ordered if member.feasible)
        if not feasible:
            infeasible.append(Rejected(candidate=ordered[0], reasons=ordered[0].notes or (en("This set-up cannot be done."),)))
            continue
        kept[key] = feasible
        begun = first_load(feasible, gaps, careful=careful, rules=rules, dose=dose_rules())
        if begun is not None:
            chosen.append(begun)
        else:
            too_hard.append(Rejected(candidate=feasible[0], reasons=(too_hard_reason(largest_intensity(feasible[0], gaps, edge="high")),)))
    chosen = evened(chosen, kept, gaps)
    choices = _ranked([facts for gap in gaps for facts in _facts_of(gap, chosen, rules)], rules=rules)
    return Match(gaps=gaps, choices=choices, too_hard=tuple(too_hard), infeasible=tuple(infeasible), families=kept)


def _facts_of(gap: Gap, chosen: Sequence[FirstLoad], rules: MatchRules) -> list[ChoiceFacts]:
    """What is known of every candidate that trains one side and action; empty if the stride asks nothing of it."""
    if gap.largest_need[1] == 0.0:
        return []
    facts: list[ChoiceFacts] = []
    for first in chosen:
        candidate = first.candidate
        load = candidate.loads[gap.side, gap.action]
        stimulus = stimulus_of(load, gap, rules=rules)
        primary = candidate.side == gap.side and _main_action(candidate) == gap.action
        if stimulus.max() > 0 or primary:
            coverage, specificity = coverage_of(gap.weight, stimulus), specificity_of(gap.weight, stimulus)
            facts.append(
                ChoiceFacts(
                    first=first,
                    gap=gap,
                    load=load,
                    stimulus=stimulus,
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
        first=facts.first,
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
    return float(by_edge.min()), float(by_edge.max())
