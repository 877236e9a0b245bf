"""What a pose program saw in each frame, and which of the people in it is the runner."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ...errors import InputFileError, listed
from ...language import en
from ...note import FILE, Note
from ..flat_keypoints import FlatKeypoints
from ..motion import Array
from .names import missing_of

FEWEST_FRAMES = 10
"""Below this nothing moves that could be looked at; our choice."""
STEP_PRICE = 4.0
"""What a way of one body size between two frames costs, in body sizes; our choice: another person is further away than that."""
ABSENT_PRICE = 1.5
"""What a frame without the runner costs, in the same unit; our choice."""
OTHER_SIZE, OTHER_SHARE, SEEN_SHARE = 0.5, 0.1, 0.9
"""Somebody else counts if half as large as the runner and seen in a tenth of the frames; a runner seen in less than this share is noted."""


@dataclass(frozen=True, kw_only=True)
class PeopleSeen:
    """Points of everybody in the pictures of one clip."""

    source: str
    labels: tuple[str, ...]
    """The k names of the points, each once."""
    people: tuple[Array, ...]
    """One (p, k, 3) array a frame: x to the right, y down, confidence, for p people; p may be 0."""
    time_s: Array | None = None
    """(n,) s, None where the file gives no instants."""
    frame_rate_hz: float | None = None
    """Frames a second where the file gives them."""
    size: tuple[int, int] | None = None


def one_runner(seen: PeopleSeen, *, file_name: str, time_s: Array) -> FlatKeypoints:
    """Follow the runner through the clip: of the people who are large and move on evenly, the one whose feet swing past each other most.

    Args:
        seen: Everybody in it.
        file_name: For sentences.
        time_s: (n,) s, the instants of the frames.

    Raises:
        InputFileError: Too few frames, nobody in it, or points that a stride needs are no points of this body.
    """
    missing = missing_of(seen.labels)
    if missing:
        found = en("it has no points named {missing} (it has {labels})", missing=listed(missing), labels=listed(seen.labels))
        raise InputFileError(file_name, found, en("give keypoints with hips, knees and ankles of both sides"))
    if len(seen.people) < FEWEST_FRAMES:
        found = en("it holds {frames} frames, and at least {least} are needed", frames=len(seen.people), least=FEWEST_FRAMES)
        raise InputFileError(file_name, found, en("give the keypoints of the whole clip: 10 s or more"))
    chosen = _runner_among(seen)
    if not any(person is not None for person in chosen):
        advice = en("film one runner from the side, whole body in the picture")
        raise InputFileError(file_name, en("nobody was found in its pictures"), advice)
    values = _path_of(seen, chosen)
    keypoints = FlatKeypoints(
        file_name=file_name,
        source=seen.source,
        labels=seen.labels,
        time_s=time_s,
        position=values[:, :, :2],
        confidence=np.clip(values[:, :, 2], 0.0, 1.0),
        size=seen.size,
    )
    return replace(keypoints, notes=_notes(seen, chosen, file_name))


def _runner_among(seen: PeopleSeen) -> list[int | None]:
    """The place of the runner in each frame: the one of the two followed whose ankles swing past each other most."""
    sizes = [_sizes(people) for people in seen.people]
    middles = [_middles(people) for people in seen.people]
    first = _followed(sizes, middles)
    others = [np.array(size) for size in sizes]
    for size, person in zip(others, first, strict=True):
        if person is not None:
            size[person] = 0.0
    second = _followed(others, middles)
    return max((first, second), key=lambda chosen: _swing(seen, chosen))


def _swing(seen: PeopleSeen, chosen: Sequence[int | None]) -> float:
    """How far the ankles of one person swing past each other, in sizes of the largest person, over all frames."""
    values = _path_of(seen, chosen)
    ankles = [seen.labels.index(label) for label in ("LAnkle", "RAnkle")]
    apart = values[:, ankles[0], 0] - values[:, ankles[1], 0]
    apart = apart[np.isfinite(apart)]
    return float(apart.std()) * len(apart) / len(seen.people) if len(apart) else 0.0


def _path_of(seen: PeopleSeen, chosen: Sequence[int | None]) -> Array:
    """(n, k, 3) points and confidence of one person; NaN where a point was not seen."""
    nobody = np.full((len(seen.labels), 3), np.nan)
    values = np.stack(
        [nobody if person is None else people[person] for people, person in zip(seen.people, chosen, strict=True)], dtype=np.float64
    )
    unseen = ~np.isfinite(values[:, :, :2]).all(axis=2) | (values[:, :, 2] <= 0.0)
    values[unseen, :2] = np.nan
    return values


def _notes(seen: PeopleSeen, chosen: Sequence[int | None], file_name: str) -> tuple[Note, ...]:
    """What is doubtful about who was seen."""
    notes = []
    absent = sum(person is None for person in chosen) / len(chosen)
    if absent > 1.0 - SEEN_SHARE:
        message = en("In {file} the runner is not seen in {share:.0f} % of the frames.", file=FILE, share=100.0 * absent)
        notes.append(Note("runner_not_seen", message, file_name))
    others = 0
    for people, person in zip(seen.people, chosen, strict=True):
        sizes = _sizes(people)
        if person is not None and np.count_nonzero(sizes >= OTHER_SIZE * sizes[person]) > 1:
            others += 1
    if others > OTHER_SHARE * len(chosen):
        message = en(
            "Somebody else is in {share:.0f} % of the frames of {file}; the person whose legs swing most was followed.",
            share=100.0 * others / len(chosen),
            file=FILE,
        )
        notes.append(Note("other_people", message, file_name))
    return tuple(notes)


def _seen_points(people: Array) -> Array:
    """(p, k, 2) with NaN where a point was not seen."""
    points = np.array(people[:, :, :2], dtype=np.float64)
    points[(people[:, :, 2] <= 0.0) | ~np.isfinite(points).all(axis=2)] = np.nan
    return points


def _sizes(people: Array) -> Array:
    """(p,) how large each person is: the diagonal of the box around their points; 0 for somebody of whom nothing is seen."""
    points = _seen_points(people)
    filled_low = np.where(np.isnan(points), np.inf, points).min(axis=1, initial=np.inf)
    filled_high = np.where(np.isnan(points), -np.inf, points).max(axis=1, initial=-np.inf)
    spread = np.where(filled_high >= filled_low, filled_high - filled_low, 0.0)
    return np.asarray(np.hypot(spread[:, 0], spread[:, 1]))


def _middles(people: Array) -> Array:
    """(p, 2) the mean of each person's seen points."""
    points = _seen_points(people)
    counted = np.maximum(1, np.isfinite(points[:, :, 0]).sum(axis=1))[:, None]
    return np.asarray(np.nan_to_num(points).sum(axis=1) / counted)


