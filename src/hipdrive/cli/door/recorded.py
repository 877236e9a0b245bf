"""The files of a recording as they are named on the command line, read as one."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .inlet import marker_set_of, motion_file

if TYPE_CHECKING:
    from ...body import Athlete
    from ...coach import Recording
    from ...gait import SeenFrom
    from ...motion import FileContent, FlatKeypoints


@dataclass(frozen=True, kw_only=True)
class RecordedFiles:
    """Where the files of one recording are."""

    run: Path
    static: Path | None
    grf: Path | None
    other_side: Path | None

    @property
    def from_the_side(self) -> tuple[Path, ...]:
        """Those that may be clips."""
        return (self.run,) if self.other_side is None else (self.run, self.other_side)


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is told of a recording beside its files; None for what is to be found in them."""

    marker_set: str | None
    """Name or file of it."""
    no_plates: bool
    """Whether the force plates are passed over."""
    slope_percent: float | None
    """Uphill positive."""
    speed_m_s: float | None
    """Of a clip."""
    frame_rate_hz: float | None
    """At which a clip was filmed."""
    seen_from: "SeenFrom | None" = None
    """Where a clip is said to be filmed from."""


def recording_in(files: RecordedFiles, filmed: "Mapping[Path, FlatKeypoints]", athlete: "Athlete", known: Known) -> "Recording":
    """The recording in some files.

    Args:
        files: Where they are.
        filmed: The runner's points in those of them that are clips.
        athlete: The body.
        known: What is told of it.

    Raises:
        InputFileError: If a file cannot be read, or does not belong to the others.
    """
    from ... import coach

    def opened(path: Path | None) -> "FileContent | None":
        return None if path is None else motion_file(path)

    return coach.read_recording(
        filmed.get(files.run) or motion_file(files.run),
        athlete,
        static=opened(files.static),
        grf=opened(files.grf),
        marker_set=None if known.marker_set is None else marker_set_of(known.marker_set),
        no_plates=known.no_plates,
        slope=None if known.slope_percent is None else known.slope_percent / 100.0,
        other_side=None if files.other_side is None else filmed.get(files.other_side) or motion_file(files.other_side),
        speed_m_s=known.speed_m_s,
        frame_rate_hz=known.frame_rate_hz,
        seen_from=known.seen_from,
    )
