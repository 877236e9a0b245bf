"""Results of tests as they stand in JSON (hipdrive.results/1), and what changed since a day (hipdrive.change/1)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal
from uuid import UUID

from pydantic import Field

from ...body import Side
from ...capacity.change_value import change_value
from ...capacity.tested.protocol import protocol_of
from ...capacity.tested.result import TestResult
from ...data.declared import Number
from ...gait.verdict.status import Status
from ...language import Text
from ..wire import NoteDocument
from ..wire_model import Wire, is_none

if TYPE_CHECKING:
    from ...training.change import ExpectedEffect, ResultChange

DetailValues = dict[str, int | float | str]


class ResultDocument(Wire):
    """One result of one side."""

    id: UUID
    test: str
    """Id of its protocol."""
    name: Text
    on: date
    side: Side | None
    value: Number | None
    unit: str
    passed: bool | None
    details: DetailValues
    judged: float | None
    """The number that later results are compared by, such as a moment for a force; null for a test without one."""
    judged_in: str


class UntestedSideDocument(Wire):
    """A side without a test that the other side has done: what the other lends it is a guess."""

    test: str
    name: Text
    side: Side
    """The side that was not tested."""
    same: DetailValues
    """Details of the other's test that must be the same to compare."""
    borrowed_from: Side
    on: date
    """The other's last day."""
    value: float | None
    """The other's value of that day, in the unit changes are judged in; null for a test that is only passed or failed."""
    unit: str
    passed: bool | None
    """The other's outcome of that day; null for a test with a number."""
    says: Text


class MeasuredSignDocument(Wire):
    """What a recording that is kept measured of a sign that would else be looked at."""

    test: str
    """Id of the protocol that it answers."""
    name: Text
    side: Side
    run: UUID
    on: date
    sign: str
    """Row of the list of form signs, such as F05."""
    status: Status
    value: float
    unit: str
    within: float | None
    """Of a clip: 95 legs of 100 lie within this of the truth; null where markers measured it."""
    stands: bool
    """False where a person entered a result on that day or later, which stands over it."""
    says: Text


class ResultsDocument(Wire):
    """Results of an athlete, from the oldest to the newest."""

    schema_: Literal["hipdrive.results/1"] = Field("hipdrive.results/1", alias="schema")
    athlete: str
    deleted: UUID | None = Field(None, exclude_if=is_none)
    """The result that counts no longer; only where one was just deleted."""
    results: tuple[ResultDocument, ...]
    untested: tuple[UntestedSideDocument, ...] = ()
    """Sides that have no result where the other has; only where results are listed."""
    measured: tuple[MeasuredSignDocument, ...] = ()
    """What recordings measured of what is else looked at; only where results are listed."""
    notes: tuple[NoteDocument, ...] = ()


class LatestResultsDocument(Wire):
    """The last day of one test, side and angle or exercise."""

    test: str
    name: Text
    side: Side | None
    same: DetailValues
    """Details that must be the same for results to be compared."""
    on: date
    unit: str
    values: tuple[Number, ...]
    passed: tuple[bool, ...]
    value_of_day: Number | None
    """What later days are compared with: the mean of the day's tries, or the best where the test says so, in `judged_in`."""
    judged_in: str
    count: int
    """Results in all."""
    days: int
    """Days with a result: days, not tries, tell how far chance moves a test."""


class ResultChangeDocument(Wire):
    """One test of one side, before and after."""

    test: str
    name: Text
    side: Side | None
    same: DetailValues
    """Details that both share, such as the hip angle or the exercise."""
    before: float | None
    """Mean of the days before, in the unit; null for a test that is only passed or failed."""
    after: float | None
    unit: str
    days_before: int
    """Days with a result; the tries of a day make one value."""
    days_since: int
    before_on: date
    """The last of the days before."""
    since_on: date
    """The last of the days since."""
    difference: float | None
    """After less before."""
    smallest_detectable: float | None
    """The smallest difference that is not chance (95 %), in the unit; null where nothing says it."""
    basis: Text
    """Where that comes from."""
    verdict: Literal["improved", "worse", "cannot tell yet"]
    why: Text
    one_more: Text
    """What one more day would settle."""
    detectable_with_one_more: float | None


