"""Follow one runner through a clip: found once in a whole picture, then looked for where the body was, picture by picture."""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import BinaryIO, Protocol

import numpy as np
from numpy.typing import NDArray

from ..arrays import FloatArray as Array
from ..errors import InputFileError
from ..language import en
from ..motion import FlatKeypoints, PeopleSeen, one_runner
from ..note import FILE, Note
from .clip.camera import EVERY_S, camera_moves, small_grey
from .clip.clock import ENOUGH_HZ
from .clip.facts import ClipFacts
from .clip.pictures import Taken, pictures
from .crop import Region

LONGEST_S = 30.0
"""So much of a longer clip is read, from its middle; our choice: forty strides of each leg."""
SHORTEST_S = 2.0
"""Below this there is no stride to be found; our choice."""
LOOK_AGAIN_S = 0.2
"""So often a lost runner is looked for in the whole picture."""
TRIED_S, TRIED_HZ, MOST_PEOPLE = 1.0, 30.0, 3
"""Of several people so many are watched for so long at this rate, to see whose legs swing."""
ALSO_RUNS = 0.5
"""Somebody whose ankles swing past each other by more than this share of the runner's runs or walks as well; our choice."""
REPEATED_SHARE = 0.1
Progress = Callable[[int, int], None]


@dataclass(frozen=True, kw_only=True)
class Body:
    """One person in one picture."""

    points: Array
    """(k, 3) x to the right, y down in pixels, and how surely each is seen, 0 to 1."""
    region: Region
    """Where to look for the same person next."""


class PoseFinder(Protocol):
    """Whatever finds people and the points of their bodies; its answers depend on the picture alone."""

    @property
    def source(self) -> str:
        """What it is called in `FlatKeypoints`."""

    @property
    def labels(self) -> tuple[str, ...]:
        """The k names of the points, as the marker set 'keypoints' has them."""

    @property
    def workers(self) -> int:
        """How many pictures it may be asked about at the same time."""

    def people(self, picture: NDArray[np.uint8]) -> tuple[Region, ...]:
        """Squares around the people in a picture, the surest first."""

    def body(self, picture: NDArray[np.uint8], region: Region) -> Body | None:
        """The person in a square of a picture; None where nobody is."""


@dataclass
class _Path:
    """What was found so far."""

    times_s: list[float] = field(default_factory=list)
    bodies: list[Body | None] = field(default_factory=list)
    looks: list[Array] = field(default_factory=list)
    people: int = 0
    repeated: int = 0


def followed(
    file: BinaryIO, facts: ClipFacts, finder: PoseFinder, *, progress: Progress | None = None, longest_s: float = LONGEST_S
) -> FlatKeypoints:
    """Find the runner's points in every picture of a clip.

    Args:
        file: The clip; it must be able to seek.
        facts: What it says of itself.
        finder: The pose model.
        progress: Called with the pictures done and those there are.
        longest_s: So much is read, from the middle.

    Returns:
        The points as the model gave them, on the camera's clock; notes say what is doubtful about the clip.

    Raises:
        InputFileError: It is too short, damaged, nobody is in it, or two people run in it.
    """
    if facts.duration_s < SHORTEST_S:
        found = en("it lasts {duration:.1f} s", duration=facts.duration_s)
        raise InputFileError(facts.name, found, en("film at least 10 s, ten strides of each leg"))
    cut = facts.duration_s > longest_s + 1.0
    from_s = (facts.duration_s - longest_s) / 2.0 if cut else 0.0
    until_s = from_s + longest_s if cut else np.inf
    total = len(facts.clock.read_times_s(from_s=from_s, until_s=until_s))
    first = _first_region(file, facts, finder, from_s, until_s)
    if first is None:
        raise InputFileError(
            facts.name, en("nobody was found in its pictures"), en("film one runner from the side, whole body in the picture")
        )
    taken = pictures(file, facts, from_s=from_s, until_s=until_s, step_s=facts.clock.read_step_s)
    path = _walked(taken, finder, first, progress, total)
    people = tuple(np.zeros((0, len(finder.labels), 3)) if body is None else _inside(body, facts.size)[None] for body in path.bodies)
    seen = PeopleSeen(source=finder.source, labels=finder.labels, people=people, size=facts.size)
    keypoints = one_runner(seen, file_name=facts.name, time_s=np.array(path.times_s))
    notes = (*facts.clock.notes, *_notes(facts, path, cut=cut, longest_s=longest_s))
    return replace(keypoints, notes=(*notes, *keypoints.notes))


