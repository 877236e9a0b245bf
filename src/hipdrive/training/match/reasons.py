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
from .first_load import FirstLoad, Intensity
from .gap import CENTRE, Gap
from .grid import GRID_DEG, MODES, RANGE_OF_DEG, GriddedMoments

NONE_TRAINED = "It trains none of what the stride asks of these muscles: it is too light there, or loads them at other angles."
"""Reason of a choice that does not help the stride."""
_MODE_WORDS = {"concentric": "shortening", "eccentric": "lengthening", "isometric": "holding"}


@dataclass(frozen=True, kw_only=True)
class ChoiceFacts:
    """Everything computed about one set-up for one side and action."""

    first: FirstLoad
    """The resistance it is begun with."""
    gap: Gap
    load: GriddedMoments
    stimulus: FloatArray
    """(3, 3, 211) by edge, mode, degree."""
    coverage: FloatArray
    """(3, 3) by shift of the hip's zero and edge."""
    specificity: FloatArray
    """(3, 3)."""
    score: FloatArray
    """(3, 3)."""
    best: bool = False
    flips: bool = False
    """Whether the finding depends on the pelvis definition."""

    @property
    def candidate(self) -> Candidate:
        """The set-up."""
        return self.first.candidate


def too_hard_reason(peak: Intensity) -> str:
    """Why even the lightest version of a set-up is too hard for certain; on the upper edge of strength."""
    gap = peak.gap
    guess = "" if gap.basis == "test" else f" That strength is a guess; testing the {gap.side} hip {gap.action}s would settle it."
    return (
        f"Too hard now: even at its lightest it asks {peak.share:.0%} of the most that the {gap.side} hip {gap.action}s "
        f"can probably give at {GRID_DEG[peak.degree]}°.{guess}"
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
        *_intensity(facts),
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
        f"Loads the {gap.side} hip {gap.action}s from {GRID_DEG[visited[0]]} to {GRID_DEG[visited[-1]]}°, "
        f"most at {GRID_DEG[degree]}° ({load[mode, degree]:.2f} Nm/kg)."
    )
    trained = (gap.weight[0, CENTRE] * facts.stimulus[CENTRE]).sum(axis=0)
    if not trained.any():
        return [first, NONE_TRAINED]
    share = {name: float(trained[[range_of_degree == name for range_of_degree in RANGE_OF_DEG]].sum() / trained.sum()) for name in RANGES}
    most = max(RANGES, key=lambda name: share[name])
    return [first, f"Most of what it trains for the stride is in the {range_phrase(gap.action, most)}: {share[most]:.0%}."]


def _rank(facts: ChoiceFacts) -> list[str]:
    if facts.best:
        return [f"Best for the {facts.gap.side} hip {facts.gap.action}s at either end of the estimated strength."]
    return []


def _both_hips(candidate: Candidate) -> list[str]:
    if candidate.both_hips:
        return ["Loads both hips at once, one flexing while the other extends, as in running; it is unproven that this is better (D03)."]
    return []


def _modes(facts: ChoiceFacts) -> list[str]:
    trained = [MODES[index] for index in range(len(MODES)) if facts.stimulus[CENTRE, index].any()]
    by_mode = facts.gap.need[0, CENTRE].sum(axis=1)
    asked = MODES[int(by_mode.argmax())]
    if not trained:
        return []
    words = " and ".join(_MODE_WORDS[mode] for mode in trained).replace(" and ", ", ", len(trained) - 2)
    if asked in trained:
        return [f"Trains the muscles while they are {words}; the stride asks most while they are {_MODE_WORDS[asked]}."]
    return [f"Trains the muscles while they are {words}, but the stride asks most while they are {_MODE_WORDS[asked]}."]


