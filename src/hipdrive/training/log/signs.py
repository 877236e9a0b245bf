"""The signs of a typed or copied dose in those of the notation: × for x, dashes, blanks that do not break, units that stand apart."""

import re

_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
_NOT_SEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_SPAN = r"\d+(?:\.\d+)?(?: ?- ?\d+(?:\.\d+)?)?"
_TIMES = re.compile(rf"(?<![^ ,])({_SPAN}) ?[x×✕✖⨯X*] ?(?=\d|fatigue)")
_RANGE = re.compile(r"(?<=\d) ?- ?(?=\d)")
_COUNTS = re.compile(r"(?<=\d), (?=\d)")
_BEFORE_WORD = re.compile(r"(?<=\w)[,;] (?=[a-z@])")
_UNIT = re.compile(r"(?<=\d) ?(kgs?|lbs?|pounds?|s|m)(?![\w])", re.IGNORECASE)
_UNITS = {"kgs": "kg", "lbs": "lb", "pound": "lb", "pounds": "lb"}
_DECIMAL_COMMA = re.compile(r"(?<=@)(\d+),(?=\d+ ?(?:kg|lb))", re.IGNORECASE)


def plain_signs(text: str) -> str:
    """A line as the notation writes it.

    Sheets, calendars and reports show '3 × 5, hold 5 s each' with signs of the printer: they mean '3x5 hold 5s'. Phones put dashes and
    blanks of their own. A strand's '*' (band:green*2) stays.

    Args:
        text: A dose, or a line of a log.

    Returns:
        The same with one blank between its parts.
    """
    line = " ".join(text.translate(_DASHES).translate(_NOT_SEEN).split())
    line = _TIMES.sub(r"\1x", line)
    line = _RANGE.sub("-", _COUNTS.sub(",", line).replace("@ ", "@"))
    line = _DECIMAL_COMMA.sub(r"\1.", line)
    line = _UNIT.sub(lambda unit: _UNITS.get(unit[1].lower(), unit[1].lower()), line)
    return _BEFORE_WORD.sub(" ", line).replace("s each", "s")