def _followed(sizes: Sequence[Array], middles: Sequence[Array]) -> list[int | None]:
    """The cheapest way through the frames (dynamic programming): large people are cheap, jumps and absence are dear.

    Args:
        sizes: Of each frame, (p,).
        middles: Of each frame, (p, 2).

    Returns:
        The place of the runner in each frame, None where nobody is taken.
    """
    largest = max((float(size.max()) for size in sizes if len(size)), default=0.0)
    if largest <= 0.0:
        return [None] * len(sizes)
    costs = [np.append(np.where(size > 0.0, 1.0 - size / largest, np.inf), ABSENT_PRICE) for size in sizes]
    total, before = costs[0], []
    last: Array = middles[0]
    for cost, middle in zip(costs[1:], middles[1:], strict=True):
        steps = np.zeros((len(total), len(cost)))
        if len(last) and len(middle):
            way = np.linalg.norm(last[:, None] - middle[None], axis=2) / largest
            steps[:-1, :-1] = STEP_PRICE * way
        reached = total[:, None] + steps
        before.append(reached.argmin(axis=0))
        total, last = reached.min(axis=0) + cost, middle
    places = [int(total.argmin())]
    for choice in reversed(before):
        places.append(int(choice[places[-1]]))
    places.reverse()
    return [place if place < len(size) else None for place, size in zip(places, sizes, strict=True)]