def _speed(facts: ChoiceFacts, rules: MatchRules) -> list[str]:
    both = facts.stimulus[CENTRE].astype(bool) & (facts.gap.demand_nm_kg > 0)
    both[MODES.index("isometric")] = False
    if not both.any():
        return []
    exercise = float(np.median(facts.load.speed_rad_s[both]))
    stride = float(np.median(facts.gap.speed_rad_s[both]))
    if exercise < rules.much_slower * stride:
        speeds = f"{math.degrees(exercise):.0f}°/s where the stride moves at {math.degrees(stride):.0f}°/s"
        return [f"Moves at about {speeds}, so it does not train speed."]
    return []


def _posture(candidate: Candidate) -> list[str]:
    if not candidate.position:
        return []
    if "stand" in candidate.position.lower():
        return ["Position: standing, close to running posture (P24)."]
    return [f"Position: {candidate.position.replace('_', ' ')}, unlike running posture (P24)."]


def _intensity(facts: ChoiceFacts) -> list[str]:
    first, hip = facts.first, f"the {facts.first.peak.gap.side} hip {facts.first.peak.gap.action}s"
    reached, limit = f"{first.peak.share:.0%}", f"{first.allowed:.0%}"
    if first.trial:
        most = (
            f"about {first.possible_reps} rep{'s' if first.possible_reps > 1 else ''}"
            if first.possible_reps
            else "perhaps not one full rep"
        )
        asks = f"it asks {reached} of the best estimate for {hip} ({limit} would suit its reps), which means {most}"
        return [f"Try it with one set: {asks}. The estimate is not certain enough to rule it out."]
    care = " It starts one step lighter, to be careful." if first.lightened else ""
    reaches = f"it reaches {reached} of the best estimate for {hip} ({limit} allowed)"
    return [f"Heaviest set-up available that leaves the prescribed reserve: {reaches}.{care}"]


def _doubts(facts: ChoiceFacts, rules: MatchRules) -> list[str]:
    gap, doubts = facts.gap, []
    if facts.stimulus[:, MODES.index("isometric")].any():
        doubts.append(f"We assume that a hold trains {rules.hold_transfer_deg:.0f}° to either side of its angle.")
    if gap.largest_need[1] > 1.0:
        low, high = gap.largest_need
        span = f"{low:.0%} to {high:.0%}"
        doubts.append(f"The stride asks {span} of what a slow test gives. That is expected in fast, stretch-assisted running, so it stays.")
    if gap.unknown.any():
        share = float(gap.unknown.sum() / max(int((gap.demand_nm_kg > 0).sum()), 1))
        doubts.append(f"Strength is unknown at {share:.0%} of the stride's angles; they are left out, not guessed.")
    if gap.basis == "prior":
        doubts.append(f"The strength of the {gap.side} hip {gap.action}s is a guess; a test would narrow this.")
    if facts.flips:
        doubts.append("Depends on the pelvis definition: if the hip's zero is 11° off, the main range or the order of the choices changes.")
    return [*doubts, *facts.candidate.notes]


def _demands(candidate: Candidate) -> list[str]:
    sentences = []
    if candidate.prerequisites:
        sentences.append(f"You need this first: {', '.join(word.replace('_', ' ') for word in candidate.prerequisites)}.")
    if candidate.equipment:
        sentences.append(f"Equipment: {', '.join(word.replace('_', ' ') for word in candidate.equipment)}.")
    return [*sentences, *_evidence(candidate.evidence)]


@cache
def _evidence(row_ids: tuple[str, ...]) -> tuple[str, ...]:
    """A sentence for each claim and contested question, one for all principles; rows of other kinds are shown elsewhere."""
    rows = [load_evidence()[row_id] for row_id in row_ids if row_id in load_evidence()]
    sentences = [f"Evidence {row.id}: {row.statement} Verdict: {row.verdict}." for row in rows if row.kind != "principle"]
    principles = [row.id for row in rows if row.kind == "principle"]
    return (*sentences, f"Follows these principles: {', '.join(principles)}.") if principles else tuple(sentences)
