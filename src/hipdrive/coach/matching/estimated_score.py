"""Scores of many loads on one movement at once, close enough to rank them: the same rules as for solved loads, without cutting curves."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ...arrays import BoolArray, FloatArray
from ...curve import DEGREE, ISOMETRIC_BELOW_RAD_S, SHORTEST_RUN_OF_CYCLE
from ...exercise.tune.tuning import Target
from ...training import Gap, MatchRules
from ...training.match.gap import CENTRE
from ...training.match.grid import GRID_DEG, MODES
from ...training.match.match import coverage_of, score_of, specificity_of


@dataclass(frozen=True, kw_only=True)
class EstimatedScore:
    """From moments of the targeted hip on one movement to the score on the central estimate of capacity."""

    target: Target
    gap: Gap
    rules: MatchRules

    def __call__(self, time_s: FloatArray, angle_rad: FloatArray, velocity_rad_s: FloatArray, moment_nm_kg: FloatArray) -> FloatArray:
        """Estimate scores.

        Args:
            time_s: (n,) s.
            angle_rad: (n,) hip flexion.
            velocity_rad_s: (n,) rad/s.
            moment_nm_kg: (k, n) of k loads on this movement, flexor positive.

        Returns:
            (k,) harmonic mean of coverage and specificity.
        """
        sign = 1.0 if self.target.action == "flexor" else -1.0
        load = np.clip(sign * moment_nm_kg, 0.0, None)
        stimulus = np.zeros((len(load), len(MODES), len(GRID_DEG)))
        direction = np.where(np.abs(velocity_rad_s) < ISOMETRIC_BELOW_RAD_S, 0, np.sign(velocity_rad_s)).astype(int)
        edges = [0, *(np.flatnonzero(np.diff(direction)) + 1).tolist(), len(direction)]
        cycle_s = float(time_s[-1] - time_s[0])
        for start, stop in pairwise(edges):
            if (time_s[stop - 1] - time_s[start]) * len(time_s) / max(len(time_s) - 1, 1) < SHORTEST_RUN_OF_CYCLE * cycle_s:
                continue
            way = direction[start]
            mode = MODES.index("isometric" if way == 0 else ("concentric" if way == sign else "eccentric"))
            degrees, values = _by_degree(angle_rad[start:stop], load[:, start:stop])
            self._add(stimulus, mode, degrees, values)
        if len(self.target.weight) == 1:
            stimulus = stimulus.max(axis=1, keepdims=True)
        return score_of(coverage_of(self.target.weight, stimulus), specificity_of(self.target.weight, stimulus))

    def _add(self, stimulus: FloatArray, mode: int, degrees: FloatArray, values: FloatArray) -> None:
        """Put the stimulus of one run on its degrees; a hold reaches some to either side; the larger stays."""
        known: BoolArray = self.gap.known[mode]
        places = np.asarray(degrees - GRID_DEG[0], dtype=int)
        inside = (places >= 0) & (places < len(GRID_DEG))
        places, values = places[inside], values[:, inside]
        capacity = np.where(known, self.gap.capacity_nm_kg[CENTRE, mode], np.inf)[places]
        start, full = self.rules.stimulus_starts_at, self.rules.stimulus_full_at
        trained = np.clip((values / np.where(capacity > 0, capacity, np.inf) - start) / (full - start), 0.0, 1.0)
        if MODES[mode] != "isometric":
            stimulus[:, mode, places] = np.maximum(stimulus[:, mode, places], trained)
            return
        reach = round(self.rules.hold_transfer_deg)
        for place, column in zip(places, trained.T, strict=True):
            near = slice(max(place - reach, 0), place + reach + 1)
            stimulus[:, mode, near] = np.where(known[near], np.maximum(stimulus[:, mode, near], column[:, None]), 0.0)


def _by_degree(angle_rad: FloatArray, load: FloatArray) -> tuple[FloatArray, FloatArray]:
    """(d,) whole degrees that a run visits and (k, d) the load there; one within a degree has its mean."""
    degrees = angle_rad / DEGREE
    if len(degrees) == 1 or float(np.ptp(degrees)) < 1.0:
        return np.rint(degrees.mean(keepdims=True)), load.mean(axis=1, keepdims=True)
    step = np.diff(degrees)
    if not (np.all(step > 0) or np.all(step < 0)):
        visited, nearest = np.unique(np.rint(degrees), return_inverse=True)
        return visited, np.stack([load[:, nearest == i].mean(axis=1) for i in range(len(visited))], axis=1)
    if step[0] < 0:
        degrees, load = degrees[::-1], load[:, ::-1]
    at = np.arange(np.ceil(degrees[0]), np.floor(degrees[-1]) + 1)
    left = np.clip(np.searchsorted(degrees, at, side="right") - 1, 0, len(degrees) - 2)
    part = (at - degrees[left]) / (degrees[left + 1] - degrees[left])
    return at, load[:, left] * (1.0 - part) + load[:, left + 1] * part
