"""Plain sentences that say why a set-up was chosen, and what speaks against it; never mixed into its score."""

import math
from dataclasses import dataclass
from functools import cache

import numpy as np

from ...arrays import FloatArray
from ...curve import RANGES
from ...evidence import load_evidence
from ...range_words import range_phrase
from ..rules import MatchRules
from .candidate import Candidate
from .gap import Gap
from .grid import GRID_DEG, MODES, RANGE_OF_DEG, GriddedMoments

_MODE_WORDS = {"concentric": "shortening", "eccentric": "lengthening", "isometric": "holding"}


@dataclass(frozen=True, kw_only=True)
class ChoiceFacts:
    """Everything computed about one set-up for one side and action."""

    candidate: Candidate
    gap: Gap
    load: GriddedMoments
    stimulus: FloatArray
    """(2, 3, 211) by edge, mode, degree."""
    largest_intensity: float
    """Largest load / capacity on the low edge over both hips."""
    coverage: FloatArray
    """(3, 2) by shift of the hip's zero and edge."""
    specificity: FloatArray
    """(3, 2)."""
    score: FloatArray
    """(3, 2)."""
    best: bool = False
    flips: bool = False
    """Whether the finding depends on the pelvis definition."""


def too_hard_reason(peak: float, gap: Gap, degree: int, *, rules: MatchRules) -> str:
    """Why even the lightest version of a set-up is too hard now."""
    guess = "" if gap.basis == "test" else f" That capacity is a guess; a test of the {gap.side} hip {gap.action}s would settle it."
    return (
        f"Too hard now: even at its lightest it asks {peak:.0%} of what the {gap.side} hip {gap.action}s surely give "
        f"at {GRID_DEG[degree]} deg (allowed {rules.highest_intensity:.0%}).{guess}"
    )


def reasons_for(facts: ChoiceFacts, *, rules: MatchRules) -> tuple[str, ...]:
    """All reasons for and against one choice, the most important first."""
    sentences = [
        *_where(facts),
        *_rank(facts),
        *_both_hips(facts.candidate),
        *_modes(facts),
        *_speed(facts, rules),
        *_posture(facts.candidate),
        *_intensity(facts, rules),
        *_doubts(facts, rules),
        *_demands(facts.candidate),
    ]
    return tuple(sentences)


def _where(facts: ChoiceFacts) -> list[str]:
    gap, load = facts.gap, facts.load.moment_nm_kg
    if not load.any():
        return [f"It does not load the {gap.side} hip {gap.action}s."]
    mode, degree = np.unravel_index(int(load.argmax()), load.shape)
    visited = np.flatnonzero(facts.load.visited.any(axis=0))
    first = (
        f"Loads the {gap.side} hip {gap.action}s from {GRID_DEG[visited[0]]} to {GRID_DEG[visited[-1]]} deg, "
        f"most at {GRID_DEG[degree]} deg ({load[mode, degree]:.2f} Nm/kg)."
    )
    trained = (gap.weight[0, 0] * facts.stimulus[0]).sum(axis=0)
    if not trained.any():
        return [first, "It trains none of what the stride asks of these muscles: too light there, or at other angles."]
    share = {name: float(trained[[range_of_degree == name for range_of_degree in RANGE_OF_DEG]].sum() / trained.sum()) for name in RANGES}
    most = max(RANGES, key=lambda name: share[name])
    return [first, f"What it trains of the stride's need lies mostly in the {range_phrase(gap.action, most)}: {share[most]:.0%}."]


def _rank(facts: ChoiceFacts) -> list[str]:
    if facts.best:
        return [f"Best for the {facts.gap.side} hip {facts.gap.action}s, whichever edge of the capacity band holds."]
    return []


def _both_hips(candidate: Candidate) -> list[str]:
    if candidate.both_hips:
        return ["Loads both hips at once, one flexing while the other extends, as in running; that this is better is unproven (D03)."]
    return []


