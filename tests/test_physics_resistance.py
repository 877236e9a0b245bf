"""Bands, cables, weights, sleds and their energy: closed forms."""

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from hipdrive.errors import ValueOutOfRangeError
from hipdrive.language import verbatim
from hipdrive.physics.kinematics import PointMotion
from hipdrive.physics.resistance import Band, Cable, Pull, Sled, Weight, band_pull, cable_pull, sled_pull, weight_pull
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


def moving(t: float) -> PointMotion:
    """A tied point that goes forward at changing speed and bobs up and down; place and rates exact."""
    return PointMotion(
        position_m=np.array([[1.0 + 0.8 * t + 0.3 * t**2, 1.0 + 0.1 * math.sin(3.0 * t), 0.0]]),
        velocity_m_s=np.array([[0.8 + 0.6 * t, 0.3 * math.cos(3.0 * t), 0.0]]),
        acceleration_m_s2=np.array([[0.6, -0.9 * math.sin(3.0 * t), 0.0]]),
    )


def going(*, speed_m_s: float, acceleration_m_s2: float = 0.0, height_m: float = 0.9) -> PointMotion:
    return PointMotion(
        position_m=np.array([[0.0, height_m, 0.0]]),
        velocity_m_s=np.array([[speed_m_s, 0.0, 0.0]]),
        acceleration_m_s2=np.array([[acceleration_m_s2, 0.0, 0.0]]),
    )


def starting_sled(*, tightens_m: float, eases_m: float) -> Sled:
    """A sled that stands where the strap of the moving point has been taut since 0.2 m."""
    x, y, _ = moving(0.4).position_m[0]
    at = float(x - math.sqrt(2.5**2 - y**2)) - 0.2
    return Sled(mass_kg=40.0, friction=0.4, strap_m=2.5, breakaway=1.3, tightens_m=tightens_m, eases_m=eases_m, starts_at_m=at)


PULLS: dict[str, Callable[[PointMotion], Pull]] = {
    "weight": lambda motion: weight_pull(Weight(mass_kg=5.0), motion),
    "sled": lambda motion: sled_pull(Sled(mass_kg=40.0, friction=0.4, strap_m=2.5), motion),
    "tightening sled": lambda motion: sled_pull(starting_sled(tightens_m=1.0, eases_m=0.3), motion),
    "starting sled": lambda motion: sled_pull(starting_sled(tightens_m=0.01, eases_m=1.0), motion),
    "cable": lambda motion: cable_pull(Cable(stack_kg=12.0, ratio=2.0, pulley_m=np.array([-1.0, 0.2, 0.0]), friction=0.1), motion),
}


@pytest.mark.parametrize("kind", sorted(PULLS))
def test_power_drawn_from_the_body_is_stored_or_lost_to_friction(kind: str) -> None:
    """-F.v = dE/dt + loss, with E's rate by differences along the exact path."""
    pull, t, h = PULLS[kind], 0.4, 1e-5
    now = pull(moving(t))
    drawn = -float((now.force_n * moving(t).velocity_m_s).sum())
    before, after = pull(join(moving(t - h), moving(t + h))).energy_j
    stored = float(after - before) / (2 * h)
    lost = 0.0 if now.loss_w is None else float(now.loss_w[0])
    assert drawn == pytest.approx(stored + lost, rel=1e-6)
    assert not now.slack[0]
    assert (lost > 0.0) == (kind != "weight")


def join(first: PointMotion, second: PointMotion) -> PointMotion:
    return PointMotion(
        position_m=np.concatenate([first.position_m, second.position_m]),
        velocity_m_s=np.concatenate([first.velocity_m_s, second.velocity_m_s]),
        acceleration_m_s2=np.concatenate([first.acceleration_m_s2, second.acceleration_m_s2]),
    )


def test_a_weight_pulls_down_with_its_heaviness_and_back_with_its_inertia() -> None:
    pull = weight_pull(Weight(mass_kg=4.0, label=verbatim("kettlebell")), going(speed_m_s=1.0, acceleration_m_s2=3.0))
    np.testing.assert_allclose([[-12.0, -4.0 * G, 0.0]], pull.force_n)
    assert pull.tension_n[0] == pytest.approx(4.0 * math.hypot(3.0, G))


