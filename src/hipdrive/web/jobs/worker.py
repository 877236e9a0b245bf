"""What is done in processes of its own: reading files, looking ahead, analysing a recording, drawing the page of a run."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from ... import coach
from ...contract.runs.file import FileDocument
from ...contract.runs.job import Step
from ...contract.runs.upload import PreviewDocument, Role
from ...contract.runs.watch import WatchRunDocument
from ...contract.wire import json_text
from ...language import Ground, Units, reading_in
from ...motion.file_content import FileContent
from ..door.links import Links
from .refused import UnknownUploadError
from .uploads import write_whole

SHARES: dict[Step, float] = {"reading": 0.02, "solving": 0.15, "loads": 0.5, "keeping": 0.97}
"""How much is done when a step begins: about the share of the time that lies before it."""


@dataclass(frozen=True, kw_only=True)
class WaitingFile:
    """A file on the disk, and what it was called where it came from."""

    path: Path
    name: str

    def opened(self) -> FileContent:
        """The file as verbs take it.

        Raises:
            UnknownUploadError: If it is gone.
        """
        try:
            return FileContent(self.name, self.path.read_bytes())
        except OSError:
            raise UnknownUploadError(UUID(self.path.name)) from None


@dataclass(frozen=True, kw_only=True)
class WaitingRecording:
    """The files of one recording."""

    run: WaitingFile
    static: WaitingFile | None = None
    forces: WaitingFile | None = None


@dataclass(frozen=True, kw_only=True)
class AskedPage:
    """The page of a run, with all that it depends on."""

    run: "coach.KeptRun"
    runner: "coach.Runner"
    """With strength and equipment as they are now."""
    place: "coach.RunPlace"
    behind: "coach.KeptRun | None"
    """Another run of theirs to lay behind it."""
    language: str
    units: Units
    ground: Ground
    """What the page stands on, light or dark."""
    links: Links
    """Where to go from it."""


def inspected(file: WaitingFile) -> tuple[Role, FileDocument]:
    """What a file is for and what it holds."""
    return coach.looked_through(file.opened())


def watch_read(file: WaitingFile) -> WatchRunDocument:
    """What a watch's file tells."""
    content = file.opened()
    return coach.watch_file(content.content, name=content.name)


def previewed(recording: WaitingRecording, runner: "coach.Runner") -> PreviewDocument:
    """What an analysis will be able to tell."""
    return coach.preview(_read(recording, runner), runner)


@dataclass(frozen=True, kw_only=True)
class Analysed:
    """An analysed run as it passes between processes."""

    run: str
    """JSON (hipdrive.run/1)."""
    opensim: bytes | None
    """A zip of its files for OpenSim; None where it has none."""


def analysed(recording: WaitingRecording, runner: "coach.Runner", progress: Path) -> Analysed:
    """An analysed run.

    Args:
        recording: Its files.
        runner: Who ran.
        progress: Where to write how far it is: the step and the share that is done.
    """
    tell = _telling(progress)
    tell("reading", 0.0)
    read = _read(recording, runner)
    tell("solving", 0.0)
    made = coach.analysed_run(read, runner)
    return Analysed(run=json_text(made.document), opensim=made.opensim)


def drawn(asked: AskedPage, progress: Path | None) -> str:
    """The page of a kept run.

    Args:
        asked: Which.
        progress: Where to write how far it is; None where nobody waits for that.
    """
    tell = _telling(progress)

    def loads(done: int, of: int) -> None:
        tell("loads", done / of)

    with reading_in(asked.language, units=asked.units, ground=asked.ground):
        return coach.kept_run_page(asked.run, asked.runner, asked.place, behind=asked.behind, links=asked.links, progress=loads)


def _read(recording: WaitingRecording, runner: "coach.Runner") -> "coach.Recording":
    static, forces = (None if file is None else file.opened() for file in (recording.static, recording.forces))
    return coach.read_recording(recording.run.opened(), runner.athlete, static=static, grf=forces)


def _telling(progress: Path | None) -> Callable[[Step, float], None]:
    """Writes a step and how much of all is done, where somebody wants to know."""
    steps = list(SHARES)

    def tell(step: Step, part: float) -> None:
        if progress is not None:
            start = SHARES[step]
            end = SHARES[steps[steps.index(step) + 1]]
            write_whole(progress, f"{step} {start + part * (end - start):.3f}")

    return tell
