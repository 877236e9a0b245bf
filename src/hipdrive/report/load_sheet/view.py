"""LoadSheet: the page as values: groups of panels in the order in which a coach looks for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...body import Athlete
from ...curve import MomentCurve
from ...exercise import Effort, Exercise, VariantSummary
from ...language import Text, en, en_count, joined, layout
from ...range_words import range_phrase
from ...units import speed_and_pace
from ..chart.svg import Picture
from ..figures.load_panel import Behind, demand_lines, frame_around, load_panel, repetition_parts
from .stride_figure import NARROW_PX, WIDE_PX, stride_figure
from .words import HipWords, hips_in_words, resistance_of, title_of

BOTH, EXTENSORS = "both-hips", "extensors"
FLEXOR_GROUPS = {"early": "flexors-early", "mid": "flexors-mid", "end": "flexors-end"}
GROUPS: Mapping[str, tuple[Text, Text]] = {
    "flexors-early": (en("Flexors, early range"), en("Hardest in the {range}.", range=range_phrase("flexor", "early"))),
    "flexors-mid": (en("Flexors, mid range"), en("Hardest with the thigh clearly in front of the body.")),
    "flexors-end": (en("Flexors, end range"), en("Hardest in the {range}.", range=range_phrase("flexor", "end"))),
    EXTENSORS: (en("Extensors"), en("The muscles that push the thigh back work hardest.")),
    BOTH: (
        en("Both hips at once"),
        en("The flexors of one hip and the extensors of the other work hard at the same time, as in running."),
    ),
}
"""Anchor -> heading and what stands together there, in the order of the page."""

CLEARLY_HARDER = 1.25
"""How much harder than the working leg the other has to work to decide where an exercise stands; our choice."""


@dataclass(frozen=True, kw_only=True)
class SheetExercise:
    """One exercise, in one of its variants."""

    exercise: Exercise
    summary: VariantSummary
    """With its load in the default set-up."""

    @property
    def anchor(self) -> str:
        """Where links lead."""
        return "-".join(word.replace("_", "-") for word in (self.exercise.id, self.summary.variant) if word)


@dataclass(frozen=True, kw_only=True)
class SheetStride:
    """The stride behind the exercises."""

    curves: tuple[MomentCurve, ...]
    source: str
    speed_m_s: float | None
    """None for a movement that is no run."""
    typical: bool
    """Whether it is that of typical runners and not one's own."""


@dataclass(frozen=True, kw_only=True)
class SheetPanel:
    """One exercise on the page."""

    anchor: str
    name: Text
    """Of the exercise."""
    variant: Text
    """What its variant is; empty without variants."""
    resistance: Text
    hips: tuple[HipWords, ...]
    picture: Picture


@dataclass(frozen=True, kw_only=True)
class SheetGroup:
    """Exercises that load alike."""

    anchor: str
    heading: Text
    says: Text
    panels: tuple[SheetPanel, ...]
    also: tuple[SheetPanel, ...]
    """Those that load both hips at once and belong here too."""

    @property
    def contents(self) -> tuple[tuple[str, Text], ...]:
        """Anchor and name of every exercise of the group, variants of one exercise once."""
        return _by_name((*self.panels, *self.also))

    @property
    def elsewhere(self) -> tuple[tuple[str, Text], ...]:
        """Anchor and name of those that are drawn under both hips."""
        return _by_name(self.also)


@dataclass(frozen=True, kw_only=True)
class LoadSheet:
    """The whole page."""

    facts: tuple[Text, ...]
    stride: Text
    """What is drawn dotted."""
    source: str
    """Where it comes from."""
    typical: bool
    wide: Picture
    """The stride alone."""
    narrow: Picture
    groups: tuple[SheetGroup, ...]
    impossible: tuple[tuple[Text, Text], ...]
    """Exercises that this body can't do in the usual set-up, and why."""


