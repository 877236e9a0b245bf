"""What changed in the tests of a stored athlete since a day, beside what studies found."""

from collections.abc import Mapping, Sequence
from datetime import date

from ...capacity import TestResult
from ...contract.athletes.result import ChangesDocument, UncomparedDocument, effects_document, result_change_document, uncompared_document
from ...store import Unit, find_person, list_results
from ...training.change import ResultChange, compared_by, expected_effects, result_changes
from ..athletes.untested_side import untested_sides


def changes_since(results: Sequence[TestResult], since: date) -> tuple[ResultChange, ...]:
    """Every test done both before a day and from it on: improved, worse, or cannot tell yet."""
    return result_changes([result for result in results if result.on < since], [result for result in results if result.on >= since])


def change_report(unit: Unit, name: str, since: date) -> ChangesDocument:
    """Changes of an athlete since a day.

    Raises:
        UnknownNameError: If nobody has the name.
    """
    results = tuple(entry.value for entry in list_results(unit, name))
    return changes_reported(find_person(unit, name).name, results, since)


def changes_reported(name: str, results: Sequence[TestResult], since: date) -> ChangesDocument:
    """Changes in an athlete's results since a day."""
    changes = changes_since(results, since)
    compared = {test_key(change.protocol, change.side, change.same) for change in changes}
    left = [result for result in results if test_key(result.protocol, result.side, compared_by(result)) not in compared]
    return ChangesDocument(
        athlete=name,
        since=since,
        changes=tuple(result_change_document(change) for change in changes),
        only_before=_uncompared([result for result in left if result.on < since]),
        only_since=_uncompared([result for result in left if result.on >= since]),
        untested=untested_sides(results),
        expected=effects_document(expected_effects(), tests={change.protocol for change in changes}),
    )


def test_key(test: str, side: str | None, same: Mapping[str, float | str]) -> tuple[object, ...]:
    """What results must share to be compared."""
    return test, side, tuple(sorted(same.items()))


def _uncompared(results: Sequence[TestResult]) -> tuple[UncomparedDocument, ...]:
    """Test, side and what would be compared, each once."""
    last = {test_key(result.protocol, result.side, compared_by(result)): result for result in results}
    return tuple(uncompared_document(result, same=compared_by(result)) for result in last.values())
