"""The verbs on tests of stored athletes: what tests there are, entering, correcting and listing results, and what changed since."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from ... import exercise as exercise_room  # setting an exercise up brings mechanics along, so it is asked for when used
from ...capacity import TestResult as TestResult
from ...capacity import checked_result, protocol_of
from ...contract.athletes.result import LatestResultsDocument, ResultsDocument, latest_results_document, result_document
from ...contract.wire import NoteDocument
from ...errors import UnknownNameError
from ...exercise import exercises
from ...language import en
from ...store import Put, Stored, Unit, add_results, correct_result, delete_result, find_person, list_results
from ...training.change import compared_by, day_values
from ...training.log.session import refuse_future
from ..athletes.entry_id import entry_named, short_id
from ..athletes.known_athlete import Known, known
from ..athletes.protocol_words import typed_result
from ..athletes.strength import REPETITION_TESTS, set_up_of, strength_of
from ..athletes.untested_side import untested_sides
from .measured_signs import measured_signs


def enter_results(unit: Unit, name: str, results: Sequence[TestResult], *, uids: Sequence[UUID] | None = None) -> ResultsDocument:
    """Store results as typed, each checked against its protocol.

    Args:
        unit: A unit for writing.
        name: The athlete.
        results: What the tests gave.
        uids: Their ids, one each; the same result put twice under one id is one. None gives them new ones.

    Returns:
        The results that were stored.

    Raises:
        UnknownNameError: If athlete, test, exercise or a detail is not known.
        ValueOutOfRangeError: If a value, side or date cannot be.
        IdTakenError: If a result with other content has one of the ids.
    """
    athlete = known(unit, name)
    checked = [_checked(result, athlete, today=unit.today) for result in results]
    stored = zip(add_results(unit, name, checked, uids=uids), checked, strict=True)
    return ResultsDocument(athlete=athlete.person.name, results=tuple(result_document(uid, result) for uid, result in stored))


def _checked(result: TestResult, athlete: Known, *, today: date) -> TestResult:
    refuse_future(result.on, today=today, name=en("date of a test"))
    checked = checked_result(result, athlete.body())
    _refuse_unknown_set_up(checked, athlete)
    return checked


def _refuse_unknown_set_up(result: TestResult, athlete: Known) -> None:
    """A repetition maximum must name an exercise and a set-up that load the tested hip."""
    if "exercise" not in result.details:
        return
    if str(result.details["exercise"]) not in exercises():
        raise UnknownNameError(en("exercise"), str(result.details["exercise"]), exercises())
    if protocol_of(result.protocol).id in REPETITION_TESTS:
        exercise, set_up = set_up_of(result)
        exercise_room.resolve_set_up(
            exercises()[exercise], set_up, athlete.body(), bands=None if athlete.equipment is None else athlete.equipment.bands
        )
        strength_of([result], athlete.body(), equipment=athlete.equipment)


def stored_result(unit: Unit, name: str, text: str, *, replaced_too: bool = False) -> Stored[TestResult]:
    """The result that an id, or its first letters, means; one that was replaced only if asked for.

    Raises:
        UnknownNameError: If nobody has the name.
        UnknownEntryError: If there is no such result.
        ReplacedEntryError: If it was corrected or deleted before.
    """
    return entry_named(list_results(unit, name, history=True), text, kind=en("test result"), replaced_too=replaced_too)


def drop_result(unit: Unit, name: str, text: str) -> ResultsDocument:
    """Take a result out of what counts; raises as stored_result.

    Returns:
        The results that are left.
    """
    dropped = stored_result(unit, name, text)
    delete_result(unit, name, dropped.uid)
    return results_of(unit, name).model_copy(update={"deleted": dropped.uid})


def results_of(unit: Unit, name: str, test: str = "") -> ResultsDocument:
    """Results that count, from the oldest to the newest: all, or those of one test; untested sides; what recordings measured.

    Raises:
        UnknownNameError: If athlete or test is not known.
    """
    chosen = protocol_of(test).id if test else None
    stored = list_results(unit, name, protocol=chosen)
    results = [entry.value for entry in stored]
    return ResultsDocument(
        athlete=find_person(unit, name).name,
        results=tuple(result_document(entry.uid, entry.value) for entry in stored),
        untested=untested_sides(results),
        measured=measured_signs(unit, name, results, test=chosen or ""),
    )


def latest_results(results: Sequence[TestResult]) -> tuple[LatestResultsDocument, ...]:
    """The last day of each test, side and angle or exercise: its results and how many there are in all."""
    alike: dict[tuple[object, ...], list[TestResult]] = {}
    for result in results:
        alike.setdefault((result.protocol, result.side or "", *compared_by(result).items()), []).append(result)
    return tuple(_latest(alike[key]) for key in sorted(alike, key=str))


def _latest(results: Sequence[TestResult]) -> LatestResultsDocument:
    last = max(result.on for result in results)
    day = [result for result in results if result.on == last]
    protocol = protocol_of(day[-1].protocol)
    return latest_results_document(
        day,
        same=compared_by(day[-1]),
        value_of_day=day_values(day, protocol)[last] if protocol.kind == "measured" else None,
        count=len(results),
        days=len({result.on for result in results}),
    )


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
) -> ResultsDocument:
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
        The correction, with a note if another version counts.

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
    athlete = known(unit, name)
    checked = _checked(whole, athlete, today=unit.today)
    put = correct_result(unit, name, target.uid, checked, uid=uid)
    notes = () if put.counts else (_other_version(put),)
    return ResultsDocument(athlete=athlete.person.name, results=(result_document(put.uid, checked),), notes=notes)


def _other_version(put: Put) -> NoteDocument:
    """The note that another version of the result counts."""
    if put.counting is None:
        words = en("This result has been deleted in the meantime: this version is kept but does not count.")
        return NoteDocument(code="deleted_meanwhile", message=words)
    words = en(
        "Another version of this result counts ({id}) because it came first: this one is kept but does not count.",
        id=short_id(put.counting),
    )
    return NoteDocument(code="other_version_counts", message=words)
