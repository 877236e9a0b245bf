"""The parts of a recording in which the whole runner is seen: each is solved by itself, along its own way."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from ...arrays import BoolArray, FloatArray
from ...language import Text, en, joined, layout
from ...motion import LOWER_BODIES, MarkerSet, Motion, along_heading, landmark, stretches
from ...note import Note
from .seen import body_not_seen, body_seen, part_of

LEAST_PASSAGE_S = 0.4
"""A shorter stretch holds no stride."""
JUMP_M, JUMP_OVER_USUAL = 0.05, 6.0
"""Segments that leave their own paths by so much, and so many times more than they otherwise do, did not move there: the recording was cut
and joined; our choice."""
WINDOW_S = 0.8
"""About a stride: over it the pelvis' own sway evens out."""
GOING_M_S = 1.0
"""A pelvis that is slower than this in the room goes nowhere."""
TURNING_RAD_S = np.radians(60.0)
"""Somebody whose way turns faster than this turns round; a bend of 4 m radius run at 4 m/s turns as fast. Our choice."""
BEND_RAD = np.radians(20.0)
"""A way that turns by less over a passage is taken as straight: its mean direction shortens it by half a percent."""


class Passages(NamedTuple):
    """The parts of a recording that can be believed."""

    parts: tuple[Motion, ...]
    """Each turned to its own way, X forward; on the recording's clock."""
    marker_set: MarkerSet
    """Without labels of trunk and arms that are hardly seen."""
    notes: tuple[Note, ...]


def passages_of(run: Motion, marker_set: MarkerSet) -> Passages:
    """Cut a run into the parts in which every segment of pelvis and legs is seen, going one way each.

    Args:
        run: Oriented run (Y up), short gaps filled.
        marker_set: Names of its markers.

    Returns:
        Its parts in order of time, and notes on what was left out.

    Raises:
        MarkersAbsentError: Fewer than three markers of a segment are ever seen.
        BodyNotSeenError: No part shows the whole runner for long enough.
    """
    seen, followed, dropped = body_seen(run, marker_set)
    going = seen & ~_turning(run, marker_set, seen)
    cuts = _jumps(run, followed, going)
    spans = [span for start, end in stretches(going) for span in _split(start, end, cuts)]
    least = round(LEAST_PASSAGE_S * run.sampling_rate_hz)
    kept = [(start, end) for start, end in spans if end - start >= least]
    notes = (*dropped, *_notes(run, seen, going, cuts, kept), *_bends(run, marker_set, kept))
    if not kept:
        raise body_not_seen(run, marker_set, fault=en("the whole body is not seen for {duration:g} s anywhere", duration=LEAST_PASSAGE_S))
    if kept == [(0, len(run.time_s))]:
        return Passages((along_heading(run, followed),), followed, notes)
    return Passages(tuple(along_heading(part_of(run, start, end), followed) for start, end in kept), followed, notes)


def _turning(run: Motion, marker_set: MarkerSet, seen: BoolArray) -> BoolArray:
    """(n,) frames in which somebody who runs through the room stops or turns round; none on a treadmill."""
    turning = np.zeros(len(seen), dtype=bool)
    pelvis = _pelvis_way_m(run, marker_set)
    window = max(2, round(WINDOW_S * run.sampling_rate_hz))
    for start, end in stretches(seen & np.isfinite(pelvis).all(axis=1)):
        if end - start < 2 * window:
            continue
        velocity = (pelvis[start + window : end] - pelvis[start : end - window]) * run.sampling_rate_hz / window
        speed = np.linalg.norm(velocity, axis=1)
        if np.median(speed) < GOING_M_S:
            continue
        angle = np.unwrap(np.arctan2(velocity[:, 1], velocity[:, 0]))
        rate = np.abs(np.gradient(angle)) * run.sampling_rate_hz
        first = start + window // 2
        turning[first : first + len(speed)] = (speed < GOING_M_S) | (rate > TURNING_RAD_S)
    return turning


def _pelvis_way_m(run: Motion, marker_set: MarkerSet) -> FloatArray:
    """(n, 2) m, the middle of the pelvis' front seen from above: forward and to the right."""
    return np.asarray(0.5 * (landmark(run, marker_set, "r_asis") + landmark(run, marker_set, "l_asis"))[:, [0, 2]])


