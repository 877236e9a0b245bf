"""What is typical at a speed, for those without a recording: demand, measures and curves of twelve men on a treadmill - never 'yours'."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..body import SIDES, Side
from ..curve import Action, Mode, MomentCurve, Phase
from .norms import Between, between_measured, mixed_columns, norm_rows

FloatArray = npt.NDArray[np.float64]
_Key = tuple[str, str, str]
"""Action, mode, phase."""


@dataclass(frozen=True, kw_only=True)
class TypicalMeasure:
    """Mean and spread of one measure over runners."""

    mean: float
    sd: float
    """Sample standard deviation over runners."""


@dataclass(frozen=True, kw_only=True)
class TypicalCurve:
    """Mean and spread of one signal over runners, at 0, 1, ... 100 % from initial contact to the next of the same foot."""

    mean: FloatArray
    """(101,) in the unit of the signal's name."""
    sd: FloatArray
    """(101,) sample standard deviation over runners."""


def typical_source(speed_m_s: float) -> str:
    """Say in words what the typical numbers at a speed (m/s) are, and what they are not.

    Raises:
        ValueOutOfRangeError: Below 2.0 or above 5.5 m/s.
    """
    between = between_measured(speed_m_s)
    held = f"; held from {between.nearest:g} m/s, none was measured at {speed_m_s:g} m/s" if between.held else ""
    ran_at = between.nearest if between.held else speed_m_s
    return f"typical of 12 men at {ran_at:g} m/s, not yours (treadmill, 22 to 48 years, Fukuchi et al. 2017{held})"


def typical_demand(speed_m_s: float) -> tuple[MomentCurve, ...]:
    """Demand on both hips at a speed, alike for left and right.

    Between two measured speeds each degree is interpolated linearly. Which degrees a curve visits is taken from the nearer speed; one that
    the other speed does not visit changes by the same factor as the nearest degree that both visit. Outside 2.5 to 4.5 m/s the nearest
    measured speed is held, and the source says so.

    Args:
        speed_m_s: Running speed (m/s), 2.0 to 5.5.

    Returns:
        Moment curves of both sides by action, mode and phase; count is the number of runners behind each degree.

    Raises:
        ValueOutOfRangeError: Below 2.0 or above 5.5 m/s.
    """
    between = between_measured(speed_m_s)
    source = typical_source(speed_m_s)
    bins = _bins(between)
    curves: list[MomentCurve] = []
    for side in SIDES:
        for key in sorted(bins):
            degrees = np.array(sorted(bins[key]))
            for part in np.split(degrees, np.flatnonzero(np.diff(degrees) > 1) + 1):
                curves.append(_curve(side, key, part, np.array([bins[key][d] for d in part.tolist()]), source))
    return tuple(curves)


def _curve(side: Side, key: _Key, degrees: npt.NDArray[np.int64], values: FloatArray, source: str) -> MomentCurve:
    """One unbroken curve; values (n, 3) are moment, velocity and runners."""
    action: Action = "flexor" if key[0] == "flexor" else "extensor"
    modes: dict[str, Mode] = {"concentric": "concentric", "eccentric": "eccentric", "isometric": "isometric"}
    phase: Phase = "stance" if key[2] == "stance" else "swing"
    return MomentCurve(
        side=side,
        action=action,
        mode=modes[key[1]],
        phase=phase,
        angle_rad=np.radians(degrees),
        moment_nm_kg=values[:, 0],
        velocity_rad_s=values[:, 1],
        count=values[:, 2].astype(np.int64),
        source=source,
    )


def _bins(between: Between) -> dict[_Key, dict[int, FloatArray]]:
    """Moment, velocity (interpolated between two measured speeds) and runners (the fewer) (3,) by key and degree."""
    at_speed: dict[float, dict[tuple[_Key, int], FloatArray]] = {between.slower: {}, between.faster: {}}
    for row in norm_rows("rbds_demand.csv"):
        found = at_speed.get(float(row["speed_m_s"]))
        if found is not None:
            place = ((row["action"], row["mode"], row["phase"]), int(row["angle_deg"]))
            found[place] = np.array([float(row[name]) for name in ("moment_nm_kg", "velocity_rad_s", "runners")])
    slower, faster = at_speed[between.slower], at_speed[between.faster]
    near = at_speed[between.nearest]
    bins: dict[_Key, dict[int, FloatArray]] = {}
    for key, degree in near:
        shared = [d for k, d in near if k == key and (k, d) in slower and (k, d) in faster]
        like = (key, min(shared, key=lambda d: (abs(d - degree), d))) if shared else None
        factor = between.mix(slower[like], faster[like])[:2] / near[like][:2] if like else np.ones(2)
        fewest = min(at[key, degree][2] for at in (slower, faster) if (key, degree) in at)
        bins.setdefault(key, {})[degree] = np.append(near[key, degree][:2] * factor, fewest)
    return bins


def typical_measures(speed_m_s: float) -> dict[str, TypicalMeasure]:
    """Mean and spread over runners of times, lengths and peaks at a speed, interpolated linearly between the measured speeds.

    Args:
        speed_m_s: Running speed (m/s), 2.0 to 5.5; outside 2.5 to 4.5 the nearest measured speed is held.

    Returns:
        By name and unit: cadence_steps_per_min, contact_time_s, ..., and largest_hip_extensor_moment_nm_kg (negative: internal moment,
        flexor positive).

    Raises:
        ValueOutOfRangeError: Below 2.0 or above 5.5 m/s.
    """
    between = between_measured(speed_m_s)
    at_speed: dict[float, dict[str, FloatArray]] = {between.slower: {}, between.faster: {}}
    for row in norm_rows("rbds_measures.csv"):
        found = at_speed.get(float(row["speed_m_s"]))
        if found is not None:
            found[row["measure"]] = np.array([float(row["mean"]), float(row["sd"])])
    mixed = {name: between.mix(values, at_speed[between.faster][name]) for name, values in at_speed[between.slower].items()}
    return {name: TypicalMeasure(mean=float(mean), sd=float(sd)) for name, (mean, sd) in mixed.items()}


def typical_curves(speed_m_s: float) -> Mapping[str, TypicalCurve]:
    """Mean and spread over runners of the stride's curves at a speed, interpolated linearly between the measured speeds.

    Args:
        speed_m_s: Running speed (m/s), 2.0 to 5.5; outside 2.5 to 4.5 the nearest measured speed is held.

    Returns:
        By name and unit: hip_flexion_rad, knee_flexion_rad, ankle_dorsiflexion_rad, hip_flexion_moment_nm_kg, hip_flexion_power_w_kg,
        grf_vertical_bw.

    Raises:
        ValueOutOfRangeError: Below 2.0 or above 5.5 m/s.
    """
    columns = mixed_columns("rbds_curves.csv", between_measured(speed_m_s))
    names = [name.removesuffix("_mean") for name in columns if name.endswith("_mean")]
    return {name: TypicalCurve(mean=columns[f"{name}_mean"], sd=columns[f"{name}_sd"]) for name in names}
