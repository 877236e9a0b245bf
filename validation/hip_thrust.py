"""The barbell hip thrust against published hip moments: Bezodis 2017 (7 trained people, 70 % of one repetition maximum)."""

import numpy as np
from scipy.optimize import brentq

from hipdrive.body import Athlete
from hipdrive.exercise import Load, Value, solve_load

from .row import Row

ATHLETE = Athlete(mass_kg=80.0, height_m=1.78)
"""The study's abstract gives no body; a trained man's."""
PUBLISHED_NM_KG = 3.13
"""Largest hip extensor moment, near 90 deg of flexion (SD 0.48); whether of one hip or both is not said in the abstract."""
LOADED: dict[str, Value] = {"tempo": "1.5-0-1.5", "hip_start_deg": 90}
PUSH_N = 200.0
"""Both feet together."""


def thrust(weight_kg: float, **changed: Value) -> Load:
    """One repetition with a bar, both hips alike."""
    return solve_load("barbell_hip_thrust", ATHLETE, {**LOADED, "weight_kg": weight_kg, **changed})


def largest(load: Load) -> tuple[float, float]:
    """Largest extensor moment of one hip (Nm/kg, positive) on the way up and its angle (deg)."""
    top = int(np.argmin(load.hip_flexion_rad["right"]))
    moment = -load.hip_flexion_moment_nm_kg["right"][: top + 1]
    place = int(np.argmax(moment))
    return float(moment[place]), float(np.degrees(load.hip_flexion_rad["right"][place]))


def at_lock_out(load: Load) -> float:
    """Extensor moment of one hip (Nm/kg, positive) at the top."""
    return -float(load.hip_flexion_moment_nm_kg["right"][int(np.argmin(load.hip_flexion_rad["right"]))])


def bar_for(moment_nm_kg: float) -> float:
    """Bar (kg) whose largest extensor moment of one hip is as asked."""
    return float(brentq(lambda bar: largest(thrust(bar))[0] - moment_nm_kg, 0.0, 290.0, xtol=0.1))


def rows() -> tuple[Row, ...]:
    """The table."""
    one, both = bar_for(PUBLISHED_NM_KG), bar_for(0.5 * PUBLISHED_NM_KG)
    load = thrust(one)
    peak, angle = largest(load)
    pushed, pulled = (largest(thrust(one, push_n=sign * PUSH_N / 2.0)) for sign in (1.0, -1.0))
    tops = tuple(at_lock_out(thrust(one, push_n=sign * PUSH_N / 2.0)) for sign in (1.0, -1.0))
    near = min(one, both, key=lambda bar: abs(bar / ATHLETE.mass_kg - 1.55))
    return (
        Row(quantity="angle of the largest extensor moment (deg)", reached=angle, digits=0, low=80, high=100, published=90),
        Row(quantity="lock-out less than the largest, share", reached=1.0 - at_lock_out(load) / peak, digits=2, low=0.15),
        Row(quantity="bar for 3.13 Nm/kg of one hip (body masses)", reached=one / ATHLETE.mass_kg, digits=2),
        Row(quantity="bar for 3.13 Nm/kg of both hips together (body masses)", reached=both / ATHLETE.mass_kg, digits=2),
        Row(quantity="the nearer of both to what is lifted (body masses)", reached=near / ATHLETE.mass_kg, digits=2, low=0.8, high=2.3),
        Row(quantity="largest with the floor pushing forward 200 N (Nm/kg)", reached=pushed[0], digits=2),
        Row(quantity="largest with the floor pushing back 200 N (Nm/kg)", reached=pulled[0], digits=2),
        Row(quantity="lock-out with the floor pushing forward 200 N (Nm/kg)", reached=tops[0], digits=2),
        Row(quantity="lock-out with the floor pushing back 200 N (Nm/kg)", reached=tops[1], digits=2),
    )
