"""Right and left legs that a pose estimator takes for each other: over a whole clip the names are sought that move smoothest."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, product

import numpy as np
import numpy.typing as npt

from ...arrays import FloatArray
from ...language import Text, en, en_count, joined
from ...motion import MarkerSet, Motion, has_landmark, landmark, stretches
from ...note import FILE, Note

CHAIN = ("hip_centre", "knee_centre", "ankle_centre")
"""Joints whose names may be exchanged each by itself; heel and toes go with the ankle."""
CHAIN_WORDS: Mapping[str, Text] = {"hip_centre": en("hips"), "knee_centre": en("knees"), "ankle_centre": en("ankles with the feet")}
FOOT = ("heel", "toe", "mt1", "mt5")
STATES = tuple(product((0, 1), repeat=len(CHAIN)))
"""Which joints are named the wrong way round."""
SMOOTH_M_S2, LEAST_NOISE_M = 30.0, 0.01
"""What a joint's acceleration may well be in running, and a keypoint's scatter from frame to frame: misfits count in these; our choice."""
MOST_MISFIT = 6.0
"""A single jump counts with at most this many of them, so that a wild keypoint is not taken for an exchange; our choice."""
BONE_M = 0.05
"""By how much the length of a thigh or shank may well seem to differ: noise, and the view from one side; our choice."""
SWITCH_COST = 20.0
"""Misfits (squared) that an exchange must save to be believed."""
MIXED_COST = 0.2
"""The same for each frame and each bone whose ends are not both exchanged or both kept: hips that lie in one place, seen from the side, are
then named as their knees are."""
LONGEST_GAP_S = 0.15
"""Gaps up to this are bridged by straight lines to look across them; the names on both sides of a longer one are judged by themselves."""


def legs_told_apart(run: Motion, marker_set: MarkerSet) -> Motion:
    """Put right the names of legs that were exchanged in parts of a recording of keypoints.

    A leg goes on as it went, and thigh and shank keep their lengths; taken for the other leg, its keypoints jump. The course of names over
    all frames with the least misfit is found (Viterbi 1967, IEEE Trans Inf Theory 13:260). Which of two courses is right, one and its
    mirror image, the labels themselves say: the one that changes fewer frames.

    Args:
        run: Keypoints, missing ones NaN.
        marker_set: A set of kind 'joints'.

    Returns:
        The recording, with a note if names were changed.
    """
    if not all(has_landmark(run, marker_set, f"{s}_{joint}") for s in "rl" for joint in CHAIN):
        return run
    paths = {joint: _sides(run, marker_set, joint) for joint in CHAIN}
    seen = np.asarray(np.all([np.isfinite(path).all(axis=(1, 2)) for path in paths.values()], axis=0))
    exchanged = np.zeros((len(CHAIN), len(run.time_s)), dtype=bool)
    for start, end in stretches(seen):
        if end - start >= 3:
            exchanged[:, start:end] = _exchanged({joint: path[start:end] for joint, path in paths.items()}, run.sampling_rate_hz)
    if not exchanged.any():
        return run
    positions = np.array(run.position_m)
    for frames, joint in zip(exchanged, CHAIN, strict=True):
        for right, left in _pairs(run, marker_set, joint):
            columns = np.array([right, left])
            positions[np.ix_(np.flatnonzero(frames), columns)] = positions[np.ix_(np.flatnonzero(frames), columns[::-1])]
    return replace(run, position_m=positions, notes=(*run.notes, _note(run, exchanged)))


def _note(run: Motion, exchanged: npt.NDArray[np.bool_]) -> Note:
    somewhere = np.asarray(exchanged.any(axis=0))
    times = len(stretches(somewhere))
    message = en_count(
        "Right and left were swapped in {file} in {swapped} of {frames} frames, {n} time ({joints}): they jumped to each other's paths. "
        "This was put right.",
        "Right and left were swapped in {file} in {swapped} of {frames} frames, {n} times ({joints}): they jumped to each other's paths. "
        "This was put right.",
        n=times,
        file=FILE,
        swapped=np.count_nonzero(somewhere),
        frames=len(somewhere),
        joints=joined((CHAIN_WORDS[joint] for joint, frames in zip(CHAIN, exchanged, strict=True) if frames.any()), ", "),
    )
    return Note("labels_swapped", message, run.file_name)


def _sides(run: Motion, marker_set: MarkerSet, joint: str) -> FloatArray:
    """(n, 2, 3) m, right and left, short gaps bridged by straight lines."""
    path = np.stack([landmark(run, marker_set, f"{s}_{joint}") for s in "rl"], axis=1)
    frames = np.arange(len(path))
    known = np.asarray(np.isfinite(path).all(axis=(1, 2)))
    longest = LONGEST_GAP_S * run.sampling_rate_hz
    for start, end in stretches(~known):
        if start > 0 and end < len(path) and end - start <= longest:
            for side, axis in product(range(2), range(3)):
                path[start:end, side, axis] = np.interp(frames[start:end], [start - 1, end], path[[start - 1, end], side, axis])
    return path


def _pairs(run: Motion, marker_set: MarkerSet, joint: str) -> list[tuple[int, int]]:
    """Columns of the right and left keypoints that go with a joint."""
    roles = (joint, *(FOOT if joint == "ankle_centre" else ()))
    pairs = [(marker_set.landmarks.get(f"r_{role}", ()), marker_set.landmarks.get(f"l_{role}", ())) for role in roles]
    if joint == "ankle_centre":
        pairs.append((marker_set.tracking.get("calcn_r", ()), marker_set.tracking.get("calcn_l", ())))
    labels = {pair for right, left in pairs for pair in zip(right, left, strict=False)}
    return [(run.labels.index(right), run.labels.index(left)) for right, left in labels if right in run.labels and left in run.labels]


def _exchanged(paths: Mapping[str, FloatArray], rate_hz: float) -> npt.NDArray[np.bool_]:
    """(joints, n) whether each joint's names are exchanged, for paths (n, 2, 3) that are seen throughout."""
    course = _best_course(_steps(paths, rate_hz), _bones(list(paths.values())))
    exchanged = np.array([[STATES[state][place] for state in course] for place in range(len(CHAIN))], dtype=bool)
    return np.asarray(~exchanged if exchanged.mean() > 0.5 else exchanged)


