"""The outcome of a self-experiment as it stands in JSON, schema hipdrive.experiment_result/1."""

from datetime import date
from typing import Literal

from pydantic import Field

from ...body import Side
from ...language import Text
from ...training.experiment.design import Arm, Design
from ...training.experiment.evaluate import Evaluation, ExperimentVerdict, Obstacle, SlopeDifference
from ...training.experiment.experiment_rules import experiment_rules
from ...training.experiment.outcome_words import outcome_words
from ..wire_model import Wire


class SlopeDifferenceDocument(Wire):
    """Slope of combined less slope of separate training, with its interval (percent per week)."""

    value: float
    low: float
    high: float
    standard_error: float


class TestDifferenceDocument(SlopeDifferenceDocument):
    """The same of one test by itself; the verdict does not follow it."""

    __test__ = False  # pytest would take the name for a class of tests

    test: str
    """Id of the protocol."""
    same: dict[str, float | str]
    """Details that its results had to have."""


class BlockResultDocument(Wire):
    """One block as it went."""

    block: int
    way: Arm
    test_days: int
    """Planned."""
    counted: int
    percent_per_week: float | None
    """Its slope by itself; null before the end, or where too few days count."""


class WayTrainedDocument(Wire):
    """Sessions of one way of training."""

    way: Arm
    planned: int
    done: int
    strayed: int
    """Days of its blocks with an exercise of the other way."""


class ExperimentResultDocument(Wire):
    """What a self-experiment gave."""

    schema_: Literal["hipdrive.experiment_result/1"] = Field("hipdrive.experiment_result/1", alias="schema")
    athlete: str
    on: date
    verdict: ExperimentVerdict
    reason: Obstacle
    """Why it can't be told: not over, tests, sessions, strayed (exercises of the other way), noise, weeks; empty where it can."""
    difference: SlopeDifferenceDocument | None
    """null before the end, and where too few test days count."""
    by_test: tuple[TestDifferenceDocument, ...]
    confidence: float
    scatter_percent: float | None
    """Scatter of a test day about the model."""
    day_error_percent: float
    """What was reckoned with."""
    sides: tuple[Side, ...]
    """Legs whose tests count."""
    blocks: tuple[BlockResultDocument, ...]
    trained: tuple[WayTrainedDocument, ...]
    says: tuple[Text, ...]


def experiment_result_document(design: Design, found: Evaluation, *, athlete: str, on: date) -> ExperimentResultDocument:
    """An outcome as it stands in JSON."""
    by_test = [
        TestDifferenceDocument(test=measure.protocol, same=dict(measure.same), **dict(_difference(difference)))
        for measure, difference in zip(design.measures, found.by_measure, strict=False)
        if difference is not None
    ]
    return ExperimentResultDocument(
        athlete=athlete,
        on=on,
        verdict=found.verdict,
        reason=found.obstacle,
        difference=None if found.difference is None else _difference(found.difference),
        by_test=tuple(by_test),
        confidence=experiment_rules().confidence,
        scatter_percent=found.scatter_percent,
        day_error_percent=design.error_percent,
        sides=found.tested.sides,
        blocks=tuple(_block_result(design, found, place) for place in range(len(design.layout.order))),
        trained=tuple(WayTrainedDocument(way=arm.arm, planned=arm.planned, done=arm.done, strayed=arm.strayed) for arm in found.trained),
        says=outcome_words(design, found),
    )


def _difference(difference: SlopeDifference) -> SlopeDifferenceDocument:
    return SlopeDifferenceDocument(
        value=difference.value, low=difference.low, high=difference.high, standard_error=difference.standard_error
    )


def _block_result(design: Design, found: Evaluation, place: int) -> BlockResultDocument:
    return BlockResultDocument(
        block=place + 1,
        way=design.layout.order[place],
        test_days=design.layout.tests_per_block,
        counted=found.tested.per_block[place],
        percent_per_week=found.block_slopes[place] if found.block_slopes else None,
    )
