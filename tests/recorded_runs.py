"""A recorded run, read by its kind and measured with one segment table."""

from pathlib import Path

from motion_files import opened

from hipdrive.body import Athlete, SegmentTable
from hipdrive.coach.runs.analyse import analyse_recording, read_recording
from hipdrive.gait import Movement, Run


def analysed_file(
    run: Path, *, athlete: Athlete, static: Path | None = None, grf: Path | None = None, table: SegmentTable = "de_leva"
) -> tuple[Run, Movement]:
    """The run in a file and the movement behind it."""
    others = {name: opened(path) for name, path in (("static", static), ("grf", grf)) if path is not None}
    recording = read_recording(opened(run), athlete, static=others.get("static"), grf=others.get("grf"))
    return analyse_recording(recording, athlete, tables=(table,))[0]
