"""In which frames of a recording the whole body is seen, by how many markers of each segment are."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from ...arrays import BoolArray, IntArray
from ...body import SIDES, Side
from ...body.joints import SUFFIX
from ...errors import HipDriveError
from ...language import Text, en, layout
from ...motion import LOWER_BODIES, MarkersAbsentError, MarkerSet, Motion, stretches
from ...note import Note

LEAST_MARKERS = 3
"""That fix how a segment lies."""
HELD_BY_NEIGHBOURS = 2
"""Markers that do for a segment that hangs on segments that are seen: its joints are further points."""
NEIGHBOURS = {
    f"{body}{s}": tuple(neighbour if neighbour == "pelvis" else f"{neighbour}{s}" for neighbour in neighbours)
    for s in SUFFIX.values()
    for body, neighbours in (("femur", ("pelvis", "tibia")), ("tibia", ("femur", "calcn")), ("calcn", ("tibia",)))
}
MOST_LOST_SHARE = 0.5
"""Trunk and arms are followed only if they are seen in more than half of the frames that show pelvis and legs; our choice."""


class BodyNotSeenError(HipDriveError):
    """A recording that does not show the whole body for long enough."""

    code = "body_not_seen"

    def __init__(self, file_name: str, fault: Text, least_seen: str, share: float) -> None:
        self.about = file_name
        least = en(
            "three markers of '{body}' in {percent:.0f} % of all frames, the least of its segments", body=least_seen, percent=100.0 * share
        )
        super().__init__(
            layout("{file}: {fault} ({least})", file=file_name, fault=fault, least=least),
            en("fill the gaps in the motion capture program, or record so that pelvis, thighs, shanks and feet keep three markers in view"),
        )


def shown_by(static: Motion, marker_set: MarkerSet) -> MarkerSet:
    """The set without tracked labels that a standing trial does not show: nobody knows where these sit on their segments."""
    shown = {label for label in static.labels if np.isfinite(static.marker(label)).all(axis=1).any()}
    tracking = {body: tuple(label for label in labels if label in shown) for body, labels in marker_set.tracking.items()}
    return marker_set if tracking == marker_set.tracking else replace(marker_set, tracking=tracking)


def part_of(run: Motion, start: int, end: int) -> Motion:
    """The run from one frame up to another, with all of its plates."""
    return replace(run, time_s=run.time_s[start:end], position_m=run.position_m[start:end])


def seen_part(run: Motion, marker_set: MarkerSet, *, from_s: float, to_s: float) -> Motion:
    """The stretch around a part of a recording in which pelvis and legs are always seen; all of it where they always are.

    Args:
        run: Oriented recording, short gaps filled.
        marker_set: Names of its markers.
        from_s: Start of the part (s).
        to_s: Its end (s).

    Raises:
        BodyNotSeenError: They are not seen all along in that part.
    """
    seen = _legs_seen(run, marker_set.tracking)
    inside = (run.time_s >= from_s) & (run.time_s <= to_s)
    if seen.all():
        return run
    if not seen[inside].all():
        fault = en("the whole body is not seen all the time from {start:.2f} to {end:.2f} s", start=from_s, end=to_s)
        raise body_not_seen(run, marker_set, fault=fault)
    first = int(np.argmax(inside))
    return next(part_of(run, start, end) for start, end in stretches(seen) if start <= first < end)


def body_not_seen(run: Motion, marker_set: MarkerSet, *, fault: Text) -> HipDriveError:
    """The error of a recording that does not show the whole body; the fault says for how long."""
    shares = {body: float((_count(run, marker_set.tracking[body]) >= LEAST_MARKERS).mean()) for body in LOWER_BODIES}
    least = min(shares, key=lambda body: shares[body])
    labels = marker_set.tracking[least]
    seen = [label for label in labels if label in run.labels and np.isfinite(run.marker(label)).all(axis=1).any()]
    if len(seen) >= LEAST_MARKERS:
        return BodyNotSeenError(run.file_name, fault, least, shares[least])
    absent = tuple(label for label in labels if label not in seen) or (en("of {body}", body=least),)
    needed_for = en("following the body '{body}' (three are needed, {found} found)", body=least, found=len(seen))
    return MarkersAbsentError(run.file_name, absent, needed_for)


def body_seen(run: Motion, marker_set: MarkerSet) -> tuple[BoolArray, MarkerSet, list[Note]]:
    """In which frames the body is seen: pelvis and legs, and whatever of trunk and arms is followed and tells a force.

    Args:
        run: The recording, short gaps filled.
        marker_set: Names of its markers.

    Returns:
        (n,) whether it is; the set without a trunk or arms that are seen in too few of the frames that show the legs; notes on that. Arms
        matter where no plates tell the ground's force: it is what their movement, too, requires.
    """
    legs = _legs_seen(run, marker_set.tracking)
    seen, tracking, notes = legs, dict(marker_set.tracking), []
    arms = {} if run.plates else {_ARM_HARDLY_SEEN[side]: (f"humerus{SUFFIX[side]}", f"radius{SUFFIX[side]}") for side in SIDES}
    every_arm = tuple(f"{bone}{SUFFIX[side]}" for side in SIDES for bone in ("humerus", "radius"))
    for words, bodies in ({_TRUNK_HARDLY_SEEN: ("torso",)} | arms).items():
        count = [_count(run, tracking.get(body, ())) for body in bodies]
        enough = np.all([of_body >= 1 for of_body in count], axis=0) & (np.sum(count, axis=0) >= LEAST_MARKERS)
        if not legs.any() or not enough.any():
            continue
        share = float(enough[legs].mean())
        if share > MOST_LOST_SHARE:
            seen = seen & enough
            continue
        dropped = (*bodies, *every_arm) if "torso" in bodies else bodies
        tracking = {body: labels for body, labels in tracking.items() if body not in dropped}
        notes.append(Note("trunk_hardly_seen" if "torso" in bodies else "arm_hardly_seen", words.filled(percent=100.0 * share)))
    return seen, replace(marker_set, tracking=tracking) if notes else marker_set, notes


_TRUNK_HARDLY_SEEN = en("Enough markers of the trunk are seen in only {percent:.0f} % of the frames: it is not followed.")
_ARM_HARDLY_SEEN: Mapping[Side, Text] = {
    "left": en("Enough markers of the left arm are seen in only {percent:.0f} % of the frames: it is not followed."),
    "right": en("Enough markers of the right arm are seen in only {percent:.0f} % of the frames: it is not followed."),
}


def _count(run: Motion, labels: Sequence[str]) -> IntArray:
    """(n,) how many of these markers are seen."""
    columns = [run.labels.index(label) for label in labels if label in run.labels]
    return np.asarray(np.isfinite(run.position_m[:, columns]).all(axis=2).sum(axis=1))


def _legs_seen(run: Motion, tracking: Mapping[str, Sequence[str]]) -> BoolArray:
    """(n,) whether pelvis and legs are seen: three markers of each segment, or two of one that hangs on such segments."""
    count = {body: _count(run, tracking[body]) for body in LOWER_BODIES}
    fixed = {body: seen >= LEAST_MARKERS for body, seen in count.items()}
    held = {
        body: fixed[body] | ((count[body] >= HELD_BY_NEIGHBOURS) & np.all([fixed[other] for other in neighbours], axis=0))
        for body, neighbours in NEIGHBOURS.items()
    }
    return np.asarray(np.all(list((fixed | held).values()), axis=0))
