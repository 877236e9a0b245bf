"""Scores of many loads on one movement at once, close enough to rank them: the same rules as for solved loads, without cutting curves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from ...arrays import BoolArray, FloatArray
from ...curve import DEGREE, ISOMETRIC_BELOW_RAD_S, SHORTEST_RUN_OF_CYCLE
from ...exercise.solve.load_curve import FINE_FRAMES
from ...exercise.tune.strength_left import HipPath
from ...exercise.tune.tuning import Target
from ...training import Gap, MatchRules
from ...training.match.gap import CENTRE
from ...training.match.grid import GRID_DEG, MODES, GriddedMoments
from ...training.match.match import coverage_of, score_of, specificity_of


@dataclass(frozen=True, kw_only=True)
class EstimatedScore:
    """From movements of the targeted hip to the scores of loads on them, on the central estimate of capacity."""

    target: Target
    gap: Gap
    rules: MatchRules

    def __call__(self, time_s: FloatArray, hip: HipPath) -> "ScoresAlong":
        """Cut a movement into runs, with what the hip gives on each degree with the knee and speed that it has there.

        Args:
            time_s: (n,) s.
            hip: The targeted hip along the movement.
        """
        sign = 1 if self.target.action == "flexor" else -1
        runs = tuple(_runs(time_s, hip, sign))
        capacity = np.where(self.gap.known, self.gap.capacity_of(_visited(runs, hip))[CENTRE], np.inf)
        return ScoresAlong(estimate=self, sign=sign, runs=runs, capacity_nm_kg=np.where(capacity > 0, capacity, np.inf))


@dataclass(frozen=True, kw_only=True)
class Run:
    """Frames in which a hip moves one way, or holds still."""

    mode: int
    """Place in MODES."""
    places: npt.NDArray[np.int64]
    """(d,) whole degrees that it visits, as places on the grid."""
    weights: FloatArray
    """(d, m) how frames of the movement count on each degree."""
    frames: slice
    """The m frames that count."""

    def by_degree(self, values: FloatArray) -> FloatArray:
        """(..., d) of values (..., n) frame by frame; without matrix products, whose threads cost more than they save on so little."""
        return np.asarray(np.einsum("...m,dm->...d", values[..., self.frames], self.weights))


@dataclass(frozen=True, kw_only=True)
class ScoresAlong:
    """From moments of the targeted hip on one movement to scores."""

    estimate: EstimatedScore
    sign: int
    """Of the targeted action's moments."""
    runs: tuple[Run, ...]
    capacity_nm_kg: FloatArray
    """(3, 211) by mode and degree, magnitude; inf where unknown."""

    def __call__(self, moment_nm_kg: FloatArray) -> FloatArray:
        """(k,) harmonic means of coverage and specificity of k loads: moments (k, n) Nm/kg, flexor positive."""
        load = np.clip(self.sign * moment_nm_kg, 0.0, None)
        reached = self._reached()
        weight = self.estimate.target.weight[:, reached]
        stimulus = np.zeros((len(load), len(MODES), reached.stop - reached.start))
        for run in self.runs:
            self._add(stimulus, run, run.by_degree(load), reached)
        if len(weight) == 1:
            stimulus = stimulus.max(axis=1, keepdims=True)
        coverage = coverage_of(weight, stimulus) * (weight.sum() / self.estimate.target.weight.sum())
        return score_of(coverage, specificity_of(weight, stimulus))

    def _reached(self) -> slice:
        """Places on the grid outside which nothing is trained."""
        reach = round(self.estimate.rules.hold_transfer_deg)
        places = np.concatenate([run.places for run in self.runs] or [np.zeros(0, dtype=np.int64)])
        if not len(places):
            return slice(0, 1)
        return slice(max(int(places.min()) - reach, 0), min(int(places.max()) + reach + 1, len(GRID_DEG)))

    def _add(self, stimulus: FloatArray, run: Run, load: FloatArray, reached: slice) -> None:
        """Put the stimulus of one run on its degrees; a hold reaches some to either side; the larger stays."""
        rules, known = self.estimate.rules, self.estimate.gap.known[run.mode, reached]
        start, full = rules.stimulus_starts_at, rules.stimulus_full_at
        trained = np.clip((load / self.capacity_nm_kg[run.mode, run.places] - start) / (full - start), 0.0, 1.0)
        places = run.places - reached.start
        if MODES[run.mode] != "isometric":
            stimulus[:, run.mode, places] = np.maximum(stimulus[:, run.mode, places], trained)
            return
        reach = round(rules.hold_transfer_deg)
        for place, column in zip(places, trained.T, strict=True):
            near = slice(max(place - reach, 0), place + reach + 1)
            stimulus[:, run.mode, near] = np.where(known[near], np.maximum(stimulus[:, run.mode, near], column[:, None]), 0.0)


