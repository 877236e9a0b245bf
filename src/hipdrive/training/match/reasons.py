"""Plain sentences that say why a set-up was chosen, and what speaks against it; never mixed into its score."""

import math
from dataclasses import dataclass
from functools import cache

import numpy as np

from ...arrays import FloatArray
from ...body_words import HIP_MUSCLES
from ...curve import RANGES
from ...evidence import load_evidence
from ...language import Text, and_list, en, en_count, joined
from ...range_words import range_phrase
from ..rules import MatchRules
from .candidate import Candidate
from .first_load import FirstLoad, Intensity
from .gap import CENTRE, Gap
from .grid import GRID_DEG, MODES, RANGE_OF_DEG, GriddedMoments

NONE_TRAINED = en("It trains none of what the stride asks of these muscles: it is too light there, or loads them at other angles.")
"""Reason of a choice that does not help the stride."""
_MODE_WORDS = {"concentric": en("shortening"), "eccentric": en("lengthening"), "isometric": en("holding")}


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


def too_hard_reason(peak: Intensity) -> Text:
    """Why even the lightest version of a set-up is too hard for certain; on the upper edge of strength."""
    muscles, angle_deg = HIP_MUSCLES[peak.gap.side, peak.gap.action], GRID_DEG[peak.degree]
    sure = en(
        "Too hard now: even at its lightest it asks {share:.0%} of the most that the {muscles} can probably give at {angle_deg}°.",
        share=peak.share,
        muscles=muscles,
        angle_deg=angle_deg,
    )
    if peak.gap.basis == "test":
        return sure
    return joined((sure, en("That strength is a guess; testing the {muscles} would settle it.", muscles=muscles)))


def reasons_for(facts: ChoiceFacts, *, rules: MatchRules) -> tuple[Text, ...]:
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


def _where(facts: ChoiceFacts) -> list[Text]:
    gap, load = facts.gap, facts.load.moment_nm_kg
    if not load.any():
        return [en("It does not load the {muscles}.", muscles=HIP_MUSCLES[gap.side, gap.action])]
    mode, degree = np.unravel_index(int(load.argmax()), load.shape)
    visited = np.flatnonzero(facts.load.visited.any(axis=0))
    first = en(
        "Loads the {muscles} from {from_deg} to {to_deg}°, most at {most_deg}° ({load:.2f} Nm/kg).",
        muscles=HIP_MUSCLES[gap.side, gap.action],
        from_deg=GRID_DEG[visited[0]],
        to_deg=GRID_DEG[visited[-1]],
        most_deg=GRID_DEG[degree],
        load=load[mode, degree],
    )
    trained = (gap.weight[0, CENTRE] * facts.stimulus[CENTRE]).sum(axis=0)
    if not trained.any():
        return [first, NONE_TRAINED]
    share = {name: float(trained[[range_of_degree == name for range_of_degree in RANGE_OF_DEG]].sum() / trained.sum()) for name in RANGES}
    most = max(RANGES, key=lambda name: share[name])
    where = en(
        "Most of what it trains for the stride is in the {range}: {share:.0%}.", range=range_phrase(gap.action, most), share=share[most]
    )
    return [first, where]


def _rank(facts: ChoiceFacts) -> list[Text]:
    if not facts.best:
        return []
    return [en("Best for the {muscles} at either end of the estimated strength.", muscles=HIP_MUSCLES[facts.gap.side, facts.gap.action])]


def _both_hips(candidate: Candidate) -> list[Text]:
    if not candidate.both_hips:
        return []
    return [en("Loads both hips at once, one flexing while the other extends, as in running; it is unproven that this is better (D03).")]


def _modes(facts: ChoiceFacts) -> list[Text]:
    trained = [MODES[index] for index in range(len(MODES)) if facts.stimulus[CENTRE, index].any()]
    by_mode = facts.gap.need[0, CENTRE].sum(axis=1)
    asked = MODES[int(by_mode.argmax())]
    if not trained:
        return []
    modes, most = and_list([_MODE_WORDS[mode] for mode in trained]), _MODE_WORDS[asked]
    if asked in trained:
        return [en("Trains the muscles while they are {modes}; the stride asks most while they are {most}.", modes=modes, most=most)]
    return [en("Trains the muscles while they are {modes}, but the stride asks most while they are {most}.", modes=modes, most=most)]


