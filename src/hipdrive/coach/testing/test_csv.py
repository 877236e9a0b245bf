"""The verb that stores results of tests from a spreadsheet, all of them or nothing, and the sheet to fill in."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from uuid import UUID

from ...body import SIDES
from ...capacity import Protocol, TestResult, protocol_of, protocols
from ...contract.athletes.result import result_document
from ...contract.athletes.spreadsheet import ResultLineDocument, ResultsCsvDocument
from ...errors import HipDriveError
from ...language import en
from ...store import Unit, find_person, list_people, list_results, only_tried
from ..athletes.protocol_words import typed_result
from ..spreadsheet.cell_error import CellError, refuse
from ..spreadsheet.cells import DAY_ALLOWED, Line, decimal_point
from ..spreadsheet.read import read_lines
from ..spreadsheet.write import Cell, csv_text
from .test import enter_results

RESULT_COLUMNS = ("athlete", "test", "side", "value", "unit", "passed", "date")
"""Columns of every test; what a test asks besides has a column of its own name, such as lever_m."""
SIDE_WORDS = {"left": "left", "right": "right", "l": "left", "r": "right"}
PASSED: Mapping[str, bool] = {
    "yes": True,
    "no": False,
    "passed": True,
    "failed": False,
    "pass": True,
    "fail": False,
    "true": True,
    "false": False,
}
COLUMN_OF = {"verdict": "passed", "left": "value", "right": "value"}
"""First word of what an error is about -> the column that it comes from, where that is called otherwise."""
Known = dict[object, list[UUID]]
"""What is stored of an athlete -> ids of the results that say so."""


def detail_columns(tests: Sequence[Protocol]) -> tuple[str, ...]:
    """What tests ask besides or a clip fills in, each once; those that must be given first."""
    details = sorted((detail for test in tests for detail in test.details), key=lambda detail: not detail.required)
    return tuple(dict.fromkeys(detail.key for detail in details))


def results_template(unit: Unit, tests: Sequence[str]) -> str:
    """A sheet of results to fill in: a line for every stored athlete, test and side, without results.

    Args:
        unit: A unit of work.
        tests: Ids or rows of tests.

    Raises:
        UnknownNameError: If there is no such test.
    """
    chosen = [protocol_of(test) for test in tests]
    asked = {detail.key for test in chosen for detail in test.details if not detail.from_clip}
    details = tuple(key for key in detail_columns(chosen) if key in asked)
    rows: list[list[Cell]] = [
        [person.name, test.id, side, None, test.unit or None, None, unit.today, *(None for _ in details)]
        for person in list_people(unit)
        for test in chosen
        for side in (SIDES if test.per_side else (None,))
    ]
    return csv_text((*RESULT_COLUMNS, *details), rows)


def import_results(unit: Unit, content: bytes, *, file: str, dry_run: bool = False) -> ResultsCsvDocument:
    """Store the results of a CSV file: all of them, or nothing if a line cannot be used.

    A result that is stored already is not stored again, so that the same file can be read twice.

    Args:
        unit: A unit for writing.
        content: The file.
        file: What sentences call it.
        dry_run: Whether all is only tried, so that nothing is stored.

    Raises:
        InputFileError: If it is no CSV text.
        CellError: If a line cannot be used.
    """
    columns = (*RESULT_COLUMNS, *detail_columns(tuple(protocols().values())))
    lines = read_lines(content, file=file, columns=columns, needed=("athlete", "test", "date"))
    done = [line for line in lines if {"value", "passed"} & set(line.cells)]
    with only_tried(unit) if dry_run else nullcontext(unit) as work:
        results = _stored(work, done)
    not_done = tuple(line.number for line in lines if line not in done)
    return ResultsCsvDocument(file=file, dry_run=dry_run, results=results, not_done=not_done)


def _stored(unit: Unit, lines: Sequence[Line]) -> tuple[ResultLineDocument, ...]:
    before: dict[str, Known] = {}
    stored, faults = [], []
    for line in lines:
        try:
            name = find_person(unit, line.needed("athlete", line.cells.get("athlete"), allowed=en("a stored athlete"))).name
            if name not in before:
                before[name] = _known(unit, name)
            stored.append(_stored_line(unit, line, name, before[name]))
        except CellError as fault:
            faults.append(fault)
        except HipDriveError as error:
            faults.append(line.fault(_column(error, line), error.words))
    refuse(faults)
    return tuple(stored)


def _known(unit: Unit, name: str) -> Known:
    """What is stored of an athlete, what was corrected or deleted since among it."""
    known: Known = {}
    for entry in list_results(unit, name, history=True):
        known.setdefault(_content(entry.value), []).append(entry.uid)
    return known


def _content(result: TestResult) -> object:
    return result.protocol, result.on, result.side, result.value, result.passed, tuple(sorted(result.details.items()))


def _stored_line(unit: Unit, line: Line, name: str, before: Known) -> ResultLineDocument:
    """Store the result of one line, unless it is stored already; each stored one stands for one line."""
    result = _result(line)
    alike = before.get(_content(result))
    if alike:
        return ResultLineDocument(line=line.number, athlete=name, what="stored_before", result=result_document(alike.pop(0), result))
    return ResultLineDocument(line=line.number, athlete=name, what="added", result=enter_results(unit, name, [result]).results[0])


def _column(error: HipDriveError, line: Line) -> str:
    """The column that an error comes from, as far as it tells."""
    word = error.about.partition(" ")[0]
    column = COLUMN_OF.get(word, word)
    if column in RESULT_COLUMNS or column in detail_columns(tuple(protocols().values())):
        return column
    return next((name for name, cell in line.cells.items() if cell == error.about), "")


def _result(line: Line) -> TestResult:
    """The result that a line tells."""
    named = en("the id of a test, such as isometric_hip_flexion, or a row")
    test = protocol_of(line.needed("test", line.cells.get("test"), allowed=named))
    return typed_result(
        test.id,
        on=line.needed("date", line.day_in("date"), allowed=DAY_ALLOWED),
        side=line.choice_in("side", SIDE_WORDS),
        value=line.number_in("value", example="212.5"),
        unit=line.cells.get("unit", ""),
        passed=line.choice_in("passed", PASSED),
        details=tuple(_details(line, test)),
    )


def _details(line: Line, test: Protocol) -> Iterator[str]:
    """What a line tells besides, as 'key=value' words."""
    numbers = {detail.key for detail in test.details if detail.is_number}
    for key, text in line.cells.items():
        if key not in RESULT_COLUMNS:
            yield f"{key}={decimal_point(text) if key in numbers else text}"
