"""One signal over the stride: any number of lines with their spread, and the norm's band behind them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ...arrays import FloatArray
from ...language import Text, en
from ..chart.axes import Axes, round_ticks
from ..chart.places import Places, dense
from ..chart.svg import Picture, letters, picture

PERCENT = np.arange(101.0)
WIDTH_PX, HEIGHT_PX = 380.0, 262.0
PLOT_LEFT_PX, PLOT_RIGHT_PX = 42.0, WIDTH_PX - 13.0
"""Where 0 and 100 % of the stride stand."""
ROOM_ABOVE = 0.12
"""Share of the span of all lines that is left free above and below them."""


@dataclass(frozen=True, kw_only=True)
class StrideLine:
    """Mean and spread of a signal over strides."""

    css: str
    """How it looks, such as 'left' or 'right before'."""
    mean: FloatArray
    """(101,) in the unit shown."""
    sd: FloatArray
    """(101,) same unit."""


@dataclass(frozen=True, kw_only=True)
class StridePanel:
    """What one panel shows."""

    name: str
    """Letters that no other figure of the page has."""
    title: Text
    unit: Text
    """Behind the numbers of the axis, such as '°'."""
    above: Text
    """What upwards means."""
    below: Text
    lines: tuple[StrideLine, ...]
    norm: StrideLine | None = None
    """Runners to lay beside: their mean and spread."""
    toe_off_percent: Mapping[str, float] | None = None
    """Mean toe-off by the look of its line."""
    beside: tuple[StrideLine, ...] = ()
    """Lines of a panel beside this one, which must fit into the same frame."""


def stride_panel(panel: StridePanel, *, alt: str) -> Picture:
    """Draw a panel.

    Args:
        panel: What it shows; at least one line.
        alt: What it says, in words.
    """
    axes = _axes(panel)
    body = "" if panel.norm is None else _band(axes, panel.norm, "norm")
    body += axes.across(0.0, "base")
    body += "".join(_band(axes, line, f"spread {line.css}") for line in panel.lines)
    body += "".join(axes.line(PERCENT, line.mean, f"curve {line.css}") for line in reversed(panel.lines))
    body += _toe_offs(axes, panel.toe_off_percent or {})
    body += axes.ticks_below([0.0, 25.0, 50.0, 75.0, 100.0]) + axes.ticks_beside(round_ticks(axes.y, 6), unit=panel.unit)
    body += letters(0.0, 14.0, panel.title, css="strong")
    body += letters(WIDTH_PX - 8.0, HEIGHT_PX - 5.0, en("% of the stride, landing to landing"), css="soft small", anchor="end")
    body += _directions(axes, panel)
    return picture(name=f"stride-{panel.name}", width=WIDTH_PX, height=HEIGHT_PX, title=panel.title, alt=alt, body=body)


def _axes(panel: StridePanel) -> Axes:
    drawn = (*panel.lines, *panel.beside, *(() if panel.norm is None else (panel.norm,)))
    edges = [line.mean + sign * line.sd for line in drawn for sign in (-1, 1)]
    low, high = min(float(np.nanmin(edges)), 0.0), max(float(np.nanmax(edges)), 0.0)
    room = ROOM_ABOVE * (high - low)
    return Axes(left=PLOT_LEFT_PX, top=32.0, right=PLOT_RIGHT_PX, bottom=HEIGHT_PX - 40.0, x=(0.0, 100.0), y=(low - room, high + room))


def _band(axes: Axes, line: StrideLine, css: str) -> str:
    return axes.band(PERCENT, line.mean - line.sd, line.mean + line.sd, css)


def _toe_offs(axes: Axes, toe_offs: Mapping[str, float]) -> str:
    """A thin line at each mean toe-off, named once above the frame."""
    parts = [axes.upright(percent, f"mark {css}") for css, percent in toe_offs.items()]
    if toe_offs:
        x = axes.at_x(float(np.mean(list(toe_offs.values()))))
        parts.append(letters(x, axes.top - 4.0, en("toe-off"), css="soft small", anchor="middle"))
    return "".join(parts)


def _directions(axes: Axes, panel: StridePanel) -> str:
    """What up and down mean, where the lines leave room."""
    edges = np.array([axes.y[0], axes.y[1]])
    toe_offs = [dense(axes.points(np.full(2, percent), edges)) for percent in (panel.toe_off_percent or {}).values()]
    lines = np.vstack([*(dense(axes.points(PERCENT, line.mean)) for line in panel.lines), *toe_offs])
    places = Places(inside=(axes.left, axes.top, axes.right, axes.bottom), lines_px=lines)
    spots: Sequence[float] = (axes.right - 62.0, axes.left + 62.0, (axes.left + axes.right) / 2)
    parts = []
    for words, y, down in ((panel.above, axes.top, 1.0), (panel.below, axes.bottom, -1.0)):
        costs = [places.cost((at - 60.0, min(y, y + down * 22.0), at + 60.0, max(y, y + down * 22.0))) for at in spots]
        x = spots[int(np.argmin(costs))]
        parts.append(places.put(np.array([x, y]), words, css="soft small halo", toward=np.array([0.0, down])))
    return "".join(parts)
