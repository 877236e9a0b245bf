"""What is done in processes of its own: reading files, looking ahead, analysing a recording, drawing the page of a run."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from ... import coach
from ...contract.runs.file import FileDocument, file_document
from ...contract.runs.job import Step
from ...contract.runs.upload import PreviewDocument, Role
from ...contract.runs.watch import WatchRunDocument
from ...contract.wire import json_text
from ...language import Ground, Units, reading_in
from ...motion.file_content import FileContent
from ...store import kept_pose_model
from ..door.links import Links
from .refused import UnknownUploadError
from .uploads import write_whole

if TYPE_CHECKING:
    from ...gait import Run, SeenFrom, SkipDrill
    from ...motion import FlatKeypoints
    from ...video import ClipCheck, PoseFinder

MOST_TO_TELL_CLIP = 64
Tell = Callable[[Step, float], None]
SHARES: dict[Step, float] = {"reading": 0.02, "solving": 0.15, "loads": 0.5, "keeping": 0.97}
"""How much is done when a step begins: about the share of the time that lies before it."""
CLIP_SHARES: dict[Step, float] = {"reading": 0.01, "finding": 0.02, "solving": 0.48, "copying": 0.5, "loads": 0.6, "keeping": 0.97}
"""The same of a clip."""

TEST_SHARES: dict[Step, float] = {"reading": 0.01, "finding": 0.02, "solving": 0.95, "keeping": 0.99}
"""The same of a clip of a test."""


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

    @property
    def is_clip(self) -> bool:
        """Whether it is a clip, by its first bytes."""
        return coach.is_clip(FileContent(self.name, self.first_bytes()))

    def first_bytes(self) -> bytes:
        """As many as tell a clip; none of a file that is gone."""
        with suppress(OSError), self.path.open("rb") as file:
            return file.read(MOST_TO_TELL_CLIP)
        return b""


@dataclass(frozen=True, kw_only=True)
class WaitingRecording:
    """The files of one recording."""

    run: WaitingFile
    static: WaitingFile | None = None
    forces: WaitingFile | None = None
    other_side: WaitingFile | None = None
    """A clip of the same run from the other side, or its keypoints."""
    speed_m_s: float | None = None
    """Running speed, for clips; None where nobody said it."""
    captured_hz: float | None = None
    """Pictures a second of a clip's camera; None for what its file says."""
    seen_from: "SeenFrom | None" = None
    """Where a clip is said to be filmed from; None to be seen in it."""
    keep_clip: bool = False
    """Whether a small copy of each clip is kept."""
    hide_face: bool = False
    """Whether the runner's head is made unknowable in what is kept of a clip."""

    @property
    def has_clip(self) -> bool:
        """Whether a runner is to be looked for in pictures."""
        return any(file is not None and file.is_clip for file in (self.run, self.other_side))


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
    if not file.is_clip:
        return coach.looked_through(file.opened())
    with file.path.open("rb") as clip:
        return "run", file_document(coach.inspect_clip(clip, name=file.name))


def watch_read(file: WaitingFile) -> WatchRunDocument:
    """What a watch's file tells."""
    content = file.opened()
    return coach.watch_file(content.content, name=content.name)


def previewed(recording: WaitingRecording, runner: "coach.Runner") -> PreviewDocument:
    """What an analysis will be able to tell."""
    if not recording.has_clip:
        return coach.preview(_read(recording, runner), runner)
    finder = coach.pose_finder(kept_pose_model())
    checks = [_checked(file, finder, recording) for file in (recording.run, recording.other_side) if file and file.is_clip]
    return coach.preview_clip(checks[0], runner, other=checks[1] if len(checks) > 1 else None)


def _checked(clip: WaitingFile, finder: "PoseFinder", recording: WaitingRecording) -> "ClipCheck":
    with clip.path.open("rb") as file:
        return coach.check_clip(file, finder, name=clip.name, captured_hz=recording.captured_hz, seen_from=recording.seen_from)


@dataclass(frozen=True, kw_only=True)
class Analysed:
    """An analysed run as it passes between processes."""

    run: str
    """JSON (hipdrive.run/1)."""
    opensim: bytes | None
    """A zip of its files for OpenSim; None where it has none."""
    pictures: str | None
    """JSON of what is kept of its clips (hipdrive.clip_pictures/1); None where it has none."""
    copies: Mapping[int, bytes]
    """Number of the clip -> its small copy."""


