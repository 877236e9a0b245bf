"""Bands, cables and their energy: closed forms."""

import math

import numpy as np
import pytest

from hipdrive.errors import ValueOutOfRangeError
from hipdrive.physics.point_motion import PointMotion
from hipdrive.physics.resistance import Band, Cable, band_pull, cable_pull
from hipdrive.units import STANDARD_GRAVITY_M_S2

G = STANDARD_GRAVITY_M_S2


def at(*points: tuple[float, float, float]) -> PointMotion:
    """A point at rest in the given places."""
    place = np.array(points, dtype=np.float64)
    return PointMotion(position_m=place, velocity_m_s=np.zeros_like(place), acceleration_m_s2=np.zeros_like(place))


def band(*, strands: int = 1, rest_length_m: float = 0.5) -> Band:
    return Band(
        name="test",
        elongation=np.array([0.0, 0.5, 1.0, 2.5]),
        force_n=np.array([0.0, 15.0, 20.0, 50.0]),
        rest_length_m=rest_length_m,
        strands=strands,
        anchor_m=np.zeros(3),
    )


def swinging(time_s: float) -> PointMotion:
    """A point on a circle of 0.8 m about (1, 0, 0), quickening."""
    angle, rate, acceleration = 0.3 + 2.0 * time_s**2, 4.0 * time_s, 4.0
    out = np.array([math.cos(angle), math.sin(angle), 0.0])
    across = np.array([-math.sin(angle), math.cos(angle), 0.0])
    return PointMotion(
        position_m=np.array([[1.0, 0.0, 0.0] + 0.8 * out]),
        velocity_m_s=0.8 * rate * across[None],
        acceleration_m_s2=0.8 * (acceleration * across - rate**2 * out)[None],
    )


def test_band_pulls_toward_its_anchor_by_its_table() -> None:
    pull = band_pull(band(), at((0.0, 1.0, 0.0), (0.625, 0.0, 0.0)))
    np.testing.assert_allclose([[0.0, -20.0, 0.0], [-7.5, 0.0, 0.0]], pull.force_n)


def test_slack_band_pulls_nothing() -> None:
    pull = band_pull(band(), at((0.3, 0.0, 0.0)))
    assert bool(pull.slack[0])
    np.testing.assert_array_equal([[0.0, 0.0, 0.0]], np.abs(pull.force_n))


def test_strands_multiply() -> None:
    place = at((0.9, 0.2, 0.0))
    np.testing.assert_allclose(3.0 * band_pull(band(), place).force_n, band_pull(band(strands=3), place).force_n)


def test_force_depends_on_percent_elongation_only() -> None:
    short = band_pull(band(rest_length_m=0.3), at((0.6, 0.0, 0.0)))
    long = band_pull(band(rest_length_m=0.6), at((1.2, 0.0, 0.0)))
    np.testing.assert_allclose(short.tension_n, long.tension_n)


def test_band_beyond_its_table_is_reported() -> None:
    assert not band_pull(band(), at((1.74, 0.0, 0.0))).beyond_table
    assert band_pull(band(), at((1.76, 0.0, 0.0))).beyond_table


def test_band_energy_is_the_work_of_stretching_it() -> None:
    lengths = np.linspace(0.4, 1.7, 20001)
    pull = band_pull(band(strands=2), at(*((length, 0.0, 0.0) for length in lengths)))
    work = np.concatenate([[0.0], np.cumsum(0.5 * (pull.tension_n[1:] + pull.tension_n[:-1]) * np.diff(lengths))])
    np.testing.assert_allclose(work, pull.energy_j, atol=1e-6)


def test_band_without_length_is_refused() -> None:
    with pytest.raises(ValueOutOfRangeError):
        band_pull(band(rest_length_m=0.0), at((1.0, 0.0, 0.0)))


@pytest.mark.parametrize(("ratio", "felt"), [(1.0, 10.0), (2.0, 5.0)])
def test_cable_at_rest_pulls_with_the_felt_weight(ratio: float, felt: float) -> None:
    pull = cable_pull(Cable(stack_kg=10.0, ratio=ratio, pulley_m=np.zeros(3)), at((0.0, 0.0, 2.0)))
    np.testing.assert_allclose([[0.0, 0.0, -felt * G]], pull.force_n)


def test_cable_tension_counts_the_stacks_own_acceleration() -> None:
    """The length's second derivative by differences of the exact path is what the tension uses."""
    cable, t, h = Cable(stack_kg=6.0, ratio=2.0, pulley_m=np.array([-1.0, 0.2, 0.0])), 0.4, 1e-4
    length = [float(np.linalg.norm(swinging(t + d).position_m[0] - cable.pulley_m)) for d in (-h, 0.0, h)]
    second = (length[0] - 2 * length[1] + length[2]) / h**2
    assert cable_pull(cable, swinging(t)).tension_n[0] == pytest.approx(6.0 * (G + second / 2.0) / 2.0, rel=1e-6)


def test_a_dropped_cable_goes_slack_and_pulls_nothing() -> None:
    falling = PointMotion(position_m=np.array([[1.0, 0, 0]]), velocity_m_s=np.zeros((1, 3)), acceleration_m_s2=np.array([[-12.0, 0, 0]]))
    pull = cable_pull(Cable(stack_kg=10.0, ratio=1.0, pulley_m=np.zeros(3)), falling)
    assert bool(pull.slack[0])
    assert pull.tension_n[0] == 0.0


def test_negative_stack_is_refused() -> None:
    with pytest.raises(ValueOutOfRangeError):
        cable_pull(Cable(stack_kg=-1.0, ratio=1.0, pulley_m=np.zeros(3)), at((1.0, 0.0, 0.0)))