def test_cable_friction_asks_more_on_the_way_out_and_gives_less_on_the_way_back() -> None:
    free, rubbing = (Cable(stack_kg=10.0, ratio=1.0, pulley_m=np.array([-2.0, 0.9, 0.0]), friction=f) for f in (0.0, 0.15))
    for speed, factor in ((0.5, 1.15), (-0.5, 0.85), (0.0, 1.0)):
        motion = going(speed_m_s=speed)
        assert factor * cable_pull(free, motion).tension_n[0] == pytest.approx(cable_pull(rubbing, motion).tension_n[0])


@pytest.mark.parametrize("friction", [-0.1, 1.0])
def test_cable_friction_that_is_no_share_is_refused(friction: float) -> None:
    with pytest.raises(ValueOutOfRangeError, match="friction"):
        cable_pull(Cable(stack_kg=1.0, ratio=1.0, pulley_m=np.zeros(3), friction=friction), at((1.0, 0.0, 0.0)))


def test_a_sled_on_a_long_strap_at_steady_speed_pulls_with_its_friction() -> None:
    pull = sled_pull(Sled(mass_kg=30.0, friction=0.5, strap_m=1e5), going(speed_m_s=1.5))
    assert 0.5 * 30.0 * G == pytest.approx(pull.tension_n[0], rel=1e-4)
    assert pull.loss_w is not None
    assert 0.5 * 30.0 * G * 1.5 == pytest.approx(pull.loss_w[0], rel=1e-4)


def test_a_steep_strap_lifts_the_sled_a_little_and_so_lowers_its_friction() -> None:
    """Along x: T cos = mu N; along y: N = m g - T sin."""
    pull = sled_pull(Sled(mass_kg=30.0, friction=0.5, strap_m=1.5), going(speed_m_s=1.0, height_m=0.9))
    cos, sin = 0.8, 0.6
    assert pull.tension_n[0] * cos == pytest.approx(0.5 * (30.0 * G - pull.tension_n[0] * sin))
    np.testing.assert_allclose([[-0.8 * pull.tension_n[0], -0.6 * pull.tension_n[0], 0.0]], pull.force_n)
    assert not pull.off_floor


def test_the_sleds_tension_counts_its_own_acceleration() -> None:
    """Its place's second derivative by differences of the exact path is what the tension uses."""
    sled, t, h = Sled(mass_kg=40.0, friction=0.4, strap_m=2.0), 0.4, 1e-4
    place = [x - math.sqrt(2.0**2 - y**2) for x, y, _ in (moving(t + d).position_m[0] for d in (-h, 0.0, h))]
    second = (place[0] - 2 * place[1] + place[2]) / h**2
    y = moving(t).position_m[0, 1] / 2.0
    expected = 40.0 * (0.4 * G + second) / (math.sqrt(1 - y**2) + 0.4 * y)
    assert sled_pull(sled, moving(t)).tension_n[0] == pytest.approx(expected, rel=1e-6)


def test_a_sled_is_never_pushed() -> None:
    sled = Sled(mass_kg=30.0, friction=0.3, strap_m=2.0)
    for motion in (going(speed_m_s=-0.5), going(speed_m_s=0.0), going(speed_m_s=1.0, acceleration_m_s2=-0.31 * G)):
        pull = sled_pull(sled, motion)
        assert bool(pull.slack[0])
        assert pull.tension_n[0] == 0.0


def test_a_sled_waits_where_it_was_dragged_to() -> None:
    """Forward, back, and forward again: the strap is slack until the point has caught up."""
    x = np.array([0.0, 0.5, 0.2, 0.4, 0.6])
    motion = PointMotion(
        position_m=np.stack([x, np.full(5, 0.9), np.zeros(5)], axis=1),
        velocity_m_s=np.array([[1.0, 0, 0], [1.0, 0, 0], [-1.0, 0, 0], [1.0, 0, 0], [1.0, 0, 0]]),
        acceleration_m_s2=np.zeros((5, 3)),
    )
    pull = sled_pull(Sled(mass_kg=30.0, friction=0.3, strap_m=2.0), motion)
    np.testing.assert_array_equal([False, False, True, True, False], pull.slack)


def test_at_rest_a_sled_about_to_move_pulls_with_its_friction() -> None:
    sled = Sled(mass_kg=30.0, friction=0.5, strap_m=1.5)
    leaning, dragging = sled_pull(sled, at((0.0, 0.9, 0.0), (-1.0, 0.9, 0.0)), about_to_move=True), sled_pull(sled, going(speed_m_s=1.0))
    np.testing.assert_allclose(np.repeat(dragging.tension_n, 2), leaning.tension_n)
    np.testing.assert_array_equal([0.0, 0.0], leaning.energy_j)


