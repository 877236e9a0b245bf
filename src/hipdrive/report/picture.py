"""Picture: a drawn figure as an inline image with its alternative text, and the look that all figures share."""

import base64
import hashlib
import io
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text

from ..body import Side

WIDTH_IN = 4.1
"""Made for a telephone: lettering keeps its size at 390 pixels."""
TEXT_PT, SMALL_PT = 8.5, 7.5
NAME_SALT = "hipdrive"
"""Stands before the content that a part of an SVG is named after."""
POINTS_PER_IN = 72.0
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
    return Figure(figsize=(WIDTH_IN, height_in))


def tidy(axes: Axes) -> None:
    """Thin frame, small letters, no box."""
    for name in ("top", "right"):
        axes.spines[name].set_visible(False)
    for name in ("left", "bottom"):
        axes.spines[name].set_color(SOFT)
    axes.tick_params(labelsize=SMALL_PT, colors=SOFT, length=3)


def as_picture(figure: Figure, alt: str) -> Picture:
    """Write a figure as SVG with letters as outlines, the same bytes for the same drawing."""
    figure.set_dpi(POINTS_PER_IN)
    width_in, height_in = figure.get_size_inches()
    stream = io.StringIO()
    renderer = _StableRenderer(POINTS_PER_IN * width_in, POINTS_PER_IN * height_in, stream, metadata={"Date": None})  # type: ignore[no-untyped-call]
    figure.draw(renderer)
    renderer.finalize()  # type: ignore[no-untyped-call]
    encoded = base64.b64encode(stream.getvalue().encode()).decode("ascii")
    return Picture(
        data_uri=f"data:image/svg+xml;base64,{encoded}",
        alt=alt,
        width_px=round(96 * width_in),
        height_px=round(96 * height_in),
    )


class _StableRenderer(RendererSVG):
    """Names parts after what they are and draws letters as outlines.

    matplotlib itself would do this by options of the whole process, which other threads would see.
    """

    def _make_id(self, kind: str, content: object) -> str:
        """A name for a part, the same for the same content."""
        digest = hashlib.sha256(f"{NAME_SALT}{content}".encode())
        return f"{kind}{digest.hexdigest()[:10]}"

    def draw_text(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: Any = False,  # noqa: ANN401, FBT002  as in the class above
        mtext: Text | None = None,
    ) -> None:
        """One text as outlines; our figures neither clip nor link text."""
        self._draw_text_as_path(gc, x, y, s, prop, angle, ismath, mtext)  # type: ignore[no-untyped-call]
