"""The first screen: what we found in three sentences, this week's plan in a few lines, and how sure we are."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ...body import OTHER_SIDE, SIDES, Side
from ...curve import Action
from ...gait import Run
from ...range_words import range_name
from ...training import Gap, Match, PlanLine
from ...training.match.gap import CENTRE
from ...training.match.grid import GRID_DEG
from ..words import and_list, load_in_words, percent_span, sets_in_words
from .content import ReportContent
from .figures.scissor import demand_peak
from .levels import level_of
from .quality import quality_table, recording_quality

Confidence = Literal["not very sure", "moderately sure", "fairly sure"]
_CONFIDENCE: tuple[Confidence, ...] = ("not very sure", "moderately sure", "fairly sure")
MUSCLES: dict[Action, str] = {
    "flexor": "hip flexors (they pull the thigh forward)",
    "extensor": "hip extensors (they push the thigh back)",
}
MUCH, ALL = 0.8, 1.0
"""Need from which an effort is called large, and above which it exceeds a slow test."""
LINES_THIS_WEEK = 3


@dataclass(frozen=True, kw_only=True)
class ThisWeek:
    """The first week of the plan in short."""

    heading: str
    lines: tuple[str, ...]
    """At most three exercises."""
    more: int
    """Exercises beyond these."""


@dataclass(frozen=True, kw_only=True)
class Findings:
    """What stands on the first screen."""

    found: tuple[str, ...]
    """Three sentences: where most is asked, how that compares with strength, and left against right."""
    this_week: ThisWeek
    how_sure: str
    confidence: Confidence


@dataclass(frozen=True, kw_only=True)
class Asymmetry:
    """A difference between the sides' peak hip flexor moments beyond noise."""

    larger: Side
    share: float
    """Difference over the mean of both sides."""


def findings_of(content: ReportContent) -> Findings:
    """Write the first screen; each sentence ends with the only full stop in it."""
    confidence = confidence_in(content)
    return Findings(found=_found(content), this_week=_this_week(content), how_sure=_how_sure(content, confidence), confidence=confidence)


def leading_gap(match: Match) -> Gap | None:
    """The side and action whose need is largest even if capacity is as high as it may be; None if nothing is asked of known strength."""
    best = max(match.gaps, key=lambda gap: gap.largest_need, default=None)
    return best if best is not None and best.largest_need[1] > 0 else None


def equally_asked(match: Match, gap: Gap) -> Gap | None:
    """The other side's gap of the same action if its need may be as large (the intervals overlap)."""
    other = match.gap_of(OTHER_SIDE[gap.side], gap.action)
    return other if other.largest_need[1] >= gap.largest_need[0] and other.largest_need[1] > 0 else None


def angle_of_largest_need_deg(gap: Gap) -> int:
    """Hip flexion (deg) at which need is largest on the central estimate of capacity."""
    return int(GRID_DEG[int(gap.need[0, CENTRE].max(axis=0).argmax())])


def asymmetry_of(run: Run) -> Asymmetry | None:
    """Difference of the peak hip flexor moment between sides, if it exceeds the strides' spread and what is common in healthy people.

    None if a side was seen in fewer than two strides. Beyond noise: |left - right| > 1.96 sqrt(sd_left^2 + sd_right^2) and more than 15 %
    of their mean (data/report/quality.toml).
    """
    rules = quality_table()["asymmetry"]
    peaks = {side: run.sides[side].measures.get("peak_hip_flexor_moment_nm_kg") for side in SIDES}
    left, right = peaks["left"], peaks["right"]
    if run.thin_sides or left is None or right is None or left.mean is None or right.mean is None or left.sd is None or right.sd is None:
        return None
    difference, mean = abs(left.mean - right.mean), (left.mean + right.mean) / 2
    if mean <= 0 or difference <= rules["spreads"] * math.hypot(left.sd, right.sd) or difference <= rules["least_share"] * mean:
        return None
    return Asymmetry(larger="left" if left.mean > right.mean else "right", share=difference / mean)


def confidence_in(content: ReportContent) -> Confidence:
    """The worst of recording, strength tests and angle: typical demand, a doubtful recording or guessed strength leave little."""
    gap = leading_gap(content.match)
    level = 2
    if gap is None or content.run is None or content.synthetic or gap.basis == "prior":
        level = 0
    elif gap.depends_on_pelvis or any(other.basis == "prior" for other in content.match.gaps if other.largest_need[1] > 0):
        level = 1
    if content.run is not None:
        grade = recording_quality(content.run).grade
        level = min(level, {"good": 2, "usable": 1, "doubtful": 0}[grade])
    return _CONFIDENCE[level]


