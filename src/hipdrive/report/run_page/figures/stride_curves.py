"""The stride curves of a run: hip angle, moment and power, both hips, with the runner's spread and the norm's band."""

from collections.abc import Mapping

import numpy as np

from ....body import SIDES, Side
from ....body_words import SIDE_WORDS
from ....gait import Run
from ....language import Text, en, joined
from ...chart.svg import Picture
from ...figures.stride_panel import StrideLine, StridePanel, stride_panel
from ...shown_measures import SIGNALS, SIGNALS_ON_VIDEO, Signal, toe_off_of
from ..content import TypicalCurves
from ..levels import moment_in_words

_ON_VIDEO: Mapping[str, Text] = {
    "thigh_rad": en("The {side} thigh moves from {least:.0f}° to {most:.0f}° against plumb."),
    "knee_flexion_rad": en("The {side} knee bends from {least:.0f}° to {most:.0f}°."),
}


def stride_curves(run: Run, *, typical: TypicalCurves | None = None, before: Run | None = None) -> tuple[Picture, ...]:
    """Draw one picture a signal; a side without a whole stride is left out, and so is a signal that no side has.

    Args:
        run: An analysed run.
        typical: Runners at the same speed, as a band of their mean and one standard deviation.
        before: Another run, drawn thin behind; None for none.
    """
    norms = None if run.clusters_only or run.view is not None else typical
    signals = SIGNALS if run.view is None else SIGNALS_ON_VIDEO
    return tuple(_drawn(run, signal, norms, before) for signal in signals if any(signal.curve in run.sides[side].curves for side in SIDES))


def _drawn(run: Run, signal: Signal, typical: TypicalCurves | None, before: Run | None) -> Picture:
    own = _lines(run, signal, "")
    norm = None
    if typical is not None and signal.curve in typical.mean:
        norm = StrideLine(css="norm", mean=signal.factor * typical.mean[signal.curve], sd=signal.factor * typical.sd[signal.curve])
    panel = StridePanel(
        name=signal.curve,
        title=en("Hip angle, zero unknown") if signal.curve == "hip_flexion_rad" and run.clusters_only else signal.title,
        unit=signal.unit,
        above=signal.above,
        below=signal.below,
        lines=own if before is None else (*own, *_lines(before, signal, " before")),
        norm=norm,
        toe_off_percent={side: percent for side in SIDES if (percent := toe_off_percent(run, side)) is not None},
    )
    return stride_panel(panel, alt=_alt(run, signal))


def _lines(run: Run, signal: Signal, looks: str) -> tuple[StrideLine, ...]:
    """A line for each side that has the signal."""
    own = {side: run.sides[side].curves[signal.curve] for side in SIDES if signal.curve in run.sides[side].curves}
    return tuple(
        StrideLine(css=f"{side}{looks}", mean=signal.factor * curve.mean, sd=signal.factor * curve.sd) for side, curve in own.items()
    )


def toe_off_percent(run: Run, side: Side) -> float | None:
    """Mean toe-off of a side in % of its stride; None without a whole stride."""
    return toe_off_of(run.sides[side].measures)


def _alt(run: Run, signal: Signal) -> Text:
    drawn = en("{signal} over the stride, left solid and right dashed, with the spread across strides.", signal=signal.name)
    return joined((drawn, *(_side_words(run, signal, side) for side in SIDES)))


def _side_words(run: Run, signal: Signal, side: Side) -> Text:
    curve, said = run.sides[side].curves.get(signal.curve), SIDE_WORDS[side]
    if curve is None:
        return en("No whole stride of the {side} leg.", side=said)
    mean = signal.factor * curve.mean
    peak, least, most = int(np.argmax(mean)), float(mean.min()), float(mean.max())
    if signal.curve == "hip_flexion_rad":
        if run.clusters_only:
            return en(
                "The {side} hip moves through {way_deg:.0f}° from an unknown zero; its moment was not measured.",
                side=said,
                way_deg=most - least,
            )
        return en("The {side} hip moves from {least:.0f}° to {most:.0f}°.", side=said, least=least, most=most)
    if signal.curve in _ON_VIDEO:
        return _ON_VIDEO[signal.curve].filled(side=said, least=least, most=most)
    if signal.curve == "hip_flexion_moment_nm_kg":
        moment = moment_in_words(float(mean[peak]), "flexor")
        return en("The {side} flexors pull hardest at {percent} % of the stride, with {moment}.", side=said, percent=peak, moment=moment)
    return en("The {side} hip drives most, with {most:.1f} W/kg at {percent} % of the stride.", side=said, most=most, percent=peak)
