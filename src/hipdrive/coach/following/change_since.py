"""What changed in the tests of a stored athlete since a day, beside what studies found."""

from collections.abc import Mapping, Sequence
from datetime import date

from ...capacity import TestResult
from ...contract.athletes.result import ChangesDocument, UncomparedDocument, effects_document, result_change_document, uncompared_document
from ...store import Unit, find_person, list_results
from ...training.change import compared_by, expected_effects, result_changes
from ..athletes.untested_side import untested_sides


def change_report(unit: Unit, name: str, since: date | None = None) -> ChangesDocument:
    """Changes of an athlete since a day; without one, between the last two days of each test.

    Raises:
        UnknownNameError: If nobody has the name.
    """
    person, results = find_person(unit, name).name, tuple(entry.value for entry in list_results(unit, name))
    if since is not None:
        return changes_reported(person, results, since)
    before, after = last_two_days(results)
    last_day = max((result.on for result in results), default=unit.today)
    between = _document(person, before, after, since=last_day)
    return between.model_copy(update={"compared": "last_two_days", "untested": untested_sides(results)})


def last_two_days(results: Sequence[TestResult]) -> tuple[list[TestResult], list[TestResult]]:
    """Results of the last day but one and of the last day of each test, side, angle and exercise.

    Args:
        results: All results of an athlete.

    Returns:
        Those of the last days but one, and those of the last days; what was tested on one day only is among the last.
    """
    days: dict[object, list[date]] = {}
    for on, key in sorted({(result.on, _key_of(result)) for result in results}, key=lambda tested: tested[0]):
        days.setdefault(key, []).append(on)
    before = [result for result in results if [result.on] == days[_key_of(result)][-2:-1]]
    return before, [result for result in results if result.on == days[_key_of(result)][-1]]


def changes_reported(name: str, results: Sequence[TestResult], since: date) -> ChangesDocument:
    """Changes in an athlete's results since a day."""
    before, after = [result for result in results if result.on < since], [result for result in results if result.on >= since]
    return _document(name, before, after, since=since)


def _document(name: str, before: Sequence[TestResult], after: Sequence[TestResult], *, since: date) -> ChangesDocument:
    """Results after held against those before."""
    changes = result_changes(before, after)
    compared = {test_key(change.protocol, change.side, change.same) for change in changes}
    left = [[result for result in group if _key_of(result) not in compared] for group in (before, after)]
    return ChangesDocument(
        athlete=name,
        since=since,
        changes=tuple(result_change_document(change) for change in changes),
        only_before=_uncompared(left[0]),
        only_since=_uncompared(left[1]),
        untested=untested_sides((*before, *after)),
        expected=effects_document(expected_effects(), tests={change.protocol for change in changes}),
    )


def _key_of(result: TestResult) -> tuple[object, ...]:
    return test_key(result.protocol, result.side, compared_by(result))


def test_key(test: str, side: str | None, same: Mapping[str, float | str]) -> tuple[object, ...]:
    """What results must share to be compared."""
    return test, side, tuple(sorted(same.items()))


def _uncompared(results: Sequence[TestResult]) -> tuple[UncomparedDocument, ...]:
    """Test, side and what would be compared, each once."""
    last = {_key_of(result): result for result in results}
    return tuple(uncompared_document(result, same=compared_by(result)) for result in last.values())
