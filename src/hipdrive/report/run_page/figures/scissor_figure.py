"""The scissor figure: demand, capacity and the chosen exercises' load over hip angle in one picture, flexors up and extensors down."""

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from ....arrays import FloatArray
from ....body import SIDES, Side
from ....capacity import CapacityBand
from ....curve import Action, range_edges_deg
from ....training import Match
from ....training.match.grid import GRID_DEG, on_grid
from ...picture import INK, SIDE_COLOUR, SIDE_STYLE, SMALL_PT, SOFT, TEXT_PT, Picture, as_picture, blank_figure, tidy
from ..chosen import ChosenExercise
from ..content import TypicalCurves
from ..findings import demand_peak
from ..levels import moment_in_words, typical_span_nm_kg

ACTIONS: dict[Action, float] = {"flexor": 1.0, "extensor": -1.0}
_LOAD_LOOKS = (("#00703c", "o"), ("#7b2d8b", "s"), ("#8a6d00", "^"), ("#00707a", "D"))
"""Colour and marker of each exercise; in grey the markers and numbers tell them apart."""
AXES_HEIGHT_IN = 4.1
LINE_IN = 0.15
NAME_COLUMNS = 58


@dataclass(frozen=True, kw_only=True)
class LoadLine:
    """The load of one exercise on one hip."""

    number: int
    side: Side
    action: Action
    degrees: FloatArray
    """(n,) hip flexion, deg."""
    moment_nm_kg: FloatArray
    """(n,) flexor positive."""


def scissor_figure(
    match: Match, capacity: Sequence[CapacityBand], chosen: Sequence[ChosenExercise], *, typical: TypicalCurves | None = None
) -> Picture:
    """Draw demand (line by side), the capacity band of both hips (hatched) and each exercise's load (marker and number).

    Demand and load are the largest over the ways of moving at each degree; capacity is the slow shortening strength from the weaker hip's
    low edge to the stronger hip's high edge, where its sources hold.
    """
    key = _key_lines(chosen)
    figure = blank_figure(AXES_HEIGHT_IN + 0.80 + LINE_IN * len(key))
    height_in = float(figure.get_size_inches()[1])
    axes = figure.add_axes((0.125, (height_in - AXES_HEIGHT_IN - 0.42) / height_in, 0.755, AXES_HEIGHT_IN / height_in))
    tidy(axes)
    loads = load_lines(chosen)
    low_deg, high_deg, top, bottom = _limits(match, capacity, loads)
    axes.set_xlim(low_deg, high_deg)
    axes.set_ylim(bottom, top)
    axes.axhline(0.0, color=INK, linewidth=0.8)
    for action in ACTIONS:
        _draw_capacity(axes, capacity, action)
    _draw_demand(axes, match)
    for line in loads:
        _draw_load(axes, line)
    _draw_ranges(axes)
    _draw_zero(axes)
    _draw_levels(axes, typical)
    axes.set_xlabel("hip flexion angle (deg): thigh behind  ←  0  →  thigh ahead", fontsize=SMALL_PT)
    axes.set_ylabel("↓ extensors     moment (Nm/kg)     flexors ↑", fontsize=SMALL_PT)
    _write_key(figure, key)
    return as_picture(figure, _alt(match, capacity, chosen, loads, typical))


def load_lines(chosen: Sequence[ChosenExercise]) -> tuple[LoadLine, ...]:
    """Loads of both hips, drawn for the right leg as the working one where it is offered, unbroken parts only."""
    lines = []
    for exercise in chosen:
        candidate = exercise.by_side.get("right") or next(iter(exercise.by_side.values()))
        for side in SIDES:
            for action, sign in ACTIONS.items():
                load = on_grid(candidate.curves, side=side, action=action)
                moment = load.moment_nm_kg.max(axis=0)
                visited = np.flatnonzero(load.visited.any(axis=0) & (moment > 0))
                for part in np.split(visited, np.flatnonzero(np.diff(visited) > 1) + 1) if len(visited) else ():
                    degrees = GRID_DEG[part].astype(float)
                    lines.append(
                        LoadLine(number=exercise.number, side=side, action=action, degrees=degrees, moment_nm_kg=sign * moment[part])
                    )
    return tuple(lines)