def _modes(facts: ChoiceFacts) -> list[str]:
    trained = [MODES[index] for index in range(len(MODES)) if facts.stimulus[0, index].any()]
    by_mode = facts.gap.need[0, 0].sum(axis=1)
    asked = MODES[int(by_mode.argmax())]
    if not trained:
        return []
    words = " and ".join(_MODE_WORDS[mode] for mode in trained)
    if asked in trained:
        return [f"Trains while {words}; the stride asks most while {_MODE_WORDS[asked]}."]
    return [f"Trains while {words}, but the stride asks most while {_MODE_WORDS[asked]}."]


def _speed(facts: ChoiceFacts, rules: MatchRules) -> list[str]:
    both = facts.stimulus[0].astype(bool) & (facts.gap.demand_nm_kg > 0)
    both[MODES.index("isometric")] = False
    if not both.any():
        return []
    exercise = float(np.median(facts.load.speed_rad_s[both]))
    stride = float(np.median(facts.gap.speed_rad_s[both]))
    if exercise < rules.much_slower * stride:
        speeds = f"{math.degrees(exercise):.0f} deg/s where the stride moves at {math.degrees(stride):.0f} deg/s"
        return [f"Moves at about {speeds}: speed is not trained."]
    return []


def _posture(candidate: Candidate) -> list[str]:
    if not candidate.position:
        return []
    if "stand" in candidate.position.lower():
        return ["Done standing, close to the posture of running (P24)."]
    return [f"Done {candidate.position.replace('_', ' ')}, unlike the posture of running (P24)."]


def _intensity(facts: ChoiceFacts, rules: MatchRules) -> list[str]:
    limit, reached = f"{rules.highest_intensity:.0%}", f"{facts.largest_intensity:.0%}"
    return [f"Heaviest set-up offered that stays under {limit} of what both hips surely give: it reaches {reached}."]


def _doubts(facts: ChoiceFacts, rules: MatchRules) -> list[str]:
    gap, doubts = facts.gap, []
    if facts.stimulus[:, MODES.index("isometric")].any():
        doubts.append(f"A hold is taken to train {rules.hold_transfer_deg:.0f} deg to either side of its angle: an assumption.")
    if gap.largest_need[1] > 1.0:
        low, high = gap.largest_need
        span = f"{low:.0%} to {high:.0%}"
        doubts.append(f"The stride asks {span} of what a slow test gives: expected in quick, stretch-assisted running, and not cut off.")
    if gap.unknown.any():
        share = float(gap.unknown.sum() / max(int((gap.demand_nm_kg > 0).sum()), 1))
        doubts.append(f"At {share:.0%} of the stride's angles strength is unknown; they are left out, not guessed.")
    if gap.basis == "prior":
        doubts.append(f"The strength of the {gap.side} hip {gap.action}s is a guess; a test would narrow this.")
    if facts.flips:
        doubts.append(
            "Depends on the pelvis definition: with the hip's zero 11 deg off, the main range or the order of the choices changes."
        )
    return [*doubts, *facts.candidate.notes]


def _demands(candidate: Candidate) -> list[str]:
    sentences = []
    if candidate.prerequisites:
        sentences.append(f"First you need: {', '.join(word.replace('_', ' ') for word in candidate.prerequisites)}.")
    if candidate.equipment:
        sentences.append(f"Equipment: {', '.join(word.replace('_', ' ') for word in candidate.equipment)}.")
    return [*sentences, *_evidence(candidate.evidence)]


@cache
def _evidence(row_ids: tuple[str, ...]) -> tuple[str, ...]:
    """A sentence for each claim and contested question, one for all principles; rows of other kinds are shown elsewhere."""
    rows = [load_evidence()[row_id] for row_id in row_ids if row_id in load_evidence()]
    sentences = [f"Evidence {row.id}: {row.statement} Verdict: {row.verdict}." for row in rows if row.kind != "principle"]
    principles = [row.id for row in rows if row.kind == "principle"]
    return (*sentences, f"Follows the principles {', '.join(principles)}.") if principles else tuple(sentences)
