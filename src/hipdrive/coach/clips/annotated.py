"""The verb annotated_clip: a clip with lines of the legs, angles, landings and toe-offs, or steps drawn into its pictures."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np

from ...arrays import FloatArray
from ...body import Side
from ...errors import HipDriveError
from ...gait import MomentName, Run
from ...language import Text, en, layout, reader
from ...motion import FlatKeypoints
from ...report import LEG, MOMENTS, ClipFilm, LegLines, lines_over, plumb_line, words_as_pictures
from ...video import Drawing, Word, clip_facts, draw_line, draw_ring, draw_word, small_copy, word_in
from .face import faces_of
from .pictures import film_of

YELLOW, WHITE, BLACK = (255, 214, 10), (255, 255, 255), (0, 0, 0)
TOLD_S = 0.12
"""So long after a landing or toe-off its word stands in the picture; our choice."""
LETTERS_SHARE = 0.045
"""Size of letters, of the picture's shorter side; lines are a tenth of it wide."""
LEAST_LETTERS_PX = 9.0
ANGLES_DEG = range(-90, 181)
Event = MomentName | Side
"""Landing or toe-off of the near foot, or the foot that stands below the body."""
FEET: Mapping[Side, Text] = {"left": en("Left foot"), "right": en("Right foot")}


class NoClipToDrawIntoError(HipDriveError):
    """A run that was not measured in a clip."""

    code = "no_clip_to_draw_into"

    def __init__(self) -> None:
        super().__init__(en("There is no clip to draw into"), en("give a clip (.mp4, .mov, .webm)"))


@dataclass(frozen=True, kw_only=True)
class _Letters:
    """Words as they are laid into pictures."""

    angle: Mapping[int, Word]
    event: Mapping[Event, Word]
    size_px: float


