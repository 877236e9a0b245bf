"""Low, typical or high: the word that stands beside every hip moment."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

from ...curve import Action
from ...data import DATA
from .content import TypicalCurves

Level = Literal["low", "typical", "high"]
_MOMENT = re.compile(r"(?P<number>-?\d+(?:\.\d+)?) Nm/kg(?P<inside>\))?(?! \()")


@cache
def level_table() -> Mapping[str, Any]:
    """The declared limits by action, each with its source (data/report/moment_levels.toml)."""
    return tomllib.loads((DATA / "report" / "moment_levels.toml").read_text(encoding="utf-8"))


def typical_span_nm_kg(action: Action, typical: TypicalCurves | None = None) -> tuple[float, float]:
    """Smallest and largest peak moment (Nm/kg, sign left off) that is called typical.

    Args:
        action: Flexor or extensor.
        typical: Runners at the same speed: their mean peak and one standard deviation to either side; without, the declared limits.
    """
    if typical is None:
        row = level_table()[action]
        return float(row["typical_from"]), float(row["typical_to"])
    peak, spread = typical.peak_nm_kg[action]
    return peak - spread, peak + spread


def level_of(moment_nm_kg: float, action: Action, typical: TypicalCurves | None = None) -> Level:
    """Low, typical or high, for a moment of either sign."""
    low, high = typical_span_nm_kg(action, typical)
    size = abs(moment_nm_kg)
    return "low" if size < low else ("high" if size > high else "typical")


def moment_in_words(moment_nm_kg: float, action: Action, typical: TypicalCurves | None = None) -> str:
    """A moment with its word, such as '1.42 Nm/kg (typical)'."""
    return f"{abs(moment_nm_kg):.2f} Nm/kg ({level_of(moment_nm_kg, action, typical)})"


def with_levels(text: str) -> str:
    """Put the word behind every hip moment of a sentence written elsewhere."""
    action: Action = "extensor" if "extensor" in text else "flexor"

    def named(moment_text: re.Match[str]) -> str:
        moment, level = f"{moment_text['number']} Nm/kg", level_of(float(moment_text["number"]), action)
        return f"{moment}, {level})" if moment_text["inside"] else f"{moment} ({level})"

    return _MOMENT.sub(named, text)
