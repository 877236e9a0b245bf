"""The stride figure: hip angle, moment and power over the stride, both hips, with the band over strides."""

import math
from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from ....body import SIDES, Side
from ....curve import Action
from ....gait import Run
from ...picture import INK, SIDE_COLOUR, SIDE_STYLE, SMALL_PT, SOFT, TEXT_PT, Picture, as_picture, blank_figure, tidy
from ..content import TypicalCurves
from ..levels import moment_in_words, typical_span_nm_kg

PERCENT = np.arange(101.0)
_PANELS = (
    ("hip_flexion_rad", "hip angle (deg)", "thigh ahead", "thigh behind", math.degrees(1.0)),
    ("hip_flexion_moment_nm_kg", "moment (Nm/kg)", "flexors pull", "extensors pull", 1.0),
    ("hip_flexion_power_w_kg", "power (W/kg)", "drives", "brakes", 1.0),
)


def stride_figure(run: Run, *, typical: TypicalCurves | None = None) -> Picture:
    """Draw the three panels; a side without a whole stride is left out.

    Args:
        run: An analysed run.
        typical: Runners at the same speed, drawn as a dotted outline of their mean and one standard deviation.
    """
    if run.clusters_only:
        typical = None  # its curves have a zero, these have none
    figure = blank_figure(6.0)
    panels = figure.subplots(len(_PANELS), 1, sharex=True)
    for axes, panel in zip(panels, _PANELS, strict=True):
        _panel(axes, run, panel, typical)
    _mark_toe_off(panels, run)
    _name_lines(panels[0], run)
    panels[-1].set_xlabel("% of the stride, from landing to the next landing of the same foot", fontsize=SMALL_PT)
    figure.subplots_adjust(left=0.135, right=0.885, top=0.955, bottom=0.075, hspace=0.12)
    return as_picture(figure, _alt(run))


def _panel(axes: Axes, run: Run, panel: tuple[str, str, str, str, float], typical: TypicalCurves | None) -> None:
    name, label, above, below, factor = panel
    tidy(axes)
    axes.axhline(0.0, color=SOFT, linewidth=0.6)
    if typical is not None and name in typical.mean:
        for edge in (-1.0, 1.0):
            axes.plot(PERCENT, factor * (typical.mean[name] + edge * typical.sd[name]), color=SOFT, linewidth=0.9, linestyle=":")
    for side in SIDES:
        curve = run.sides[side].curves.get(name)
        if curve is None:
            continue
        mean, sd = factor * curve.mean, factor * curve.sd
        axes.fill_between(PERCENT, mean - sd, mean + sd, color=SIDE_COLOUR[side], alpha=0.18, linewidth=0)
        axes.plot(PERCENT, mean, color=SIDE_COLOUR[side], linestyle=SIDE_STYLE[side], linewidth=1.7)
    unknown = name == "hip_flexion_rad" and run.clusters_only
    axes.set_ylabel(f"{label}, zero unknown" if unknown else label, fontsize=TEXT_PT)
    axes.set_xlim(0, 100)
    low, high = axes.get_ylim()
    axes.set_ylim(low - 0.04 * (high - low), high + 0.10 * (high - low))
    axes.text(0.99, 0.97, f"↑ {above}", transform=axes.transAxes, ha="right", va="top", fontsize=SMALL_PT, color=SOFT)
    axes.text(0.99, 0.03, f"↓ {below}", transform=axes.transAxes, ha="right", va="bottom", fontsize=SMALL_PT, color=SOFT)
    if name == "hip_flexion_moment_nm_kg":
        _mark_typical(axes, typical)


def _mark_typical(axes: Axes, typical: TypicalCurves | None) -> None:
    """Say beside the moment what is low, typical and high for a peak."""
    signs: dict[Action, float] = {"flexor": 1.0, "extensor": -1.0}
    for action, sign in signs.items():
        low, high = typical_span_nm_kg(action, typical)
        bottom, top = axes.get_ylim()
        edges = sorted((sign * low, sign * high))
        axes.plot([101.5, 101.5], np.clip(edges, bottom, top), color=SOFT, linewidth=3, clip_on=False, solid_capstyle="butt")
        for value, word in ((sign * low / 2, "low"), (sign * (low + high) / 2, "typical"), (sign * (high + 0.3), "high")):
            if bottom < value < top:
                axes.text(103, value, word, fontsize=SMALL_PT, color=SOFT, va="center", clip_on=False)


def _mark_toe_off(panels: Sequence[Axes], run: Run) -> None:
    """A thin line at each side's mean toe-off, named once above the first panel."""
    toe_offs = {side: percent for side in SIDES if (percent := toe_off_percent(run, side)) is not None}
    for side, percent in toe_offs.items():
        for axes in panels:
            axes.axvline(percent, color=SIDE_COLOUR[side], linestyle=":", linewidth=1.0)
    if toe_offs:
        where = float(np.mean(list(toe_offs.values())))
        panels[0].text(where, 1.02, "toe-off", transform=panels[0].get_xaxis_transform(), ha="center", fontsize=SMALL_PT, color=SOFT)


def toe_off_percent(run: Run, side: Side) -> float | None:
    """Mean toe-off of a side in % of its stride; None without a whole stride."""
    measures = run.sides[side].measures
    contact, stride = measures.get("contact_time_s"), measures.get("stride_time_s")
    if contact is None or stride is None or contact.mean is None or stride.mean is None:
        return None
    return 100.0 * contact.mean / stride.mean


def _name_lines(axes: Axes, run: Run) -> None:
    """A short sample of each line with its name, inside the first panel."""
    for row, side in enumerate(SIDES):
        if "hip_flexion_rad" not in run.sides[side].curves:
            continue
        height = 0.90 - 0.10 * row
        axes.plot(
            [0.30, 0.42],
            [height, height],
            transform=axes.transAxes,
            color=SIDE_COLOUR[side],
            linestyle=SIDE_STYLE[side],
            linewidth=1.7,
        )
        axes.text(0.44, height, f"{side} hip", transform=axes.transAxes, va="center", fontsize=TEXT_PT, color=INK)


def _alt(run: Run) -> str:
    parts = ["Hip angle, moment and power over the stride, left solid and right dashed, with the spread over strides as a band."]
    for side in SIDES:
        curves = run.sides[side].curves
        if run.clusters_only and "hip_flexion_rad" in curves:
            reach = float(np.ptp(np.degrees(curves["hip_flexion_rad"].mean)))
            parts.append(f"The {side} hip moves through {reach:.0f} deg from an unknown zero; its moment was not measured.")
            continue
        if "hip_flexion_rad" not in curves or "hip_flexion_moment_nm_kg" not in curves:
            parts.append(f"No whole stride of the {side} leg.")
            continue
        angle, moment = np.degrees(curves["hip_flexion_rad"].mean), curves["hip_flexion_moment_nm_kg"].mean
        peak = int(np.argmax(moment))
        parts.append(
            f"The {side} hip moves from {angle.min():.0f} to {angle.max():.0f} deg; its flexors work hardest at {peak} % of the stride, "
            f"at {angle[peak]:.0f} deg, with {moment_in_words(float(moment[peak]), 'flexor')}."
        )
    return " ".join(parts)