def gaps_named(content: ReportContent) -> tuple[Gap, ...]:
    """The leading gap, with the other side's if that may be as large and both sides were seen in two strides or more."""
    gap = leading_gap(content.match)
    if gap is None:
        return ()
    other = equally_asked(content.match, gap)
    if other is None:
        return (gap,)
    run = content.run
    if run is None or not run.thin_sides:
        return (gap, other)
    return (max((gap, other), key=lambda named: run.sides[named.side].strides),)


def _found(content: ReportContent) -> tuple[str, ...]:
    if content.run is not None and content.run.clusters_only:
        return ("Your stride was measured, but not what it asks of the hips: without markers at the joints, hip moments are unknown.",)
    gaps = gaps_named(content)
    if not gaps:
        return (f"{_whose(content)} asks nothing of the hips at angles where strength is known, so we cannot say where drive is missing.",)
    side = f"on the {gaps[0].side}" if len(gaps) == 1 else "on both sides"
    most = f"{_whose(content)} asks most of the {MUSCLES[gaps[0].action]} {side}, {_where(gaps)}."
    return (most, _against_strength(content, gaps), _sides(content))


def _whose(content: ReportContent) -> str:
    if content.typical_demand:
        return "A typical stride, not yours,"
    if content.run is None:
        return "The recorded stride"
    return "This made-up example stride" if content.synthetic else "Your stride"


def _where(gaps: Sequence[Gap]) -> str:
    degrees = angle_of_largest_need_deg(gaps[0])
    peak = f"with the thigh {abs(degrees)}° {'behind' if degrees < 0 else 'ahead of'} its standing position"
    ranges = {gap.majority_range() for gap in gaps} - {None}
    main = gaps[0].majority_range()
    if main is None:
        return peak
    name = range_name(gaps[0].action, main)
    if any(gap.depends_on_pelvis for gap in gaps) or len(ranges) > 1:
        return f"{peak} (whether that counts as {name} range depends on the pelvis definition)"
    return f"{peak}, which is {name} range"


def _against_strength(content: ReportContent, gaps: Sequence[Gap]) -> str:
    low, high = min(gap.largest_need[0] for gap in gaps), max(gap.largest_need[1] for gap in gaps)
    return f"There it asks {_need_in_words(gaps, low, high)}; the hip moment is {_level_in_words(content, gaps)} for running."


def _need_in_words(gaps: Sequence[Gap], low: float, high: float) -> str:
    tested = [gap.side for gap in gaps if gap.basis == "test"]
    against = "a slow strength test shows" if tested else "we guess your slow strength to be"
    if tested and len(tested) < len(gaps):
        against = f"a slow strength test of the {tested[0]} shows and we guess for the {OTHER_SIDE[tested[0]]}"
    amount = f"{percent_span(low, high)} of what {against}"
    if high > ALL:
        return f"{amount}, and more than 100 % is expected in fast running" if low <= ALL else f"{amount}, as expected in fast running"
    return f"{amount}, a large effort" if high >= MUCH else f"{amount}, well within your strength"


def _level_in_words(content: ReportContent, gaps: Sequence[Gap]) -> str:
    levels = {level_of(_peak_moment(content, gap), gap.action, content.typical) for gap in gaps}
    return " to ".join(word for word in ("low", "typical", "high") if word in levels)


def _peak_moment(content: ReportContent, gap: Gap) -> float:
    """Largest moment (Nm/kg, sign left off): as measured stride by stride or on the mean curve where there is a run, else of the demand."""
    if content.run is not None:
        side = content.run.sides[gap.side]
        measured, curve = side.measures.get("peak_hip_flexor_moment_nm_kg"), side.curves.get("hip_flexion_moment_nm_kg")
        if gap.action == "flexor" and measured is not None and measured.mean is not None:
            return measured.mean
        if curve is not None:
            return float(curve.mean.max() if gap.action == "flexor" else -curve.mean.min())
    return demand_peak(gap)[0]


def _sides(content: ReportContent) -> str:
    """Left against right, or why they are not compared."""
    run = content.run
    if content.typical_demand:
        return "A typical stride has no left and right of its own: record a run to see yours."
    if run is None:
        return "Left and right are compared in the report of the recording itself."
    if run.thin_sides:
        legs = [
            f"only one whole stride of the {side} leg" if run.sides[side].strides else f"no whole stride of the {side} leg"
            for side in run.thin_sides
        ]
        return f"Left and right are not compared because {and_list(legs)} was recorded."
    asymmetry = asymmetry_of(run)
    if asymmetry is None:
        return "The flexors of both sides peak about the same: the difference is within what strides vary and sides commonly differ."
    return (
        f"The {asymmetry.larger} flexors peak {100 * asymmetry.share:.0f} % above the {OTHER_SIDE[asymmetry.larger]}, "
        "which is more than strides vary and sides commonly differ."
    )


