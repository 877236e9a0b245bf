"""What experiment plan takes: the exercises, the blocks and the tests."""

from datetime import datetime
from typing import Annotated

import typer

from ..day import day_typed

Combined = Annotated[str, typer.Option(metavar="ID", help="The exercise for both hips ('hipdrive exercises --both-hips').")]
ForFlexors = Annotated[str, typer.Option(metavar="ID", help="The exercise for the hip flexors.")]
ForExtensors = Annotated[str, typer.Option(metavar="ID", help="The exercise for the hip extensors.")]
BlockWeeks = Annotated[int | None, typer.Option(help="Weeks in each of the four blocks; 8 if left out.")]
TestDays = Annotated[int | None, typer.Option(help="Test days per block, a week apart; if left out, as many as are worthwhile.")]
TestsNamed = Annotated[
    list[str] | None,
    typer.Option(
        metavar="'TEST KEY=VALUE'",
        help="A strength test, with the details its results must have; repeatable. If left out: isometric hip flexion and extension.",
    ),
]
OwnError = Annotated[float | None, typer.Option(help="Your own day-to-day error in one test, in percent; the published error if left out.")]
SessionsAWeek = Annotated[int | None, typer.Option(help="Sessions a week; 3 if left out.")]
MinutesASession = Annotated[float | None, typer.Option(help="Minutes per session, the same for both ways of training; 10 if left out.")]
FirstDay = Annotated[
    datetime | None,
    typer.Option(parser=day_typed, metavar="DATE", help="First day; the first Monday at least a week away if left out."),
]
Lot = Annotated[int | None, typer.Option(help="The number that fixes the random order; a new one is drawn if left out.")]
