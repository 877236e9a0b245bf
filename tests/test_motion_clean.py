"""Cleaning, marker sets and axes: what is missing stays missing, what is exchanged is put right, nothing lags, nothing is mirrored."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from hipdrive.errors import InputFileError, UnknownNameError, ValueOutOfRangeError
from hipdrive.motion import (
    ForcePlate,
    MarkersAbsentError,
    MarkerSet,
    MarkerSetError,
    Motion,
    fill_gaps,
    load_marker_sets,
    lowpass,
    lowpass_plate,
    marker_set_from_text,
    marker_set_named,
    oriented,
    recognise,
    swapped_labels,
    zeros_to_missing,
)
from hipdrive.motion.clean.missing import within_reach
from hipdrive.motion.marker_set import BODIES, LOWER_BODIES, ROLES

Array = NDArray[np.float64]
KNOWN = {marker_set.id: marker_set for marker_set in load_marker_sets()}


def motion_of(position_m: Array, labels: tuple[str, ...], rate_hz: float = 100.0, plates: tuple[ForcePlate, ...] = ()) -> Motion:
    time_s = np.arange(len(position_m)) / rate_hz
    return Motion(file_name="m", format="trc", labels=labels, time_s=time_s, sampling_rate_hz=rate_hz, position_m=position_m, plates=plates)


def test_arrays_of_a_motion_cannot_be_written_to() -> None:
    motion = motion_of(np.ones((3, 1, 3)), ("A",))
    with pytest.raises(ValueError, match="read-only"):
        motion.position_m[0] = 0.0


@pytest.mark.parametrize("where", [np.inf, -np.inf, 1e308, -2e6])
def test_what_no_camera_can_see_is_missing_and_told(where: float) -> None:
    position_m = np.ones((3, 2, 3))
    position_m[1, 1, 2] = where
    kept = within_reach(motion_of(position_m, ("A", "B")))
    assert [False, True, False] == np.isnan(kept.position_m[:, 1]).all(axis=1).tolist()
    assert not np.isnan(kept.position_m[:, 0]).any()
    assert [("beyond_reach", True)] == [(note.code, note.message.endswith(": B.")) for note in kept.notes]
    assert kept is within_reach(kept)


def test_exact_zeros_are_missing_and_one_zero_coordinate_is_not() -> None:
    position_m = np.ones((3, 1, 3))
    position_m[0], position_m[1, 0, 0] = 0.0, 0.0
    cleaned = zeros_to_missing(motion_of(position_m, ("A",)))
    assert [True, False, False] == np.isnan(cleaned.marker("A")).all(axis=1).tolist()
    assert ["zeros_missing"] == [note.code for note in cleaned.notes]
    assert cleaned is zeros_to_missing(cleaned)


def test_gaps_in_a_cubic_path_are_filled_exactly_but_never_at_the_ends_nor_beyond_the_limit() -> None:
    time_s = np.arange(60) / 100.0
    path = np.stack([time_s**3, 2.0 * time_s**2 - time_s, np.ones(60)], axis=1)
    position_m = path[:, None].copy()
    for gap in (slice(0, 3), slice(10, 15), slice(25, 36), slice(57, 60)):
        position_m[gap] = np.nan
    filled = fill_gaps(motion_of(position_m, ("A",)), limit_s=0.05)
    np.testing.assert_allclose(filled.marker("A")[10:15], path[10:15], atol=1e-12)
    still = np.isnan(filled.marker("A")).any(axis=1)
    assert [*range(3), *range(25, 36), *range(57, 60)] == np.flatnonzero(still).tolist()
    assert "1 gaps up to 0.05 s (5 marker samples)" in filled.notes[0].message
    assert "1 longer" in filled.notes[0].message


@pytest.mark.parametrize(("rate_hz", "cutoff_hz"), [(100.0, 10.0), (150.0, 6.0), (300.0, 20.0), (60.0, 15.0), (1000.0, 50.0), (60.0, 24.0)])
def test_the_low_pass_has_minus_3_db_at_the_named_cutoff_and_no_lag(rate_hz: float, cutoff_hz: float) -> None:
    cycles = 200
    time_s = np.arange(round(cycles * rate_hz / cutoff_hz)) / rate_hz
    wave = np.sin(2 * np.pi * cutoff_hz * time_s)
    middle = slice(len(time_s) // 4, 3 * len(time_s) // 4)
    basis = np.stack([wave, np.cos(2 * np.pi * cutoff_hz * time_s)], axis=1)[middle]
    in_phase, out_of_phase = np.linalg.lstsq(basis, lowpass(wave, rate_hz=rate_hz, cutoff_hz=cutoff_hz)[middle], rcond=None)[0]
    assert np.sqrt(0.5) == pytest.approx(in_phase, abs=2e-3)
    assert 0.0 == pytest.approx(out_of_phase, abs=2e-3)


def test_the_low_pass_leaves_a_straight_line_as_it_is_and_missing_samples_missing() -> None:
    line = np.outer(np.arange(80.0), [1.0, -2.0])
    line[30:34, 0] = np.nan
    line[79, 1] = np.nan
    passed = lowpass(line, rate_hz=100.0, cutoff_hz=8.0)
    # The start-up of the filter dies down over the mirrored end, at most 29 samples or 2.3 periods here: to about e^-10.
    np.testing.assert_allclose(passed, line, atol=5e-5)
    assert (np.isnan(line) == np.isnan(passed)).all()


@pytest.mark.parametrize("cutoff_hz", [0.0, -1.0, 41.0, float("nan"), float("inf")])
def test_a_cutoff_that_the_sampling_rate_does_not_allow_is_refused(cutoff_hz: float) -> None:
    with pytest.raises(ValueOutOfRangeError, match="at most 40 Hz for a recording at 100 Hz"):
        lowpass(np.zeros(50), rate_hz=100.0, cutoff_hz=cutoff_hz)


def test_a_filtered_plate_keeps_its_point_and_its_impulse() -> None:
    time_s = np.arange(600) / 1000.0
    bump = np.where((time_s > 0.2) & (time_s < 0.4), np.sin(np.pi * (time_s - 0.2) / 0.2), 0.0)
    force_n = np.outer(bump, [100.0, 1800.0, -40.0])
    loaded = (force_n[:, 1] > 20.0)[:, None]
    plate = ForcePlate(
        name="p",
        time_s=time_s,
        force_n=force_n,
        point_m=np.where(loaded, [0.3, 0.0, 0.1], np.nan),
        free_moment_nm=np.where(loaded, np.outer(bump, [0.0, 5.0, 0.0]), 0.0),
    )
    passed = lowpass_plate(plate, cutoff_hz=20.0)
    strong = passed.force_n[:, 1] > 400.0
    np.testing.assert_allclose(passed.point_m[strong], np.tile([0.3, 0.0, 0.1], (int(strong.sum()), 1)), atol=1e-4)
    np.testing.assert_allclose(passed.force_n.sum(axis=0), force_n.sum(axis=0), rtol=1e-3)
    np.testing.assert_allclose(passed.free_moment_nm.sum(axis=0), plate.free_moment_nm.sum(axis=0), rtol=0.01)


FOOT = np.array([[0.0, 0.03, 0.0], [0.0, 0.07, 0.0], [0.03, 0.04, 0.03], [0.20, 0.04, -0.04], [0.17, 0.03, 0.05]])
FOOT_LABELS = ("heel_low", "heel_high", "heel_side", "mt1", "mt5")


def tumbling(shape: Array, frames: int = 50, noise_m: float = 0.002) -> Array:
    """A rigid shape that turns and moves, seen with a little noise."""
    angle = np.linspace(0.0, 2.0, frames)
    turn = np.stack(
        [np.stack([np.cos(angle), -np.sin(angle), 0 * angle], 1), np.stack([np.sin(angle), np.cos(angle), 0 * angle], 1)], axis=1
    )
    turn = np.concatenate([turn, np.tile([[[0.0, 0.0, 1.0]]], (frames, 1, 1))], axis=1)
    noise = np.random.default_rng(1).normal(0.0, noise_m, (frames, len(shape), 3))
    return np.asarray(np.einsum("fij,mj->fmi", turn, shape) + np.outer(angle, [1.0, 0.0, 0.2])[:, None] + noise)


@pytest.mark.parametrize("pair", [(3, 4), (1, 2), (2, 4)])
def test_two_exchanged_labels_of_a_segment_are_found_named_and_put_right(pair: tuple[int, int]) -> None:
    run, order = tumbling(FOOT), list(range(5))
    order[pair[0]], order[pair[1]] = order[pair[1]], order[pair[0]]
    static = motion_of(np.tile(FOOT, (5, 1, 1)), FOOT_LABELS)
    mended = swapped_labels(motion_of(run[:, order], FOOT_LABELS), static, {"calcn_r": FOOT_LABELS})
    np.testing.assert_array_equal(mended.position_m, run)
    assert ["labels_swapped"] == [note.code for note in mended.notes]
    assert all(FOOT_LABELS[index] in mended.notes[0].message for index in pair)


def test_no_exchange_is_seen_in_a_right_run_even_if_a_marker_slid_by_a_centimetre() -> None:
    slid = FOOT.copy()
    slid[4] += [0.01, 0.0, 0.0]
    static = motion_of(np.tile(FOOT, (5, 1, 1)), FOOT_LABELS)
    run = motion_of(tumbling(slid), FOOT_LABELS)
    assert run is swapped_labels(run, static, {"calcn_r": FOOT_LABELS})


def standing(marker_set: MarkerSet) -> tuple[Array, tuple[str, ...]]:
    """A rough body in our axes, (1, m, 3) m: pelvis at 1 m, feet on the floor, front forward, right to +Z."""
    height = {"pelvis": 1.0, "femur": 0.7, "tibia": 0.35, "calcn": 0.03, "torso": 1.4, "humerus": 1.3, "radius": 1.1}
    labels, points = [], []
    for body, tracked in marker_set.tracking.items():
        for number, label in enumerate(tracked):
            side = {"r": 0.15, "l": -0.15}.get(body[-1], 0.0) if "_" in body else 0.0
            labels.append(label)
            points.append([0.01 * number, height[body.split("_")[0]], side])
    for role in ("r_asis", "l_asis", "r_psis", "l_psis", "sacrum"):
        for label in marker_set.landmarks.get(role, ()):
            points[labels.index(label)] = [0.1 if "asis" in role else -0.1, 1.0, {"r": 0.12, "l": -0.12}.get(role[0], 0.0)]
    return np.array(points)[None], tuple(labels)


ROTATIONS = [
    np.stack([forward, up, np.cross(forward, up)])
    for forward in np.concatenate([np.eye(3), -np.eye(3)])
    for up in np.concatenate([np.eye(3), -np.eye(3)])
    if forward @ up == 0.0
]


@pytest.mark.parametrize("set_id", sorted(set_id for set_id, marker_set in KNOWN.items() if marker_set.kind not in {"joints", "clusters"}))
@given(index=st.integers(0, 23))
def test_a_body_turned_by_any_of_the_24_quarter_turns_comes_back(set_id: str, index: int) -> None:
    body, labels = standing(KNOWN[set_id])
    lab_from_ours = ROTATIONS[index].T
    plate = ForcePlate(
        name="p",
        time_s=np.arange(2.0),
        force_n=np.array([[0.0, 700.0, 0.0], [50.0, 700.0, 9.0]]) @ lab_from_ours.T,
        point_m=np.array([[0.1, 0.0, 0.2], [np.nan] * 3]) @ lab_from_ours.T,
        free_moment_nm=np.array([[0.0, 3.0, 0.0]] * 2) @ lab_from_ours.T,
        corners_m=np.eye(4, 3) @ lab_from_ours.T,
    )
    turned, ours_from_lab = oriented(motion_of(body @ lab_from_ours.T, labels, plates=(plate,)), KNOWN[set_id])
    np.testing.assert_allclose(turned.position_m, body, atol=1e-12)
    np.testing.assert_allclose(ours_from_lab, ROTATIONS[index], atol=1e-12)
    assert 1.0 == pytest.approx(np.linalg.det(ours_from_lab))
    np.testing.assert_allclose(turned.plates[0].force_n[1], [50.0, 700.0, 9.0], atol=1e-9)
    np.testing.assert_allclose(turned.plates[0].point_m[0], [0.1, 0.0, 0.2], atol=1e-12)
    assert turned.plates[0].corners_m is not None
    np.testing.assert_allclose(turned.plates[0].corners_m, np.eye(4, 3), atol=1e-12)


def test_without_a_pelvis_the_axes_cannot_be_told_and_the_markers_are_named() -> None:
    body, labels = standing(KNOWN["rbds"])
    body[:, labels.index("R.ASIS")] = np.nan
    with pytest.raises(MarkersAbsentError, match=r"R\.ASIS"):
        oriented(motion_of(body, labels), KNOWN["rbds"])


@pytest.mark.parametrize("marker_set", KNOWN.values(), ids=KNOWN)
def test_each_shipped_set_is_recognised_by_its_own_tracked_labels_and_by_no_other(marker_set: MarkerSet) -> None:
    labels = [label for tracked in marker_set.tracking.values() for label in tracked]
    assert marker_set is recognise([*labels, "SOMETHING_ELSE"], list(KNOWN.values()))
    assert set(marker_set.landmarks) <= set(ROLES)
    assert set(LOWER_BODIES) <= set(marker_set.tracking) <= set(BODIES)
    others = [other for other in KNOWN.values() if other is not marker_set]
    with pytest.raises(MarkerSetError, match="SOMETHING_ELSE") as caught:
        recognise([*labels, "SOMETHING_ELSE"], others)
    assert all(other.id in str(caught.value) for other in others)


def test_a_set_with_a_thigh_that_lost_its_third_marker_does_not_fit() -> None:
    labels = [label for tracked in KNOWN["hamner"].tracking.values() for label in tracked if label != "R.Thigh.Front"]
    with pytest.raises(MarkerSetError):
        recognise(labels, list(KNOWN.values()))


def test_a_set_is_named_by_id_or_file_and_an_unknown_name_lists_the_known() -> None:
    assert KNOWN["rbds"] == marker_set_named("rbds")
    with pytest.raises(UnknownNameError, match="rbds"):
        marker_set_named("nonesuch")


GOOD = 'id = "x"\nname = "X"\nsource = "mine"\n[landmarks]\nr_asis = "A"\n[tracking]\n' + "\n".join(
    f'{body} = ["{body}1", "{body}2", "{body}3"]' for body in LOWER_BODIES
)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('id = "x"', "id = 5", "'id' is missing or is not text"),
        ('id = "x"', "id = 2026-01-02", "'id' is missing or is not text"),
        ('id = "x"', 'id = " "', "'id' is missing or is not text"),
        ('name = "X"', "", "'name' is missing"),
        ('source = "mine"', 'source = "mine"\nkind = "joint"', "kind is 'joint'; use one of segments, lateral, joints, clusters, or leave"),
        ('source = "mine"', 'sauce = "mine"', "the key 'sauce' is not known"),
        ("[landmarks]", "[landmarks", "not valid TOML"),
        ("r_asis", "r_hip", "'r_hip', which is not known"),
        ('r_asis = "A"', "r_asis = [1]", "r_asis is not a list of marker labels"),
        ('r_asis = "A"', 'r_asis = ["A", ""]', 'r_asis is not a list of marker labels; write r_asis = ["LABEL"]'),
        ('r_asis = "A"', "", "[landmarks] is missing or empty; add it, with names such as r_asis and the labels"),
        ("pelvis =", "pelvs =", "[tracking] has the name 'pelvs', which is not known; use pelvis, torso,"),
        ('"pelvis3"', '"femur_r3"', "marker 'femur_r3' is tracked on pelvis and on femur_r"),
        (', "pelvis3"', "", "pelvis has fewer than 3 labels"),
        ('"pelvis3"', '"pelvis2"', "lists a label twice"),
    ],
)
def test_what_is_wrong_in_a_marker_set_file_is_said(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(GOOD)
    assert ("A",) == marker_set_from_text(path.read_bytes(), name=path.name).landmarks["r_asis"]
    path.write_text(GOOD.replace(old, new, 1))
    with pytest.raises(InputFileError, match=r"^mine\.toml: ") as caught:
        marker_set_from_text(path.read_bytes(), name=path.name)
    assert sentence in str(caught.value)
