"""How pictures of exercises look: colours for light and dark, letters, arrows, and the frame of an accessible SVG document."""

import math
from html import escape

from ...body import Side
from ...language import Text, layout, to_reader
from ..chart.ink import LIGHT
from ..chart.svg import number, plain_name

HEADING_PX = 14.0
LINE_PX = 17.0
_LIGHT = {
    "ground": "#ffffff",
    "ink": "#1a1a1a",
    "soft": "#555555",
    "rule": "#8a8a8a",
    "shade": "#eceef1",
    "block": "#d9dce0",
    "block_edge": "#a9aeb5",
    "trunk": "#8f959d",
    "near_arm": "#6a7079",
    "far_arm": "#c9cdd2",
    "thing": "#3f444a",
    "force": "#00703c",
    "pull": "#7b2d8b",
    "left": LIGHT["left"],
    "right": LIGHT["right"],
    "left_far": "#9fb5dc",
    "right_far": "#e6b595",
}
_DARK = {
    "ground": "#15181c",
    "ink": "#f2f2f2",
    "soft": "#b9bec5",
    "rule": "#858b93",
    "shade": "#22272d",
    "block": "#363c44",
    "block_edge": "#5d656f",
    "trunk": "#7d848d",
    "near_arm": "#aab0b8",
    "far_arm": "#4a5058",
    "thing": "#d3d7dc",
    "force": "#4fcf8b",
    "pull": "#d99be6",
    "left": "#86b0ff",
    "right": "#ff9a5e",
    "left_far": "#3b5388",
    "right_far": "#85482a",
}
_RULES = """
{p} .ground{{fill:{ground}}}
{p} text{{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-size:12.5px;fill:{ink}}}
{p} .title{{font-size:16px;font-weight:600}}
{p} .head{{font-size:14px;font-weight:600}}
{p} .soft{{fill:{soft}}}
{p} .halo{{paint-order:stroke;stroke:{ground};stroke-width:4px;stroke-linejoin:round}}
{p} .strong{{font-weight:600}}
{p} .number{{font-variant-numeric:tabular-nums}}
{p} .floor{{stroke:{rule};stroke-width:2}}
{p} .block{{fill:{block};stroke:{block_edge};stroke-width:1}}
{p} .block.near{{fill:none;stroke-width:1.5;stroke-dasharray:5 3}}
{p} .spot{{fill:{thing}}}
{p} .tube{{stroke:{block_edge};stroke-width:4;stroke-linecap:round}}
{p} .trunk{{fill:{trunk}}}
{p} .arm.near{{fill:{near_arm};stroke:{ground};stroke-width:1}}
{p} .arm.far{{fill:{far_arm};stroke:{ground};stroke-width:1}}
{p} .leg.left.near{{fill:{left};stroke:{ground};stroke-width:1}}
{p} .leg.right.near{{fill:{right};stroke:{ground};stroke-width:1}}
{p} .leg.left.far{{fill:{left_far};stroke:{ground};stroke-width:1}}
{p} .leg.right.far{{fill:{right_far};stroke:{ground};stroke-width:1}}
{p} .thing{{fill:{thing};stroke:{ground};stroke-width:1}}
{p} .disc{{fill-opacity:.5;stroke:{thing};stroke-width:2.5}}
{p} .hub{{fill:{ground};stroke:none}}
{p} .band{{fill:{thing};opacity:.55}}
{p} .force{{fill:{force};stroke:{ground};stroke-width:.6}}
{p} .pull{{fill:{pull};stroke:none}}
{p} .pull line{{stroke:{pull};stroke-width:2.4;stroke-dasharray:6 4}}
{p} text.force{{fill:{force};stroke:{ground};stroke-width:4px}}
{p} text.pull{{fill:{pull};stroke:{ground};stroke-width:4px}}
{p} .arc{{fill:none;stroke:{ink};stroke-width:1.6}}
{p} .zero{{fill:none;stroke:{ink};stroke-width:1.3;stroke-dasharray:3 3}}
{p} .shade{{fill:{shade}}}
{p} .axis{{stroke:{rule};stroke-width:1;fill:none}}
{p} .base{{stroke:{ink};stroke-width:1.2;fill:none}}
{p} .curve{{fill:none;stroke-width:2.4;stroke-linejoin:round;stroke-linecap:round}}
{p} .curve.left{{stroke:{left}}}
{p} .curve.right{{stroke:{right};stroke-dasharray:7 4}}
{p} .dot{{stroke:{ground};stroke-width:2}}
{p} .dot.left{{fill:{left}}}
{p} .dot.right{{fill:{right}}}
"""

_BY_DIGITS = ("{size:.0f}", "{size:.1f}", "{size:.2f}")


def style_sheet(prefix: str) -> str:
    """Rules for light ground and, where the reader prefers it, for dark; they reach no further than one picture."""
    return f"{_RULES.format(p=prefix, **_LIGHT)}@media (prefers-color-scheme: dark){{{_RULES.format(p=prefix, **_DARK)}}}"


def document(*, key: str, width: float, height: float, title: str, description: str, style: str, body: str) -> str:
    """An SVG document that names and describes itself.

    Args:
        key: Letters that no other picture of the page has; may come from a user's file.
        width: px.
        height: px.
        title: A few words.
        description: What the picture says, in words.
        style: Further rules.
        body: Drawn after the ground.
    """
    name = picture_name(key)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" id="{name}" viewBox="0 0 {number(width)} {number(height)}" width="{number(width)}" '
        f'height="{number(height)}" role="img" aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{escape(to_reader(title))}</title><desc id="{name}-desc">{escape(to_reader(description))}</desc>'
        f"<style>{style_sheet('#' + name)}{style}</style>"
        f'<rect class="ground" width="100%" height="100%" rx="6"/>{body}</svg>\n'
    )


def picture_name(key: str) -> str:
    """A name that may stand as an id in SVG and CSS."""
    return f"p-{plain_name(key)}"


def two_digits(value: float) -> Text:
    """A size to two digits: 0.87, 1.3, 36, 410."""
    if abs(value) < 0.005:
        return layout("{size}", size=0)
    digits = min(1 - math.floor(math.log10(abs(value))), 2)
    return layout(_BY_DIGITS[max(digits, 0)], size=round(value, digits))


def degrees(value: float) -> str:
    """An angle in whole degrees, with a true minus."""
    return f"{round(value)}°".replace("-", "−")


def other_side(side: Side) -> Side:
    """The other one."""
    return "left" if side == "right" else "right"