def _runs(time_s: FloatArray, hip: HipPath, sign: int) -> Iterator[Run]:
    """Runs of one direction, without the very short ones that loads are cut without, too."""
    between = _between(time_s)
    angle, velocity = between @ hip.angle_rad, between @ hip.velocity_rad_s
    direction = np.where(np.abs(velocity) < ISOMETRIC_BELOW_RAD_S, 0, np.sign(velocity)).astype(int)
    edges = [0, *(np.flatnonzero(np.diff(direction)) + 1).tolist(), len(direction)]
    for start, stop in pairwise(edges):
        if stop - start < SHORTEST_RUN_OF_CYCLE * (FINE_FRAMES - 1):
            continue
        way = direction[start]
        mode = MODES.index("isometric" if way == 0 else ("concentric" if way == sign else "eccentric"))
        degrees, weights = _by_degree(angle[start:stop])
        inside: BoolArray = (degrees >= GRID_DEG[0]) & (degrees <= GRID_DEG[-1])
        places = (degrees[inside] - GRID_DEG[0]).astype(np.int64)
        counts = np.flatnonzero(between[start:stop].any(axis=0))
        frames = slice(int(counts[0]), int(counts[-1]) + 1)
        weights = np.einsum("df,fm->dm", weights[inside], between[start:stop, frames])
        yield Run(mode=mode, places=places, weights=weights, frames=frames)


def _between(time_s: FloatArray) -> FloatArray:
    """(FINE_FRAMES, n) straight lines between frames, as loads are cut from them."""
    fine = np.linspace(time_s[0], time_s[-1], FINE_FRAMES)
    below = np.clip(np.searchsorted(time_s, fine, side="right") - 1, 0, len(time_s) - 2)
    part = (fine - time_s[below]) / (time_s[below + 1] - time_s[below])
    weights = np.zeros((FINE_FRAMES, len(time_s)))
    weights[np.arange(FINE_FRAMES), below] = 1.0 - part
    weights[np.arange(FINE_FRAMES), below + 1] = part
    return weights


def _visited(runs: Sequence[Run], hip: HipPath) -> GriddedMoments:
    """Where the runs go, with knee and speed there; with some moment, so that capacity is that of what is done there."""
    shape = (len(MODES), len(GRID_DEG))
    visited, speed, knee = np.zeros(shape, dtype=bool), np.zeros(shape), np.full(shape, np.nan)
    for run in runs:
        visited[run.mode, run.places] = True
        speed[run.mode, run.places] = run.by_degree(np.abs(hip.velocity_rad_s))
        knee[run.mode, run.places] = run.by_degree(hip.knee_rad)
    return GriddedMoments(moment_nm_kg=visited.astype(np.float64), speed_rad_s=speed, visited=visited, knee_rad=knee)


def _by_degree(angle_rad: FloatArray) -> tuple[FloatArray, FloatArray]:
    """(d,) whole degrees that a run visits and (d, n) how its frames count there; of one within a degree all count alike."""
    degrees = angle_rad / DEGREE
    n = len(degrees)
    if n == 1 or float(np.ptp(degrees)) < 1.0:
        return np.rint(degrees.mean(keepdims=True)), np.full((1, n), 1.0 / n)
    step = np.diff(degrees)
    if not (np.all(step > 0) or np.all(step < 0)):
        visited, nearest = np.unique(np.rint(degrees), return_inverse=True)
        there = (nearest == np.arange(len(visited))[:, None]).astype(np.float64)
        return visited, there / there.sum(axis=1, keepdims=True)
    order = np.arange(n) if step[0] > 0 else np.arange(n)[::-1]
    at = np.arange(np.ceil(degrees.min()), np.floor(degrees.max()) + 1)
    below = np.clip(np.searchsorted(degrees[order], at, side="right") - 1, 0, n - 2)
    low, high = order[below], order[below + 1]
    part = (at - degrees[low]) / (degrees[high] - degrees[low])
    weights = np.zeros((len(at), n))
    weights[np.arange(len(at)), low] = 1.0 - part
    weights[np.arange(len(at)), high] = part
    return at, weights
