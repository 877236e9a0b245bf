"""The body's tables: published shares, mirror-symmetric joints, and people who cannot be."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdrive.body import COORDINATES, SEGMENT_TABLES, Athlete, Sex, coordinate_of, segment_inertias
from hipdrive.errors import UnknownNameError, ValueOutOfRangeError

PAIRED = ("upper_arm", "forearm", "hand", "thigh", "shank", "foot")


@pytest.mark.parametrize("table", SEGMENT_TABLES)
@pytest.mark.parametrize("sex", ["male", "female"])
def test_all_segments_together_weigh_the_body(table: str, sex: Sex) -> None:
    athlete = Athlete(mass_kg=70.0, height_m=1.75, sex=sex)
    segments = segment_inertias(athlete, table)  # type: ignore[arg-type]
    total = sum(segment.mass_kg * (2 if name in PAIRED else 1) for name, segment in segments.items())
    assert total == pytest.approx(70.0, rel=2e-3)


@pytest.mark.parametrize(("table", "leg_share"), [("de_leva", 0.1986), ("dempster", 0.161)])
def test_a_leg_weighs_its_published_share(table: str, leg_share: float) -> None:
    segments = segment_inertias(Athlete(mass_kg=100.0, height_m=1.75), table)  # type: ignore[arg-type]
    assert leg_share * 100.0 == pytest.approx(sum(segments[name].mass_kg for name in ("thigh", "shank", "foot")), rel=1e-3)


@given(st.floats(25.0, 220.0), st.floats(1.2, 2.3))
def test_masses_grow_with_the_body_and_lengths_with_its_height(mass_kg: float, height_m: float) -> None:
    one, other = (segment_inertias(Athlete(mass_kg=m, height_m=h)) for m, h in ((mass_kg, height_m), (50.0, 1.5)))
    for name, segment in one.items():
        assert segment.mass_kg / mass_kg == pytest.approx(other[name].mass_kg / 50.0)
        assert segment.typical_length_m / height_m == pytest.approx(other[name].typical_length_m / 1.5)


def test_an_unknown_segment_table_is_named_with_those_known() -> None:
    with pytest.raises(UnknownNameError, match=r"'zatsiorsky'.*de_leva, dempster"):
        segment_inertias(Athlete(mass_kg=70.0, height_m=1.75), "zatsiorsky")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("mass_kg", "height_m", "sentence"),
    [
        (70.0, 180.0, "did you mean 1.80"),
        (70.0, 0.5, "give it in metres"),
        (0.0, 1.8, "mass_kg is 0"),
        (250.0, 1.8, "mass_kg is 250"),
        (math.nan, 1.8, "mass_kg is nan"),
        (70.0, math.inf, "height_m is inf"),
    ],
)
def test_a_body_that_cannot_be_is_refused_in_words(mass_kg: float, height_m: float, sentence: str) -> None:
    with pytest.raises(ValueOutOfRangeError, match=sentence):
        Athlete(mass_kg=mass_kg, height_m=height_m)


def test_left_and_right_coordinates_are_mirror_images() -> None:
    for coordinate in COORDINATES:
        if not coordinate.name.endswith("_r"):
            continue
        left = coordinate_of(coordinate.name[:-2] + "_l")
        assert (coordinate.low, coordinate.high) == (left.low, left.high)
        x, y, z = coordinate.axis
        kept = (-x, -y, z) if coordinate.kind == "hinge" else (x, y, -z)  # a turn in the mirror keeps its axis where a shift is reversed
        assert kept == left.axis


def test_a_coordinate_that_does_not_exist_is_named() -> None:
    with pytest.raises(UnknownNameError, match="knee_angle_r"):
        coordinate_of("knee_angle_r")
