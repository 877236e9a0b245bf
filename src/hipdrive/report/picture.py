"""Picture: a drawn figure as an inline image with its alternative text, and the look that all figures share."""

import base64
import io
from dataclasses import dataclass

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from ..body import Side

WIDTH_IN = 4.1
"""Made for a telephone: lettering keeps its size at 390 pixels."""
TEXT_PT, SMALL_PT = 8.5, 7.5
INK, SOFT = "#111111", "#555555"
SIDE_STYLE: dict[Side, str] = {"left": "-", "right": "--"}
SIDE_COLOUR: dict[Side, str] = {"left": "#0b3d91", "right": "#b03a00"}
"""Dark blue and burnt orange; in grey they differ by dash."""


@dataclass(frozen=True, kw_only=True)
class Picture:
    """An image for a page."""

    data_uri: str
    """The whole image, so that a page needs no other file."""
    alt: str
    """What the picture says, in words."""
    width_px: int
    height_px: int


def blank_figure(height_in: float) -> Figure:
    """An empty figure of the common width; no global state of matplotlib is touched."""
    figure = Figure(figsize=(WIDTH_IN, height_in))
    FigureCanvasSVG(figure)
    return figure


def tidy(axes: Axes) -> None:
    """Thin frame, small letters, no box."""
    for name in ("top", "right"):
        axes.spines[name].set_visible(False)
    for name in ("left", "bottom"):
        axes.spines[name].set_color(SOFT)
    axes.tick_params(labelsize=SMALL_PT, colors=SOFT, length=3)


def as_picture(figure: Figure, alt: str) -> Picture:
    """Write a figure as SVG with letters as outlines, the same bytes for the same drawing."""
    stream = io.BytesIO()
    with mpl.rc_context({"svg.hashsalt": "hipdrive", "svg.fonttype": "path"}):  # put back on leaving
        figure.savefig(stream, format="svg", metadata={"Date": None})
    encoded = base64.b64encode(stream.getvalue()).decode("ascii")
    width_in, height_in = figure.get_size_inches()
    return Picture(
        data_uri=f"data:image/svg+xml;base64,{encoded}",
        alt=alt,
        width_px=round(96 * width_in),
        height_px=round(96 * height_in),
    )