def _this_week(content: ReportContent) -> ThisWeek:
    if content.plan is None or not content.plan.sessions:
        reason = content.no_plan_because.strip().rstrip(".")
        because = f": {reason[0].lower() + reason[1:]}" if reason else ""
        return ThisWeek(heading=f"No training is suggested this week{because}.", lines=(), more=0)
    first = content.plan.sessions[0]
    days = sum(session.week == first.week for session in content.plan.sessions)
    by_exercise: dict[str, list[PlanLine]] = {}
    for line in first.lines:
        by_exercise.setdefault(line.name, []).append(line)
    lines = tuple(_exercise_in_words(name, lines) for name, lines in by_exercise.items())
    often = "One session" if days == 1 else f"{days} sessions"
    return ThisWeek(
        heading=f"{often}, about {first.minutes:.0f} minutes{'' if days == 1 else ' each'}",
        lines=lines[:LINES_THIS_WEEK],
        more=max(0, len(lines) - LINES_THIS_WEEK),
    )


def _exercise_in_words(name: str, lines: Sequence[PlanLine]) -> str:
    doses = [line.dose for line in lines]
    sets = sets_in_words(replace(doses[0], hold_s=None) if doses[0].reps else doses[0])
    loads = [load_in_words(dose.load, line.set_up, exercise=line.exercise) for dose, line in zip(doses, lines, strict=True)]
    if len(set(loads)) == 1:
        one_line = {"alt": "sides alternating", "both": "both legs together"}.get(doses[0].side, f"on the {lines[0].side}")
        return f"{name}: {sets} {'each side' if len(lines) > 1 else one_line}, {loads[0]}"
    return f"{name}: {sets} each side, " + and_list([f"{text} ({line.side})" for text, line in zip(loads, lines, strict=True)])


def _how_sure(content: ReportContent, confidence: Confidence) -> str:
    parts = [_recording_clause(content), _strength_clause(content)]
    if any(gap.depends_on_pelvis for gap in content.match.gaps):
        parts.append("for some muscles the range depends on the pelvis definition")
    return f"We are {confidence}: {'; '.join(parts)}."


def _recording_clause(content: ReportContent) -> str:
    if content.typical_demand:
        return "the stride is that of typical runners, and yours may differ"
    if content.run is None:
        return "the recording itself is not available here, so we cannot say how good it is"
    quality = recording_quality(content.run)
    if content.synthetic:
        return "the runner is made up from averages, so nothing here is about you"
    strides = sum(content.run.sides[side].strides for side in SIDES)
    against = f", with {and_list([reason.weakness for reason in quality.against[:2]])}" if quality.against else ""
    counted = "1 stride" if strides == 1 else f"{strides} strides"
    if content.run.thin_sides:
        counted += f", {content.run.sides['left'].strides} left and {content.run.sides['right'].strides} right"
    return f"the recording is {quality.grade} ({counted}{against})"


def _strength_clause(content: ReportContent) -> str:
    asked = [gap for gap in content.match.gaps if gap.largest_need[1] > 0]
    tested = _muscles_in_words([gap for gap in asked if gap.basis == "test"])
    untested = [gap for gap in asked if gap.basis != "test"]
    lent, guesses = ([gap for gap in untested if _is_lent(content, gap) == from_other] for from_other in (True, False))
    guessed = _muscles_in_words(guesses)
    if not guessed and not lent:
        return "strength was tested" if tested else "no strength is known"
    if not tested and not lent:
        return "strength is a guess, not a test"
    parts = [f"strength was tested for the {tested}"] if tested else []
    parts += [f"{'strength ' if not parts else ''}guessed for the {_muscles_in_words(lent)} from the other side's test"] if lent else []
    parts += [f"guessed for the {guessed}"] if guessed else []
    return " but ".join([parts[0], and_list(parts[1:])]) if len(parts) > 1 else parts[0]


def _is_lent(content: ReportContent, gap: Gap) -> bool:
    """Whether the other side was tested and this one was not, so that it borrows."""
    return gap.basis != "test" and content.match.gap_of(OTHER_SIDE[gap.side], gap.action).basis == "test"


def _muscles_in_words(gaps: Sequence[Gap]) -> str:
    words = []
    for action in ("flexor", "extensor"):
        sides = [gap.side for gap in gaps if gap.action == action]
        if sides:
            words.append(f"{action}s" if len(sides) > 1 else f"{sides[0]} {action}s")
    return and_list(words)
