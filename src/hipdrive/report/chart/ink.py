"""Colours of every page and figure, for light ground and for dark, as CSS variables."""

from collections.abc import Mapping

LIGHT: Mapping[str, str] = {
    "ground": "#ffffff",
    "card": "#f6f7f9",
    "ink": "#1a1a1a",
    "soft": "#555555",
    "rule": "#8a8a8a",
    "line": "#d4d7dc",
    "shade": "#eceef1",
    "norm": "#8a8f98",
    "accent": "#0b3d91",
    "stop": "#8a1c00",
    "left": "#0b3d91",
    "right": "#b03a00",
    "load-1": "#00703c",
    "load-2": "#7b2d8b",
    "load-3": "#7a5c00",
    "load-4": "#006a73",
    "load-5": "#8c1d4f",
}
DARK: Mapping[str, str] = {
    "ground": "#15181c",
    "card": "#1e2227",
    "ink": "#f2f2f2",
    "soft": "#b9bec5",
    "rule": "#858b93",
    "line": "#3a4149",
    "shade": "#22272d",
    "norm": "#8d949d",
    "accent": "#9dbdff",
    "stop": "#ff9a85",
    "left": "#86b0ff",
    "right": "#ff9a5e",
    "load-1": "#4fcf8b",
    "load-2": "#d99be6",
    "load-3": "#e0c060",
    "load-4": "#5fd0da",
    "load-5": "#f08bb6",
}
LOADS = 5
"""Exercises that have a colour of their own; further ones begin anew and are told apart by their numbers."""


def colour_variables(*, of: str = ":root") -> str:
    """Rules that set every colour of an element and what is inside it: light, dark where the reader prefers it, light on paper.

    A page whose `data-ground` says light or dark is so, whatever the device prefers.
    """
    light, dark = (";".join(f"--{name}:{colour}" for name, colour in colours.items()) for colours in (LIGHT, DARK))
    by_device = f"@media screen and (prefers-color-scheme:dark){{{of}:not([data-ground=light]){{{dark}}}}}"
    return f"{of}{{{light}}}{by_device}@media screen{{{of}[data-ground=dark]{{{dark}}}}}"


FIGURE_RULES = """
.chart{display:block;width:100%;height:auto}
.chart text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-size:12.5px;fill:var(--ink)}
.chart .small{font-size:11.5px}
.chart .soft{fill:var(--soft)}
.chart .strong{font-weight:600}
.chart .number{font-variant-numeric:tabular-nums}
.chart .halo{paint-order:stroke;stroke:var(--ground);stroke-width:4px;stroke-linejoin:round}
.chart .axis{stroke:var(--rule);stroke-width:1;fill:none}
.chart .base{stroke:var(--ink);stroke-width:1.1;fill:none}
.chart .edge{stroke:var(--rule);stroke-width:1;stroke-dasharray:2 3;fill:none}
.chart .shade{fill:var(--shade)}
.chart .norm{fill:var(--norm);fill-opacity:.22}
.chart .norm-line{stroke:var(--norm);stroke-width:1.6;stroke-dasharray:.1 3.4;stroke-linecap:round;fill:none}
.chart .capacity{fill:none;stroke:var(--norm);stroke-width:1.1}
.chart .curve{fill:none;stroke-width:2.4;stroke-linejoin:round;stroke-linecap:round}
.chart .thick{stroke-width:3.2}
.chart .spread{fill-opacity:.18}
.chart .curve.left,.chart .mark.left{stroke:var(--left)}
.chart .curve.right,.chart .mark.right{stroke:var(--right);stroke-dasharray:7 4}
.chart .spread.left,.chart .dot.left,.chart text.left{fill:var(--left)}
.chart .spread.right,.chart .dot.right,.chart text.right{fill:var(--right)}
.chart .curve.before{stroke-width:1.3}
.chart .spread.before{fill-opacity:.09}
.chart .curve.both{stroke:var(--ink)}
.chart .curve.thin{stroke-width:1.8}
.chart .mark{stroke-width:1.2;fill:none}
.chart .mark.before{stroke-width:.7}
.chart .dot.both,.chart text.both{fill:var(--ink)}
.chart .spread.both,.chart .dot.quiet{fill:var(--norm)}
.chart .dot{stroke:var(--ground);stroke-width:1.5}
.chart .dot.quiet{stroke:none}
.chart .mark.hollow{fill:var(--ground);stroke-width:1.7;stroke-dasharray:none}
.chart .curve.whisker{stroke-width:2;fill:none;stroke-dasharray:none}
.chart .curve.whisker.before{stroke-width:1.3}
.chart .pointer{stroke:var(--ink);stroke-width:2;fill:none}
.chart .pointer-head{fill:var(--ink)}
.chart .bar{fill:none;stroke:var(--ink);stroke-width:1}
.chart .filled{fill:var(--norm);fill-opacity:.55}
.chart .zero{stroke:var(--ink);stroke-width:1.3;fill:none}
.chart .number-on{fill:var(--ground);font-weight:600}
""" + "".join(
    f".chart .load-{n}{{stroke:var(--load-{n});stroke-width:1.8;fill:none;stroke-linejoin:round}}"
    f".chart .fill-{n}{{fill:var(--load-{n});stroke:var(--ground);stroke-width:1}}"
    for n in range(1, LOADS + 1)
)
"""How parts of figures look; everything else about a figure is geometry."""
