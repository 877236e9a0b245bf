"""The command demo: the whole chain on a synthetic runner, without any file."""

import sys
from pathlib import Path
from shutil import which
from typing import Annotated

import typer

from ..language import en
from .door.outlet import JsonTarget, hand_out_json, progress_bar, show_line
from .door.writing import new_folder, write_into

NEXT = (
    "hipdrive load cable_hip_flexion --set stack_kg=5",
    "hipdrive match --pace 5:00/km --own 'band red, chair'",
    "hipdrive plan --pace 5:30/km --own 'band red, chair' --preset modest",
)


def demo(
    folder: Annotated[Path, typer.Option(help="Where the recording, the result and the report are written.")] = Path("hipdrive-demo"),
    json: JsonTarget = None,
) -> None:
    """Make a synthetic runner and run the whole chain on it, from recording to report."""
    from .. import coach

    new_folder(folder)
    with progress_bar(en("Synthetic runner, recording to report")) as progress:
        result = coach.demo(progress=progress)
    write_into(folder, result.files)
    if hand_out_json(json, coach.prescription_document(result.prescription)):
        return
    program = _program()
    report = en("Report: {file} (open it in a browser)", file=folder / "report.html")
    commands = (f"  {command.replace('hipdrive ', f'{program} ', 1)}" for command in NEXT)
    for line in (*result.summary, "", report, en("Try next:"), *commands):
        show_line(line)


def _program() -> str:
    """How this program was called, so that the commands shown can be copied."""
    called = Path(sys.argv[0])
    if called.name == "__main__.py":
        return f"{_from_here(Path(sys.executable))} -m hipdrive"
    return "hipdrive" if which("hipdrive") else _from_here(called)


def _from_here(path: Path) -> str:
    """A path as one would type it here."""
    return str(path.relative_to(Path.cwd()) if path.is_absolute() and path.is_relative_to(Path.cwd()) else path)
