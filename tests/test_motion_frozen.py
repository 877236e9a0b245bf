"""Samples that only look measured: held at the last value, or lying still beside the runner."""

from dataclasses import replace

import numpy as np

from hipdrive.arrays import FloatArray
from hipdrive.gait import reference_trial
from hipdrive.motion import Motion, held_to_missing, still_to_missing

RUN = reference_trial(strides=3).run


def changed(position_m: FloatArray) -> Motion:
    return replace(RUN, position_m=position_m)


def test_a_pose_that_is_held_is_missing_but_for_its_first_frame() -> None:
    position_m = np.array(RUN.position_m)
    position_m[100:130] = position_m[99]
    found = held_to_missing(changed(position_m), RUN.labels)
    gone = np.isnan(found.position_m).all(axis=(1, 2))
    assert list(range(100, 130)) == np.flatnonzero(gone).tolist()
    assert ["samples_held"] == [note.code for note in found.notes[len(RUN.notes) :]]


def test_a_single_marker_that_is_held_is_missing_for_that_time() -> None:
    place = RUN.labels.index("RASI")
    position_m = np.array(RUN.position_m)
    position_m[100:140, place] = position_m[99, place]
    found = held_to_missing(changed(position_m), RUN.labels)
    assert list(range(100, 140)) == np.flatnonzero(np.isnan(found.position_m[:, place, 0])).tolist()
    assert 40 == np.isnan(found.position_m[:, :, 0]).sum()


def test_a_marker_that_fell_on_the_floor_is_missing_from_its_fall() -> None:
    place = RUN.labels.index("RTH2")
    noise = np.random.default_rng(4).normal(scale=0.0003, size=RUN.position_m[120:, place].shape)
    for lies in (np.zeros_like(noise), noise):
        position_m = np.array(RUN.position_m)
        position_m[120:, place] = np.array([0.3, 0.02, 0.4]) + lies
        found = still_to_missing(held_to_missing(changed(position_m), RUN.labels), RUN.labels)
        assert np.isnan(found.position_m[120:, place]).all()
        assert not np.isnan(found.position_m[:119, place]).any()


def test_a_run_that_nobody_touched_stays_as_it_is() -> None:
    assert RUN is still_to_missing(held_to_missing(RUN, RUN.labels), RUN.labels)


def test_what_the_marker_set_does_not_name_is_let_be() -> None:
    position_m = np.array(RUN.position_m)
    position_m[:, RUN.labels.index("RASI")] = 1.0
    labels = tuple(label for label in RUN.labels if label != "RASI")
    assert not np.isnan(held_to_missing(changed(position_m), labels).position_m).any()
