"""What log takes: what was done and felt, and to which session it belongs."""

from datetime import datetime
from typing import Annotated

import typer

from ..day import day_typed

StoredAthlete = Annotated[str, typer.Argument(help="A stored athlete.")]
Lines = Annotated[
    list[str] | None,
    typer.Argument(metavar="[LINE]", help="What was done, one line per exercise: 'cable_hip_flexion R 3x8 @12.5kg rir 2 pain 1'."),
]
DayOfSession = Annotated[datetime | None, typer.Option(parser=day_typed, metavar="DATE", help="Day of the session; today if left out.")]
AsPlanned = Annotated[bool, typer.Option("--as-planned", help="Everything was done as planned, except where the lines say otherwise.")]
Skipped = Annotated[bool, typer.Option("--skipped", help="The whole session was skipped; that does not count as failed.")]
Pains = Annotated[
    list[str] | None,
    typer.Option(
        metavar="WORDS",
        help="Pain in the session as a whole, such as '3 front_of_hip R next_morning'; repeatable. Without lines it is added to "
        "the previous session.",
    ),
]
InOwnWords = Annotated[str, typer.Option(help="A note in your own words.")]
AddTo = Annotated[str | None, typer.Option(metavar="ID", help="Add --pain or --note to this session; 'last' for the last one.")]
CorrectId = Annotated[str | None, typer.Option(metavar="ID", help="Correct this session (or 'last'): what you give replaces what it had.")]
DeleteId = Annotated[str | None, typer.Option(metavar="ID", help="Delete this session; its history is kept.")]
Undo = Annotated[bool, typer.Option("--undo", help="Undo the last entry in the log; repeat it to undo the one before.")]
OnceMore = Annotated[bool, typer.Option("--again", help="A line that is already logged for that day was done once more.")]
ShowLast = Annotated[bool, typer.Option("--show", help="List the last sessions with their ids; '--show 20' lists 20.")]
