"""MomentCurve: a hip moment over hip angle, moving one way: what a stride demands, an exercise loads and an athlete can."""

import math
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal, cast

import numpy as np
import numpy.typing as npt

from .arrays import FloatArray, same_fields
from .body import Side
from .data import DATA
from .errors import ValueOutOfRangeError
from .language import en

Action = Literal["flexor", "extensor"]
Mode = Literal["concentric", "eccentric", "isometric"]
Phase = Literal["stance", "swing", ""]
Range = Literal["early", "mid", "end"]
RANGES: tuple[Range, ...] = ("early", "mid", "end")

ISOMETRIC_BELOW_RAD_S = math.radians(10.0)
SHORTEST_RUN_OF_CYCLE = 0.03
LOWEST_PEAK_NM_KG = 0.05
DEGREE = math.radians(1.0)
LARGEST_DEG = 360
"""Hip angles that bins reach, either way: beyond any hip and any whole turn of an Euler angle."""


@dataclass(frozen=True, kw_only=True)
class MomentCurve:
    """Hip moment over hip flexion angle for one side, action and way of moving."""

    side: Side
    action: Action
    mode: Mode
    phase: Phase
    """'stance' or 'swing' for a stride; empty for an exercise or a test."""
    angle_rad: FloatArray
    """(n,) rad, increasing, hip flexion positive, zero as in quiet standing."""
    moment_nm_kg: FloatArray
    """(n,) Nm/kg, internal, flexor positive."""
    velocity_rad_s: FloatArray
    """(n,) rad/s, flexing positive; its sign is the direction of movement."""
    count: npt.NDArray[np.int64]
    """(n,) strides or repetitions behind each bin."""
    source: str
    """Where the curve comes from, in words."""
    peak_nm_kg: float | None = None
    """Largest moment (Nm/kg, signed) inside an isometric hold, whose curve holds time means."""
    knee_flexion_rad: FloatArray | None = None
    """(n,) rad, flexion of the same leg's knee, on which strength depends; None where it is not known."""

    def __post_init__(self) -> None:
        n = len(self.angle_rad)
        known = () if self.knee_flexion_rad is None else ("knee_flexion_rad",)
        for name in ("angle_rad", "moment_nm_kg", "velocity_rad_s", "count", *known):
            values = np.array(getattr(self, name), dtype=np.int64 if name == "count" else np.float64)
            if values.shape != (n,) or n == 0 or not np.isfinite(values).all():
                found, allowed = en("shape {shape}", shape=values.shape), en("{n} finite numbers, at least one", n=n)
                raise ValueOutOfRangeError(f"{name} of a MomentCurve", found, allowed)
            values.setflags(write=False)
            object.__setattr__(self, name, values)
        if (self.angle_rad[1:] <= self.angle_rad[:-1]).any():
            raise ValueOutOfRangeError("angle_rad of a MomentCurve", en("not increasing"), en("strictly increasing"))

    def __eq__(self, other: object) -> bool:
        """Whether two curves say the same."""
        return same_fields(self, other) if isinstance(other, MomentCurve) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.side, self.action, self.mode, self.phase, self.source))


@dataclass(frozen=True, kw_only=True)
class Repetition:
    """One stride or one repetition of one hip, frame by frame."""

    time_s: FloatArray
    """(n,) s, increasing."""
    angle_rad: FloatArray
    """(n,) rad, hip flexion positive."""
    velocity_rad_s: FloatArray
    """(n,) rad/s."""
    moment_nm_kg: FloatArray
    """(n,) Nm/kg, internal, flexor positive."""
    in_stance: npt.NDArray[np.bool_] | None = None
    """(n,) whether the own foot is on the ground; None for an exercise."""
    knee_rad: FloatArray | None = None
    """(n,) rad, flexion of the same leg's knee; None where it is not known."""

    @property
    def rows(self) -> FloatArray:
        """(3, n) moment (Nm/kg), velocity (rad/s) and knee flexion (rad; 0 where it is not known)."""
        knee = np.zeros_like(self.angle_rad) if self.knee_rad is None else self.knee_rad
        return np.stack([self.moment_nm_kg, self.velocity_rad_s, knee])


