"""Hip moments, bursts of power and their work, and impulses: over the stride, in stance and swing, and by range of hip flexion."""

from collections.abc import Mapping
from typing import Literal

import numpy as np
import numpy.typing as npt

from ...arrays import FloatArray
from ...curve import RANGES, Range, range_edges_deg
from ..movement.stride import Stride
from .stride_scene import StrideScene

Mask = npt.NDArray[np.bool_]
Burst = Literal["h1", "h2", "h3", "h4"]
BURST_POINTS = 501
BURSTS: dict[Burst, tuple[float, float]] = {"h1": (-1.0, -1.0), "h2": (1.0, -1.0), "h3": (1.0, 1.0), "h4": (-1.0, 1.0)}
"""Sign of moment (flexor positive) and of velocity (flexing positive) in each burst."""
ACTIONS = {"flexor": 1.0, "extensor": -1.0}


def bursts(scene: StrideScene, stride: Stride) -> dict[str, float | None]:
    """Peak moments, and peak power and work of the bursts H1 to H4 and impulses over the whole stride, in stance and in swing."""
    angle, velocity, moment, step_s = hip_signals(scene, stride)
    stance = _in_stance(stride)
    phases: dict[str, Mask] = {"": np.ones(BURST_POINTS, dtype=bool), "_stance": stance, "_swing": ~stance}
    peak = int(np.argmax(moment))
    values: dict[str, float | None] = {
        "peak_hip_flexor_moment_nm_kg": float(moment[peak]),
        "hip_flexion_at_peak_flexor_moment_rad": float(angle[peak]),
        "peak_flexor_moment_percent": 100.0 * peak / (BURST_POINTS - 1),
        "peak_hip_extensor_moment_stance_nm_kg": float(moment[stance].min()),
        "peak_hip_extensor_moment_swing_nm_kg": float(moment[~stance].min()),
    }
    for name, inside in _inside_bursts(velocity, moment).items():
        power = np.where(inside, moment * velocity, 0.0)
        values[f"{name}_peak_power_w_kg"] = float(power[int(np.argmax(np.abs(power)))])
        values |= {f"{name}_work{phase}_j_kg": float(power[mask].sum()) * step_s for phase, mask in phases.items()}
    for action, sign in ACTIONS.items():
        push = np.maximum(sign * moment, 0.0)
        values |= {f"{action}_impulse{phase}_nm_s_kg": float(push[mask].sum()) * step_s for phase, mask in phases.items()}
    return values


def by_range(scene: StrideScene, stride: Stride, *, shift_rad: float) -> dict[str, float | None]:
    """Work of each burst and impulse of each action in each range of hip flexion.

    Args:
        scene: The run.
        stride: One stride.
        shift_rad: Added to hip flexion first, to ask what another pelvis definition would say.

    Returns:
        By name and unit: h3_work_early_j_kg, flexor_impulse_early_nm_s_kg, ...
    """
    angle, velocity, moment, step_s = hip_signals(scene, stride)
    masks = range_masks(angle, shift_rad=shift_rad)
    values: dict[str, float | None] = {}
    for name, inside in _inside_bursts(velocity, moment).items():
        power = np.where(inside, moment * velocity, 0.0)
        values |= {f"{name}_work_{where}_j_kg": float(power[mask].sum()) * step_s for where, mask in masks.items()}
    for action, sign in ACTIONS.items():
        push = np.maximum(sign * moment, 0.0)
        values |= {f"{action}_impulse_{where}_nm_s_kg": float(push[mask].sum()) * step_s for where, mask in masks.items()}
    return values


def hip_signals(scene: StrideScene, stride: Stride) -> tuple[FloatArray, FloatArray, FloatArray, float]:
    """Hip flexion (rad), its velocity (rad/s) and moment (Nm/kg) on even points of a stride, (501,) each, and the step between (s)."""
    movement = scene.movement
    place = movement.of("hip_flexion", stride.side)
    signals = (movement.q[:, place], movement.velocity[:, place], movement.moment_nm[:, place] / movement.skeleton.athlete.mass_kg)
    angle, velocity, moment = (scene.over(stride, signal, points=BURST_POINTS) for signal in signals)
    return angle, velocity, moment, (stride.curve_end_s - stride.curve_start_s) / (BURST_POINTS - 1)


def range_masks(angle_rad: FloatArray, *, shift_rad: float = 0.0) -> Mapping[Range, Mask]:
    """(n,) which frames lie in each range of hip flexion; the edges belong to the middle range, as in curve.range_of."""
    early_below, end_above, _ = range_edges_deg()
    degrees = np.degrees(angle_rad + shift_rad)
    early, end = degrees < early_below - 1e-9, degrees > end_above + 1e-9
    return dict(zip(RANGES, (early, ~early & ~end, end), strict=True))


def _inside_bursts(velocity: FloatArray, moment: FloatArray) -> dict[Burst, Mask]:
    return {name: (m * moment > 0.0) & (v * velocity > 0.0) for name, (m, v) in BURSTS.items()}


def _in_stance(stride: Stride) -> Mask:
    """(501,) whether the own foot is on the ground, on the clock of the low-passed curves."""
    inside: Mask = np.linspace(stride.curve_start_s, stride.curve_end_s, BURST_POINTS) < stride.contact.loaded_to_s
    return inside