def analysed(recording: WaitingRecording, runner: "coach.Runner", progress: Path) -> Analysed:
    """An analysed run.

    Args:
        recording: Its files.
        runner: Who ran.
        progress: Where to write how far it is: the step and the share that is done.
    """
    tell = _telling(progress, shares=CLIP_SHARES if recording.has_clip else SHARES)
    tell("reading", 0.0)
    read = _read(recording, runner, tell)
    tell("solving", 0.0)
    made = coach.analysed_run(read, runner, pictured=_pictured(recording, read, tell) if recording.has_clip else None)
    pictures = made.pictures if made.pictures is not None and made.pictures.any else None
    return Analysed(
        run=json_text(made.document),
        opensim=made.opensim,
        pictures=None if pictures is None else json_text(pictures.document),
        copies={} if pictures is None else pictures.copies,
    )


def tested(recording: WaitingRecording, runner: "coach.Runner", progress: Path) -> "SkipDrill":
    """What a clip of a test shows.

    Args:
        recording: The clip, or its keypoints, as its run.
        runner: Whose test it is.
        progress: As `analysed`.
    """
    tell = _telling(progress, shares=TEST_SHARES)
    tell("reading", 0.0)
    (filmed,) = _opened([recording.run], recording.captured_hz, tell)
    tell("solving", 0.0)
    return coach.skips_seen(filmed, runner.athlete, captured_hz=recording.captured_hz)


def _pictured(recording: WaitingRecording, read: "coach.Recording", tell: Tell) -> "Callable[[Run], coach.ClipPictures]":
    """What takes the pictures that are kept out of the clips of a run."""

    def pictured(run: "Run") -> "coach.ClipPictures":
        tell("copying", 0.0)
        files = [file for file in (recording.run, recording.other_side) if file is not None]
        with ExitStack() as opened:
            clips = [
                coach.ReadClip(
                    file=opened.enter_context(file.path.open("rb")), points=points, number=number, captured_hz=recording.captured_hz
                )
                for number, (file, points) in enumerate(zip(files, read.clips, strict=True))
                if file.is_clip
            ]
            return coach.clip_pictures(
                clips,
                run,
                copies=recording.keep_clip,
                hide_face=recording.hide_face,
                progress=lambda done, of: tell("copying", done / max(of, 1)),
            )

    return pictured


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


def _read(recording: WaitingRecording, runner: "coach.Runner", tell: Tell | None = None) -> "coach.Recording":
    static, forces = (None if file is None else file.opened() for file in (recording.static, recording.forces))
    files = [file for file in (recording.run, recording.other_side) if file is not None]
    runs = _opened(files, recording.captured_hz, tell)
    return coach.read_recording(
        runs[0],
        runner.athlete,
        static=static,
        grf=forces,
        other_side=runs[1] if len(runs) > 1 else None,
        speed_m_s=recording.speed_m_s,
        frame_rate_hz=recording.captured_hz,
        seen_from=recording.seen_from,
    )


def _opened(files: Sequence[WaitingFile], captured_hz: float | None, tell: Tell | None) -> "list[FileContent | FlatKeypoints]":
    """The files as they are analysed: of a clip, where the runner is in each picture."""
    clips = [file for file in files if file.is_clip]
    finder = coach.pose_finder(kept_pose_model()) if clips else None
    opened: list[FileContent | FlatKeypoints] = []
    for file in files:
        if finder is None or file not in clips:
            opened.append(file.opened())
            continue

        def found(done: int, of: int, *, before: int = clips.index(file)) -> None:
            if tell is not None:
                tell("finding", (before + done / max(of, 1)) / len(clips))

        with file.path.open("rb") as clip:
            opened.append(coach.read_clip(clip, finder, name=file.name, captured_hz=captured_hz, progress=found))
    return opened


def _telling(progress: Path | None, *, shares: Mapping[Step, float] = SHARES) -> Tell:
    """Writes a step and how much of all is done, where somebody wants to know."""
    steps = list(shares)

    def tell(step: Step, part: float) -> None:
        if progress is not None:
            start = shares[step]
            end = shares[steps[steps.index(step) + 1]]
            write_whole(progress, f"{step} {start + part * (end - start):.3f}")

    return tell
