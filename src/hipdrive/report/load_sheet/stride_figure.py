"""The stride alone in the frame of all panels: how to read them, with ranges, muscles and directions named."""

import numpy as np

from ...body import SIDES
from ...language import en
from ..chart.axes import Axes
from ..chart.svg import Picture, letters, picture
from ..figures.hip_frame import HipLine, drawn_line, framed
from ..figures.load_panel import Behind

WIDE_PX, NARROW_PX = 560.0, 358.0


def stride_figure(behind: Behind, *, name: str, width: float) -> Picture:
    """Draw what the stride asks of both hips.

    Args:
        behind: The stride, and the frame of all panels.
        name: Letters that no other figure of the page has.
        width: px; words keep their size.
    """
    height = 0.55 * width if width > NARROW_PX else 0.8 * width
    axes = Axes(left=38.0, top=52.0, right=width - 6.0, bottom=height - 38.0, x=behind.x, y=behind.y)
    lines = [line for side in SIDES for line in behind.demand.get(side, ())]
    body = framed(axes, gloss=True) + "".join(drawn_line(axes, line, "norm-line") for line in lines)
    body += letters(0.0, 12.0, "Nm/kg", css="soft small")
    body += letters(axes.right - 6.0, axes.top + 15.0, en("flexors pull ↑"), css="soft small", anchor="end")
    body += letters(axes.right - 6.0, axes.bottom - 7.0, en("extensors push ↓"), css="soft small", anchor="end")
    for anchor, across, words in (("start", axes.left, en("← thigh behind")), ("end", axes.right, en("thigh ahead →"))):
        body += letters(across, height - 4.0, words, css="soft small", anchor="start" if anchor == "start" else "end")
    body += letters((axes.left + axes.right) / 2, height - 4.0, en("hip flexion"), css="soft small", anchor="middle")
    body += "".join(_named(axes, line) for line in lines[:1])
    degrees = np.concatenate([line.degrees[np.isfinite(line.moment_nm_kg)] for line in lines] or [np.zeros(1)])
    moments = np.concatenate([line.moment_nm_kg for line in lines] or [np.zeros(1)])
    alt = en(
        "The stride demands up to {flexors:.1f} Nm/kg of the flexors and up to {extensors:.1f} Nm/kg of the extensors, "
        "between {from_deg:.0f}° and {to_deg:.0f}°.",
        flexors=max(float(np.nanmax(moments)), 0.0),
        extensors=max(-float(np.nanmin(moments)), 0.0),
        from_deg=float(degrees.min()),
        to_deg=float(degrees.max()),
    )
    return picture(name=name, width=width, height=height, title=en("What the stride demands"), alt=alt, body=body)


def _named(axes: Axes, line: HipLine) -> str:
    """What the dotted line is, beside its largest moment."""
    largest = int(np.nanargmax(np.abs(line.moment_nm_kg)))
    x, y = axes.at_x(float(line.degrees[largest])), axes.at_y(float(line.moment_nm_kg[largest]))
    return letters(x + 12.0, y - 5.0 * np.sign(float(line.moment_nm_kg[largest])), en("the stride"), css="strong halo")
