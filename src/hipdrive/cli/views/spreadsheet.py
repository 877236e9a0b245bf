"""How what was read from a spreadsheet looks in the terminal."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..door.outlet import show_paragraph, show_table

if TYPE_CHECKING:
    from ...contract.athletes.spreadsheet import AthletesCsvDocument, ResultLineDocument, ResultsCsvDocument

SHOWN = 40
"""Lines that are listed."""


def show_imported_athletes(read: "AthletesCsvDocument") -> None:
    """Who was stored or changed, line by line."""
    cells = [(str(line.line), line.name, line.what, ", ".join(line.changes) or "-") for line in read.athletes]
    show_table("", ("line", "name", "what", "with"), cells, words=True, whole=(0, 2))
    added, changed = (sum(line.what == what for line in read.athletes) for what in ("added", "changed"))
    _show_end(f"{_count(added, 'athlete')} added, {changed} changed", dry_run=read.dry_run)
    if added and not read.dry_run:
        show_paragraph(
            "Next: each athlete answers the safety screen, hipdrive screen NAME; 'hipdrive athlete list' shows who has not done so yet."
        )


def show_imported_results(read: "ResultsCsvDocument") -> None:
    """What was stored, line by line, and what was passed over."""
    new = [line for line in read.results if line.what == "added"]
    cells = [(str(line.line), line.athlete, line.result.name, line.result.side or "-", _outcome(line), str(line.result.on)) for line in new]
    if cells:
        show_table("", ("line", "athlete", "test", "side", "result", "on"), cells[:SHOWN], words=True, whole=(0, 3, 5))
    if len(cells) > SHOWN:
        show_paragraph(f"and {len(cells) - SHOWN} more.")
    known = [line.line for line in read.results if line.what == "stored_before"]
    if known:
        show_paragraph(f"{_lines(known)} already stored, and not stored again.")
    if read.not_done:
        show_paragraph(f"{_lines(read.not_done)} skipped: there is no value, and neither passed nor failed.")
    _show_end(f"{_count(len(new), 'result')} added", dry_run=read.dry_run)


def _outcome(line: "ResultLineDocument") -> str:
    result = line.result
    return f"{result.value:.4g} {result.unit}" if result.value is not None else "passed" if result.passed else "failed"


def _lines(numbers: Sequence[int]) -> str:
    """Such as 'Line 4 was' and 'Lines 4, 5 and 9 were'."""
    if len(numbers) == 1:
        return f"Line {numbers[0]} was"
    return f"Lines {', '.join(map(str, numbers[:-1]))} and {numbers[-1]} were"


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _show_end(words: str, *, dry_run: bool) -> None:
    if dry_run:
        show_paragraph(f"Dry run: nothing is stored yet. Without --dry-run: {words}.", bold=True)
    else:
        show_paragraph(f"{words}.", bold=True)
