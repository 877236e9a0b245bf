"""The first screen: what we found in three sentences, this week's plan in a few lines, and how sure we are."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ...body import OTHER_SIDE, SIDES, Side
from ...body_words import ON_SIDE_WORDS, SIDE_WORDS
from ...curve import Action
from ...gait import Run
from ...language import Text, and_list, en, en_count, joined, layout, percent_span
from ...range_words import range_name
from ...training import Gap, Match, PlanLine
from ...training.match.gap import CENTRE
from ...training.match.grid import GRID_DEG
from ..words import EACH_SIDE, load_in_words, sets_in_words, side_in_words
from .content import ReportContent
from .figures.scissor_lines import demand_peak
from .filmed_view import filmed_found
from .how_sure import Confidence, how_sure
from .levels import LEVEL_WORDS, level_of
from .quality import quality_table, recording_quality

_CONFIDENCE: tuple[Confidence, ...] = ("not very sure", "moderately sure", "fairly sure")
MUSCLES: Mapping[Action, Text] = {
    "flexor": en("hip flexors (they pull the thigh forward)"),
    "extensor": en("hip extensors (they push the thigh back)"),
}
MUCH, ALL = 0.8, 1.0
"""Need from which an effort is called large, and above which it exceeds a slow test."""
LINES_THIS_WEEK = 3


@dataclass(frozen=True, kw_only=True)
class ThisWeek:
    """The first week of the plan in short."""

    heading: Text
    lines: tuple[Text, ...]
    """At most three exercises."""
    more: int
    """Exercises beyond these."""


@dataclass(frozen=True, kw_only=True)
class Findings:
    """What stands on the first screen."""

    found: tuple[Text, ...]
    """Three sentences: where most is asked, how that compares with strength, and left against right."""
    this_week: ThisWeek
    how_sure: Text
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
    return Findings(found=_found(content), this_week=_this_week(content), how_sure=how_sure(content, confidence), confidence=confidence)


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
    rules = quality_table().asymmetry
    peaks = {side: run.sides[side].measures.get("peak_hip_flexor_moment_nm_kg") for side in SIDES}
    left, right = peaks["left"], peaks["right"]
    if run.thin_sides or left is None or right is None or left.mean is None or right.mean is None or left.sd is None or right.sd is None:
        return None
    difference, mean = abs(left.mean - right.mean), (left.mean + right.mean) / 2
    if mean <= 0 or difference <= rules.spreads * math.hypot(left.sd, right.sd) or difference <= rules.least_share * mean:
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


def _found(content: ReportContent) -> tuple[Text, ...]:
    if content.run is not None and content.run.clusters_only:
        return (en("Your stride was measured, but not what it asks of the hips: without markers at the joints, hip moments are unknown."),)
    gaps, stride = gaps_named(content), _whose(content)
    if not gaps:
        nothing = en(
            "{stride} asks nothing of the hips at angles where strength is known, so we cannot say where drive is missing.", stride=stride
        )
        return (nothing,)
    filmed = () if content.run is None else filmed_found(content.run)
    side = ON_SIDE_WORDS[gaps[0].side if len(gaps) == 1 else "both"]
    muscles = MUSCLES[gaps[0].action]
    most = en("{stride} asks most of the {muscles} {side}, {where}.", stride=stride, muscles=muscles, side=side, where=_where(gaps))
    return (*filmed, most, _against_strength(content, gaps), _sides(content))


def _whose(content: ReportContent) -> Text:
    if content.typical_demand or content.borrowed_demand:
        return en("A typical stride, not yours,")
    if content.run is None:
        return en("The recorded stride")
    return en("This made-up example stride") if content.synthetic else en("Your stride")


def _where(gaps: Sequence[Gap]) -> Text:
    degrees = angle_of_largest_need_deg(gaps[0])
    behind = en("with the thigh {angle_deg}° behind its standing position", angle_deg=-degrees)
    place = behind if degrees < 0 else en("with the thigh {angle_deg}° ahead of its standing position", angle_deg=degrees)
    ranges = {gap.majority_range() for gap in gaps} - {None}
    main = gaps[0].majority_range()
    if main is None:
        return place
    name = range_name(gaps[0].action, main)
    if any(gap.depends_on_pelvis for gap in gaps) or len(ranges) > 1:
        return en("{place} (whether that counts as {range} range depends on the pelvis definition)", place=place, range=name)
    return en("{place}, which is {range} range", place=place, range=name)


def _against_strength(content: ReportContent, gaps: Sequence[Gap]) -> Text:
    low, high = min(gap.largest_need[0] for gap in gaps), max(gap.largest_need[1] for gap in gaps)
    need = _need_in_words(gaps, percent_span(low, high))
    if content.run is not None and content.run.view is not None:
        return en("There it asks {need}; how your hips compare with other runners' is more than one camera can tell.", need=need)
    level = _level_in_words(content, gaps)
    if high > ALL and low <= ALL:
        return en(
            "There it asks {need}, and more than 100 % is expected in fast running; the hip moment is {level} for running.",
            need=need,
            level=level,
        )
    if high > ALL:
        return en("There it asks {need}, as expected in fast running; the hip moment is {level} for running.", need=need, level=level)
    if high >= MUCH:
        return en("There it asks {need}, a large effort; the hip moment is {level} for running.", need=need, level=level)
    return en("There it asks {need}, well within your strength; the hip moment is {level} for running.", need=need, level=level)


def _need_in_words(gaps: Sequence[Gap], share: Text) -> Text:
    tested = [gap.side for gap in gaps if gap.basis == "test"]
    if not tested:
        return en("{share} of what we guess your slow strength to be", share=share)
    if len(tested) == len(gaps):
        return en("{share} of what a slow strength test shows", share=share)
    return en(
        "{share} of what a slow strength test of the {tested} shows and we guess for the {other}",
        share=share,
        tested=SIDE_WORDS[tested[0]],
        other=SIDE_WORDS[OTHER_SIDE[tested[0]]],
    )


def _level_in_words(content: ReportContent, gaps: Sequence[Gap]) -> Text:
    levels = {level_of(_peak_moment(content, gap), gap.action, content.typical) for gap in gaps}
    words = [word for level, word in LEVEL_WORDS.items() if level in levels]
    return words[0] if len(words) == 1 else en("{low} to {high}", low=words[0], high=words[-1])


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


def _sides(content: ReportContent) -> Text:
    """Left against right, or why they are not compared."""
    run = content.run
    if content.typical_demand:
        return en("A typical stride has no left and right of its own: record a run to see yours.")
    if run is None:
        return en("Left and right are compared in the report of the recording itself.")
    if run.view is not None:
        return en("Left and right are not compared: what they differ by is smaller than what one camera can tell.")
    if run.thin_sides:
        legs = [
            en("only one whole stride of the {side} leg", side=SIDE_WORDS[side])
            if run.sides[side].strides
            else en("no whole stride of the {side} leg", side=SIDE_WORDS[side])
            for side in run.thin_sides
        ]
        return en("Left and right are not compared because {strides} was recorded.", strides=and_list(legs))
    asymmetry = asymmetry_of(run)
    if asymmetry is None:
        return en("The flexors of both sides peak about the same: the difference is within what strides vary and sides commonly differ.")
    return en(
        "The {side} flexors peak {share:.0f} % above the {other}, which is more than strides vary and sides commonly differ.",
        side=SIDE_WORDS[asymmetry.larger],
        share=100 * asymmetry.share,
        other=SIDE_WORDS[OTHER_SIDE[asymmetry.larger]],
    )


def _this_week(content: ReportContent) -> ThisWeek:
    if content.plan is None or not content.plan.sessions:
        heading = joined((en("No training is suggested this week."), content.no_plan_because))
        return ThisWeek(heading=heading, lines=(), more=0)
    first = content.plan.sessions[0]
    days = sum(session.week == first.week for session in content.plan.sessions)
    by_exercise: dict[str, list[PlanLine]] = {}
    for line in first.lines:
        by_exercise.setdefault(line.name, []).append(line)
    lines = tuple(_exercise_in_words(lines[0].name, lines) for lines in by_exercise.values())
    return ThisWeek(
        heading=en_count(
            "One session, about {minutes:.0f} minutes",
            "{n} sessions, about {minutes:.0f} minutes each",
            n=days,
            minutes=first.minutes,
        ),
        lines=lines[:LINES_THIS_WEEK],
        more=max(0, len(lines) - LINES_THIS_WEEK),
    )


def _exercise_in_words(name: Text, lines: Sequence[PlanLine]) -> Text:
    doses = [line.dose for line in lines]
    sets = sets_in_words(replace(doses[0], hold_s=None) if doses[0].reps else doses[0])
    loads = [load_in_words(dose.load, line.set_up, exercise=line.exercise) for dose, line in zip(doses, lines, strict=True)]
    side, load = EACH_SIDE, loads[0]
    if len(set(loads)) > 1:
        load = and_list([layout("{load} ({side})", load=load, side=SIDE_WORDS[line.side]) for load, line in zip(loads, lines, strict=True)])
    elif len(lines) == 1:
        side = side_in_words(doses[0]) if doses[0].side in {"alt", "both"} else ON_SIDE_WORDS[lines[0].side]
    return layout("{exercise}: {sets} {side}, {load}", exercise=name, sets=sets, side=side, load=load)
