"""What movement takes: the recording, the cut and its contacts."""

from pathlib import Path
from typing import Annotated, Literal

import typer

RecordedMovement = Annotated[
    Path,
    typer.Argument(
        metavar="RECORDING", help="The movement: C3D, TRC, Qualisys .tsv or Vicon .csv (with a text file, give the forces with --grf)."
    ),
]
Standing = Annotated[Path | None, typer.Option(help="Quiet standing with the same markers (C3D, TRC, .tsv or .csv).")]
GroundForces = Annotated[Path | None, typer.Option(help="Ground forces to go with a text file (.mot, .sto or Qualisys .tsv).")]
MarkerSetNamed = Annotated[
    str | None, typer.Option(help="A known marker set or a TOML file. If left out, the set is recognised by its labels.")
]
FromInstant = Annotated[float | None, typer.Option(help="When the movement begins (s); the start of the recording if left out.")]
ToInstant = Annotated[float | None, typer.Option(help="When the movement ends (s); the end of the recording if left out.")]
Contacts = Annotated[
    list[str] | None,
    typer.Option(
        metavar="SIDE=FROM-TO",
        help="A foot on the ground, such as left=0.10-0.45 (s); once for each contact. Force plates give the times more exactly; "
        "where a foot is not on a plate, nothing is said about that leg's hip.",
    ),
]
SegmentMasses = Annotated[Literal["de_leva", "dempster"], typer.Option(help="Table to take the segment masses from.")]
CutOff = Annotated[float, typer.Option(help="Cut-off of the zero-lag low-pass for markers and forces (-3 dB).")]
NoPlates = Annotated[bool, typer.Option("--no-plates", help="Ignore the force plates: only legs in the air are reported.")]