def _speed(facts: ChoiceFacts, rules: MatchRules) -> list[Text]:
    both = facts.stimulus[CENTRE].astype(bool) & (facts.gap.demand_nm_kg > 0)
    both[MODES.index("isometric")] = False
    if not both.any():
        return []
    exercise = float(np.median(facts.load.speed_rad_s[both]))
    stride = float(np.median(facts.gap.speed_rad_s[both]))
    if exercise >= rules.much_slower * stride:
        return []
    slow = en(
        "Moves at about {speed_deg_s:.0f}°/s where the stride moves at {stride_deg_s:.0f}°/s, so it does not train speed.",
        speed_deg_s=math.degrees(exercise),
        stride_deg_s=math.degrees(stride),
    )
    return [slow]


def _posture(candidate: Candidate) -> list[Text]:
    if not candidate.position:
        return []
    if "stand" in candidate.position.lower():
        return [en("Position: standing, close to running posture (P24).")]
    return [en("Position: {position}, unlike running posture (P24).", position=candidate.position)]


def _intensity(facts: ChoiceFacts) -> list[Text]:
    first = facts.first
    facts_said = {"share": first.peak.share, "limit": first.allowed, "muscles": HIP_MUSCLES[first.peak.gap.side, first.peak.gap.action]}
    if first.trial and not first.possible_reps:
        return [
            en(
                "Try it with one set: it asks {share:.0%} of the best estimate for the {muscles} ({limit:.0%} would suit its reps), which "
                "means perhaps not one full rep. The estimate is not certain enough to rule it out.",
                **facts_said,
            )
        ]
    if first.trial:
        return [
            en_count(
                "Try it with one set: it asks {share:.0%} of the best estimate for the {muscles} ({limit:.0%} would suit its reps), which "
                "means about {n} rep. The estimate is not certain enough to rule it out.",
                "Try it with one set: it asks {share:.0%} of the best estimate for the {muscles} ({limit:.0%} would suit its reps), which "
                "means about {n} reps. The estimate is not certain enough to rule it out.",
                n=first.possible_reps,
                **facts_said,
            )
        ]
    heaviest = en(
        "Heaviest set-up available that leaves the prescribed reserve: it reaches {share:.0%} of the best estimate for the {muscles} "
        "({limit:.0%} allowed).",
        **facts_said,
    )
    return [joined((heaviest, en("It starts one step lighter, to be careful."))) if first.lightened else heaviest]


def _doubts(facts: ChoiceFacts, rules: MatchRules) -> list[Text]:
    gap, doubts = facts.gap, list[Text]()
    if facts.stimulus[:, MODES.index("isometric")].any():
        doubts.append(en("We assume that a hold trains {angle_deg:.0f}° to either side of its angle.", angle_deg=rules.hold_transfer_deg))
    if gap.largest_need[1] > 1.0:
        low, high = gap.largest_need
        doubts.append(
            en(
                "The stride asks {low:.0%} to {high:.0%} of what a slow test gives. That is expected in fast, stretch-assisted running, so "
                "it stays.",
                low=low,
                high=high,
            )
        )
    if gap.unknown.any():
        share = float(gap.unknown.sum() / max(int((gap.demand_nm_kg > 0).sum()), 1))
        doubts.append(en("Strength is unknown at {share:.0%} of the stride's angles; they are left out, not guessed.", share=share))
    if gap.basis == "prior":
        doubts.append(en("The strength of the {muscles} is a guess; a test would narrow this.", muscles=HIP_MUSCLES[gap.side, gap.action]))
    if facts.flips:
        doubts.append(
            en("Depends on the pelvis definition: if the hip's zero is 11° off, the main range or the order of the choices changes.")
        )
    return [*doubts, *facts.candidate.notes]


def _demands(candidate: Candidate) -> list[Text]:
    sentences = []
    if candidate.prerequisites:
        sentences.append(en("You need this first: {prerequisites}.", prerequisites=joined(candidate.prerequisites, ", ")))
    if candidate.equipment:
        sentences.append(en("Equipment: {equipment}.", equipment=joined(candidate.equipment, ", ")))
    return [*sentences, *_evidence(candidate.evidence)]


@cache
def _evidence(row_ids: tuple[str, ...]) -> tuple[Text, ...]:
    """A sentence for each claim and contested question, one for all principles; rows of other kinds are shown elsewhere."""
    rows = [load_evidence()[row_id] for row_id in row_ids if row_id in load_evidence()]
    sentences = [
        en("Evidence {id}: {statement} Verdict: {verdict}.", id=row.id, statement=row.statement, verdict=row.verdict)
        for row in rows
        if row.kind != "principle"
    ]
    principles = [row.id for row in rows if row.kind == "principle"]
    return (*sentences, en("Follows these principles: {principles}.", principles=", ".join(principles))) if principles else tuple(sentences)
