"""Test results: every repeat is kept as an entry of its own."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from ...capacity.tested.result import TestResult
from ...language import en
from ..database.schema import ResultRow
from ..database.transaction import Unit
from .entry import EntryKind, Put, add_entry, correct_entry, delete_entry, list_entries
from .person import Stored

RESULTS: EntryKind[TestResult] = EntryKind(
    name=en("test result"),
    model=ResultRow,
    day=lambda result: result.on,
    columns=lambda result: {
        "protocol": result.protocol,
        "side": result.side,
        "value": result.value,
        "passed": result.passed,
        "details": dict(result.details),
    },
    value=lambda row: TestResult(
        protocol=row.protocol, on=row.on_day, side=row.side, value=row.value, passed=row.passed, details=row.details
    ),
)


def add_results(unit: Unit, name: str, results: Sequence[TestResult], *, uids: Sequence[UUID] | None = None) -> tuple[UUID, ...]:
    """Add test results of a person.

    Args:
        unit: A unit for writing.
        name: The person.
        results: What the tests gave.
        uids: Their ids, one each; the same result put twice under one id is one row. None gives them new ones.

    Returns:
        Their ids.

    Raises:
        IdTakenError: If a result with other content has one of the ids.
    """
    given: Sequence[UUID | None] = uids or [None] * len(results)
    return tuple(add_entry(unit, RESULTS, name, result, uid=uid) for result, uid in zip(results, given, strict=True))


def list_results(
    unit: Unit, name: str, *, protocol: str | None = None, since: date | None = None, history: bool = False
) -> tuple[Stored[TestResult], ...]:
    """Test results of a person from the oldest to the newest, of one protocol or of all."""
    chosen = {} if protocol is None else {"protocol": protocol}
    return list_entries(unit, RESULTS, name, since=since, history=history, equal=chosen)


def correct_result(unit: Unit, name: str, target: UUID, result: TestResult, *, uid: UUID | None = None) -> Put:
    """Put a corrected result in the place of another, which is kept as history; as correct_entry."""
    return correct_entry(unit, RESULTS, name, target, result, uid=uid)


def delete_result(unit: Unit, name: str, uid: UUID) -> None:
    """Take a result out of what counts."""
    delete_entry(unit, RESULTS, name, uid)
