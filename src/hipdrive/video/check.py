"""Look at a clip before it is analysed: what it will tell, and what to film otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, Literal, NamedTuple

import numpy as np

from ..arrays import FloatArray as Array
from ..language import Text, en
from ..note import Note
from .clip.camera import EVERY_S, camera_moves, small_grey
from .clip.facts import ClipFacts
from .clip.pictures import Picture, pictures
from .follow import LONGEST_S, Body, PoseFinder

ANGLES_HZ, LANDING_HZ, CONTACT_ROUGH_HZ, CONTACT_HZ = 24.0, 50.0, 58.0, 110.0
"""From how many pictures a second on angles, the place of the foot, and contacts (roughly, well) can be told; 59.94 and 119.9 count."""
ENOUGH_S, LEAST_S = 10.0, 4.0
LOOKS = 8
DARK_GREY = 50.0
"""Mean grey level, 0 to 255, below which a phone leaves its shutter open for long; our choice."""
SMALL_SHARE, LEAST_PIXELS = 0.4, 250.0
"""Least height of the body, as a share of the picture's and in pixels; our choice."""
WIDE_SHOULDERS = 0.45
"""Shoulders lie further apart than this share of the trunk's length where the camera does not look square from the side; our choice."""

ALONG_SHOULDERS = 0.62
"""From this share on the camera rather looks along the way of running, from the front or from behind; our choice."""

Grade = Literal["yes", "rough", "no"]
ReadingId = Literal["cadence", "sideways", "angles", "foot_ahead", "contact_time"]


class ClipReading(NamedTuple):
    """Whether one thing can be measured in the clip."""

    id: ReadingId
    name: Text
    grade: Grade
    why: Text


@dataclass(frozen=True, kw_only=True)
class ClipCheck:
    """What a clip will tell."""

    facts: ClipFacts
    readings: tuple[ClipReading, ...]
    advice: tuple[Note, ...]
    """What to film otherwise, the weightiest first; nothing where all is well."""
    looked_for_runner: bool
    """Whether a pose model looked for the runner."""


@dataclass
class _Looks:
    """What some pictures of a clip show."""

    pairs: list[tuple[Array, Array]] = field(default_factory=list)
    greys: list[float] = field(default_factory=list)
    people: list[int] = field(default_factory=list)
    bodies: list[Body] = field(default_factory=list)


def check_clip(file: BinaryIO, facts: ClipFacts, finder: PoseFinder | None = None, *, along: bool | None = None) -> ClipCheck:
    """Look at a few pictures of a clip.

    Args:
        file: The clip; it must be able to seek.
        facts: What it says of itself.
        finder: The pose model; without one nothing is said about who is in the picture.
        along: Whether the camera is said to look along the way of running; None to see by the shoulders.

    Raises:
        InputFileError: It breaks off or is damaged.
    """
    looks = _looked(file, facts, finder)
    if along is None:
        along = finder is not None and _looks_along(looks.bodies, finder.labels)
    notes = [*facts.clock.notes, *_advice(facts, looks, None if finder is None else finder.labels, along=along)]
    return ClipCheck(facts=facts, readings=_readings(facts, along=along), advice=tuple(notes), looked_for_runner=finder is not None)


def _readings(facts: ClipFacts, *, along: bool) -> tuple[ClipReading, ...]:
    """What the clip's rate and length allow; what lies along the line of sight is hidden from a camera before or behind the runner."""
    rate_hz, long = facts.clock.captured_hz, facts.duration_s
    short: Grade = "yes" if long >= ENOUGH_S else "rough" if long >= LEAST_S else "no"
    length = en("{duration:.0f} s of running; 10 s, ten strides of each leg, are enough", duration=long)
    rate = en("{rate:.0f} pictures a second", rate=rate_hz)
    angles: Grade = "yes" if rate_hz >= ANGLES_HZ else "no"
    landing: Grade = "yes" if rate_hz >= LANDING_HZ else "no"
    contact: Grade = "yes" if rate_hz >= CONTACT_HZ else "rough" if rate_hz >= CONTACT_ROUGH_HZ else "no"
    asked: tuple[tuple[ReadingId, Text, Grade, Text], ...] = (
        ("cadence", en("cadence"), angles, en("{rate}; 30 are enough", rate=rate)),
        ("angles", en("angles of thigh, knee and trunk"), angles, en("{rate}; 30 are enough", rate=rate)),
        ("foot_ahead", en("how far the foot lands ahead of the hip"), landing, en("{rate}; 60 are needed", rate=rate)),
        ("contact_time", en("contact time"), contact, en("{rate}; 120 are needed, below 60 it is not shown", rate=rate)),
    )
    if along:
        asked = (asked[0], _sideways(angles, rate), *((id_, name, "no", en("film from the side for it")) for id_, name, _, _ in asked[1:]))
    order = ("no", "rough", "yes")
    return tuple(
        ClipReading(id_, name, min(grade, short, key=order.index), length if order.index(short) < order.index(grade) else why)
        for id_, name, grade, why in asked
    )


def _sideways(grade: Grade, rate: Text) -> tuple[ReadingId, Text, Grade, Text]:
    """What a camera before or behind the runner is for."""
    return "sideways", en("knees that cross, feet that swing outward, step width"), grade, en("{rate}; 30 are enough", rate=rate)


