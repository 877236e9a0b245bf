"""The lines of the scissor figure: what the stride asks, what slow strength gives and what each exercise loads."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ....arrays import FloatArray
from ....body import SIDES, Side
from ....capacity import CapacityBand
from ....curve import Action
from ....training import Gap
from ....training.match.grid import GRID_DEG, MODES, on_grid
from ...figures.hip_frame import HipLine
from ...figures.load_panel import ONWARD, SIGNS
from ..chosen import ChosenExercise


@dataclass(frozen=True, kw_only=True)
class LoadLine:
    """The load of one exercise on one hip, largest over its modes."""

    number: int
    side: Side
    action: Action
    onward: float
    """1 where the working muscles flex the hip, -1 where they extend it, 0 for a hold."""
    line: HipLine


def load_lines(chosen: Sequence[ChosenExercise]) -> tuple[LoadLine, ...]:
    """Loads of both hips, drawn for the right leg as the working one where it is offered, unbroken parts only."""
    lines = []
    for exercise in chosen:
        candidate = exercise.by_side.get("right") or next(iter(exercise.by_side.values()))
        for side in SIDES:
            for action, sign in SIGNS.items():
                load = on_grid(candidate.curves, side=side, action=action)
                mode = next((mode for row, mode in enumerate(MODES) if load.visited[row].any()), MODES[-1])
                onward = ONWARD.get((action, mode), 0.0)
                moment = load.moment_nm_kg.max(axis=0)
                visited = np.flatnonzero(load.visited.any(axis=0) & (moment > 0))
                for part in np.split(visited, np.flatnonzero(np.diff(visited) > 1) + 1) if len(visited) else ():
                    step = -1 if onward < 0 else 1
                    line = HipLine(degrees=GRID_DEG[part].astype(float)[::step], moment_nm_kg=sign * moment[part][::step])
                    lines.append(LoadLine(number=exercise.number, side=side, action=action, onward=onward, line=line))
    return tuple(lines)


def capacity_span(capacity: Sequence[CapacityBand], action: Action) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Degrees, low and high edge (Nm/kg, sign left off) of both hips' slow shortening strength, inside its sources' validity."""
    bands = [band for band in capacity if band.action == action and band.mode == "concentric"]
    if not bands:
        return np.zeros(0), np.zeros(0), np.zeros(0)
    low_deg = math.ceil(max(math.degrees(band.valid_low_rad) for band in bands) - 1e-6)
    high_deg = math.floor(min(math.degrees(band.valid_high_rad) for band in bands) + 1e-6)
    degrees = np.arange(low_deg, high_deg + 1.0)
    low = [np.interp(np.radians(degrees), band.low.angle_rad, np.abs(band.low.moment_nm_kg)) for band in bands]
    high = [np.interp(np.radians(degrees), band.high.angle_rad, np.abs(band.high.moment_nm_kg)) for band in bands]
    return degrees, np.min(low, axis=0), np.max(high, axis=0)


def demand_line(gap: Gap) -> HipLine:
    """What the stride asks over hip angle, largest over its modes."""
    demand = gap.demand_nm_kg.max(axis=0)
    return HipLine(degrees=GRID_DEG.astype(float), moment_nm_kg=np.where(demand > 0, SIGNS[gap.action] * demand, np.nan))


def demand_peak(gap: Gap) -> tuple[float, int]:
    """Largest demand (Nm/kg, sign left off) and the hip flexion (deg) there."""
    over_modes = np.asarray(gap.demand_nm_kg.max(axis=0))
    return float(over_modes.max()), int(GRID_DEG[int(over_modes.argmax())])
