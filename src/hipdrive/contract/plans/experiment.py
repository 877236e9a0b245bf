"""A planned self-experiment as it stands in JSON, schema hipdrive.experiment/1."""

from datetime import date
from typing import Literal

from pydantic import Field

from ...errors import InputFileError
from ...language import Text, en
from ...training.experiment.design import Arm, Design, Measure, checked_layout, drawn_order
from ...training.experiment.experiment_rules import experiment_rules, trial_slopes
from ...training.experiment.planning import Outlook, PlannedExperiment
from ...training.experiment.power import chance_to_see
from ...training.experiment.words import rule_words, sight_words
from ..wire import Texts, read_document
from ..wire_model import Wire

EXPERIMENT_FILE_ADVICE = en("give the file that 'experiment plan' wrote")


class ExperimentTestDocument(Wire):
    """A strength test of the experiment."""

    test: str
    """Id of the protocol."""
    same: dict[str, float | str]
    """Details that a result must have to count; empty for those that are tested most."""
    error_percent: float
    """Standard error of one test of one side."""
    basis: Text
    """Where that comes from."""


class ExperimentBlockDocument(Wire):
    """One block of the experiment."""

    block: int
    """From 1."""
    way: Arm
    exercises: tuple[str, ...]
    first_day: date
    last_day: date
    test_days: tuple[date, ...]


class TrialSlopeDocument(Wire):
    """What people gained in a trial, for comparison."""

    study: str
    gain_percent: float
    weeks: int
    percent_per_week: float


class PowerDocument(Wire):
    """What the experiment will see, said before it begins; differences of slopes in percent per week."""

    probability: float
    detectable: float
    """Smallest true difference seen with that probability."""
    standard_error: float
    degrees_of_freedom: int
    worth_seeing: float
    """Half the slope of the first trial."""
    chance_to_see_it: float
    block_weeks_to_see_it: int | None
    """Length of blocks that see it with the probability above; null where the longest do not."""
    outlook: Outlook
    trials: tuple[TrialSlopeDocument, ...]


class ExperimentDocument(Wire):
    """A planned self-experiment: combined or separate training of flexors and extensors."""

    schema_: Literal["hipdrive.experiment/1"] = Field("hipdrive.experiment/1", alias="schema")
    athlete: str
    lot: int
    """Draws the order of the blocks; the same number draws the same order."""
    starts_on: date
    ends_on: date
    block_weeks: int
    sessions_per_week: int
    minutes: float
    """Of one session, in every block."""
    sets: dict[Arm, int]
    """Of each exercise and leg in one session."""
    blocks: tuple[ExperimentBlockDocument, ...]
    tests: tuple[ExperimentTestDocument, ...]
    day_error_percent: float
    """Standard error reckoned with for the mean of a day's tests."""
    power: PowerDocument
    before: tuple[Text, ...]
    """Safety, before it begins."""
    says: tuple[Text, ...]
    """What it will see, in sentences."""
    rules: tuple[Text, ...]
    """How it is done, in sentences."""
    texts: Texts = None
    """English sentence of this document -> its pattern and values, so that it can be shown in another language."""


def experiment_document(planned: PlannedExperiment, *, athlete: str, before: tuple[Text, ...]) -> ExperimentDocument:
    """A planned experiment as it stands in JSON."""
    design = planned.design
    return ExperimentDocument(
        athlete=athlete,
        lot=planned.lot,
        starts_on=design.starts_on,
        ends_on=design.ends_on,
        block_weeks=design.layout.block_weeks,
        sessions_per_week=design.sessions_per_week,
        minutes=design.minutes,
        sets=dict(planned.sets),
        blocks=tuple(_block(design, place) for place in range(len(design.layout.order))),
        tests=tuple(
            ExperimentTestDocument(
                test=measure.protocol,
                same=dict(measure.same),
                error_percent=round(error.percent, 6),
                basis=error.basis,
            )
            for measure, error in zip(design.measures, planned.errors, strict=True)
        ),
        day_error_percent=design.error_percent,
        power=_power(planned),
        before=before,
        says=sight_words(planned),
        rules=rule_words(planned),
    )


def _block(design: Design, place: int) -> ExperimentBlockDocument:
    first, last = design.block_days(place)
    way = design.layout.order[place]
    return ExperimentBlockDocument(
        block=place + 1,
        way=way,
        exercises=design.exercises[way],
        first_day=first,
        last_day=last,
        test_days=design.test_dates()[place],
    )


def _power(planned: PlannedExperiment) -> PowerDocument:
    sight = planned.sight
    return PowerDocument(
        probability=experiment_rules().chance,
        detectable=sight.detectable,
        standard_error=sight.standard_error,
        degrees_of_freedom=sight.freedom,
        worth_seeing=planned.worth_seeing,
        chance_to_see_it=chance_to_see(planned.worth_seeing, sight),
        block_weeks_to_see_it=planned.weeks_to_see_it,
        outlook=planned.outlook,
        trials=tuple(
            TrialSlopeDocument(
                study=trial.study, gain_percent=trial.gain_percent, weeks=trial.weeks, percent_per_week=trial.percent_per_week
            )
            for trial in trial_slopes()
        ),
    )


def read_experiment(content: str | bytes, *, name: str) -> ExperimentDocument:
    """A planned experiment read back from the text of a file.

    Args:
        content: The text.
        name: What sentences call the file.

    Raises:
        InputFileError: If it is no JSON, no experiment of a schema known here, a key is missing or cannot be, or its order is not the one
            that its lot draws.
    """
    kind, broken = en("an experiment"), en("the experiment is broken")
    document = read_document(ExperimentDocument, content, name=name, kind=kind, advice=EXPERIMENT_FILE_ADVICE, broken=broken)
    order, drawn = tuple(block.way for block in document.blocks), drawn_order(document.lot)
    if order != drawn:
        found = en(
            "its blocks are {blocks}, but lot {lot} draws {drawn}",
            blocks=", ".join(order) or en("missing"),
            lot=document.lot,
            drawn=", ".join(drawn),
        )
        raise InputFileError(name, found, EXPERIMENT_FILE_ADVICE)
    return document


def design_of(document: ExperimentDocument) -> Design:
    """The design as the domain knows it.

    Raises:
        ValueOutOfRangeError: If blocks or test days cannot be.
    """
    exercises = {block.way: block.exercises for block in document.blocks}
    return Design(
        starts_on=document.starts_on,
        layout=checked_layout(
            tuple(block.way for block in document.blocks),
            block_weeks=document.block_weeks,
            tests_per_block=len(document.blocks[0].test_days),
        ),
        exercises=exercises,
        sessions_per_week=document.sessions_per_week,
        minutes=document.minutes,
        measures=tuple(Measure(protocol=test.test, same=test.same) for test in document.tests),
        error_percent=document.day_error_percent,
    )