def _looked(file: BinaryIO, facts: ClipFacts, finder: PoseFinder | None) -> _Looks:
    """Look at pairs of pictures, spread over what would be read."""
    span = min(LONGEST_S, facts.duration_s)
    start = (facts.duration_s - span) / 2.0
    looks = _Looks()
    for at_s in start + span * (np.arange(LOOKS) + 0.5) / LOOKS:
        first, second = _pair(file, facts, float(at_s))
        if first is None:
            continue
        looks.greys.append(float(first[::4, ::4].mean()))
        if second is not None:
            looks.pairs.append((small_grey(first), small_grey(second)))
        if finder is not None:
            regions = finder.people(first)
            looks.people.append(len(regions))
            body = finder.body(first, regions[0]) if regions else None
            again = None if body is None else finder.body(first, body.region)
            if again is not None:
                looks.bodies.append(again)
    return looks


def _pair(file: BinaryIO, facts: ClipFacts, at_s: float) -> tuple[Picture | None, Picture | None]:
    """The picture at an instant and the one a little later."""
    first = None
    for time_s, picture, _ in pictures(file, facts, from_s=at_s):
        if first is None:
            first = picture
        elif time_s >= at_s + EVERY_S:
            return first, picture
    return first, None


def _advice(facts: ClipFacts, looks: _Looks, labels: Sequence[str] | None, *, along: bool) -> list[Note]:
    """What to film otherwise."""
    notes = []

    def advise(code: str, words: Text) -> None:
        notes.append(Note(code, words, facts.name))

    if labels is not None:
        for code, words in _of_the_runner(facts, looks, labels, along=along):
            advise(code, words)
    if looks.pairs and _moves(looks.pairs):
        advise("camera_moves", en("The camera moves: put it on something that stands still, and do not follow the runner."))
    if looks.greys and np.mean(looks.greys) < DARK_GREY:
        advise("too_dark", en("It is dark: pictures are blurred where legs are fast. Film by day or with all lights on."))
    if facts.duration_s < ENOUGH_S:
        advise("clip_short", en("It lasts {duration:.1f} s: film at least 10 s, ten strides of each leg.", duration=facts.duration_s))
    if facts.clock.captured_hz < CONTACT_ROUGH_HZ:
        words = en(
            "It has {rate:.0f} pictures a second: choose 120 (or 60) in the camera's settings to see landings and contact time.",
            rate=facts.clock.captured_hz,
        )
        advise("few_pictures", words)
    if facts.duration_s > LONGEST_S + 1.0:
        words = en(
            "It lasts {duration:.0f} s: only the {used:.0f} s in the middle will be read.", duration=facts.duration_s, used=LONGEST_S
        )
        advise("clip_long", words)
    return notes


def _moves(pairs: Sequence[tuple[Array, Array]]) -> bool:
    """Whether the camera moves in most pairs."""
    return sum(camera_moves(pair) for pair in pairs) > len(pairs) / 2


def _of_the_runner(facts: ClipFacts, looks: _Looks, labels: Sequence[str], *, along: bool) -> list[tuple[str, Text]]:
    """What is amiss with who is in the picture, and how."""
    if not looks.bodies:
        return [("nobody_seen", en("Nobody was found: film one runner from the side, the whole body in the picture."))]
    told = []
    if np.mean([count > 1 for count in looks.people]) > 0.25:
        told.append(("other_people", en("Somebody else is in the picture: the person whose legs swing most will be followed.")))
    if len(looks.bodies) < 0.7 * len(looks.people):
        told.append(("runner_leaves", en("The runner is not in all of the clip: film from further away or on a treadmill.")))
    points = np.stack([body.points for body in looks.bodies])
    heights = np.where(points[:, :, 2] > 0.0, points[:, :, 1], np.nan)
    feet, head = np.nanmax(heights, axis=1), np.nanmin(heights, axis=1)
    height = float(np.median(feet - head))
    if (feet > facts.size[1]).mean() > 0.3 or (head < 0.0).mean() > 0.3:
        told.append(("body_cut", en("Parts of the body lie outside the picture: step back.")))
    elif height < max(LEAST_PIXELS, SMALL_SHARE * facts.size[1] * (facts.size[0] > facts.size[1])):
        told.append(("runner_small", en("The runner is only {height:.0f} pixels tall: step nearer or zoom in.", height=height)))
    if along:
        words = en(
            "The camera looks along the way of running: it shows knees that cross, feet that swing outward and step width; give the speed, "
            "and film from the side for all else."
        )
        told.append(("seen_along", words))
    elif _shoulders_apart(looks.bodies, labels) > WIDE_SHOULDERS:
        words = en(
            "The camera does not look square from the side: put it level with the hips, its line of sight across the way of running."
        )
        told.append(("oblique", words))
    return told


def _looks_along(bodies: Sequence[Body], labels: Sequence[str]) -> bool:
    """Whether the camera looks along the way of running, from the front or from behind."""
    return bool(bodies) and _shoulders_apart(bodies, labels) > ALONG_SHOULDERS


def _shoulders_apart(bodies: Sequence[Body], labels: Sequence[str]) -> float:
    """How far apart the shoulders lie across the picture, in lengths of the trunk."""
    points = np.stack([body.points for body in bodies])[:, :, :2]
    left, right = ([points[:, labels.index(side + part)] for part in ("Shoulder", "Hip")] for side in "LR")
    trunk = np.linalg.norm((left[0] + right[0]) / 2.0 - (left[1] + right[1]) / 2.0, axis=1)
    wide = np.abs(left[0][:, 0] - right[0][:, 0]) / np.maximum(trunk, 1.0)
    return float(np.median(wide))
