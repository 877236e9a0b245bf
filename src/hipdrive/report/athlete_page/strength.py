"""What the stride asks against what the hips can give: its words for the page, and the figure, drawn when a browser asks for it."""

from ...language import en
from ..chart.svg import Picture
from ..run_page.figures.scissor import NARROW_PX, ScissorView, scissor_figure, scissor_words, usual_height
from .content import StrengthAgainstDemand
from .view import PictureAt, StrengthView

WIDE_PX = 560.0


def strength_figure(strength: StrengthAgainstDemand, *, narrow: bool) -> Picture:
    """Draw it.

    Args:
        strength: What is known of both.
        narrow: Whether for the width of a phone, else for a column.
    """
    return scissor_figure(_view(strength), name="strength", width=NARROW_PX if narrow else WIDE_PX)


def strength_view(strength: StrengthAgainstDemand, *, address: str) -> StrengthView:
    """Put it into words, with the places of its figures.

    Args:
        strength: What is known of both.
        address: Of the athlete's page; the figure stands beneath it.
    """
    wide, narrow = (
        PictureAt(address=f"{address}/strength.svg?width={width}", width_px=width_px, height_px=usual_height(width_px))
        for width, width_px in (("wide", WIDE_PX), ("narrow", NARROW_PX))
    )
    return StrengthView(
        wide=wide,
        narrow=narrow,
        alt=scissor_words(_view(strength)),
        caption=(
            en("What the stride asks: {source}.", source=strength.demand_source),
            en("Strength: {source}.", source=strength.capacity_source),
        ),
    )


def _view(strength: StrengthAgainstDemand) -> ScissorView:
    return ScissorView(match=strength.match, capacity=strength.capacity, typical_stride=strength.typical)
