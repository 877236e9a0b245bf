"""Masses and heights in a text about what is owned: '2x1 kg', '45 cm', '18 lb'."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from ...units import kg_from_lb, metres_from_inches

Kind = Literal["kg", "m", ""]
UNITS = r"kgs?|kilos?|kilograms?|kilogrammes?|grams?|g|lbs?|pounds?|cm|mm|metres?|meters?|m|inch(?:es)?|in|feet|foot|ft|\"|”|″"
"""Words for units, as a regular expression."""
FIGURE = re.compile(
    rf"(?:(?P<count>\d+)\s*[x×*]\s*)?(?<![\d.])(?P<amount>\d+(?:\.\d+)?)\s*(?P<unit>{UNITS})?(?![\w.])(?:\s*[x×*]\s*(?P<times>\d+)(?!\w))?",
    re.IGNORECASE,
)
IN_KG: Mapping[str, float] = MappingProxyType(
    {"kg": 1.0, "kilo": 1.0, "kilogram": 1.0, "kilogramme": 1.0, "gram": 1e-3, "g": 1e-3, "lb": kg_from_lb(1.0), "pound": kg_from_lb(1.0)}
)
IN_M: Mapping[str, float] = MappingProxyType(
    {
        "cm": 0.01,
        "mm": 0.001,
        "m": 1.0,
        "metre": 1.0,
        "meter": 1.0,
        **dict.fromkeys(("inch", "inche", "in", '"', "”", "″"), metres_from_inches(1.0)),
        **dict.fromkeys(("feet", "foot", "ft"), metres_from_inches(12.0)),
    }
)


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One mass or height, and of how many things it is."""

    written: str
    amount: float
    """In kg or m; without a unit as it was written."""
    kind: Kind
    """'' where no unit was written."""
    unit_size: float = 1.0
    """What one of the written unit is in kg or m."""
    count: int | None = None
    """None where none was written."""


def figures_in(text: str) -> tuple[tuple[Figure, ...], str]:
    """The figures of a text, and what is left of it without them."""
    figures = tuple(_figure(match) for match in FIGURE.finditer(text))
    return figures, FIGURE.sub(" ", text)


def _figure(match: re.Match[str]) -> Figure:
    unit = (match["unit"] or "").lower()
    singular = unit if unit in IN_KG or unit in IN_M else unit.removesuffix("s")
    kind: Kind = "kg" if singular in IN_KG else "m" if singular in IN_M else ""
    size = IN_KG.get(singular) or IN_M.get(singular) or 1.0
    count = match["count"] or match["times"]
    amount = round(float(match["amount"]) * size, 4)
    return Figure(written=match[0].strip(), amount=amount, kind=kind, unit_size=size, count=None if count is None else int(count))
