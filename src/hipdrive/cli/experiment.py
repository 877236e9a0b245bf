"""The commands experiment plan and evaluate: combined or separate training, tried out on oneself (D03)."""

import secrets
import shlex
from pathlib import Path
from typing import Annotated

import typer

from ..language import en
from .door.inlet import content_of
from .door.options import experiment as options
from .door.outlet import JsonTarget, hand_out_json, ready_to_write, wrong_usage
from .door.stored import Database, reading
from .views.experiment import show_experiment, show_experiment_result

experiments = typer.Typer(
    name="experiment",
    no_args_is_help=True,
    help="Try out on yourself whether one exercise for both hips or one for each muscle group makes you stronger faster (D03).",
)
LOTS = 1_000_000

AthleteName = Annotated[str, typer.Argument(metavar="ATHLETE", help="A stored athlete.")]


@experiments.command()
def plan(
    athlete: AthleteName,
    combined: options.Combined,
    flexors: options.ForFlexors,
    extensors: options.ForExtensors,
    block_weeks: options.BlockWeeks = None,
    tests: options.TestDays = None,
    test: options.TestsNamed = None,
    error_percent: options.OwnError = None,
    sessions: options.SessionsAWeek = None,
    minutes: options.MinutesASession = None,
    start: options.FirstDay = None,
    lot: options.Lot = None,
    db: Database = None,
    json: JsonTarget = None,
) -> None:
    """Plan the experiment: four blocks in an order drawn by lot, the test days, and first of all what it will be able to detect.

    Nothing is stored: keep the file that --json writes and give it to 'hipdrive experiment evaluate'.
    """
    from .. import coach

    ready_to_write(json)
    wishes = coach.ExperimentWishes(
        combined=combined,
        flexors=flexors,
        extensors=extensors,
        lot=secrets.randbelow(LOTS) if lot is None else lot,
        starts_on=None if start is None else start.date(),
        block_weeks=block_weeks,
        tests_per_block=tests,
        sessions_per_week=sessions,
        minutes=minutes,
        tests=[_words(text) for text in test or ()],
        error_percent=error_percent,
    )
    with reading(db) as unit:
        planned = coach.plan_experiment(unit, athlete, wishes)
    if not hand_out_json(json, planned):
        show_experiment(planned, file=json or "")


def _words(text: str) -> list[str]:
    """The words of a test, quotes kept together."""
    try:
        words = shlex.split(text)
    except ValueError:
        words = []
    if not words:
        raise wrong_usage(en("--test is {words}: write the id of a test, then KEY=VALUE words, and close every quote", words=repr(text)))
    return words


@experiments.command()
def evaluate(
    athlete: AthleteName,
    file: Annotated[Path, typer.Argument(metavar="EXPERIMENT.json", help="The file that 'hipdrive experiment plan --json' wrote.")],
    db: Database = None,
    json: JsonTarget = None,
) -> None:
    """After the last day, say which way made you stronger faster, or that this cannot be told, and why."""
    from .. import coach

    ready_to_write(json)
    content = content_of(file, advice=en("give the file that 'hipdrive experiment plan --json' wrote"))
    experiment = coach.read_experiment(content, name=file.name)
    with reading(db) as unit:
        result = coach.evaluate_experiment(unit, athlete, experiment)
    if not hand_out_json(json, result):
        show_experiment_result(result)