def _walked(taken: Iterable[Taken], finder: PoseFinder, region: Region | None, progress: Progress | None, total: int) -> _Path:
    """Go through the pictures; some are looked at side by side, each where the body was a few pictures before."""
    path = _Path()
    waiting: deque[Future[Body | None]] = deque()
    looked_s, searched_s = -np.inf, -np.inf
    last = region

    def settle() -> None:
        nonlocal region, last
        body = waiting.popleft().result()
        path.bodies.append(body)
        region = None if body is None else body.region
        last = region or last
        if progress is not None:
            progress(len(path.bodies), total)

    with ThreadPoolExecutor(max_workers=finder.workers) as pool:
        for time_s, picture, repeated in taken:
            if repeated:
                path.repeated += 1
                continue
            if time_s - looked_s >= EVERY_S:
                path.looks.append(small_grey(picture))
                looked_s = time_s
            while len(waiting) >= finder.workers:
                settle()
            if region is None and time_s - searched_s >= LOOK_AGAIN_S:
                while waiting:
                    settle()
                searched_s = time_s
                region = _nearest(finder.people(picture), last)
            path.times_s.append(time_s)
            waiting.append(pool.submit(_body_at, finder, picture, region))
        while waiting:
            settle()
    return path


def _body_at(finder: PoseFinder, picture: NDArray[np.uint8], region: Region | None) -> Body | None:
    return None if region is None else finder.body(picture, region)


def _nearest(regions: tuple[Region, ...], last: Region | None) -> Region | None:
    """The region nearest to where the runner was last; the surest one where nobody was yet."""
    if last is None or not regions:
        return regions[0] if regions else None
    return min(regions, key=lambda region: np.hypot(region.x - last.x, region.y - last.y))


def _first_region(file: BinaryIO, facts: ClipFacts, finder: PoseFinder, from_s: float, until_s: float) -> Region | None:
    """Where the runner is at first: of several people, the one whose ankles swing past each other most."""
    searched_s = -np.inf
    for time_s, picture, _ in pictures(file, facts, from_s=from_s, until_s=until_s):
        if time_s - searched_s < LOOK_AGAIN_S:
            continue
        searched_s = time_s
        regions = finder.people(picture)[:MOST_PEOPLE]
        if len(regions) > 1:
            return _runner_among(regions, [_swing(file, facts, finder, region, time_s) for region in regions], facts.name)
        if regions:
            return regions[0]
    return None


def _runner_among(regions: Sequence[Region], swings_px: Sequence[float], name: str) -> Region:
    """The one of several people who runs.

    Raises:
        InputFileError: The legs of two swing.
    """
    order = np.argsort(swings_px)
    if swings_px[order[-2]] > ALSO_RUNS * swings_px[order[-1]]:
        raise InputFileError(name, en("two people run or walk in it"), en("film one runner alone, or cut the clip to where one is seen"))
    return regions[int(order[-1])]


def _swing(file: BinaryIO, facts: ClipFacts, finder: PoseFinder, region: Region, from_s: float) -> float:
    """How far the ankles of one person swing past each other in a short while."""
    ankles = [finder.labels.index(label) for label in ("LAnkle", "RAnkle")]
    apart, next_s = [], -np.inf
    for time_s, picture, _ in pictures(file, facts, from_s=from_s, until_s=from_s + TRIED_S):
        if time_s < next_s:
            continue
        next_s = time_s + 0.9 / TRIED_HZ
        body = finder.body(picture, region)
        if body is None:
            break
        apart.append(float(body.points[ankles[0], 0] - body.points[ankles[1], 0]))
        region = body.region
    return float(np.std(apart)) * len(apart) if apart else 0.0


def _inside(body: Body, size: tuple[int, int]) -> Array:
    """(k, 3) the points; one that the model puts outside the picture was not seen."""
    points = np.array(body.points)
    outside = (points[:, :2] < 0.0).any(axis=1) | (points[:, 0] > size[0]) | (points[:, 1] > size[1])
    points[outside, 2] = 0.0
    return points


def _notes(facts: ClipFacts, path: _Path, *, cut: bool, longest_s: float) -> list[Note]:
    """What is doubtful about the clip."""
    notes = []
    if cut:
        message = en(
            "{file} lasts {duration:.0f} s; the {used:.0f} s in its middle were read.", file=FILE, duration=facts.duration_s, used=longest_s
        )
        notes.append(Note("clip_cut", message, facts.name))
    if facts.clock.read_every > 1:
        message = en(
            "{file} has {rate:.0f} pictures a second; one of {every} was read: more than {enough:.0f} a second make no figure more exact.",
            file=FILE,
            rate=facts.clock.captured_hz,
            every=facts.clock.read_every,
            enough=ENOUGH_HZ + 1.0,
        )
        notes.append(Note("pictures_left_out", message, facts.name))
    pictures_seen = len(path.times_s) + path.repeated
    if path.repeated > REPEATED_SHARE * pictures_seen:
        message = en(
            "{share:.0f} % of the pictures in {file} only repeat the one before: it was stored with more pictures than the camera "
            "took. They were left out.",
            share=100.0 * path.repeated / pictures_seen,
            file=FILE,
        )
        notes.append(Note("frames_repeated", message, facts.name))
    if camera_moves(path.looks):
        message = en("The camera moves in {file}: put it on something that stands still.", file=FILE)
        notes.append(Note("camera_moves", message, facts.name))
    return notes