def annotated_clip(
    file: BinaryIO,
    points: FlatKeypoints,
    run: Run,
    *,
    number: int = 0,
    captured_hz: float | None = None,
    hide_face: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> bytes:
    """Draw into a clip what was found in it; its words are in the language of whoever reads now.

    Args:
        file: The clip; it must be able to seek.
        points: The runner's points in it, as it was analysed.
        run: The run that came of them.
        number: Which of the clips that were analysed together it is, from 0.
        captured_hz: Frames a second at which it was filmed; None for what the file says.
        hide_face: Whether the runner's head is made unknowable.
        progress: Called with the pictures done and those there are.

    Returns:
        WebM (VP9) of the pictures that were analysed, at most 1280 x 720, without sound, place and device.

    Raises:
        NoClipToDrawIntoError: The run was not measured in a clip.
        InputFileError: The clip breaks off or is damaged.
        VideoLibrariesMissingError: The extra 'video' is not installed.
    """
    if run.view is None or not run.view.strides:
        raise NoClipToDrawIntoError
    facts = clip_facts(file, name=points.file_name, captured_hz=captured_hz)
    film = film_of(points, run.view.strides[number], number=number, size=facts.size)
    faces = faces_of(points) if hide_face else None
    return small_copy(file, facts, points.time_s, faces=faces, drawing=_drawing(film), progress=progress).content


def annotated_copy(copy: BinaryIO, film: ClipFilm, *, name: str) -> bytes:
    """The same of the small copy that is kept of a clip, its face hidden or not as it is there.

    Args:
        copy: The copy; it must be able to seek.
        film: What it shows.
        name: For sentences.

    Raises:
        InputFileError: It breaks off or is damaged.
        VideoLibrariesMissingError: The extra 'video' is not installed.
    """
    facts = clip_facts(copy, name=name)
    return small_copy(copy, facts, facts.clock.time_s, drawing=_drawing(film)).content


def _drawing(film: ClipFilm) -> Drawing:
    """What is drawn into each picture."""
    letters = _letters(max(LEAST_LETTERS_PX, LETTERS_SHARE * min(film.width, film.height)))
    forward = 1.0 if film.side == "right" else -1.0
    width, legs = 0.15 * letters.size_px, lines_over(film.points)

    def drawing(place: int, picture: np.ndarray) -> np.ndarray:
        drawn = picture.copy()
        at = {name: path[place] for name, path in film.points.items() if np.isfinite(path[place]).all()}
        lines = [np.array([at[name] for name in line]) for line in legs.lines if all(name in at for name in line)]
        for line in lines:
            draw_line(drawn, line, width_px=2.0 * width, colour=BLACK)
        for line in lines:
            draw_line(drawn, line, width_px=width, colour=YELLOW)
        _draw_joints(drawn, at, legs, size_px=letters.size_px)
        if legs.angles and all(name in at for name in LEG):
            _draw_angles(drawn, at, letters, forward=forward)
        event = event_at(film, place)
        if event is not None:
            draw_word(drawn, letters.event[event], np.full(2, 0.4 * letters.size_px))
        return drawn

    return drawing


def _draw_joints(picture: np.ndarray, at: Mapping[str, FloatArray], legs: LegLines, *, size_px: float) -> None:
    """Joints and the plumb line."""
    plumb = plumb_line({name: (float(x), float(y)) for name, (x, y) in at.items()}, legs)
    if plumb is not None:
        draw_line(picture, np.array(plumb), width_px=0.1 * size_px, colour=WHITE, dash_px=0.3 * size_px)
    for joint in legs.joints:
        if joint in at:
            draw_ring(picture, at[joint], radius_px=0.22 * size_px, width_px=0.1 * size_px, colour=YELLOW)


def _draw_angles(picture: np.ndarray, at: Mapping[str, FloatArray], letters: _Letters, *, forward: float) -> None:
    """The angles of thigh and knee beside the joints, behind the leg."""
    hip, knee, ankle = (at[name] for name in LEG)
    size = letters.size_px
    thigh_deg, knee_deg = leg_angles_deg(hip, knee, ankle, forward=forward)
    for joint, angle_deg in ((hip, thigh_deg), (knee, knee_deg)):
        word = letters.angle[min(max(round(angle_deg), ANGLES_DEG[0]), ANGLES_DEG[-1])]
        left = joint[0] - 0.7 * size - word.shape[1] if forward > 0.0 else joint[0] + 0.7 * size
        draw_word(picture, word, np.array([left, joint[1] - 0.5 * word.shape[0]]))


def leg_angles_deg(hip: FloatArray, knee: FloatArray, ankle: FloatArray, *, forward: float) -> tuple[float, float]:
    """Thigh against plumb, forward positive, and bend of the knee in one picture.

    Args:
        hip: (2,) px, x to the right, y down; knee and ankle alike.
        knee: See hip.
        ankle: See hip.
        forward: 1 where the runner faces the right of the picture, -1 where the left.
    """
    thigh, shank = (math.atan2(forward * (end[0] - start[0]), end[1] - start[1]) for start, end in ((hip, knee), (knee, ankle)))
    return math.degrees(thigh), math.degrees(thigh - shank)


def event_at(film: ClipFilm, place: int) -> Event | None:
    """Landing, toe-off or step that a picture shows or that was just before it; None otherwise.

    Args:
        film: What the clip shows.
        place: Of the picture.
    """
    half_s = 0.5 * float(np.median(np.diff(film.time_s)))
    after_s = film.time_s[place] + half_s
    told: dict[Event, Sequence[float]] = {**dict(film.steps_s.items()), "landing": film.landings_s}
    if film.contact_s is not None:
        told = {"toe_off": [landing_s + film.contact_s for landing_s in film.landings_s], **told}
    for event, times_s in told.items():
        if any(0.0 <= after_s - at_s < TOLD_S for at_s in times_s):
            return event
    return None


def _letters(size_px: float) -> _Letters:
    show = reader().show
    told: tuple[MomentName, ...] = ("landing", "toe_off")
    events: dict[Event, str] = {**{name: show(MOMENTS[name]) for name in told}, **{side: show(words) for side, words in FEET.items()}}
    angles = {angle: show(layout("{angle}°", angle=angle)).replace("-", "\N{MINUS SIGN}") for angle in ANGLES_DEG}
    words = [word_in(png) for png in words_as_pictures([*events.values(), *angles.values()], size_px=size_px)]
    return _Letters(
        event=dict(zip(events, words, strict=False)), angle=dict(zip(angles, words[len(events) :], strict=True)), size_px=size_px
    )
