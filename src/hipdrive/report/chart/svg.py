"""Letters and numbers of SVG figures, and the frame of one figure in words and pictures."""

import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Literal

from ...language import reader, to_reader
from .ink import FIGURE_RULES, colour_variables

TEXT_PX = 12.5
LETTER_OVER_SIZE = 0.56
"""Mean width of a letter over the size of the type: our measure of system letters, on the wide side."""

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, kw_only=True)
class Picture:
    """One figure of a page."""

    svg: str
    """To stand in a page; it takes colours and looks from the page."""
    alt: str
    """What it says, in words."""
    width_px: float
    height_px: float

    @property
    def file(self) -> str:
        """The figure as a file of its own, with its looks inside, on the ground that the reader chose."""
        looks = f"<style>{colour_variables(of='svg')}{FIGURE_RULES}</style>"
        ground = '<rect width="100%" height="100%" fill="var(--ground)"/>'
        chosen = "" if reader().ground == "system" else f' data-ground="{reader().ground}"'
        svg = self.svg.replace("<svg ", f"<svg{chosen} ", 1)
        return re.sub(r"</desc>", f"</desc>{looks}{ground}", svg, count=1) + "\n"


def picture(*, name: str, width: float, height: float, title: str, alt: str, body: str) -> Picture:
    """Frame a drawing.

    Args:
        name: Letters that no other figure of the page has.
        width: px of the drawing; the page scales it to its column.
        height: px.
        title: A few words.
        alt: What it says, in words.
        body: Markup inside.
    """
    key, title, alt = plain_name(name), to_reader(title), to_reader(alt)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {number(width)} {number(height)}" role="img" '
        f'aria-labelledby="{key}-title {key}-desc"><title id="{key}-title">{escape(title)}</title>'
        f'<desc id="{key}-desc">{escape(alt)}</desc>{body}</svg>'
    )
    return Picture(svg=svg, alt=alt, width_px=width, height_px=height)


def plain_name(text: str) -> str:
    """Letters that may stand in an id of SVG and CSS."""
    return re.sub(r"[^a-zA-Z0-9-]+", "-", text)


@lru_cache(maxsize=32768)
def number(value: float, digits: int = 1) -> str:
    """A coordinate in few letters; figures beneath each other have thousands in common."""
    text = f"{value:.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def shown(value: float, digits: int = 2) -> str:
    """A number to read, with a true minus and the reader's decimal sign."""
    return number(value, digits).replace("-", "\N{MINUS SIGN}").replace(".", reader().decimal)


def letters(x: float, y: float, words: str, *, css: str = "", anchor: Anchor = "start") -> str:
    """One line of text; y is its base line."""
    looks = f' class="{css}"' if css else ""
    place = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text x="{number(x)}" y="{number(y)}"{looks}{place}>{escape(to_reader(words))}</text>'


def width_of(words: str, size_px: float = TEXT_PX) -> float:
    """About how wide a line of text is, px."""
    return LETTER_OVER_SIZE * size_px * len(to_reader(words))
