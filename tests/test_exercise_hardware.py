"""Tables of real hardware, bands measured in, and what loads an athlete's equipment can make."""

import csv
import re
from itertools import combinations
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipdrive.body import Athlete
from hipdrive.data import DATA
from hipdrive.errors import DeclarationError, UnknownNameError
from hipdrive.exercise import exercise_of, exercises, lacking, resolve_set_up, rounded_to_owned
from hipdrive.exercise.declared.exercise import Value
from hipdrive.exercise.declared.hardware import (
    MEASURED,
    band_tables,
    cable_machines,
    known_bands,
    measured_band,
    plates_of_a_gym,
    sled_surfaces,
    sold,
)
from hipdrive.exercise.owned.equipment import LOAD_KINDS, THINGS, LoadKind, bands_of, default_equipment, loads_of, owns
from hipdrive.exercise.owned.equipment_file import EXAMPLE_EQUIPMENT, read_equipment
from hipdrive.exercise.owned.equipment_sections import SECTIONS
from hipdrive.physics.kinematics import PointMotion
from hipdrive.physics.resistance import Band, band_pull

TABLES = sorted(file.name.removesuffix(".csv") for file in (DATA / "hardware").iterdir() if file.name.endswith(".csv"))
CONFIDENCES = {"C", "C-low", "M+", "ours"}


def hardware_rows(table: str) -> list[dict[str, str]]:
    """The rows of a table in data/hardware as they stand there."""
    lines = (DATA / "hardware" / f"{table}.csv").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_a_source_and_a_confidence_that_may_be_used(table: str) -> None:
    rows = hardware_rows(table)
    assert rows
    for row in rows:
        assert None not in row.values(), row
        assert row["source"].strip()
        assert row["confidence"] in CONFIDENCES
        assert ("our choice" in row["source"]) == (row["confidence"] == "ours")


@pytest.mark.parametrize("table", TABLES)
def test_every_table_says_what_it_is_and_what_its_confidences_mean(table: str) -> None:
    text = (DATA / "hardware" / f"{table}.csv").read_text(encoding="utf-8")
    comments = " ".join(line for line in text.splitlines() if line.startswith("#"))
    assert text.startswith("# ")
    for confidence in {row["confidence"] for row in hardware_rows(table)}:
        assert re.search(rf"(?<![\w-]){re.escape(confidence)}(?![\w-])", comments), confidence


@pytest.mark.parametrize("name", list(known_bands()))
def test_published_bands_pull_harder_the_longer_and_end_where_their_figures_end(name: str) -> None:
    table = known_bands()[name]
    assert table.elongation[0] == table.force_n[0] == 0.0
    assert np.all(np.diff(table.elongation) > 0)
    assert np.all(np.diff(table.force_n) > 0)
    assert table.elongation[-1] == (2.5 if name in band_tables() and name != "tan" else 2.0)
    assert not table.force_n.flags.writeable


@pytest.mark.parametrize("name", list(known_bands()))
def test_spread_among_sources_is_kept_and_shown(name: str) -> None:
    table = known_bands()[name]
    at_double = [one.force_n for one in table.published if one.elongation == 1.0]
    assert "measure yours" in table.how_sure
    if len(at_double) == 1:
        assert table.spread_at_double_n is None
        assert "one source" in table.how_sure
    else:
        assert (min(at_double), max(at_double)) == table.spread_at_double_n
        assert f"{min(at_double):.0f} to {max(at_double):.0f} N" in table.how_sure


def test_flat_bands_rise_in_the_order_of_their_colours_and_loops_stand_beside_them() -> None:
    at_double = [float(np.interp(1.0, table.elongation, table.force_n)) for table in band_tables().values()]
    assert at_double == sorted(at_double)
    assert {"loop_heavy", "tube_red"} <= set(known_bands()) - set(band_tables())


def test_a_band_laid_double_is_two_strands_of_half_the_length() -> None:
    """Between the same ends it is stretched over half the rest length."""
    table = known_bands()["green"]
    place = np.array([[0.9, 0.0, 0.0]])
    still = PointMotion(position_m=place, velocity_m_s=np.zeros_like(place), acceleration_m_s2=np.zeros_like(place))
    laid_double = Band(name="green", elongation=table.elongation, force_n=table.force_n, rest_length_m=0.6, strands=2, anchor_m=np.zeros(3))
    expected = 2.0 * np.interp(0.5, table.elongation, table.force_n)
    np.testing.assert_allclose([expected], band_pull(laid_double, still).tension_n)


