"""What the lab's script is told of one set-up: whether it can be done, what it loads in words, and what figure and chart are drawn from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

import numpy as np

from ...curve import MomentCurve
from ...exercise import BOTH_LEGS, Effort, Exercise, Load, Peak, Value
from ...exercise.solve.scene import Scene
from ...exercise.verdict.instruction import instruction
from ...language import Text, to_reader
from .chart import ChartSent, lab_chart
from .figure import FigureSent, frame_at, lab_figure, lab_view, named_moments, shown_frames
from .handles import HandleSent, lab_handles
from .words import said, sentences


@dataclass(frozen=True, kw_only=True)
class LabShown:
    """How the lab is looked at."""

    figure_px: float
    """Width of the figure."""
    chart_px: float
    settled: bool
    """Whether the hand rests: then everything is told, and a whole repetition is drawn; else what is seen while it moves."""
    moment: float = 0.0
    """Share of the repetition at which the figure stands."""
    view: tuple[float, ...] = ()
    """Of the figure before, to stay in; empty for a new one."""
    axes: tuple[float, ...] = ()
    """Of the chart before, likewise."""


@dataclass(frozen=True, kw_only=True)
class LabContent:
    """A set-up, worked out."""

    exercise: Exercise
    """In the variant that was chosen."""
    load: Load
    scene: Scene | None
    """None where this body can't take the pose."""
    peaks: tuple[Peak, ...]
    """Of the working hip alone while the hand moves."""
    share_at_once: float
    """0 while the hand moves, as it is not told then."""
    efforts: tuple[Effort, ...]
    """Empty while the hand moves, as are remarks."""
    reasons: tuple[Text, ...]
    """Why it can't be done; none if it can."""
    remarks: tuple[Text, ...]
    demand: tuple[MomentCurve, ...]
    """What stands behind."""


class LabAnswer(TypedDict):
    """What is told."""

    set_up: dict[str, Value]
    """All values, defaults included."""
    settled: bool
    feasible: bool
    reasons: list[str]
    remarks: list[str]
    sentences: list[str]
    """Empty while the hand moves, as are remarks, instruction and moments."""
    said: str
    """One sentence for who listens."""
    instruction: str
    """How to arrange it."""
    figure: FigureSent | None
    handles: list[HandleSent]
    moments: list[tuple[str, float]]
    """Names of moments of the repetition, with their shares of it."""
    chart: ChartSent


def lab_answer(content: LabContent, shown: LabShown) -> LabAnswer:
    """Tell of a set-up in the language of whoever reads now."""
    load, scene = content.load, content.scene
    frames, figure, handles = np.zeros(0, dtype=np.int64), None, list[HandleSent]()
    if scene is not None:
        seen = lab_view(scene, width_px=shown.figure_px, kept=shown.view, settled=shown.settled)
        frames = shown_frames(scene, settled=shown.settled, moment=shown.moment)
        figure = lab_figure(scene, seen, frames)
        handles = lab_handles(scene, content.exercise, seen.view, frame_at(scene, shown.moment))
    return LabAnswer(
        set_up=dict(load.set_up),
        settled=shown.settled,
        feasible=load.feasible,
        reasons=_shown(content.reasons),
        remarks=_shown(content.remarks),
        sentences=_shown(_sentences(content)) if shown.settled else [],
        said=to_reader(said(load, content.peaks, content.reasons)),
        instruction=to_reader(instruction(content.exercise, load.set_up)) if shown.settled and scene is not None else "",
        figure=figure,
        handles=handles,
        moments=[] if scene is None or not shown.settled else named_moments(scene),
        chart=lab_chart(load, scene, frames, width_px=shown.chart_px, kept=shown.axes, demand=content.demand),
    )


def _sentences(content: LabContent) -> tuple[Text, ...]:
    alike = content.exercise.laterality == BOTH_LEGS
    return sentences(content.load, content.peaks, content.share_at_once, content.efforts, alike=alike)


def _shown(texts: Sequence[Text]) -> list[str]:
    return [to_reader(text) for text in texts]