def _bends(run: Motion, marker_set: MarkerSet, spans: Sequence[tuple[int, int]]) -> tuple[Note, ...]:
    """A note if the way through the room bends within a passage, by the pelvis' velocity over its first and its last stride."""
    pelvis = _pelvis_way_m(run, marker_set)
    window = max(2, round(WINDOW_S * run.sampling_rate_hz))
    largest = 0.0
    for start, end in spans:
        seen = pelvis[start:end][np.isfinite(pelvis[start:end]).all(axis=1)]
        if len(seen) < 2 * window:
            continue
        first, last = seen[window - 1] - seen[0], seen[-1] - seen[-window]
        if min(np.linalg.norm(first), np.linalg.norm(last)) >= GOING_M_S * WINDOW_S:
            cosine = float(first @ last) / float(np.linalg.norm(first) * np.linalg.norm(last))
            largest = max(largest, float(np.arccos(np.clip(cosine, -1.0, 1.0))))
    if largest <= BEND_RAD:
        return ()
    message = en(
        "The path bends by {angle:.0f}° within a pass: speeds and lengths are taken along its mean direction and come "
        "out too short, by about {percent:.0f} % on average.",
        angle=np.degrees(largest),
        percent=100.0 * largest**2 / 24.0,
    )
    return (Note("runs_a_bend", message),)


def _jumps(run: Motion, marker_set: MarkerSet, going: BoolArray) -> list[int]:
    """Frames before which the recording was cut and joined: the middles of most segments leave their own paths at once."""
    middles = []
    for body in LOWER_BODIES:
        columns = [run.labels.index(label) for label in marker_set.tracking[body] if label in run.labels]
        middles.append(run.position_m[:, columns].mean(axis=1))
    off = np.median(_off_path_m(np.stack(middles, axis=1)), axis=1)
    inside = np.flatnonzero(np.isfinite(off) & going[1:] & going[:-1])
    if not len(inside):
        return []
    usual = float(np.quantile(off[inside], 0.98))
    jumps = np.zeros(len(off), dtype=bool)
    jumps[inside] = off[inside] > max(JUMP_M, JUMP_OVER_USUAL * usual)
    return [start + int(np.argmax(off[start:end])) + 1 for start, end in stretches(jumps)]


def _off_path_m(middle_m: FloatArray) -> FloatArray:
    """(n - 1, bodies) m, by how much each step differs from the mean of the steps before and after it; NaN at the ends and beside gaps."""
    step = np.diff(middle_m, axis=0)
    off = np.full(step.shape[:2], np.nan)
    off[1:-1] = np.linalg.norm(step[1:-1] - 0.5 * (step[:-2] + step[2:]), axis=2)
    return off


def _split(start: int, end: int, cuts: Sequence[int]) -> list[tuple[int, int]]:
    """The span [start, end) without the frames at which the recording was joined."""
    edges = [start - 1, *(cut for cut in cuts if start < cut < end), end]
    return [(before + 1, after) for before, after in pairwise(edges)]


def _notes(run: Motion, seen: BoolArray, going: BoolArray, cuts: Sequence[int], kept: Sequence[tuple[int, int]]) -> list[Note]:
    """What was left out of the recording, and where it was cut."""
    notes = []
    if not seen.all():
        spans = [_span(run, start, end) for start, end in stretches(~seen)]
        times = joined(spans[:4], ", ")
        message = en(
            "A body segment is not seen (fewer than three of its markers) at {times}, "
            "{percent:.0f} % of the recording: strides that touch these times are left out.",
            times=en("{times} and {more} more times", times=times, more=len(spans) - 4) if len(spans) > 4 else times,
            percent=100.0 * float((~seen).mean()),
        )
        notes.append(Note("body_not_seen", message))
    if (seen & ~going).any():
        times = joined((_span(run, s, e) for s, e in stretches(seen & ~going)), ", ")
        message = en("The runner stops or turns round at {times}: these times are left out.", times=times)
        notes.append(Note("runner_turns_round", message))
    if cuts:
        message = en(
            "The whole body jumps within one frame at {times}: the recording was cut and joined there, so no stride crosses it.",
            times=joined((layout("{time:.2f} s", time=run.time_s[cut]) for cut in cuts[:4]), ", "),
        )
        notes.append(Note("recording_joined", message))
    if len(kept) > 1:
        message = en("The recording holds {passes} passes; each was solved on its own, along its own direction.", passes=len(kept))
        notes.append(Note("several_passages", message))
    return notes


def _span(run: Motion, start: int, end: int) -> Text:
    return en("{start:.2f} to {end:.2f} s", start=run.time_s[start], end=run.time_s[end - 1])
