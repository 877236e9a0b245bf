"""What analyse takes: the recording, what is known about it, and where results go."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from ....speed import speed_m_s_of
from ..day import day_typed

RecordedRun = Annotated[
    Path,
    typer.Argument(
        help="The run: C3D, TRC, Qualisys .tsv, Vicon .csv or OpenSim's ik.mot (with a text file, give the forces with --grf); "
        "or a clip from the side, the front or behind (.mp4, .mov, .webm), or its keypoints (JSON, or a TRC without depth)."
    ),
]
Standing = Annotated[
    Path | None,
    typer.Option(help="Quiet standing with the same markers (C3D, TRC, .tsv or .csv). If left out, standing is estimated from the run."),
]
GroundForces = Annotated[
    Path | None, typer.Option(help="Ground forces to go with a text file or joint angles (.mot, .sto or Qualisys .tsv).")
]
MarkerSetNamed = Annotated[
    str | None, typer.Option(help="A known marker set or a TOML file. If left out, the set is recognised by its labels.")
]
SegmentMasses = Annotated[Literal["de_leva", "dempster"], typer.Option(help="Table to take the segment masses from.")]
CutOff = Annotated[
    float | None,
    typer.Option(
        help="Cut-off of the zero-lag low-pass for markers and forces (-3 dB). "
        "If left out: 15 Hz (Kristianslund 2012). A clip is not low-passed."
    ),
]
NoPlates = Annotated[bool, typer.Option("--no-plates", help="Ignore the force plates: take events and stance forces from the movement.")]
SlopePercent = Annotated[
    float | None,
    typer.Option(min=-45.0, max=45.0, metavar="PERCENT", help="Slope of the ground or belt, uphill positive. If left out, it is measured."),
]
ClipSpeed = Annotated[
    float | None,
    typer.Option(
        metavar="SPEED",
        parser=speed_m_s_of,
        help="Running speed of a clip: 5:30/km, '12 km/h' or 3.2 (m/s). If left out: that of the belt, within 10 %; "
        "a clip from the front or from behind needs it.",
    ),
]
OtherSide = Annotated[
    Path | None,
    typer.Option(help="A clip of the same run from the other side, or its keypoints; filmed at the same pictures a second."),
]
ClipView = Annotated[
    Literal["side", "front", "rear"] | None,
    typer.Option("--view", help="Where a clip is filmed from. If left out, it is seen in the clip."),
]
CapturedRate = Annotated[
    float | None,
    typer.Option(min=5.0, max=2000.0, help="Pictures a second at which a clip was filmed. If left out: what the file says."),
]
ReportFile = Annotated[Path | None, typer.Option(help="Write the report (one HTML file) here.")]
OpenSimFolder = Annotated[Path | None, typer.Option(help="Write ik.mot and id.sto for OpenSim into this folder.")]
DayOfRun = Annotated[
    datetime | None,
    typer.Option(parser=day_typed, metavar="DATE", help="Day of the run, for keeping it with a stored athlete; today if left out."),
]
OnlyLook = Annotated[bool, typer.Option("--look", help="Only look: do not keep the run with the stored athlete.")]
HideFace = Annotated[
    bool, typer.Option("--hide-face", help="Make the face unknowable, in the report's pictures of a clip and in the annotated clip.")
]
AnnotatedClip = Annotated[
    Path | None,
    typer.Option(
        "--annotated",
        metavar="OUT.webm",
        help="Write the clip with lines, angles, landings and toe-offs (from the front or from behind: lines and steps) drawn into its "
        "pictures; that of the other side goes beside it.",
    ),
]
