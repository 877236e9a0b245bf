"""Low, typical or high: the word that stands beside every hip moment."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Literal

from ...curve import Action
from ...data.declared import read_only, shipped
from ...language import Text, en, layout, reader
from .content import TypicalCurves

Level = Literal["low", "typical", "high"]
LEVEL_WORDS: Mapping[Level, Text] = {"low": en("low"), "typical": en("typical"), "high": en("high")}
_MOMENT = re.compile(r"(?P<number>-?\d+(?:[.,]\d+)?) Nm/kg(?P<inside>\))?(?! \()")


@dataclass(frozen=True, kw_only=True)
class LevelLimits:
    """Which peaks of one action are called typical."""

    typical_from: float
    """Nm/kg, as both."""
    typical_to: float
    source: Text


@cache
def level_table() -> Mapping[Action, LevelLimits]:
    """The declared limits by action, each with its source (data/report/moment_levels.toml)."""
    return read_only(shipped(dict[Action, LevelLimits], "report", "moment_levels.toml"))


def typical_span_nm_kg(action: Action, typical: TypicalCurves | None = None) -> tuple[float, float]:
    """Smallest and largest peak moment (Nm/kg, sign left off) that is called typical.

    Args:
        action: Flexor or extensor.
        typical: Runners at the same speed: their mean peak and one standard deviation to either side; without, the declared limits.
    """
    if typical is None:
        limits = level_table()[action]
        return limits.typical_from, limits.typical_to
    peak, spread = typical.peak_nm_kg[action]
    return peak - spread, peak + spread


def level_of(moment_nm_kg: float, action: Action, typical: TypicalCurves | None = None) -> Level:
    """Low, typical or high, for a moment of either sign."""
    low, high = typical_span_nm_kg(action, typical)
    size = abs(moment_nm_kg)
    return "low" if size < low else ("high" if size > high else "typical")


def moment_in_words(moment_nm_kg: float, action: Action, typical: TypicalCurves | None = None) -> Text:
    """A moment with its word, such as '1.42 Nm/kg (typical)'."""
    level = LEVEL_WORDS[level_of(moment_nm_kg, action, typical)]
    return layout("{moment:.2f} Nm/kg ({level})", moment=abs(moment_nm_kg), level=level)


def with_levels(text: str) -> Text:
    """Put the word behind every hip moment of a sentence written elsewhere."""
    return text if isinstance(text, Text) and not _MOMENT.search(text) else layout("{sentence}", sentence=_WithLevels(text))


@dataclass(frozen=True)
class _WithLevels:
    """A sentence that gets its words as it is shown, whichever language that is in."""

    sentence: str

    def __str__(self) -> str:
        return self._named(str(self.sentence), str)

    def __html__(self) -> str:
        """As the reader of a page sees it."""
        return self._named(reader().show(self.sentence, literal=escape), reader().show)

    def _named(self, shown: str, show: Callable[[Text], str]) -> str:
        action: Action = "extensor" if "extensor" in self.sentence else "flexor"

        def named(found: re.Match[str]) -> str:
            word = LEVEL_WORDS[level_of(float(found["number"].replace(",", ".")), action)]
            moment, level = f"{found['number']} Nm/kg", show(word)
            return f"{moment}, {level})" if found["inside"] else f"{moment} ({level})"

        return _MOMENT.sub(named, shown)