def sheet_of(exercises: Sequence[SheetExercise], stride: SheetStride, athlete: Athlete) -> LoadSheet:
    """Lay out the page; every panel has the same axes.

    Args:
        exercises: Strength exercises, each variant one.
        stride: What stands behind them.
        athlete: Whose body they are computed for.
    """
    possible = [each for each in exercises if each.summary.load is not None and each.summary.load.feasible]
    parts = {each.anchor: repetition_parts(each.summary.load) for each in possible if each.summary.load is not None}
    behind = frame_around(list(parts.values()), demand_lines(stride.curves))
    panels = {each.anchor: _panel(each, behind) for each in possible}
    groups = []
    for anchor, (heading, says) in GROUPS.items():
        own = tuple(panels[each.anchor] for each in possible if _group_of(each) == anchor)
        also = tuple(panels[each.anchor] for each in possible if _group_of(each) == BOTH != anchor and anchor in _groups_by_hip(each))
        if own or also:
            groups.append(SheetGroup(anchor=anchor, heading=heading, says=says, panels=own, also=also))
    return LoadSheet(
        facts=_facts(possible, athlete),
        stride=_stride_in_words(stride),
        source=stride.source,
        typical=stride.typical,
        wide=stride_figure(behind, name="stride-wide", width=WIDE_PX),
        narrow=stride_figure(behind, name="stride-narrow", width=NARROW_PX),
        groups=tuple(groups),
        impossible=tuple(
            (title_of(each.exercise), each.summary.load.notes[0].message)
            for each in exercises
            if each.summary.load is not None and not each.summary.load.feasible
        ),
    )


def _panel(each: SheetExercise, behind: Behind) -> SheetPanel:
    load = each.summary.load
    assert load is not None  # noqa: S101 - only what has a load is laid out
    hips = hips_in_words(each.summary, each.exercise)
    says = joined(layout("{muscles} {where}.", muscles=hip.muscles, where=hip.where) for hip in hips)
    return SheetPanel(
        anchor=each.anchor,
        name=each.exercise.name,
        variant=each.exercise.label,
        resistance=resistance_of(load, each.exercise),
        hips=hips,
        picture=load_panel(each.anchor, title_of(each.exercise), repetition_parts(load), behind, alt=says),
    )


def _group_of(each: SheetExercise) -> str:
    """The one group in which it is drawn."""
    return BOTH if each.summary.both_hips else _group_of_muscles(_leading(each.summary))


def _groups_by_hip(each: SheetExercise) -> tuple[str, ...]:
    """The groups of what works hardest in the working leg and in the other."""
    return tuple(_group_of_muscles(effort) for effort in (each.summary.working, each.summary.other) if effort is not None)


def _leading(summary: VariantSummary) -> Effort:
    """What works hardest in the working leg, unless the other leg works clearly harder, as under a thrust."""
    working, other = summary.working, summary.other
    if working is None or (other is not None and other.share > CLEARLY_HARDER * working.share):
        return summary.efforts[0]
    return working


def _group_of_muscles(effort: Effort) -> str:
    return EXTENSORS if effort.action == "extensor" else FLEXOR_GROUPS[effort.range]


def _by_name(panels: Sequence[SheetPanel]) -> tuple[tuple[str, Text], ...]:
    first: dict[Text, str] = {}
    for panel in panels:
        first.setdefault(panel.name, panel.anchor)
    return tuple((anchor, name) for name, anchor in first.items())


def _facts(drawn: Sequence[SheetExercise], athlete: Athlete) -> tuple[Text, ...]:
    names, variants = len({each.exercise.id for each in drawn}), len(drawn)
    count = en_count("{n} exercise", "{n} exercises", n=names)
    if variants > names:
        count = en_count("{n} exercise in {variants} variants", "{n} exercises in {variants} variants", n=names, variants=variants)
    body = en("for a person of {mass:.0f} kg and {height_cm:.0f} cm", mass=athlete.mass_kg, height_cm=100 * athlete.height_m)
    return (count, en("each in its usual set-up"), body)


def _stride_in_words(stride: SheetStride) -> Text:
    """'what running at 12.6 km/h (4:46 min/km) demands of typical runners'."""
    if stride.speed_m_s is None:
        return en("what the recorded movement demands")
    speed = speed_and_pace(stride.speed_m_s)
    if stride.typical:
        return en("what running at {speed} demands of typical runners", speed=speed)
    return en("what running at {speed} demands of the recorded runner", speed=speed)
