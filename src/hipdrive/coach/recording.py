"""The verbs on recordings: inspect a file, analyse a run."""

from pathlib import Path

from ..body import Athlete, SegmentTable
from ..errors import HipDriveError
from ..gait import DEFAULT_CUTOFF_HZ, Movement, Run, analyse, refuse_walking
from ..motion import load_marker_sets, named, read_motion, recognise


class MissingStaticError(HipDriveError):
    """No standing trial was given."""

    def __init__(self, file_name: str) -> None:
        super().__init__(
            f"{file_name}: no static trial was given; the zero of the hip angle and the joint centres come from quiet standing with the "
            "same markers: name that recording with --static."
        )


def analyse_run(
    run: Path,
    *,
    static: Path | None,
    athlete: Athlete,
    grf: Path | None = None,
    marker_set: str | None = None,
    table: SegmentTable = "de_leva",
    cutoff_hz: float = DEFAULT_CUTOFF_HZ,
) -> tuple[Run, Movement]:
    """Analyse a recorded run with force plates.

    Args:
        run: C3D with plates, or TRC.
        static: Quiet standing with the same markers (C3D or TRC).
        athlete: Body mass (kg), height (m), sex.
        grf: Ground forces (.mot, .sto) that belong to a TRC.
        marker_set: Id of a known set or path of a TOML file; None to recognise it by the labels.
        table: Segment table.
        cutoff_hz: Zero-lag low-pass of markers and forces (-3 dB).

    Returns:
        The result and the movement behind it.

    Raises:
        HipDriveError: One of its children, each with its own sentence.
    """
    recording = read_motion(run, grf=grf)
    if static is None:
        raise MissingStaticError(run.name)
    standing = read_motion(static)
    refuse_walking(recording.plates, file_name=run.name)
    markers = named(marker_set) if marker_set is not None else recognise(recording.labels, load_marker_sets(), file_name=run.name)
    return analyse(recording, standing, markers, athlete, table=table, cutoff_hz=cutoff_hz)
