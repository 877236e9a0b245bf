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
from ..store import Put, Stored, Unit, add_results, correct_result, delete_result, list_results
from ..training.change import compared_by
from ..training.log.session import refuse_future
from .athletes.entry_id import entry_named
from .athletes.known_athlete import REPETITION_TESTS, Known, known, set_up_of, strength_of
from .athletes.protocol_words import typed_result


def enter_results(
    unit: Unit, name: str, results: Sequence[TestResult], *, uids: Sequence[UUID] | None = None
) -> tuple[tuple[UUID, TestResult], ...]:
    """Store results as typed, each checked against its protocol.

    Args:
        unit: A unit for writing.
        name: The athlete.
        results: What the tests gave.
        uids: Their ids, one each; the same result put twice under one id is one. None gives them new ones.

    Returns:
        Id and checked result of each.

    Raises:
        UnknownNameError: If athlete, test, exercise or a detail is not known.
        ValueOutOfRangeError: If a value, side or date cannot be.
        IdTakenError: If a result with other content has one of the ids.
    """
    athlete = known(unit, name)
    checked = [_checked(result, athlete, today=unit.today) for result in results]
    return tuple(zip(add_results(unit, name, checked, uids=uids), checked, strict=True))


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


def stored_result(unit: Unit, name: str, text: str, *, replaced_too: bool = False) -> Stored[TestResult]:
    """The result that an id, or its first letters, means; one that was replaced only if asked for.

    Raises:
        UnknownNameError: If nobody has the name.
        UnknownEntryError: If there is no such result.
        ReplacedEntryError: If it was corrected or deleted before.
    """
    return entry_named(list_results(unit, name, history=True), text, kind="test result", replaced_too=replaced_too)


def drop_result(unit: Unit, name: str, text: str) -> Stored[TestResult]:
    """Take a result out of what counts; raises as stored_result."""
    dropped = stored_result(unit, name, text)
    delete_result(unit, name, dropped.uid)
    return dropped


def results_of(unit: Unit, name: str, test: str = "") -> list[dict[str, Any]]:
    """Results that count, as plain values, from the oldest to the newest: all, or those of one test.

    Raises:
        UnknownNameError: If athlete or test is not known.
    """
    chosen = protocol_of(test).id if test else None
    return [result_as_json(entry.value, uid=entry.uid) for entry in list_results(unit, name, protocol=chosen)]


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
    unit: Unit,
    name: str,
    text: str,
    *,
    on: date | None = None,
    side: str | None = None,
    value: float | None = None,
    in_unit: str = "",
    passed: bool | None = None,
    details: Sequence[str] = (),
    uid: UUID | None = None,
) -> tuple[Put, TestResult]:
    """Correct a stored result: what is given takes the place of what it had, the rest stays; the old one is kept as history.

    Args:
        unit: A unit for writing.
        name: The athlete.
        text: Id of the result, or its first letters.
        on: Day of the test.
        side: 'left' or 'right'.
        value: In `in_unit`.
        in_unit: Such as 'lb'; empty for the unit of the test.
        passed: The verdict.
        details: 'key=value' words; 'key=' drops a detail.
        uid: Id of the correction; with it, it is kept even if somebody else has corrected or deleted the result meanwhile.

    Returns:
        What became of the correction, and its value.

    Raises:
        UnknownEntryError: If there is no such result.
        ReplacedEntryError: If it was corrected or deleted before, and no id is given.
        ValueOutOfRangeError: If a value, side or date cannot be.
    """
    target = stored_result(unit, name, text, replaced_too=uid is not None)
    old = target.value
    new = typed_result(
        old.protocol,
        on=on or old.on,
        side=side or old.side,
        value=value,
        unit=in_unit,
        passed=old.passed if passed is None else passed,
        details=details,
    )
    kept = {key: detail for key, detail in {**old.details, **new.details}.items() if detail != ""}
    whole = replace(new, value=old.value if new.value is None else new.value, details=kept)
    checked = _checked(whole, known(unit, name), today=unit.today)
    return correct_result(unit, name, target.uid, checked, uid=uid), checked
