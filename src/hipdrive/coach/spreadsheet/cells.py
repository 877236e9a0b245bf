"""The cells of one line of a spreadsheet as values: numbers with point or comma, days, choices, and blanks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from ...data.declared import ReadOnly
from ...errors import NOTHING, Advice, listed
from ...language import Text, en
from .cell_error import CellError

T = TypeVar("T")
DAYS = ("%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y")
"""How a day may be written; 04/02/1995 is one day to some and another to others."""
DAY_ALLOWED = en("a day such as 2026-11-23 or 23.11.2026")


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of a spreadsheet."""

    file: str
    number: int
    """As the spreadsheet counts, the heading being line 1."""
    cells: ReadOnly[str, str]
    """Column -> what stands there; blank cells are left out."""

    def fault(self, column: str, found: Text, advice: Text | Advice = NOTHING) -> CellError:
        """The error that says what is wrong in a cell."""
        return CellError(self.file, self.number, column, found, advice)

    def needed(self, column: str, value: T | None, *, allowed: Text) -> T:
        """The value of a cell that must not be blank.

        Raises:
            CellError: If it is.
        """
        if value is None:
            raise self.fault(column, en("the cell is blank; allowed: {allowed}", allowed=allowed))
        return value

    def number_in(self, column: str, *, example: str) -> float | None:
        """A number, with a decimal point or comma; None for a blank cell.

        Raises:
            CellError: If it is none.
        """
        text = self.cells.get(column)
        if text is None:
            return None
        try:
            return float(decimal_point(text))
        except ValueError:
            found = en("found '{text}'; allowed: a plain number, such as {example}", text=text, example=example)
            raise self.fault(column, found) from None

    def day_in(self, column: str) -> date | None:
        """A day; None for a blank cell.

        Raises:
            CellError: If it is none, or one that people read in two ways.
        """
        text = self.cells.get(column)
        if text is None:
            return None
        for form in DAYS:
            try:
                return datetime.strptime(text, form).date()  # noqa: DTZ007  a day has no time zone
            except ValueError:
                continue
        raise self.fault(column, en("found '{text}'; allowed: {allowed}", text=text, allowed=DAY_ALLOWED))

    def choice_in(self, column: str, choices: Mapping[str, T]) -> T | None:
        """One of some words, whatever the capital letters; None for a blank cell.

        Raises:
            CellError: If it is another word.
        """
        text = self.cells.get(column)
        if text is None:
            return None
        if text.casefold() not in choices:
            raise self.fault(column, en("found '{text}'; allowed: {allowed}", text=text, allowed=listed(choices)))
        return choices[text.casefold()]


def decimal_point(text: str) -> str:
    """A number as text with a decimal point where a comma stood."""
    return text.replace(",", ".") if text.count(",") == 1 and "." not in text else text