_Key = tuple[Action, Mode, Phase]
_Bins = FloatArray
"""(3, 2 LARGEST_DEG + 1) moment (Nm/kg), velocity (rad/s) and knee (rad) at every whole degree; NaN where it was not visited."""


def curves_from_repetitions(repetitions: Sequence[Repetition], *, side: Side, source: str) -> tuple[MomentCurve, ...]:
    """Cut strides or repetitions into moment curves and average them.

    Each repetition is cut into runs of constant sign of moment and of velocity (and of stance or swing); frames slower than 10 deg/s are
    isometric; runs shorter than 3 % of the cycle or under 0.05 Nm/kg peak are dropped; each run is interpolated to whole degrees; where two
    runs of one mode pass one angle the larger magnitude stays. Bins are averaged over repetitions and kept if at least half of them visit;
    a gap splits a curve.

    Args:
        repetitions: One or more repetitions of the same hip.
        side: The hip they belong to.
        source: Words that say where the curves come from.

    Returns:
        Curves ordered by action, mode, phase and angle; empty if nothing is loaded.
    """
    pooled: dict[_Key, list[_Bins]] = {}
    peaks: dict[_Key, float] = {}
    for repetition in repetitions:
        bins_of, peak_of = _cut(repetition)
        for key, bins in bins_of.items():
            pooled.setdefault(key, []).append(bins)
        for key, peak in peak_of.items():
            peaks[key] = max(peaks.get(key, 0.0), peak, key=abs)
    least, knee_known = len(repetitions) / 2, all(repetition.knee_rad is not None for repetition in repetitions)
    curves: list[MomentCurve] = []
    for key in sorted(pooled):
        count = np.sum([np.isfinite(bins[0]) for bins in pooled[key]], axis=0)
        total = np.sum([np.nan_to_num(bins) for bins in pooled[key]], axis=0)
        for places in _unbroken(np.flatnonzero((count > 0) & (count >= least))):
            moment, velocity, knee = total[:, places] / count[places]
            curves.append(
                MomentCurve(
                    side=side,
                    action=key[0],
                    mode=key[1],
                    phase=key[2],
                    angle_rad=np.asarray((places - LARGEST_DEG) * DEGREE, dtype=np.float64),
                    moment_nm_kg=moment,
                    velocity_rad_s=velocity,
                    count=count[places],
                    source=source,
                    peak_nm_kg=peaks[key] if key[1] == "isometric" else None,
                    knee_flexion_rad=knee if knee_known else None,
                )
            )
    return tuple(curves)


def _cut(repetition: Repetition) -> tuple[dict[_Key, _Bins], dict[_Key, float]]:
    """Cut one repetition into bins by action, mode and phase, with the peak of each isometric key."""
    velocity, moment = repetition.velocity_rad_s, repetition.moment_nm_kg
    direction = np.where(np.abs(velocity) < ISOMETRIC_BELOW_RAD_S, 0, np.sign(velocity)).astype(int)
    sign = np.sign(moment).astype(int)
    stance = np.zeros(len(velocity), dtype=int) if repetition.in_stance is None else repetition.in_stance.astype(int)
    label = direction + 3 * sign + 9 * stance
    edges = [0, *(np.flatnonzero(np.diff(label)) + 1).tolist(), len(label)]
    cycle_s = float(repetition.time_s[-1] - repetition.time_s[0])
    frame_s = cycle_s / max(len(label) - 1, 1)
    bins_of: dict[_Key, _Bins] = {}
    peak_of: dict[_Key, float] = {}
    for start, stop in pairwise(edges):
        peak = float(moment[start + int(np.argmax(np.abs(moment[start:stop])))])
        long_enough = (stop - start) * frame_s >= SHORTEST_RUN_OF_CYCLE * cycle_s
        if sign[start] == 0 or not long_enough or abs(peak) < LOWEST_PEAK_NM_KG:
            continue
        mode: Mode = "isometric" if direction[start] == 0 else ("concentric" if direction[start] == sign[start] else "eccentric")
        phase: Phase = "" if repetition.in_stance is None else ("stance" if stance[start] else "swing")
        key: _Key = ("flexor" if sign[start] > 0 else "extensor", mode, phase)
        places, values = _bins_of_run(repetition, start, stop)
        bins = bins_of.setdefault(key, np.full((3, 2 * LARGEST_DEG + 1), np.nan))
        within = (places >= 0) & (places < bins.shape[1])  # an angle beyond a whole turn is no hip's
        places, values = places[within], values[:, within]
        larger = ~(np.abs(values[0]) <= np.abs(bins[0, places]))
        bins[:, places[larger]] = values[:, larger]
        if mode == "isometric":
            peak_of[key] = max(peak_of.get(key, 0.0), peak, key=abs)
    return bins_of, peak_of


