"""Exchanged labels and jumps injected into the reference runner: found, named and put right; in a right run nothing is touched."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from hipdrive.gait import reference_trial
from hipdrive.motion import MarkerSet, Motion, fill_gaps, load_marker_sets, recognise, swapped_labels, without_spikes

Array = NDArray[np.float64]
TRIAL = reference_trial(strides=4)
RUN, STATIC = TRIAL.run, TRIAL.static
KNOWN: MarkerSet = recognise(RUN.labels, load_marker_sets())
PART = slice(150, 260)
WHOLE = slice(0, len(RUN.time_s))


def exchanged(pairs: Sequence[tuple[str, str]], frames: slice = WHOLE) -> Motion:
    """Return the run with the paths of each pair of labels exchanged in some frames."""
    position_m = np.array(RUN.position_m)
    for first, second in pairs:
        column, other = RUN.labels.index(first), RUN.labels.index(second)
        position_m[frames, column], position_m[frames, other] = position_m[frames, other].copy(), position_m[frames, column].copy()
    return replace(RUN, position_m=position_m)


def mended(run: Motion) -> Motion:
    return swapped_labels(run, STATIC, KNOWN.tracking)


def of(body: str, *places: int) -> list[str]:
    return [KNOWN.tracking[body][place] for place in places]


def sides(*bodies: str) -> list[tuple[str, str]]:
    """Every label of these right segments with its left counterpart."""
    return [pair for body in bodies for pair in zip(KNOWN.tracking[f"{body}_r"], KNOWN.tracking[f"{body}_l"], strict=True)]


def test_in_a_right_run_no_label_and_no_sample_is_touched() -> None:
    assert mended(RUN) is RUN
    assert without_spikes(RUN, KNOWN.tracking) is RUN


@pytest.mark.parametrize("frames", [WHOLE, PART, slice(200, 201)], ids=["whole", "part", "one frame"])
@pytest.mark.parametrize(
    "pairs",
    [
        [of("calcn_r", 0, 1)],
        [of("femur_r", 0, 2), of("femur_l", 1, 2), of("calcn_l", 0, 2)],
        [of("pelvis", 0, 2), of("pelvis", 1, 3)],
        [of("tibia_r", 0, 1), of("tibia_r", 1, 2)],
        [(*of("calcn_r", 0), *of("calcn_l", 0))],
        [(*of("femur_r", 1), *of("femur_l", 1)), (*of("tibia_r", 0), *of("tibia_l", 0))],
    ],
    ids=["a pair", "a pair in each of three", "two pairs in one", "three in a ring", "one left and right", "two left and right"],
)
def test_exchanged_labels_are_named_and_put_right(pairs: list[tuple[str, str]], frames: slice) -> None:
    run = mended(exchanged(pairs, frames))
    np.testing.assert_array_equal(run.position_m, RUN.position_m)
    notes = [note.message for note in run.notes if note.code == "labels_swapped"]
    assert all(any(label in note for note in notes) for pair in pairs for label in pair)
    count = len(range(*frames.indices(len(RUN.time_s))))
    assert all((frames == WHOLE) == (" frames, " not in note) for note in notes)
    assert frames == WHOLE or all(f"in {count} of {len(RUN.time_s)} frames" in note for note in notes)


@pytest.mark.parametrize("frames", [WHOLE, PART], ids=["whole", "part"])
@pytest.mark.parametrize("bodies", [["femur", "tibia", "calcn"], ["femur"]], ids=["legs", "thighs"])
def test_exchanged_sides_of_legs_are_put_right(bodies: list[str], frames: slice) -> None:
    run = mended(exchanged(sides(*bodies), frames))
    np.testing.assert_array_equal(run.position_m, RUN.position_m)
    assert len(sides(*bodies)) == len([note for note in run.notes if note.code == "labels_swapped"])


@pytest.mark.parametrize("frames", [WHOLE, PART], ids=["whole", "part"])
@pytest.mark.parametrize("bodies", [[], ["femur", "tibia", "calcn"]], ids=["pelvis", "pelvis and legs"])
def test_an_exchanged_pelvis_is_put_right_and_the_legs_keep_their_sides(bodies: list[str], frames: slice) -> None:
    run = mended(exchanged([("RASI", "LASI"), ("RPSI", "LPSI"), *sides(*bodies)], frames))
    np.testing.assert_array_equal(run.position_m, RUN.position_m)


def test_jumps_of_up_to_three_frames_are_taken_out_named_and_filled_and_nothing_else() -> None:
    generator = np.random.default_rng(3)
    labels = [label for body in ("pelvis", "femur_r", "tibia_l", "calcn_r") for label in KNOWN.tracking[body]]
    position_m, hit = np.array(RUN.position_m), np.zeros(RUN.position_m.shape[:2], dtype=bool)
    for number, frame in enumerate(range(20, len(RUN.time_s) - 20, 25)):
        column, length = RUN.labels.index(labels[number % len(labels)]), 1 + number % 3
        away = generator.normal(size=3)
        position_m[frame : frame + length, column] += 0.15 * away / np.linalg.norm(away)
        hit[frame : frame + length, column] = True
    cleaned = without_spikes(replace(RUN, position_m=position_m), KNOWN.tracking)
    missing = np.isnan(cleaned.position_m).any(axis=2)
    assert not (missing & ~hit).any()
    assert (missing & hit).sum() >= 0.9 * hit.sum()  # a jump along the sphere around its neighbours keeps its distances
    (note,) = (note for note in cleaned.notes if note.code == "spikes_removed")
    assert all(RUN.labels[column] in note.message for column in np.flatnonzero(missing.any(axis=0)))
    filled = fill_gaps(cleaned, limit_s=0.1)
    off_m = np.linalg.norm(filled.position_m - RUN.position_m, axis=2)[missing]
    assert off_m.max() < 0.02
