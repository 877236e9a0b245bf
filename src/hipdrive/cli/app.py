"""The program `hipdrive`: its commands, and errors as one sentence."""

import gc
import logging
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import Annotated, NoReturn

import typer
from typer.main import get_command

from .. import __version__
from ..errors import HipDriveError
from ..language import ENGLISH, reader, reading_in, to_reader
from .account import accounts
from .analyse import analyse, inspect
from .athlete import athletes
from .compare import compare
from .demo import demo
from .door.error_words import error_words
from .door.help_words import help_in_readers_language
from .door.language import language_of
from .door.own_folder import count_own_folder
from .door.units import as_typed, units_of
from .equipment import equipment
from .evidence import evidence
from .exercises import exercises
from .experiment import experiments
from .export import backup, export, import_
from .film import film
from .load import load
from .log import log
from .marker_set import marker_sets
from .match import match
from .movement import movement
from .plan import plan
from .progress import progress
from .screen import screen
from .serve import serve
from .set_up import set_ups
from .test import tests
from .tune import tune
from .video import videos
from .watch import watches

GARBAGE_AFTER = 50_000
"""New objects after which Python looks for cycles (its own choice is 700 to 2,000): loading libraries makes many objects and no garbage."""

app = typer.Typer(
    name="hipdrive",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (
    demo,
    inspect,
    analyse,
    film,
    movement,
    compare,
    exercises,
    evidence,
    load,
    tune,
    match,
    equipment,
    plan,
    log,
    progress,
    export,
    backup,
    serve,
):
    app.command()(command)
app.add_typer(marker_sets)
app.add_typer(athletes)
app.add_typer(accounts)
app.add_typer(tests)
app.add_typer(set_ups)
app.add_typer(experiments)
app.add_typer(videos)
app.add_typer(watches)
app.command()(screen)
app.command("import")(import_)


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"hipdrive {__version__}")
        raise typer.Exit


@app.callback()
def hipdrive(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001  its callback does the work
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and stop.")
    ] = False,
    lang: Annotated[  # noqa: ARG001  taken from the words of the command before they are read, wherever it stands
        str,
        typer.Option("--lang", metavar="CODE", envvar="HIPDRIVE_LANG", help="Language, such as de; anywhere in the command."),
    ] = ENGLISH,
    units: Annotated[  # noqa: ARG001  as the language
        str,
        typer.Option(
            "--units",
            metavar="UNITS",
            envvar="HIPDRIVE_UNITS",
            help="Units shown: metric, imperial, or some of kg, lb, km, mi, speed, pace; anywhere in the command.",
        ),
    ] = "metric",
) -> None:
    """Find where a runner's hips lack drive, which exercise set-ups load exactly that range, and what to do about it week by week.

    Screening and training suggestions, not a diagnosis. Nothing is sent anywhere.
    """
    count_own_folder(context.invoked_subcommand)


@contextmanager
def libraries_silent() -> Iterator[None]:
    """Keep what libraries say of themselves off the terminal: a warning or a log line is for who works on the program.

    Filters stay as they are, so that tests still turn warnings into errors, and `python -W error` does.
    """
    logging.basicConfig(handlers=[logging.NullHandler()])
    with warnings.catch_warnings():
        warnings.showwarning = lambda *_, **__: None
        yield


def run(words: list[str]) -> None:
    """Run one command in the language of whoever reads now.

    Raises:
        SystemExit: Exit 1 after a clear error on standard error, 2 after wrong usage, 0 otherwise.
    """
    try:
        with help_in_readers_language(get_command(app)) as command_line:
            command_line(words, prog_name="hipdrive")
    except HipDriveError as error:
        refuse(error)


def run_in_units(words: list[str]) -> None:
    """Run one command in the units that its words, or the environment, name; raises as run."""
    try:
        units, words = units_of(words, os.environ)
    except HipDriveError as error:
        refuse(error)
    with reading_in(reader().code, units=units):
        run(words)


def refuse(error: HipDriveError) -> NoReturn:
    """Say what is wrong on standard error, and exit with 1."""
    with as_typed():
        print(f"hipdrive: {to_reader(error_words(error))}", file=sys.stderr)
    sys.exit(1)


def main() -> None:
    """Run the command line: exit 0 done, 1 a clear error on standard error, 2 wrong usage."""
    gc.set_threshold(GARBAGE_AFTER)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without the sign for degrees is no reason to stop
    try:
        language, words = language_of(sys.argv[1:], os.environ)
        with reading_in(language), libraries_silent():
            run_in_units(words)
    except HipDriveError as error:
        refuse(error)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