class UncomparedDocument(Wire):
    """A test that was done only before, or only since."""

    test: str
    name: Text
    side: Side | None
    same: DetailValues


class ExpectedEffectDocument(Wire):
    """What one study found for one measure; null results among them."""

    study: str
    design: Text
    people: Text
    programme: Text
    measure: Text
    test: str | None
    """The test that measures the same."""
    concerns: bool
    """Whether the athlete has done that test before and since."""
    result: Text
    change_percent: float | None
    """Mean change in percent of the start; null where it was not given."""
    no_effect: bool
    caution: Text
    confidence: str


class ChangesDocument(Wire):
    """What changed in the tests of an athlete since a day, beside what studies found."""

    schema_: Literal["hipdrive.change/1"] = Field("hipdrive.change/1", alias="schema")
    athlete: str
    since: date
    """Tests before this day are held against those from it on; the last day of any test where the last two days were compared."""
    compared: Literal["since_day", "last_two_days"] = "since_day"
    """Whether everything before and since a day is compared, or the last two days of each test."""
    changes: tuple[ResultChangeDocument, ...]
    only_before: tuple[UncomparedDocument, ...]
    only_since: tuple[UncomparedDocument, ...]
    untested: tuple[UntestedSideDocument, ...] = ()
    """Sides that have no result where the other has."""
    expected: tuple[ExpectedEffectDocument, ...]


def result_document(uid: UUID, result: TestResult) -> ResultDocument:
    """One stored result as it stands in JSON."""
    protocol = protocol_of(result.protocol)
    return ResultDocument(
        id=uid,
        test=result.protocol,
        name=protocol.name,
        on=result.on,
        side=result.side,
        value=result.value,
        unit=protocol.unit,
        passed=result.passed,
        details=dict(result.details),
        judged=change_value(result) if protocol.kind == "measured" else None,
        judged_in=protocol.change_unit,
    )


def latest_results_document(
    day: Sequence[TestResult], *, same: Mapping[str, float | str], value_of_day: float | None, count: int, days: int
) -> LatestResultsDocument:
    """Results of one test of its last day, with what must be the same to compare them and how many there are in all."""
    protocol = protocol_of(day[-1].protocol)
    return LatestResultsDocument(
        test=protocol.id,
        name=protocol.name,
        side=day[-1].side,
        same=dict(same),
        on=day[-1].on,
        unit=protocol.unit,
        values=tuple(result.value for result in day if result.value is not None),
        passed=tuple(result.passed for result in day if result.passed is not None),
        value_of_day=value_of_day,
        judged_in=protocol.change_unit,
        count=count,
        days=days,
    )


def result_change_document(change: "ResultChange") -> ResultChangeDocument:
    """One change as it stands in JSON."""
    return ResultChangeDocument(
        test=change.protocol,
        name=protocol_of(change.protocol).name,
        side=change.side,
        same=dict(change.same),
        before=change.before,
        after=change.after,
        unit=change.unit,
        days_before=change.days[0],
        days_since=change.days[1],
        before_on=change.last_days[0],
        since_on=change.last_days[1],
        difference=change.difference,
        smallest_detectable=change.smallest_detectable,
        basis=change.basis,
        verdict=change.verdict,
        why=change.why,
        one_more=change.one_more,
        detectable_with_one_more=change.detectable_with_one_more,
    )


def uncompared_document(result: TestResult, *, same: Mapping[str, float | str]) -> UncomparedDocument:
    """A test that cannot be compared, as it stands in JSON."""
    return UncomparedDocument(test=result.protocol, name=protocol_of(result.protocol).name, side=result.side, same=dict(same))


def effects_document(effects: Iterable["ExpectedEffect"], *, tests: Collection[str]) -> tuple[ExpectedEffectDocument, ...]:
    """What training studies found, and whether it is about one of these tests."""
    return tuple(
        ExpectedEffectDocument(
            study=effect.study,
            design=effect.design,
            people=effect.people,
            programme=effect.programme,
            measure=effect.measure,
            test=effect.protocol or None,
            concerns=effect.protocol in tests,
            result=effect.result,
            change_percent=effect.change_percent,
            no_effect=effect.no_effect,
            caution=effect.caution,
            confidence=effect.confidence,
        )
        for effect in effects
    )
