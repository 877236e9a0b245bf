"""A cell of a spreadsheet that cannot be used: which file, line and column, what stands there and what may."""

from collections.abc import Sequence
from typing import ClassVar

from ...errors import NOTHING, Advice, HipDriveError
from ...language import Text, en, en_count, joined


class CellError(HipDriveError):
    """A line of a spreadsheet that cannot be used."""

    code: ClassVar[str] = "spreadsheet_cell"

    def __init__(self, file: str, line: int, column: str, found: Text, advice: Text | Advice = NOTHING, *, more: int = 0) -> None:
        self.about, self.line, self.column, self.found, self.more = file, line, column, found, more
        if column:
            sentence = en("{file}, line {line}, column {column}: {found}", file=file, line=line, column=column, found=found)
        else:
            sentence = en("{file}, line {line}: {found}", file=file, line=line, found=found)
        super().__init__(sentence, advice)

    def advised(self, advice: Text) -> Text:
        """The sentence with other words for what to do, and what became of the file."""
        more = en_count("{n} more line cannot be used either.", "{n} more lines cannot be used either.", n=self.more)
        return joined((super().advised(advice), more if self.more else "", en("Nothing was stored.")))


def refuse(faults: Sequence[CellError]) -> None:
    """Refuse a file that has lines that cannot be used; the first is named.

    Raises:
        CellError: If there are any.
    """
    if faults:
        first = faults[0]
        more = len({fault.line for fault in faults}) - 1
        raise CellError(first.about, first.line, first.column, first.found, first.advice, more=more)
