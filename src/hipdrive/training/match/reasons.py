"""Plain sentences that say why a set-up was chosen, and what speaks against it; never mixed into its score."""

import math
from dataclasses import dataclass
from functools import cache

import numpy as np

from ...arrays import FloatArray
from ...curve import RANGES
from ...evidence import load_evidence
from ...language import en
from ...range_words import range_phrase
from ..rules import MatchRules
from .candidate import Candidate
from .first_load import FirstLoad, Intensity
from .gap import CENTRE, Gap
from .grid import GRID_DEG, MODES, RANGE_OF_DEG, GriddedMoments

NONE_TRAINED = en(
    "It trains none of what the stride asks of these muscles: it is too light there, or loads them at other angles.",
)
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
    guess = (
        ""
        if gap.basis == en("test")
        else en(" That strength is a guess; testing the {side} hip {action}s would settle it.", side=gap.side, action=gap.action)
    )
    return en(
        "Too hard now: even at its lightest it asks {share:.0%} of the most that the {side} hip {action}s can "
        "probably give at {grid_deg}°.{guess}",
        share=peak.share,
        side=gap.side,
        action=gap.action,
        grid_deg=GRID_DEG[peak.degree],
        guess=guess,
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
        return [en("It does not load the {side} hip {action}s.", side=gap.side, action=gap.action)]
    mode, degree = np.unravel_index(int(load.argmax()), load.shape)
    visited = np.flatnonzero(facts.load.visited.any(axis=0))
    first = en(
        "Loads the {side} hip {action}s from {grid_deg} to {GRID_DEG_2}°, most at {GRID_DEG_3}° ({load:.2f} Nm/kg).",
        side=gap.side,
        action=gap.action,
        grid_deg=GRID_DEG[visited[0]],
        GRID_DEG_2=GRID_DEG[visited[-1]],
        GRID_DEG_3=GRID_DEG[degree],
        load=load[mode, degree],
    )
    trained = (gap.weight[0, CENTRE] * facts.stimulus[CENTRE]).sum(axis=0)
    if not trained.any():
        return [first, NONE_TRAINED]
    share = {name: float(trained[[range_of_degree == name for range_of_degree in RANGE_OF_DEG]].sum() / trained.sum()) for name in RANGES}
    most = max(RANGES, key=lambda name: share[name])
    return [
        first,
        en(
            "Most of what it trains for the stride is in the {range_phrase}: {share:.0%}.",
            range_phrase=range_phrase(gap.action, most),
            share=share[most],
        ),
    ]


def _rank(facts: ChoiceFacts) -> list[str]:
    if facts.best:
        return [
            en("Best for the {side} hip {action}s at either end of the estimated strength.", side=facts.gap.side, action=facts.gap.action)
        ]
    return []


def _both_hips(candidate: Candidate) -> list[str]:
    if candidate.both_hips:
        return [
            en(
                "Loads both hips at once, one flexing while the other extends, as in running; it is unproven that this is better (D03).",
            )
        ]
    return []


def _modes(facts: ChoiceFacts) -> list[str]:
    trained = [MODES[index] for index in range(len(MODES)) if facts.stimulus[CENTRE, index].any()]
    by_mode = facts.gap.need[0, CENTRE].sum(axis=1)
    asked = MODES[int(by_mode.argmax())]
    if not trained:
        return []
    words = " and ".join(_MODE_WORDS[mode] for mode in trained).replace(" and ", ", ", len(trained) - 2)
    if asked in trained:
        return [
            en(
                "Trains the muscles while they are {words}; the stride asks most while they are {MODE_WORDS}.",
                words=words,
                MODE_WORDS=_MODE_WORDS[asked],
            )
        ]
    return [
        en(
            "Trains the muscles while they are {words}, but the stride asks most while they are {MODE_WORDS}.",
            words=words,
            MODE_WORDS=_MODE_WORDS[asked],
        )
    ]


def _speed(facts: ChoiceFacts, rules: MatchRules) -> list[str]:
    both = facts.stimulus[CENTRE].astype(bool) & (facts.gap.demand_nm_kg > 0)
    both[MODES.index("isometric")] = False
    if not both.any():
        return []
    exercise = float(np.median(facts.load.speed_rad_s[both]))
    stride = float(np.median(facts.gap.speed_rad_s[both]))
    if exercise < rules.much_slower * stride:
        speeds = en(
            "{degrees:.0f}°/s where the stride moves at {degrees_2:.0f}°/s", degrees=math.degrees(exercise), degrees_2=math.degrees(stride)
        )
        return [en("Moves at about {speeds}, so it does not train speed.", speeds=speeds)]
    return []


def _posture(candidate: Candidate) -> list[str]:
    if not candidate.position:
        return []
    if "stand" in candidate.position.lower():
        return [en("Position: standing, close to running posture (P24).")]
    return [en("Position: {replace}, unlike running posture (P24).", replace=candidate.position.replace("_", " "))]


def _intensity(facts: ChoiceFacts) -> list[str]:
    first, hip = facts.first, en("the {side} hip {action}s", side=facts.first.peak.gap.side, action=facts.first.peak.gap.action)
    reached, limit = f"{first.peak.share:.0%}", f"{first.allowed:.0%}"
    if first.trial:
        most = (
            en("about {possible_reps} rep{words}", possible_reps=first.possible_reps, words="s" if first.possible_reps > 1 else "")
            if first.possible_reps
            else en("perhaps not one full rep")
        )
        asks = en(
            "it asks {reached} of the best estimate for {hip} ({limit} would suit its reps), which means {most}",
            reached=reached,
            hip=hip,
            limit=limit,
            most=most,
        )
        return [en("Try it with one set: {asks}. The estimate is not certain enough to rule it out.", asks=asks)]
    care = en(" It starts one step lighter, to be careful.") if first.lightened else ""
    reaches = en("it reaches {reached} of the best estimate for {hip} ({limit} allowed)", reached=reached, hip=hip, limit=limit)
    return [en("Heaviest set-up available that leaves the prescribed reserve: {reaches}.{care}", reaches=reaches, care=care)]


def _doubts(facts: ChoiceFacts, rules: MatchRules) -> list[str]:
    gap, doubts = facts.gap, []
    if facts.stimulus[:, MODES.index("isometric")].any():
        doubts.append(
            en(
                "We assume that a hold trains {hold_transfer_deg:.0f}° to either side of its angle.",
                hold_transfer_deg=rules.hold_transfer_deg,
            )
        )
    if gap.largest_need[1] > 1.0:
        low, high = gap.largest_need
        span = en("{low:.0%} to {high:.0%}", low=low, high=high)
        doubts.append(
            en(
                "The stride asks {span} of what a slow test gives. That is expected in fast, stretch-assisted running, so it stays.",
                span=span,
            )
        )
    if gap.unknown.any():
        share = float(gap.unknown.sum() / max(int((gap.demand_nm_kg > 0).sum()), 1))
        doubts.append(en("Strength is unknown at {share:.0%} of the stride's angles; they are left out, not guessed.", share=share))
    if gap.basis == "prior":
        doubts.append(
            en("The strength of the {side} hip {action}s is a guess; a test would narrow this.", side=gap.side, action=gap.action)
        )
    if facts.flips:
        doubts.append(
            en(
                "Depends on the pelvis definition: if the hip's zero is 11° off, the main range or the order of the choices changes.",
            )
        )
    return [*doubts, *facts.candidate.notes]


def _demands(candidate: Candidate) -> list[str]:
    sentences = []
    if candidate.prerequisites:
        sentences.append(en("You need this first: {value}.", value=", ".join(word.replace("_", " ") for word in candidate.prerequisites)))
    if candidate.equipment:
        sentences.append(en("Equipment: {value}.", value=", ".join(word.replace("_", " ") for word in candidate.equipment)))
    return [*sentences, *_evidence(candidate.evidence)]


@cache
def _evidence(row_ids: tuple[str, ...]) -> tuple[str, ...]:
    """A sentence for each claim and contested question, one for all principles; rows of other kinds are shown elsewhere."""
    rows = [load_evidence()[row_id] for row_id in row_ids if row_id in load_evidence()]
    sentences = [
        en("Evidence {id}: {statement} Verdict: {verdict}.", id=row.id, statement=row.statement, verdict=row.verdict)
        for row in rows
        if row.kind != en("principle")
    ]
    principles = [row.id for row in rows if row.kind == "principle"]
    return (*sentences, en("Follows these principles: {principles}.", principles=", ".join(principles))) if principles else tuple(sentences)
