"""What exercises takes: what is searched for, filters, and what is drawn."""

from pathlib import Path
from typing import Annotated

import typer

Query = Annotated[str, typer.Argument(help="An id or a row such as X25 prints its page; other words are searched for.")]
HardestRange = Annotated[
    str,
    typer.Option(
        "--range",
        metavar="RANGE",
        help="Only what works the working leg hardest in this range: early, mid or end; for extensors lock-out, mid or deep.",
    ),
]
Position = Annotated[str, typer.Option(help="Body position, such as standing or supine.")]
Resistance = Annotated[str, typer.Option(help="'own weight', weight, band, cable or sled.")]
EffortCourse = Annotated[
    str, typer.Option(help="How the share of strength changes from a straight to a flexed hip: constant, rising or falling.")
]
ForBothHips = Annotated[bool, typer.Option("--both-hips", help="Only exercises designed to load both hips at once.")]
OfLadder = Annotated[str, typer.Option(help="Only steps of this ladder, such as march or thrust.")]
CitedRow = Annotated[str, typer.Option(metavar="ID", help="Only exercises that cite this row of the evidence, such as K14.")]
AsGrid = Annotated[bool, typer.Option("--grid", help="Print a table: kind of resistance by body position and range loaded most.")]
PageFile = Annotated[Path | None, typer.Option(help="Write the page of one exercise, with pictures, to this HTML file.")]
PicturesFile = Annotated[
    Path | None,
    typer.Option(help="Draw the listed exercises in this HTML file: each variant at the start, half way up and at the top."),
]
LoadsFile = Annotated[
    Path | None, typer.Option(help="Draw where each listed exercise loads both hips, over the stride's demand, in this HTML file.")
]
StrideOfRun = Annotated[
    Path | None, typer.Option(metavar="RUN.json", help="With --loads: use the stride of this run instead of a typical one.")
]
PageTempo = Annotated[
    str | None,
    typer.Option(metavar="UP-HOLD-DOWN", help="Tempo on the page, such as 3-1-3 from a plan; the exercise's own if left out."),
]
