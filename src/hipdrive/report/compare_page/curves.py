"""The stride curves of two runs over each other: hip angle, moment and power, each side in panels of its own."""

from collections.abc import Mapping

import numpy as np

from ...body import SIDES, Side
from ...body_words import HIP_WORDS, SIDE_WORDS
from ...gait import StrideCurve
from ...language import Text, en, layout
from ..chart.svg import Picture
from ..figures.stride_panel import StrideLine, StridePanel, stride_panel
from ..shown_measures import SIGNALS, Signal, toe_off_of
from .content import CompareContent, RunShown
from .view import SideCurves

NO_STRIDE: Mapping[Side, Text] = {
    "left": en("The left leg shows no whole stride in at least one run."),
    "right": en("The right leg shows no whole stride in at least one run."),
}


def side_curves(content: CompareContent) -> tuple[SideCurves, ...]:
    """One group of panels a side; a signal that a run lacks on a side is left out there."""
    groups = []
    for side in SIDES:
        panels = tuple(_panel(content, signal, side) for signal in SIGNALS if _has_both(content, signal, side))
        if panels:
            groups.append(SideCurves(heading=layout("{hip:cap}", hip=HIP_WORDS[side]), side=side, panels=panels))
    return tuple(groups)


def why_no_curves(content: CompareContent) -> Text:
    """Why a side or a signal is not drawn; empty where all are."""
    missing = [side for side in SIDES if not any(_has_both(content, signal, side) for signal in SIGNALS)]
    if len(missing) == len(SIDES):
        return en("Neither leg shows a whole stride in both runs, so there is nothing to lay over each other.")
    if missing:
        return NO_STRIDE[missing[0]]
    signals = [signal for signal in SIGNALS if not all(_has_both(content, signal, side) for side in SIDES)]
    return en("Hip moment and power are not known in both runs, so they are not drawn.") if signals else Text("")


def _has_both(content: CompareContent, signal: Signal, side: Side) -> bool:
    return all(signal.curve in run.curves[side] for run in (content.before, content.after))


def _panel(content: CompareContent, signal: Signal, side: Side) -> Picture:
    """Before thin, after full; both sides share one frame, so that they can be compared too."""
    runs = {f"{side} before": content.before, side: content.after}
    curves = {css: run.curves[side][signal.curve] for css, run in runs.items()}
    others = [run.curves[other][signal.curve] for run in runs.values() for other in SIDES if signal.curve in run.curves[other]]
    unknown_zero = any(curve.zero for curve in curves.values())
    panel = StridePanel(
        name=f"{side}-{signal.curve}",
        title=en("{signal}, zero unknown", signal=signal.title) if unknown_zero else signal.title,
        unit=signal.unit,
        above=signal.above,
        below=signal.below,
        lines=tuple(_line(css, curve, signal) for css, curve in reversed(curves.items())),
        beside=tuple(_line("", curve, signal) for curve in others),
        toe_off_percent={css: percent for css, run in runs.items() if (percent := _toe_off(run, side)) is not None},
    )
    return stride_panel(panel, alt=_alt(signal, side, curves[f"{side} before"], curves[side]))


def _line(css: str, curve: StrideCurve, signal: Signal) -> StrideLine:
    return StrideLine(css=css, mean=signal.factor * curve.mean, sd=signal.factor * curve.sd)


def _toe_off(run: RunShown, side: Side) -> float | None:
    return toe_off_of(run.measures[side])


def _alt(signal: Signal, side: Side, before: StrideCurve, after: StrideCurve) -> Text:
    """What the panel shows, in numbers."""
    first, second = (signal.factor * curve.mean for curve in (before, after))
    return en(
        "{signal} of the {side} side over the stride, before thin and after full: before from {before_low} to {before_high}, "
        "after from {after_low} to {after_high}; at most {apart} apart.",
        signal=signal.name,
        side=SIDE_WORDS[side],
        before_low=_shown(signal, float(first.min())),
        before_high=_shown(signal, float(first.max()), unit=True),
        after_low=_shown(signal, float(second.min())),
        after_high=_shown(signal, float(second.max()), unit=True),
        apart=_shown(signal, float(np.max(np.abs(second - first))), unit=True),
    )


def _shown(signal: Signal, value: float, *, unit: bool = False) -> Text:
    """A number of a signal: angles in whole degrees, others with one digit."""
    behind = (signal.unit or f" {signal.title.partition(', ')[2]}") if unit else ""
    return layout("{value:.0f}{unit}" if signal.unit else "{value:.1f}{unit}", value=value, unit=behind)
