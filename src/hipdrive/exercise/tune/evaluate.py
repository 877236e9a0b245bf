"""One set-up while tuning: solved with the largest of the owned resistances that its intensity allows, and judged."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from ...arrays import FloatArray
from ...body import SIDES, Athlete, SegmentTable, Side
from ...curve import ISOMETRIC_BELOW_RAD_S, Action, Mode, MomentCurve
from ...data.declared import read_only
from ...errors import HipDriveError
from ..declared.catalogue import variant_of
from ..declared.exercise import Exercise, Value
from ..declared.hardware import BandTable, known_bands
from ..solve.line_of_pull import farthest_m, runs_through_body
from ..solve.load import Load
from ..solve.load_curve import solve_load
from ..solve.set_up import resolve_set_up
from .space import PLACES, SHORTEST_PATH_DEG, Family

Point = tuple[int, ...]
"""Index of the family, then of the value of each of its dimensions."""
NOT_THE_RESISTANCE = frozenset(
    {"band_overstretched", "floor_contact", "joint_range", "out_of_reach", "not_allowed", "no_movement", "through_body"}
)
"""Reasons that another resistance would not remove."""
MOST_STEPS_SOLVED = 6
"""Steps of the resistance that are solved for one set-up."""
SIGNS: dict[Action, float] = {"flexor": 1.0, "extensor": -1.0}
TOO_HARD, NO_PIECE, NOT_ALLOWED, NO_MOVEMENT, THROUGH_BODY = "too_hard", "piece_too_short", "not_allowed", "no_movement", "through_body"


@dataclass(frozen=True, kw_only=True)
class TargetFit:
    """How well a load covers the target, on the low edge of capacity."""

    coverage: float
    """Share of the target that is trained."""
    specificity: float
    """Share of what is trained that lies in the target."""
    score: float
    """Harmonic mean of both."""
    intensity: float
    """Largest load over capacity, of both hips, where capacity is known."""
    intensity_side: Side
    intensity_action: Action
    intensity_deg: int
    """Hip flexion where it is reached."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One set-up, solved and judged."""

    point: Point
    rung: int
    """Step of the family's ladder."""
    set_up: Mapping[str, Value]
    """What was chosen; the load holds all values."""
    load: Load | None
    """None where the set-up is no set-up at all."""
    fit: TargetFit | None
    """None where no load was judged."""
    refused: str
    """Code of the reason why it may not be chosen; empty if it may."""
    why: str
    """The reason in a sentence."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "set_up", read_only(self.set_up))

    @property
    def score(self) -> float:
        """Its score; -1 if it may not be chosen."""
        return self.fit.score if self.fit is not None and not self.refused else -1.0


class Evaluator:
    """Solves and judges set-ups, each only once."""

    def __init__(
        self,
        exercise: Exercise,
        athlete: Athlete,
        *,
        families: tuple[Family, ...],
        judge: Callable[[Load], TargetFit],
        capacity: Sequence[MomentCurve],
        intensity: float,
        bands: Mapping[str, BandTable],
        table: SegmentTable,
        most_solves: int,
        progress: Callable[[int, int], None] | None,
    ) -> None:
        self.families = families
        self.most_solves = most_solves
        self.solved = 0
        self._exercise, self._athlete = exercise, athlete
        self._judge, self._intensity = judge, intensity
        self._capacity = {(curve.side, curve.action, curve.mode): curve for curve in capacity}
        self._bands, self._table, self._progress = bands, table, progress
        self._steps: dict[tuple[Point, int], Outcome] = {}
        self._loads: dict[frozenset[tuple[str, Value]], Outcome] = {}
        self._best: dict[Point, Outcome] = {}

    @property
    def points(self) -> int:
        """Set-ups looked at so far."""
        return len(self._best)

    @property
    def out_of_solves(self) -> bool:
        """Whether no more may be solved."""
        return self.solved >= self.most_solves

    def outcomes(self) -> tuple[Outcome, ...]:
        """The best of each set-up looked at."""
        return tuple(self._best.values())

    def refused(self) -> Counter[str]:
        """Why set-ups fell out, with how often; paths that nobody would ask for are left out."""
        return Counter(outcome.why for outcome in self._best.values() if outcome.refused not in {"", NO_MOVEMENT})

    def values(self, point: Point) -> dict[str, Value]:
        """What a point chooses besides the resistance."""
        family = self.families[point[0]]
        return {**family.base, **{dimension.key: dimension.values[i] for dimension, i in zip(family.dimensions, point[1:], strict=True)}}

    def outcome(self, point: Point, *, start_at: int | None = None) -> Outcome:
        """A set-up with the largest resistance that may be chosen; if none may, the lightest that was tried, refused.

        Args:
            point: The set-up.
            start_at: Step of the resistance to begin with, such as a neighbour's.
        """
        if point not in self._best:
            self._best[point] = self._largest(point, start_at)
        return self._best[point]

    def heavier_than(self, outcome: Outcome) -> Outcome | None:
        """The next step of resistance; None if there is none."""
        return self._step(outcome.point, outcome.rung + 1) if outcome.rung + 1 < len(self.families[outcome.point[0]].ladder) else None

    def settled(self, outcome: Outcome) -> Outcome:
        """The same set-up with any heavier resistance that may be chosen after all, each solved."""
        while (heavier := self.heavier_than(outcome)) is not None and not heavier.refused:
            outcome = heavier
        self._best[outcome.point] = outcome
        return outcome

    def _largest(self, point: Point, start_at: int | None) -> Outcome:
        """Solve a step, extrapolate to the largest allowed from how moments grow with the resistance, and repeat until both agree."""
        ladder = self.families[point[0]].ladder
        seen: dict[int, Outcome] = {}
        low, high = -1, len(ladder)
        rung = min(len(ladder) // 2 if start_at is None else start_at, len(ladder) - 1)
        while len(seen) < MOST_STEPS_SOLVED:
            outcome = seen[rung] = self._step(point, rung)
            if outcome.refused in NOT_THE_RESISTANCE:
                break
            low, high = (max(low, rung), high) if not outcome.refused else (low, min(high, rung))
            guess = self._guess(point, seen, outcome)
            rung = min(guess, high - 1) if guess > low else low
            if rung == low and outcome.refused:
                rung = max(low, min(high - 1, low + 1))
            rung = max(rung, 0)
            if rung in seen:
                break
        allowed = [outcome for outcome in seen.values() if not outcome.refused]
        return max(allowed, key=lambda outcome: outcome.rung) if allowed else min(seen.values(), key=lambda outcome: outcome.rung)

    def _guess(self, point: Point, seen: Mapping[int, Outcome], last: Outcome) -> int:
        """The largest step that should be allowed, from the last load and how it changes with strength."""
        ladder = self.families[point[0]].ladder
        if last.load is None or not len(last.load.time_s) or not last.load.feasible:
            return last.rung // 2 if last.rung else -1
        strength = ladder[last.rung].strength
        load, slope = last.load, {side: np.zeros(len(last.load.time_s)) for side in SIDES}
        others = [
            (earlier.rung, earlier.load)
            for earlier in seen.values()
            if earlier is not last and earlier.load is not None and len(earlier.load.time_s)
        ]
        if others:
            rung, other = min(others, key=lambda pair: abs(pair[0] - last.rung))
            apart = strength - ladder[rung].strength
            slope = {side: (load.hip_flexion_moment_nm_kg[side] - other.hip_flexion_moment_nm_kg[side]) / apart for side in SIDES}
        elif strength > 0:
            slope[load.working_side] = load.resistance_moment_nm_kg / strength
        else:
            return last.rung + 1 if not last.refused else last.rung
        limit = strength + self._room_for_more(load, slope)
        return max((i for i, rung in enumerate(ladder) if rung.strength <= limit), default=-1)

    def _room_for_more(self, load: Load, growth: Mapping[Side, FloatArray]) -> float:
        """How much more strength keeps every frame within the intensity, if moments grow as they do now; negative if it is too much now."""
        room = np.inf
        for side in SIDES:
            moment, slope = load.hip_flexion_moment_nm_kg[side], growth[side]
            for action, sign in SIGNS.items():
                left = self._intensity * self._capacity_at(load, side, action, sign) - sign * moment
                grows = sign * slope > 1e-9
                if grows.any():
                    room = min(room, float((left[grows] / (sign * slope[grows])).min()))
        return room

    def _capacity_at(self, load: Load, side: Side, action: Action, sign: float) -> FloatArray:
        """(n,) Nm/kg that a hip gives in each frame, inf where unknown."""
        angle, velocity = load.hip_flexion_rad[side], sign * load.hip_velocity_rad_s[side]
        capacity = np.full(len(angle), np.inf)
        modes: tuple[tuple[Mode, npt.NDArray[np.bool_]], ...] = (
            ("isometric", np.abs(velocity) < ISOMETRIC_BELOW_RAD_S),
            ("concentric", velocity >= ISOMETRIC_BELOW_RAD_S),
            ("eccentric", velocity <= -ISOMETRIC_BELOW_RAD_S),
        )
        for mode, frames in modes:
            curve = self._capacity[side, action, mode]
            known = np.interp(angle, curve.angle_rad, np.abs(curve.moment_nm_kg), left=np.inf, right=np.inf)
            capacity[frames] = known[frames]
        return capacity

    def _step(self, point: Point, rung: int) -> Outcome:
        key = (point, rung)
        if key not in self._steps:
            family = self.families[point[0]]
            step = family.ladder[rung]
            set_up = {**self.values(point), **step.changes}
            without = (*PLACES.get(family.kind, ()), *family.of_no_effect_without) if step.strength == 0 else ()
            same = frozenset((name, value) for name, value in set_up.items() if name not in without)
            if same not in self._loads:
                self._loads[same] = self._solved(point, rung, set_up)
            self._steps[key] = replace(self._loads[same], point=point, rung=rung)
        return self._steps[key]

    def _solved(self, point: Point, rung: int, set_up: dict[str, Value]) -> Outcome:
        step = self.families[point[0]].ladder[rung]

        def out(refused: str, why: str, load: Load | None = None, fit: TargetFit | None = None) -> Outcome:
            return Outcome(point=point, rung=rung, set_up=set_up, load=load, fit=fit, refused=refused, why=why)

        slack = set_up.get("rest_length_m", 0.0)
        if step.strength > 0 and float(slack) > step.longest_m:
            return out(NO_PIECE, f"The {set_up['band']} band is only {step.longest_m:g} m long.")
        if "hip_start_deg" in set_up and "hip_end_deg" in set_up and self._path_too_short(set_up):
            return out(NO_MOVEMENT, "The way of the hip would be too short to be a movement.")
        self.solved += 1
        if self._progress is not None:
            self._progress(min(self.solved, self.most_solves), self.most_solves)
        try:
            load = solve_load(self._exercise, self._athlete, set_up, table=self._table, bands=self._bands)
        except HipDriveError as error:
            return out(NOT_ALLOWED, str(error))
        if not load.feasible:
            return out(load.notes[0].code, load.notes[0].message, load)
        crossing = runs_through_body(
            variant_of(self._exercise, set_up), load, self._athlete, table=self._table, bands={**known_bands(), **self._bands}
        )
        if crossing:
            return out(THROUGH_BODY, crossing, load)
        fit = self._judge(load)
        if fit.intensity > self._intensity + 1e-9:
            hip = f"{fit.intensity_side} hip's {fit.intensity_action}s"
            why = f"It asks {fit.intensity:.0%} of what the {hip} surely give, even with the lightest resistance that was tried"
            return out(TOO_HARD, f"{why}.", load, fit)
        return out("", "", load, fit)

    def farthest_m(self, outcome: Outcome, ahead_m: float, height_m: float) -> float:
        """Longest distance (m) from an anchor to where a band is tied in a solved set-up; 0 where no pose is known."""
        if outcome.load is None or not len(outcome.load.time_s):
            return 0.0
        exercise = variant_of(self._exercise, outcome.set_up)
        return farthest_m(exercise, outcome.load, self._athlete, table=self._table, ahead_m=ahead_m, height_m=height_m)

    @property
    def moves_backwards(self) -> bool:
        """Whether the exercise's own path goes from flexion to extension."""
        return self._usual_path_deg < 0.0

    @property
    def _usual_path_deg(self) -> float:
        """Hip flexion at the end of the exercise's own path less that at its start (deg); 0 if it has no such settings."""
        if not {"hip_start_deg", "hip_end_deg"} <= set(self._exercise.settings):
            return 0.0
        usual = resolve_set_up(self._exercise, {}, self._athlete)
        return float(usual["hip_end_deg"]) - float(usual["hip_start_deg"])

    def _path_too_short(self, set_up: Mapping[str, Value]) -> bool:
        forward = -1.0 if self.moves_backwards else 1.0
        least = min(SHORTEST_PATH_DEG, 0.5 * abs(self._usual_path_deg)) if self._usual_path_deg else SHORTEST_PATH_DEG
        return forward * (float(set_up["hip_end_deg"]) - float(set_up["hip_start_deg"])) < least - 1e-9
