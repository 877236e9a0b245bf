"""The clips of a run at the command line: what each will tell, the points in it, and the pictures that are taken out of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ...errors import InputFileError
from ...language import en
from ..door.clips import finder_kept, is_clip_path, opened_clip
from ..door.outlet import progress_bar, say
from ..door.writing import refuse_unwritable, write_bytes
from .clip import show_check

if TYPE_CHECKING:
    from ...gait import Run, SeenFrom
    from ...motion import FlatKeypoints
    from ...report import ClipStill

ENDING = ".webm"


@dataclass(frozen=True, kw_only=True)
class FilmedFiles:
    """Those files of a run that are clips."""

    paths: tuple[Path, ...]
    """Of all files that may be clips, in their order."""
    points: "Mapping[Path, FlatKeypoints]"
    """The runner's points in those that are."""
    captured_fps: float | None
    hide_face: bool

    def stills(self, run: "Run") -> "Sequence[ClipStill]":
        """The moments of a run in its clips."""
        from ... import coach

        stills: list[ClipStill] = []
        for number, path in self._clips():
            with opened_clip(path) as file:
                stills += coach.clip_stills(
                    file, self.points[path], run, number=number, captured_hz=self.captured_fps, hide_face=self.hide_face
                )
        return stills

    def write_annotated(self, out: Path, run: "Run", json: str | None) -> None:
        """Write each clip with what was found drawn into it; that of the other side beside the first."""
        from ... import coach

        for place, (number, path) in enumerate(self._clips()):
            target = out if place == 0 else out.with_name(f"{out.stem}-other-side{ENDING}")
            with opened_clip(path) as file, progress_bar(en("Drawing into {file}, picture by picture", file=path.name)) as progress:
                content = coach.annotated_clip(
                    file,
                    self.points[path],
                    run,
                    number=number,
                    captured_hz=self.captured_fps,
                    hide_face=self.hide_face,
                    progress=progress,
                )
            write_bytes(target, content)
            say(en("Wrote {file}: the clip with what was found drawn into it.", file=target), json)

    def _clips(self) -> Sequence[tuple[int, Path]]:
        return [(number, path) for number, path in enumerate(self.paths) if path in self.points]


def refuse_no_annotated(out: Path | None, paths: Sequence[Path]) -> None:
    """Refuse an annotated clip that cannot be made or written, before the long work.

    Args:
        out: Where to; None where none is asked for.
        paths: The files that may be clips.

    Raises:
        NoClipToDrawIntoError: None of them is a clip.
        InputFileError: It is no .webm, or cannot be written.
    """
    from ... import coach

    if out is None:
        return
    if not any(is_clip_path(path) for path in paths):
        raise coach.NoClipToDrawIntoError
    if out.suffix.lower() != ENDING:
        raise InputFileError(out, en("an annotated clip is written as WebM"), en("give a name that ends in .webm"))
    refuse_unwritable(out)


def filmed_points(
    paths: Sequence[Path], captured_fps: float | None, model: Path | None, view: "SeenFrom | None", *, quiet: bool
) -> "dict[Path, FlatKeypoints]":
    """The runner's points in those files that are clips; what each clip will tell is said first, unless standard output is wanted whole."""
    from ... import coach

    points: dict[Path, FlatKeypoints] = {}
    clips = [path for path in paths if is_clip_path(path)]
    if not clips:
        return points
    finder = finder_kept(model)
    for path in clips:
        with opened_clip(path) as file:
            check = coach.check_clip(file, finder, name=path.name, captured_hz=captured_fps, seen_from=view)
            if not quiet:
                show_check(check)
            coach.refuse_clip(check)
            with progress_bar(en("The runner in {file}, picture by picture", file=path.name)) as progress:
                points[path] = coach.read_clip(file, finder, name=path.name, captured_hz=captured_fps, progress=progress)
    return points