def _steps(paths: Mapping[str, FloatArray], rate_hz: float) -> FloatArray:
    """(n, joints, 2, 2) misfit of each frame by whether names changed at it, and at the frame before it."""
    misfit = np.zeros((len(next(iter(paths.values()))), len(paths), 2, 2))
    for place, path in enumerate(paths.values()):
        now, before, earlier = path[2:], path[1:-1], path[:-2]
        usual_m = float(np.median(np.linalg.norm(now - 2.0 * before + earlier, axis=2)))
        scale_m = max(SMOOTH_M_S2 / rate_hz**2 + np.sqrt(6.0) * LEAST_NOISE_M, usual_m)
        for changed, changed_before in product((0, 1), repeat=2):
            here = now[:, ::-1] if changed else now
            there = earlier[:, ::-1] if changed_before else earlier
            off = np.linalg.norm(here - 2.0 * before + there, axis=2) / scale_m
            misfit[2:, place, changed, changed_before] = (np.minimum(off, MOST_MISFIT) ** 2).sum(axis=1)
    return misfit


def _bones(joints: Sequence[FloatArray]) -> FloatArray:
    """(n, bones, 2) misfit of the lengths of thigh and shank by whether one of their ends alone is exchanged."""
    misfit = np.zeros((len(joints[0]), len(joints) - 1, 2))
    for place, (upper, lower) in enumerate(pairwise(joints)):
        usual = np.median(np.linalg.norm(upper - lower, axis=2))
        for crossed in (0, 1):
            length = np.linalg.norm(upper - (lower[:, ::-1] if crossed else lower), axis=2)
            misfit[:, place, crossed] = (np.minimum(np.abs(length - usual) / BONE_M, MOST_MISFIT) ** 2).sum(axis=1)
    return misfit


def _best_course(steps: FloatArray, bones: FloatArray) -> list[int]:
    """State of each frame along the course with the least misfit; a course's memory is the state and which joints changed last."""
    states = np.array(STATES)
    change = states[:, None] ^ states[None]  # (now, before, joints)
    joints = np.arange(states.shape[1])
    changes = change.any(axis=2) * SWITCH_COST + change.sum(axis=2)
    crossed = states[:, :-1] ^ states[:, 1:]
    length = bones[:, np.arange(bones.shape[1]), crossed].sum(axis=2) + MIXED_COST * crossed.sum(axis=1)  # (n, states)
    cost = length[1][:, None] + length[0][None, :] + changes
    back = np.zeros((len(steps), len(states), len(states)), dtype=np.int8)
    for frame in range(2, len(steps)):
        move = steps[frame][joints, change[:, :, None], change[None, :, :]].sum(axis=3)  # (now, before, earlier)
        total = cost[None] + move + changes[:, :, None]
        back[frame] = np.argmin(total, axis=2)
        cost = np.min(total, axis=2) + length[frame][:, None]
    now, before = (int(place) for place in np.unravel_index(int(np.argmin(cost)), cost.shape))
    course = [now, before]
    for frame in range(len(steps) - 1, 1, -1):
        course.append(int(back[frame][course[-2], course[-1]]))
    return course[::-1]
