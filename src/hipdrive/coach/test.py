"""The verbs on tests of stored athletes: what tests there are, entering, correcting and listing results, and what changed since."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from ..capacity import TestResult as TestResult
from ..capacity import change_value, checked_result, protocol_of
from ..errors import UnknownNameError
from ..exercise import exercises
from ..exercise.solve.set_up import resolve_set_up
from ..store import Store, Stored, add_results, correct_result, delete_result, list_results
from ..training.change import compared_by
from ..training.log.session import refuse_future
from .athletes.entry_id import entry_named
from .athletes.known_athlete import REPETITION_TESTS, Known, known, set_up_of, strength_of
from .athletes.protocol_words import typed_result


def enter_results(store: Store, name: str, results: Sequence[TestResult], *, today: date) -> tuple[tuple[UUID, TestResult], ...]:
    """Store results as typed, each checked against its protocol: all of them or none.

    Returns:
        Id and checked result of each.

    Raises:
        UnknownNameError: If athlete, test, exercise or a detail is not known.
        ValueOutOfRangeError: If a value, side or date cannot be.
    """
    athlete = known(store, name)
    checked = [_checked(one, athlete, today=today) for one in results]
    return tuple(zip(add_results(store, name, checked), checked, strict=True))


def enter_result(store: Store, name: str, result: TestResult, *, today: date, replaces: UUID | None = None) -> tuple[UUID, TestResult]:
    """Store one result of one side, checked against its protocol; as enter_results."""
    if replaces is None:
        return enter_results(store, name, [result], today=today)[0]
    checked = _checked(result, known(store, name), today=today)
    return correct_result(store, name, replaces, checked), checked


def _checked(result: TestResult, athlete: Known, *, today: date) -> TestResult:
    refuse_future(result.on, today=today, name="date of a test")
    checked = checked_result(result, athlete.body())
    _refuse_unknown_set_up(checked, athlete)
    return checked


def _refuse_unknown_set_up(result: TestResult, athlete: Known) -> None:
    """A repetition maximum must name an exercise and a set-up that load the tested hip."""
    if "exercise" not in result.details:
        return
    if str(result.details["exercise"]) not in exercises():
        raise UnknownNameError("exercise", str(result.details["exercise"]), exercises())
    if protocol_of(result.protocol).id in REPETITION_TESTS:
        exercise, set_up = set_up_of(result)
        resolve_set_up(exercises()[exercise], set_up, athlete.body(), bands=None if athlete.equipment is None else athlete.equipment.bands)
        strength_of([result], athlete.body(), equipment=athlete.equipment)


def stored_result(store: Store, name: str, text: str) -> Stored[TestResult]:
    """The result that an id, or its first letters, means.

    Raises:
        UnknownNameError: If nobody has the name.
        UnknownEntryError: If there is no such result.
        ReplacedEntryError: If it was corrected or deleted before.
    """
    return entry_named(list_results(store, name, history=True), text, kind="test result")


def drop_result(store: Store, name: str, text: str) -> Stored[TestResult]:
    """Take a result out of what counts; raises as stored_result."""
    found = stored_result(store, name, text)
    delete_result(store, name, found.uid)
    return found


def results_of(store: Store, name: str, test: str = "") -> list[dict[str, Any]]:
    """Results that count, as plain values, from the oldest to the newest: all, or those of one test.

    Raises:
        UnknownNameError: If athlete or test is not known.
    """
    chosen = protocol_of(test).id if test else None
    return [result_as_json(one.value, uid=one.uid) for one in list_results(store, name, protocol=chosen)]


def result_as_json(result: TestResult, *, uid: UUID | None = None) -> dict[str, Any]:
    """One result as plain values; 'judged' is the number that later results are compared by, such as a moment for a force."""
    protocol = protocol_of(result.protocol)
    plain: dict[str, Any] = {
        "test": result.protocol,
        "name": protocol.name,
        "on": result.on.isoformat(),
        "side": result.side,
        "value": result.value,
        "unit": protocol.unit,
        "passed": result.passed,
        "details": dict(result.details),
        "judged": change_value(result) if protocol.kind == "measured" else None,
        "judged_in": protocol.change_unit,
    }
    return plain if uid is None else {"id": str(uid), **plain}


def latest_results(results: Sequence[TestResult]) -> list[dict[str, Any]]:
    """The last day of each test, side and angle or exercise, as plain values: its results and how many there are in all."""
    found: dict[tuple[Any, ...], list[TestResult]] = {}
    for result in results:
        found.setdefault((result.protocol, result.side or "", *compared_by(result).items()), []).append(result)
    return [_latest(found[key]) for key in sorted(found, key=str)]


def _latest(results: Sequence[TestResult]) -> dict[str, Any]:
    last = max(result.on for result in results)
    day = [result for result in results if result.on == last]
    protocol = protocol_of(day[-1].protocol)
    values: Mapping[str, list[Any]] = {"values": [one.value for one in day], "passed": [one.passed for one in day]}
    return {
        "test": protocol.id,
        "name": protocol.name,
        "side": day[-1].side,
        "same": compared_by(day[-1]),
        "on": last.isoformat(),
        "unit": protocol.unit,
        **{key: [one for one in found if one is not None] for key, found in values.items()},
        "count": len(results),
    }


def amend_result(
    store: Store,
    name: str,
    text: str,
    *,
    today: date,
    on: date | None = None,
    side: str | None = None,
    value: float | None = None,
    unit: str = "",
    passed: bool | None = None,
    details: Sequence[str] = (),
) -> tuple[UUID, TestResult]:
    """Correct a stored result: what is given takes the place of what it had, the rest stays; the old one is kept as history.

    Args:
        store: An open store.
        name: The athlete.
        text: Id of the result, or its first letters.
        today: For a date that has not come yet.
        on: Day of the test.
        side: 'left' or 'right'.
        value: In `unit`.
        unit: Such as 'lb'; empty for the unit of the test.
        passed: The verdict.
        details: 'key=value' words; 'key=' drops a detail.

    Returns:
        Id and value of the result that counts now.

    Raises:
        UnknownEntryError: If there is no such result.
        ReplacedEntryError: If it was corrected or deleted before.
        ValueOutOfRangeError: If a value, side or date cannot be.
    """
    found = stored_result(store, name, text)
    old = found.value
    new = typed_result(
        old.protocol,
        on=on or old.on,
        side=side or old.side,
        value=value,
        unit=unit,
        passed=old.passed if passed is None else passed,
        details=details,
    )
    kept = {key: one for key, one in {**old.details, **new.details}.items() if one != ""}
    whole = replace(new, value=old.value if new.value is None else new.value, details=kept)
    return enter_result(store, name, whole, today=today, replaces=found.uid)