def eased_sled(**changes: float) -> Sled:
    return Sled(mass_kg=30.0, friction=0.3, strap_m=1e5, breakaway=1.4, tightens_m=0.1, eases_m=0.2, starts_at_m=-1e5, **changes)


def at_places(x_m: list[float], *, speed_m_s: float) -> PointMotion:
    """A point on the floor that goes forward steadily, seen at a few places."""
    n = len(x_m)
    forward = np.array([1.0, 0.0, 0.0])
    return PointMotion(
        position_m=np.outer(x_m, forward), velocity_m_s=np.tile(speed_m_s * forward, (n, 1)), acceleration_m_s2=np.zeros((n, 3))
    )


def test_a_sled_stands_until_the_strap_pulls_with_its_starting_friction() -> None:
    """Slack behind the sled, half the pull half-way into the give of the strap, 1.4 mu m g where it breaks away."""
    pull = sled_pull(eased_sled(), at_places([-0.1, 0.05, 0.1], speed_m_s=0.1))
    np.testing.assert_array_equal([True, False, False], pull.slack)
    np.testing.assert_allclose([0.0, 0.5 * 1.4 * 0.3 * 30.0 * G, 1.4 * 0.3 * 30.0 * G], pull.tension_n, rtol=1e-6)
    assert pull.sled_at_m is not None
    np.testing.assert_allclose(-1e5, pull.sled_at_m, rtol=1e-12)


def test_a_sled_that_moves_as_fast_as_the_foot_pulls_with_its_sliding_friction() -> None:
    """It then is as far behind as the strap gave: all of the tightening and half of the easing."""
    pull = sled_pull(eased_sled(), at_places([0.3, 0.5], speed_m_s=0.8))
    np.testing.assert_allclose(0.3 * 30.0 * G, pull.tension_n, rtol=1e-5)
    assert pull.sled_at_m is not None
    np.testing.assert_allclose([0.3 - 0.2, 0.5 - 0.2], pull.sled_at_m + 1e5, atol=1e-6)


def test_a_sled_that_gets_under_way_takes_its_inertia() -> None:
    """Half-way through the easing the slope is 1/2 and changes by 1.5 / d: a = 1.5 v^2 / d."""
    pull = sled_pull(eased_sled(), at_places([0.2], speed_m_s=0.6))
    friction = 0.3 * (1.0 + 0.4 * 0.5)
    assert 30.0 * (friction * G + 1.5 * 0.6**2 / 0.2) == pytest.approx(pull.tension_n[0], rel=1e-5)


@pytest.mark.parametrize("change", [{"breakaway": 0.9}, {"tightens_m": -0.1}, {"eases_m": -0.1}])
def test_a_sled_that_is_easier_to_start_than_to_keep_going_is_refused(change: dict[str, float]) -> None:
    with pytest.raises(ValueOutOfRangeError, match="1 times or more"):
        sled_pull(replace(eased_sled(), **change), going(speed_m_s=1.0))


def test_a_sled_lifted_off_the_floor_is_reported() -> None:
    assert sled_pull(Sled(mass_kg=5.0, friction=0.9, strap_m=1.0), going(speed_m_s=1.0, acceleration_m_s2=30.0)).off_floor


@pytest.mark.parametrize("sled", [Sled(mass_kg=-1, friction=0.5, strap_m=2), Sled(mass_kg=10, friction=-0.5, strap_m=2)])
def test_a_sled_of_negative_mass_or_friction_is_refused(sled: Sled) -> None:
    with pytest.raises(ValueOutOfRangeError):
        sled_pull(sled, going(speed_m_s=1.0))


def test_a_strap_that_does_not_reach_the_floor_is_refused() -> None:
    with pytest.raises(ValueOutOfRangeError, match=r"0\.90 m"):
        sled_pull(Sled(mass_kg=10, friction=0.5, strap_m=0.8), going(speed_m_s=1.0))


def test_a_negative_weight_is_refused() -> None:
    with pytest.raises(ValueOutOfRangeError, match="ankle cuff"):
        weight_pull(Weight(mass_kg=-1.0, label=verbatim("ankle cuff")), at((0.0, 0.0, 0.0)))
