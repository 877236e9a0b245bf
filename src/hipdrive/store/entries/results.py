"""Test results: every repeat is kept as an entry of its own."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from ...capacity.tested.result import TestResult
from ..database.schema import ResultRow
from ..database.transaction import Store, writing
from .entry import Kind, check_day, correct_entry, delete_entry, insert_entry, list_entries, person_id
from .person import Stored

RESULTS = Kind(
    name="test result",
    model=ResultRow,
    day=lambda one: one.on,
    columns=lambda one: {
        "protocol": one.protocol,
        "side": one.side,
        "value": one.value,
        "passed": one.passed,
        "details": dict(one.details),
    },
    value=lambda row: TestResult(
        protocol=row.protocol, on=row.on_day, side=row.side, value=row.value, passed=row.passed, details=row.details
    ),
)


def add_result(store: Store, name: str, result: TestResult) -> UUID:
    """Add a test result of a person; its id."""
    return add_results(store, name, [result])[0]


def add_results(store: Store, name: str, results: Sequence[TestResult]) -> tuple[UUID, ...]:
    """Add test results of a person, all or none; their ids."""
    for result in results:
        check_day(RESULTS.name, result.on)
    with writing(store) as connection:
        owner = person_id(connection, name)
        return tuple(insert_entry(connection, RESULTS, owner, result)[1] for result in results)


def list_results(
    store: Store, name: str, *, protocol: str | None = None, since: date | None = None, history: bool = False
) -> tuple[Stored[TestResult], ...]:
    """Test results of a person from the oldest to the newest, of one protocol or of all."""
    chosen = {} if protocol is None else {"protocol": protocol}
    return list_entries(store, RESULTS, name, since=since, history=history, equal=chosen)


def correct_result(store: Store, name: str, uid: UUID, result: TestResult) -> UUID:
    """Put a corrected result in the place of another, which is kept as history; the new one's id."""
    return correct_entry(store, RESULTS, name, uid, result)


def delete_result(store: Store, name: str, uid: UUID) -> None:
    """Take a result out of what counts."""
    delete_entry(store, RESULTS, name, uid)