def _bins_of_run(repetition: Repetition, start: int, stop: int) -> tuple[npt.NDArray[np.int64], FloatArray]:
    """Interpolate a run to whole degrees; a hold that stays within one degree becomes one bin with its time mean.

    Returns:
        (k,) places in a row of bins, and (3, k) moment, velocity and knee there.
    """
    angle = repetition.angle_rad[start:stop]
    rows = repetition.rows[:, start:stop]
    if np.ptp(angle) < DEGREE:
        return np.array([round(float(angle.mean()) / DEGREE) + LARGEST_DEG]), rows.mean(axis=1, keepdims=True)
    step = np.diff(angle)
    if np.all(step > 0) or np.all(step < 0):
        order = slice(None) if step[0] > 0 else slice(None, None, -1)
        degrees = np.arange(math.ceil(angle.min() / DEGREE), math.floor(angle.max() / DEGREE) + 1)
        at = degrees * DEGREE
        return degrees + LARGEST_DEG, np.stack([np.interp(at, angle[order], row[order]) for row in rows])
    degrees, nearest, frames = np.unique(np.rint(angle / DEGREE).astype(int), return_inverse=True, return_counts=True)
    return degrees + LARGEST_DEG, np.stack([np.bincount(nearest, weights=row) for row in rows]) / frames


def _unbroken(places: npt.NDArray[np.int64]) -> list[npt.NDArray[np.int64]]:
    """Split increasing whole numbers where one is missing; nothing for none."""
    return np.split(places, np.flatnonzero(np.diff(places) != 1) + 1) if len(places) else []


@cache
def range_edges_deg() -> tuple[float, float, float]:
    """The edge early|mid, the edge mid|end and how far the zero of hip flexion may be off, all in deg (data/ranges.toml)."""
    table = tomllib.loads((DATA / "ranges.toml").read_text(encoding="utf-8"))
    return table["early_below_deg"], table["end_above_deg"], table["pelvis_zero_uncertainty_deg"]


def range_of(angle_rad: float, *, shift_rad: float = 0.0) -> Range:
    """The range in which a hip flexion angle lies: early below 15 deg, mid from 15 to 75 deg, end above.

    Args:
        angle_rad: Hip flexion (rad).
        shift_rad: Added to the angle first, to ask what another pelvis definition would say.
    """
    early_below, end_above, _ = range_edges_deg()
    degrees = math.degrees(angle_rad + shift_rad)
    return "early" if degrees < early_below - 1e-9 else ("end" if degrees > end_above + 1e-9 else "mid")


def ranges_of(angle_rad: FloatArray, *, shift_rad: float = 0.0) -> npt.NDArray[np.int64]:
    """(n,) places in RANGES of the ranges in which hip flexion angles lie; see range_of.

    Args:
        angle_rad: (n,) hip flexion (rad).
        shift_rad: Added to the angles first.
    """
    early_below, end_above, _ = range_edges_deg()
    degrees = np.degrees(angle_rad + shift_rad)
    return 1 - (degrees < early_below - 1e-9).astype(np.int64) + (degrees > end_above + 1e-9).astype(np.int64)


def mean_by_range(curves: Iterable[MomentCurve], *, side: Side, action: Action, shift_rad: float = 0.0) -> dict[Range, float | None]:
    """Mean moment (Nm/kg, flexor positive) over all visited 1-degree bins of each range; None where no bin was visited."""
    found: dict[Range, list[float]] = {"early": [], "mid": [], "end": []}
    for curve in curves:
        if curve.side == side and curve.action == action:
            for angle, moment in zip(curve.angle_rad, curve.moment_nm_kg, strict=True):
                found[range_of(float(angle), shift_rad=shift_rad)].append(float(moment))
    return cast("dict[Range, float | None]", {name: float(np.mean(values)) if values else None for name, values in found.items()})
