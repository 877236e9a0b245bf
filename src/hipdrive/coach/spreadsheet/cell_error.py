"""A cell of a spreadsheet that cannot be used: which file, line and column, what stands there and what may."""

from collections.abc import Sequence
from typing import ClassVar

from ...errors import Advice, HipDriveError


class CellError(HipDriveError):
    """A line of a spreadsheet that cannot be used."""

    code: ClassVar[str] = "spreadsheet_cell"

    def __init__(self, file: str, line: int, column: str, found: str, advice: str | Advice = "", *, more: int = 0) -> None:
        self.about, self.line, self.column, self.found = file, line, column, found.rstrip(".")
        others = "" if more == 0 else f" {more} more line{'' if more == 1 else 's'} cannot be used either."
        at = f", column {column}" if column else ""
        sentence = f"{file}, line {line}{at}: {self.found}{'; ' if str(advice) else ''}"
        end = "" if (str(advice) or self.found).endswith("?") else "."
        super().__init__(sentence, advice, f"{end}{others} Nothing was stored.")


def refuse(faults: Sequence[CellError]) -> None:
    """Refuse a file that has lines that cannot be used; the first is named.

    Raises:
        CellError: If there are any.
    """
    if faults:
        first = faults[0]
        more = len({fault.line for fault in faults}) - 1
        raise CellError(first.about, first.line, first.column, first.found, first.advice, more=more)
