"""The option --set-up: begin with a set-up that a stored athlete keeps."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from ...language import en
from .outlet import wrong_usage

if TYPE_CHECKING:
    from ...coach import Runner
    from ...exercise import Exercise, Value

KeptSetUp = Annotated[
    str | None,
    typer.Option(
        "--set-up", metavar="NAME", help="Begin with this set-up that --athlete keeps ('hipdrive set-up list'); --set changes it."
    ),
]


def taken_up(exercise: "Exercise", called: str | None, runner: "Runner | None", changes: "Mapping[str, Value]") -> "dict[str, Value]":
    """The values of a kept set-up with those that were typed; only those where none is named."""
    from ... import coach

    if called is None:
        return dict(changes)
    if runner is None or not runner.name:
        raise wrong_usage(en("--set-up names what a stored athlete keeps: give --athlete NAME too"))
    return coach.with_kept(runner.set_ups, exercise, called, changes)
