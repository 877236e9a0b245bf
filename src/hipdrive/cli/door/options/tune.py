"""What tune takes: what to load, how hard, and what stays fixed."""

from pathlib import Path
from typing import Annotated, Literal

import typer

RangeToLoad = Annotated[
    Literal["early", "mid", "end"] | None, typer.Option("--range", help="Range of hip flexion to load; or give --demand.")
]
DemandOfRun = Annotated[
    Path | None,
    typer.Option(metavar="RUN.json", help="Load what this stride asks for and the hips lack: a file from 'hipdrive analyse --json'."),
]
Intensity = Annotated[float, typer.Option(help="Largest share of strength that the exercise may ask for anywhere, 0.3 to 1.")]
ActionToLoad = Annotated[Literal["flexor", "extensor"], typer.Option(help="Muscles of the working hip to load.")]
FixedValues = Annotated[
    list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="A value of the set-up to keep fixed, such as band=green.")
]
