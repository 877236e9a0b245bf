"""The verb clip_pictures: what is kept of the clips of a run, stills and, where that is wanted, small copies."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np

from ...contract.runs.clip_pictures import ClipPicturesDocument, clip_pictures_document, films_from, read_clip_pictures
from ...errors import HipDriveError
from ...gait import ClipSteps, ClipStrides, Run
from ...language import en
from ...motion import FlatKeypoints
from ...report import ClipFilm, ClipStill
from ...store import MOST_CLIP_BYTES, MOST_RUNS_WITH_CLIP
from ...video import clip_facts, small_copy, small_size
from .face import faces_of
from .leg import leg_points
from .stills import clip_stills

Progress = Callable[[int, int], None]


class NoClipKeptError(HipDriveError):
    """A kept run of whose clips nothing is kept, or not the copy that is asked for."""

    code = "no_clip_kept"

    def __init__(self) -> None:
        sentence = en(
            "No video of this run is kept: it is kept where whoever sends the clip says so, for the {most} runs of an athlete that were "
            "analysed last in the app, up to {size_mb:.0f} MB each",
            most=MOST_RUNS_WITH_CLIP,
            size_mb=MOST_CLIP_BYTES / 1e6,
        )
        super().__init__(sentence, en("analyse the clip here again to have it"))


@dataclass(frozen=True, kw_only=True)
class ReadClip:
    """A clip with what was found in it."""

    file: BinaryIO
    """It must be able to seek."""
    points: FlatKeypoints
    number: int
    """Which of the clips that were analysed together it is, from 0."""
    captured_hz: float | None = None
    """Frames a second at which it was filmed; None for what the file says."""


@dataclass(frozen=True, kw_only=True)
class ClipPictures:
    """What is kept of the clips of a run."""

    document: ClipPicturesDocument
    copies: Mapping[int, bytes]
    """Number of the clip -> its small copy (WebM)."""

    @property
    def any(self) -> bool:
        """Whether there is anything to keep."""
        return bool(self.document.stills or self.copies)


def kept_film(pictures: str, number: int, *, name: str) -> ClipFilm:
    """What the copy of one clip shows.

    Args:
        pictures: JSON of what is kept of the clips of its run (hipdrive.clip_pictures/1).
        number: Which of these clips.
        name: For sentences.

    Raises:
        NoClipKeptError: There is none of this number.
        InputFileError: It is another document.
    """
    found = next((film for film in films_from(read_clip_pictures(pictures, name=name)) if film.clip == number), None)
    if found is None:
        raise NoClipKeptError
    return found


def clip_pictures(
    clips: Sequence[ReadClip], run: Run, *, copies: bool = False, hide_face: bool = False, progress: Progress | None = None
) -> ClipPictures:
    """Take out of the clips of a run what is kept of them.

    Args:
        clips: The clips.
        run: The run that came of them.
        copies: Whether small copies are made as well, of the pictures that were analysed: at most 720 pixels high, without sound, place
            and device.
        hide_face: Whether the runner's head is made unknowable; a picture of a copy in which it is not found is hidden as a whole.
        progress: Called with the pictures of all copies that are done and those there are.

    Raises:
        InputFileError: A clip breaks off or is damaged.
        VideoLibrariesMissingError: The extra 'video' is not installed.
    """
    strides = () if run.view is None else run.view.strides
    stills: list[ClipStill] = []
    films: list[ClipFilm] = []
    made: dict[int, bytes] = {}
    for place, clip in enumerate(clips):
        stills += clip_stills(clip.file, clip.points, run, number=clip.number, captured_hz=clip.captured_hz, hide_face=hide_face)
        if not copies or not strides:
            continue

        def done(pictures: int, of: int, *, before: int = place) -> None:
            if progress is not None:
                progress(before * of + pictures, len(clips) * of)

        film, made[clip.number] = _filmed(clip, strides[clip.number], hide_face=hide_face, progress=done)
        films.append(film)
    return ClipPictures(document=clip_pictures_document(tuple(stills), tuple(films)), copies=made)


def _filmed(clip: ReadClip, strides: ClipStrides | ClipSteps, *, hide_face: bool, progress: Progress) -> tuple[ClipFilm, bytes]:
    """A small copy, and what it shows."""
    points = clip.points
    faces = faces_of(points) if hide_face else None
    facts = clip_facts(clip.file, name=points.file_name, captured_hz=clip.captured_hz)
    copy = small_copy(clip.file, facts, points.time_s, faces=faces, progress=progress)
    return film_of(points, strides, number=clip.number, size=facts.size), copy.content


def film_of(points: FlatKeypoints, strides: ClipStrides | ClipSteps, *, number: int, size: tuple[int, int]) -> ClipFilm:
    """What a copy of a clip shows.

    Args:
        points: The runner's points in the clip, one row for each picture of the copy.
        strides: When its near foot lands and leaves, or each foot stands below the body.
        number: Which of the clips that were analysed together it is.
        size: Width and height of the clip's picture.
    """
    from_s = float(points.time_s[0])
    width, height = small_size(size)
    scale = np.array([width / size[0], height / size[1]])
    steps = strides if isinstance(strides, ClipSteps) else None
    near = None if isinstance(strides, ClipSteps) else strides
    side = None if near is None else near.side
    return ClipFilm(
        side=side,
        clip=number,
        width=width,
        height=height,
        from_s=from_s,
        time_s=np.rint(1000.0 * (points.time_s - from_s)) / 1000.0,
        points={name: path * scale for name, path in leg_points(points, side).items()},
        landings_s=() if near is None else tuple(at_s - from_s for at_s in near.landings_s),
        contact_s=None if near is None else near.contact_s,
        steps_s={} if steps is None else {of: tuple(at_s - from_s for at_s in times_s) for of, times_s in steps.mid_stance_s.items()},
    )