@st.composite
def measurements(draw: st.DrawFn) -> tuple[float, list[tuple[float, float]]]:
    """A slack length and pairs that grow in both."""
    rest = draw(st.floats(0.2, 2.0))
    steps = draw(st.lists(st.tuples(st.floats(0.01, 0.5), st.floats(0.5, 50.0)), min_size=2, max_size=6))
    lengths, forces = np.cumsum(np.array(steps), axis=0).T
    return rest, [(rest + float(length), float(force)) for length, force in zip(lengths, forces, strict=True)]


@given(measurements(), st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_a_measured_band_pulls_as_measured_in_whatever_order_and_ends_at_the_longest(
    measured: tuple[float, list[tuple[float, float]]], shuffle: Random
) -> None:
    rest, points = measured
    mixed = list(points)
    shuffle.shuffle(mixed)
    table = measured_band("mine", rest_length_m=rest, points=mixed)
    lengths, forces = np.array(points).T
    np.testing.assert_allclose(forces, np.interp(lengths / rest - 1.0, table.elongation, table.force_n), rtol=1e-9)
    assert lengths[-1] / rest - 1.0 == table.elongation[-1]
    assert table.elongation[0] == table.force_n[0] == 0.0
    assert (MEASURED, None, rest) == (table.source, table.spread_at_double_n, table.rest_length_m)


@pytest.mark.parametrize(
    ("rest_length_m", "points", "words"),
    [
        (0.5, [(0.7, 20.0)], r"has 1 pair; allowed: two or more"),
        (0.5, [(0.5, 20.0), (0.9, 30.0)], r"length 0.5 m; allowed: lengths above the rest length of 0.5 m"),
        (0.5, [(0.7, 20.0), (0.9, 20.0)], r"from 20 N at 0.7 m to 20 N at 0.9 m; allowed: a tension that grows"),
        (0.5, [(0.7, 20.0), (0.7, 25.0)], r"to 25 N at 0.7 m"),
        (0.5, [(0.7, -1.0), (0.9, 20.0)], r"to -1 N at 0.7 m"),
        (0.0, [(0.7, 20.0), (0.9, 30.0)], r"rest_length_m of band 'mine' is 0"),
    ],
)
def test_a_band_that_cannot_be_is_refused_with_the_reason(rest_length_m: float, points: list[tuple[float, float]], words: str) -> None:
    with pytest.raises(DeclarationError, match=words):
        measured_band("mine", rest_length_m=rest_length_m, points=points)


def test_sold_weights_are_as_people_know_them() -> None:
    assert {4, 8, 12, 16, 20, 24, 28, 32} <= set(sold("kettlebells"))
    assert (10, 15, 20) == sold("bars")
    assert set(plates_of_a_gym()) <= set(sold("plates"))
    assert {1.0, 2.0} == {machine.ratio for machine in cable_machines().values()}
    assert all(machine.friction == 0.0 for machine in cable_machines().values())


def test_sled_friction_lies_inside_what_is_published() -> None:
    for surface in sled_surfaces().values():
        assert surface.spread[0] <= surface.friction <= surface.spread[1]
        assert surface.starting_friction is None or surface.starting_friction > surface.friction


def test_an_ordinary_gym_has_everything() -> None:
    gym = default_equipment()
    assert all(owns(gym, thing) for thing in THINGS)
    assert all(loads_of(gym, kind) for kind in LOAD_KINDS)
    assert list(band_tables()) == list(bands_of(gym))


@pytest.mark.parametrize("kind", LOAD_KINDS)
@given(wanted_kg=st.floats(0.0, 300.0))
@settings(max_examples=40, deadline=None)
def test_a_load_rounds_to_the_nearest_that_exists(kind: LoadKind, wanted_kg: float) -> None:
    gym = default_equipment()
    loads = (0.0, *loads_of(gym, kind))
    assert list(loads) == sorted(set(loads))
    assert min(abs(load - wanted_kg) for load in loads) <= max(0.0, wanted_kg - loads[-1]) + max(np.diff(loads))


def test_loads_are_sums_of_what_is_owned() -> None:
    mine = read_equipment(EXAMPLE_EQUIPMENT, file="mine.toml")
    assert (1.0, 2.0, 3.0) == loads_of(mine, "ankle")
    assert (8.0, 12.0) == loads_of(mine, "kettlebell")
    assert () == loads_of(mine, "dumbbell")
    plates = [1.25, 2.5, 5.0, 10.0]
    expected = sorted({20.0 + 2.0 * sum(some) for count in range(5) for some in combinations(plates, count)})
    assert expected == list(loads_of(mine, "barbell"))
    assert [5.0 * pin for pin in range(1, 13)] == list(loads_of(mine, "cable"))
    assert (25.0, 35.0, 45.0, 55.0) == loads_of(mine, "sled")


@pytest.mark.parametrize(
    ("name", "chosen", "expected"),
    [
        ("kettlebell_hip_flexion", {"weight_kg": 10, "weight_at": "toes"}, {"weight_kg": (10.0, 8.0)}),
        ("kettlebell_hip_flexion", {"weight_kg": 3.9, "weight_at": "toes"}, {"weight_kg": (3.9, 0.0)}),
        ("kettlebell_hip_flexion", {"weight_kg": 2.4, "weight_at": "ankle"}, {"weight_kg": (2.4, 2.0)}),
        ("kettlebell_hip_flexion", {"weight_kg": 3, "weight_at": "ankle"}, {}),
        ("cable_hip_flexion", {"stack_kg": 7.5}, {"stack_kg": (7.5, 5.0)}),
        ("sled_drag", {"sled_kg": 47}, {"sled_kg": (47.0, 45.0)}),
    ],
)
def test_loads_round_to_what_is_owned_the_lighter_of_two_equally_near(
    name: str, chosen: dict[str, Value], expected: dict[str, tuple[float, float]]
) -> None:
    mine = read_equipment(EXAMPLE_EQUIPMENT, file="mine.toml")
    exercise = exercise_of(name)
    assert rounded_to_owned(exercise, resolve_set_up(exercise, chosen, Athlete(mass_kg=70, height_m=1.75)), mine) == expected


def test_no_more_than_two_cuffs_go_on_one_ankle() -> None:
    mine = read_equipment("[weights]\nankle_kg = [1, 1, 1, 5]", file="mine.toml")
    assert (1.0, 2.0, 5.0, 6.0) == loads_of(mine, "ankle")


def test_the_example_says_everything_and_is_read_as_written() -> None:
    for section, keys in SECTIONS.items():
        if section != "chairs":
            assert re.search(rf"^\[+{section}\]+", EXAMPLE_EQUIPMENT, re.MULTILINE), section
            assert all(key in EXAMPLE_EQUIPMENT for key in keys)
    mine = read_equipment(EXAMPLE_EQUIPMENT, file="mine.toml")
    assert set(bands_of(mine)) == {"red", "green", "loop_light", "my-blue"}
    assert mine.bands["my-blue"].elongation[-1] == pytest.approx(1.8)
    assert mine.cable is not None
    assert (2.0, True) == (mine.cable.machine.ratio, mine.cable.notched)
    assert mine.sled is not None
    assert mine.sled.surface.id == "artificial_turf"
    assert owns(mine, "box")
    assert owns(mine, "chair")
    assert not owns(mine, "dumbbell")
    assert not owns(mine, "stability ball")
    assert mine.room.length_m == 3.0


def test_a_missing_section_means_not_owned_and_a_bare_name_means_as_sold() -> None:
    nothing = read_equipment("", file="mine.toml")
    assert not nothing.has
    assert not nothing.bands
    assert all(loads_of(nothing, kind) == () for kind in LOAD_KINDS)
    named = read_equipment('has = ["bands", "kettlebell", "Cable machine", "barbell", "sled", "box"]', file="mine.toml")
    assert set(named.bands) == set(band_tables())
    for kind in ("kettlebell", "cable", "barbell", "sled"):
        assert loads_of(named, kind) == loads_of(default_equipment(), kind)
    assert named.box_heights_m == default_equipment().box_heights_m
    assert not named.bench_heights_m


MINE = '[[measured_bands]]\nid = "mine"\nrest_length_m = 0.5\npoints = [[0.7, 10], [0.9, 18]]\n'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("has = [", "not valid TOML"),
        ('has = ["benhc"]', r"has names 'benhc' \(did you mean 'bench'\?\); allowed: .*bench"),
        ("has = [3]", "has names 3; allowed"),
        ('has = "bench"', "has is 'bench'; allowed: a list of"),
        ("[bandz]", r"the file has 'bandz' \(did you mean 'bands'\?\); allowed: has, bands"),
        ("bands = 3", r"bands is 3; allowed: a section \[bands\]"),
        ('[bands]\nowned = ["red"]', r"\[bands\] has 'owned' \(did you mean 'own'\?\)"),
        ('[bands]\nown = ["rde"]', r"own names 'rde' \(did you mean 'red'\?\); allowed: tan"),
        ("[bands]\nown = [[1]]", r"own names \[1\]; allowed"),
        ("[bands]\nstrands = 1.5", "strands is 1.5; allowed: a whole number"),
        ("[weights]\nankle_kg = [-1]", r"\[weights\] ankle_kg is \[-1\]; allowed: .* kg"),
        ("[weights]\nankle_kg = [true]", r"ankle_kg is \[True\]"),
        ("[weights]\nankle_kg = 2", "ankle_kg is 2; allowed: a list"),
        ("[weights]\nkettlebell_kg = [nan]", r"kettlebell_kg is \[nan\]"),
        (f"[weights]\nankle_kg = [1{'0' * 400}]", "ankle_kg is"),
        (f"[weights]\nankle_kg = [{'1, ' * 21}]", "at most 20 numbers"),
        ("[barbell]\nbar_kg = []", "at least one bar"),
        ('[cable]\nmachine = "dual"', r"machine is 'dual'.*; allowed: single_pulley, dual_adjustable"),
        ("[cable]\nratio = 0", "ratio is 0; allowed: a number from 1 to 4"),
        ("[cable]\nfirst_kg = 20\nmost_kg = 10", "first_kg is 20 with most_kg 10"),
        ("[cable]\npulley_low_m = 2\npulley_high_m = 1", "pulley_low_m is 2 with pulley_high_m 1"),
        ("[cable]\npulley_low_m = 1\npulley_heights_m = [1]", "without pulley_low_m"),
        ('[sled]\nsurface = "gras"', r"surface is 'gras' \(did you mean 'grass'\?\)"),
        ('[benches]\nheights_m = ["low"]', r"heights_m is \['low'\]; allowed: .* m"),
        ("[room]\nanchor_high_m = 2.5\nceiling_m = 2.4", "anchor_high_m 2.5 and ceiling_m 2.4"),
        ("[[measured_bands]]\nid = 'mine'", "lacks rest_length_m"),
        (MINE.replace("0.5\n", "-1\n"), "rest_length_m is -1"),
        (MINE.replace('"mine"', '"none"'), r"id is 'none'; allowed: small letters"),
        (MINE.replace("[0.7, 10]", "[0.7]"), r"points of 'mine' has \[0.7\]; allowed: pairs"),
        (MINE.replace("18", "9"), "a tension that grows"),
        (MINE + MINE, "has id 'mine' twice"),
        ("measured_bands = 1", "measured_bands is not a table"),
    ],
)
def test_a_bad_file_is_refused_in_one_sentence_with_file_key_found_and_allowed(text: str, words: str) -> None:
    with pytest.raises(DeclarationError, match=words) as caught:
        read_equipment(text, file="mine.toml")
    sentence = str(caught.value)
    assert sentence.startswith("mine.toml: ")
    assert "; allowed: " in sentence
    assert "\n" not in sentence


def test_an_unknown_thing_or_kind_of_load_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="trampoline"):
        owns(default_equipment(), "trampoline")
    with pytest.raises(UnknownNameError, match="kettlebell"):
        loads_of(default_equipment(), "medicine ball")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("toml", "missing"),
    [
        ('has = ["bench"]', ("a second bench, box or chair",)),
        ('has = ["bench", "chair"]', ()),
        ("[benches]\nheights_m = [0.45, 0.6]", ()),
        ("[benches]\nheights_m = [0.45]", ("a second bench, box or chair",)),
    ],
)
def test_one_bench_is_not_two(toml: str, missing: tuple[str, ...]) -> None:
    """The lying scissor stands on two surfaces; ankle weights are not what is asked for here."""
    owned = read_equipment(f"{toml}\n[weights]\nankle_kg = [2]\n", file="mine.toml")
    assert missing == lacking(exercises()["horizontal_scissor"], owned)