def capacity_span(capacity: Sequence[CapacityBand], action: Action) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Degrees, low and high edge (Nm/kg, sign left off) of both hips' slow shortening strength, inside its sources' validity."""
    bands = [band for band in capacity if band.action == action and band.mode == "concentric"]
    if not bands:
        return np.zeros(0), np.zeros(0), np.zeros(0)
    low_deg = math.ceil(max(math.degrees(band.valid_low_rad) for band in bands) - 1e-6)
    high_deg = math.floor(min(math.degrees(band.valid_high_rad) for band in bands) + 1e-6)
    degrees = np.arange(low_deg, high_deg + 1.0)
    low = [np.interp(np.radians(degrees), band.low.angle_rad, np.abs(band.low.moment_nm_kg)) for band in bands]
    high = [np.interp(np.radians(degrees), band.high.angle_rad, np.abs(band.high.moment_nm_kg)) for band in bands]
    return degrees, np.min(low, axis=0), np.max(high, axis=0)


def _limits(match: Match, capacity: Sequence[CapacityBand], loads: Sequence[LoadLine]) -> tuple[float, float, float, float]:
    """Angles from behind to ahead (deg), largest and smallest moment shown (Nm/kg); capacity is cut off where it is far above the rest."""
    asked = [GRID_DEG[np.flatnonzero(gap.demand_nm_kg.max(axis=0))] for gap in match.gaps]
    degrees = np.concatenate([*asked, *(line.degrees for line in loads), np.array([-20.0, 95.0])])
    reach: dict[Action, float] = {}
    for action in ACTIONS:
        of_action = [float(gap.demand_nm_kg.max()) for gap in match.gaps if gap.action == action]
        of_action += [float(np.abs(line.moment_nm_kg).max()) for line in loads if line.action == action]
        shown = max([*of_action, 1.0])
        _, low, _ = capacity_span(capacity, action)
        reach[action] = max(shown, min(float(low.max(initial=0.0)), 1.3 * shown))
    span = reach["flexor"] + reach["extensor"]
    return float(degrees.min()) - 9.0, float(degrees.max()) + 4.0, reach["flexor"] + 0.20 * span, -reach["extensor"] - 0.24 * span


def _draw_capacity(axes: Axes, capacity: Sequence[CapacityBand], action: Action) -> None:
    degrees, low, high = capacity_span(capacity, action)
    if not len(degrees):
        return
    sign = ACTIONS[action]
    axes.fill_between(degrees, sign * low, sign * high, facecolor="#eeeeee", edgecolor="#9a9a9a", hatch="////", linewidth=0.6, zorder=0)
    bottom, top = axes.get_ylim()
    left, right = axes.get_xlim()
    inside = (degrees > left + 24) & (degrees < right - 24)
    room = np.minimum(high, top if sign > 0 else -bottom) - low
    place = int(np.argmax(np.where(inside, room, -np.inf)))
    middle = low[place] + room[place] / 2
    if room[place] > 0.12 * (top - bottom) / 2:
        axes.text(degrees[place], sign * middle, f"{action} capacity", **_label(SOFT))


def _draw_demand(axes: Axes, match: Match) -> None:
    for gap in match.gaps:
        sign, demand = ACTIONS[gap.action], gap.demand_nm_kg.max(axis=0)
        shown = np.where(demand > 0, sign * demand, np.nan)
        axes.plot(GRID_DEG, shown, color=SIDE_COLOUR[gap.side], linestyle=SIDE_STYLE[gap.side], linewidth=2.4, zorder=4)
    for action, sign in ACTIONS.items():
        pair = sorted((demand_peak(match.gap_of(side, action)), side) for side in SIDES)
        for step, ((peak, degrees), side) in enumerate(pair):
            if peak > 0:
                below_curve = (axes.get_xlim()[0] + 13.0, 0.42 * pair[-1][0][0] - 0.17 * (1 - step))
                beyond_peak = (degrees, -(pair[-1][0][0] + 0.07 + 0.17 * (1 - step)))
                place = below_curve if sign > 0 else beyond_peak
                axes.text(place[0], place[1], f"{side} stride", **{**_label(SIDE_COLOUR[side]), "zorder": 7})


def _draw_load(axes: Axes, line: LoadLine) -> None:
    colour, marker = _LOAD_LOOKS[(line.number - 1) % len(_LOAD_LOOKS)]
    axes.plot(
        line.degrees,
        line.moment_nm_kg,
        color=colour,
        linewidth=1.3,
        marker=marker,
        markersize=4.5,
        markerfacecolor="white" if line.side == "left" else colour,
        markevery=max(1, len(line.degrees) // 6),
        zorder=5,
    )
    middle = int(np.argmax(np.abs(line.moment_nm_kg))) if len(line.degrees) < 8 else int(0.62 * len(line.degrees))
    axes.text(
        line.degrees[middle],
        line.moment_nm_kg[middle],
        str(line.number),
        fontsize=TEXT_PT,
        fontweight="bold",
        color="white",
        ha="center",
        va="center",
        zorder=8,
        bbox={"boxstyle": "circle,pad=0.22", "facecolor": colour, "edgecolor": "white", "linewidth": 0.8},
    )


def _draw_ranges(axes: Axes) -> None:
    """Edges of early, mid and end with a plain gloss at the top."""
    early_below, end_above, _ = range_edges_deg()
    left, right = axes.get_xlim()
    for edge in (early_below, end_above):
        axes.axvline(edge, color=SOFT, linewidth=0.8, linestyle=(0, (1, 2)), zorder=1)
    spans = (
        (left, early_below, "early", "thigh behind or\njust ahead"),
        (early_below, end_above, "mid", "thigh clearly\nahead"),
        (end_above, right, "end", "knee\nhigh"),
    )
    for low, high, name, gloss in spans:
        low, high = max(low, left), min(high, right)  # noqa: PLW2901  cut to what is shown
        if high - low < 8:
            continue
        middle, across = (low + high) / 2, axes.get_xaxis_transform()
        axes.text(middle, 1.075, name, transform=across, ha="center", va="bottom", fontsize=TEXT_PT, fontweight="bold", color=INK)
        axes.text(middle, 1.07, gloss, transform=across, ha="center", va="top", fontsize=SMALL_PT, color=SOFT, linespacing=0.95)


def _draw_zero(axes: Axes) -> None:
    """How far the zero of hip flexion may be off, as a bar at the bottom."""
    off = range_edges_deg()[2]
    height = axes.get_ylim()[0] + 0.035 * float(np.ptp(axes.get_ylim()))
    axes.errorbar([0.0], [height], xerr=[off], color=INK, capsize=3, linewidth=1.2, marker="|", markersize=7, zorder=6)
    axes.text(off + 2.5, height, f"angles may be off by ±{off:.0f} deg", **{**_label(INK), "ha": "left", "zorder": 6})


def _draw_levels(axes: Axes, typical: TypicalCurves | None) -> None:
    """Low, typical and high for a running hip, beside the picture."""
    bottom, top = axes.get_ylim()
    for action, sign in ACTIONS.items():
        low, high = typical_span_nm_kg(action, typical)
        axes.plot(
            [1.012, 1.012],
            np.clip(sorted((sign * low, sign * high)), bottom, top),
            transform=axes.get_yaxis_transform(),
            color=SOFT,
            linewidth=3,
            clip_on=False,
            solid_capstyle="butt",
        )
        for value, word in ((sign * low / 2, "low"), (sign * (low + high) / 2, "typical"), (sign * (high + 0.25), "high")):
            if bottom < value < top:
                axes.text(1.03, value, word, transform=axes.get_yaxis_transform(), fontsize=SMALL_PT, color=SOFT, va="center")


def _key_lines(chosen: Sequence[ChosenExercise]) -> list[tuple[int, str]]:
    """Number (0 for a further line) and words of each line below the picture."""
    lines: list[tuple[int, str]] = []
    for exercise in chosen:
        wrapped = textwrap.wrap(exercise.name, NAME_COLUMNS) or [exercise.exercise]
        lines.extend((exercise.number if index == 0 else 0, text) for index, text in enumerate(wrapped))
    if chosen:
        lines.append((0, "Loads drawn with the right leg working: filled right hip, open left hip."))
    return lines


def _write_key(figure: Figure, key: Sequence[tuple[int, str]]) -> None:
    height_in = float(figure.get_size_inches()[1])
    for row, (number, text) in enumerate(reversed(key)):
        height = (0.10 + LINE_IN * row) / height_in
        if number:
            colour, marker = _LOAD_LOOKS[(number - 1) % len(_LOAD_LOOKS)]
            across = figure.transFigure
            sample = Line2D([0.03, 0.09], [height, height], color=colour, marker=marker, markersize=4.5, linewidth=1.3, transform=across)
            figure.add_artist(sample)
            text = f"{number}  {text}"  # noqa: PLW2901  the number stands before the name
        figure.text(0.11, height, text, fontsize=SMALL_PT, color=INK, va="center", parse_math=False)


def _label(colour: str) -> dict[str, Any]:
    """Look of a word on a line: centred, on a white ground."""
    ground = {"boxstyle": "square,pad=0.1", "facecolor": "white", "edgecolor": "none", "alpha": 0.85}
    return {"fontsize": SMALL_PT, "color": colour, "ha": "center", "va": "center", "bbox": ground}


def _alt(
    match: Match,
    capacity: Sequence[CapacityBand],
    chosen: Sequence[ChosenExercise],
    loads: Sequence[LoadLine],
    typical: TypicalCurves | None,
) -> str:
    parts = ["Hip moment over hip angle, flexors up and extensors down."]
    for action in ACTIONS:
        for side in SIDES:
            peak, degrees = demand_peak(match.gap_of(side, action))
            if peak > 0:
                parts.append(f"The stride asks most of the {side} {action}s at {degrees} deg: {moment_in_words(peak, action, typical)}.")
        degrees_shown, low, high = capacity_span(capacity, action)
        if len(degrees_shown):
            at = int(np.argmax(high))
            words = moment_in_words(float(low[at]), action, typical), moment_in_words(float(high[at]), action, typical)
            parts.append(f"The {action} capacity band is highest near {degrees_shown[at]:.0f} deg, from {words[0]} to {words[1]}.")
    for exercise in chosen:
        own = [line for line in loads if line.number == exercise.number]
        if own:
            top = max(own, key=lambda line: float(np.abs(line.moment_nm_kg).max()))
            at = int(np.abs(top.moment_nm_kg).argmax())
            most = moment_in_words(float(top.moment_nm_kg[at]), top.action, typical)
            where = f"the {top.side} {top.action}s most at {top.degrees[at]:.0f} deg"
            parts.append(f"Exercise {exercise.number}, {exercise.name}, loads {where}: {most}.")
    return " ".join(parts)
