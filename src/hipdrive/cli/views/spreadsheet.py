"""How what was read from a spreadsheet looks in the terminal."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...language import Text, and_list, en, en_count, joined, layout
from ..door.outlet import show_paragraph, show_table
from .athlete import passed_words
from .vocabulary import word

if TYPE_CHECKING:
    from ...contract.athletes.spreadsheet import AthletesCsvDocument, ResultLineDocument, ResultsCsvDocument

SHOWN = 40
"""Lines that are listed."""


def show_imported_athletes(read: "AthletesCsvDocument") -> None:
    """Who was stored or changed, line by line."""
    cells = [(line.line, line.name, word(line.what), joined(line.changes, ", ") or "-") for line in read.athletes]
    show_table("", (en("line"), en("name"), en("what"), en("with")), cells, words=True, whole=(0, 2))
    added, changed = (sum(line.what == what for line in read.athletes) for what in ("added", "changed"))
    ended = en_count("{n} athlete added, {changed} changed", "{n} athletes added, {changed} changed", n=added, changed=changed)
    _show_end(ended, dry_run=read.dry_run)
    if added and not read.dry_run:
        following = en(
            "Next: each athlete answers the safety screen, hipdrive screen NAME; 'hipdrive athlete list' shows who has not done so yet."
        )
        show_paragraph(following)


def show_imported_results(read: "ResultsCsvDocument") -> None:
    """What was stored, line by line, and what was passed over."""
    new = [line for line in read.results if line.what == "added"]
    cells = [
        (line.line, line.athlete, line.result.name, word(line.result.side or "-"), _outcome(line), line.result.on) for line in new[:SHOWN]
    ]
    if cells:
        columns = (en("line"), en("athlete"), en("test"), en("side"), en("result"), en("on"))
        show_table("", columns, cells, words=True, whole=(0, 3, 5))
    if len(new) > SHOWN:
        show_paragraph(en("and {count} more.", count=len(new) - SHOWN))
    known = [line.line for line in read.results if line.what == "stored_before"]
    if known:
        before = en_count(
            "Line {lines} was already stored, and not stored again.",
            "Lines {lines} were already stored, and not stored again.",
            n=len(known),
            lines=_lines(known),
        )
        show_paragraph(before)
    if read.not_done:
        skipped = en_count(
            "Line {lines} was skipped: there is no value, and neither passed nor failed.",
            "Lines {lines} were skipped: there is no value, and neither passed nor failed.",
            n=len(read.not_done),
            lines=_lines(read.not_done),
        )
        show_paragraph(skipped)
    _show_end(en_count("{n} result added", "{n} results added", n=len(new)), dry_run=read.dry_run)


def _outcome(line: "ResultLineDocument") -> Text:
    result = line.result
    return passed_words(result.passed) if result.value is None else layout("{value:.4g} {unit}", value=result.value, unit=result.unit)


def _lines(numbers: Sequence[int]) -> Text:
    """Such as '4, 5 and 9'."""
    return and_list([str(number) for number in numbers])


def _show_end(words: Text, *, dry_run: bool) -> None:
    end = en("Dry run: nothing is stored yet. Without --dry-run: {what}.", what=words) if dry_run else layout("{what}.", what=words)
    show_paragraph(end, bold=True)
