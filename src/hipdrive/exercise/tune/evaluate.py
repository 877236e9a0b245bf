"""One set-up while tuning: solved with the largest of the owned resistances that its intensity allows, and judged."""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from ...body import Athlete, SegmentTable
from ...body_words import HIPS_MUSCLES
from ...errors import NOTHING, HipDriveError
from ...language import Text, en
from ..declared.catalogue import variant_of
from ..declared.exercise import Exercise, Value
from ..declared.hardware import BandTable, known_bands
from ..solve.line_of_pull import runs_through_body
from ..solve.load import Load
from ..solve.load_curve import solve_load
from ..solve.set_up import resolve_set_up
from .fixed_ends import FixedEnds, Point, Tie
from .heaviest import heaviest_allowed
from .movement import Conditions, ScoreEstimate, movement_of
from .outcome import Outcome, TargetFit
from .shortfall import NOT_POSSIBLE, UNGRADED, shortfall
from .sketch import can_be_sketched, sketched
from .space import ENDS, PATH, PLACES, SHORTEST_PATH_DEG, Family
from .strength_left import StrengthAlong

OF_THE_MOVEMENT = frozenset({"floor_contact", "joint_range", "no_movement", "out_of_reach"})
"""Reasons that neither another resistance nor another fixed end would remove."""
CORRECTED = (0.01, 0.5)
"""How far the share of strength may be from its estimate for ends to be estimated once more with the same correction; our choice."""
TOO_HARD, NO_PIECE, NOT_ALLOWED, NO_MOVEMENT, THROUGH_BODY = "too_hard", "piece_too_short", "not_allowed", "no_movement", "through_body"


class Evaluator:
    """Solves and judges set-ups, each only once."""

    def __init__(
        self,
        exercise: Exercise,
        athlete: Athlete,
        *,
        families: tuple[Family, ...],
        judge: Callable[[Load], TargetFit],
        estimate: ScoreEstimate,
        strength: StrengthAlong,
        intensity: float,
        bands: Mapping[str, BandTable],
        table: SegmentTable,
        most_solves: int,
        progress: Callable[[int, int], None] | None,
    ) -> None:
        self.families = families
        self.most_solves = most_solves
        self.solved = self.sketched = 0
        self.conditions = Conditions(
            exercise=exercise,
            athlete=athlete,
            table=table,
            bands={**known_bands(), **bands},
            strength=strength,
            intensity=intensity,
            estimate=estimate,
        )
        self._exercise, self._athlete, self._judge, self._intensity = exercise, athlete, judge, intensity
        self._bands, self._table, self._progress = bands, table, progress
        self._steps: dict[tuple[Point, int], Outcome] = {}
        self._loads: dict[frozenset[tuple[str, Value]], Outcome] = {}
        self._best: dict[Point, Outcome] = {}
        self._usual_paths_deg: dict[str, float] = {}

    @property
    def points(self) -> int:
        """Set-ups looked at so far."""
        return len(self._best)

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
            self._best[point] = heaviest_allowed(
                partial(self._step, point), self.families[point[0]].ladder, self.conditions, start_at=start_at
            )
        return self._best[point]

    def tied(self, point: Point, *, start_at: int | None = None, near: bool = False) -> Outcome:
        """A movement with its band or cable fixed where it seems to do most, solved; the same as outcome() where there is none.

        Args:
            point: The movement, with a fixed end to begin with.
            start_at: Step of the resistance to begin with, such as a neighbour's; the lightest if not given.
            near: Look only around the end to begin with.
        """
        if not self._has_ends(point[0]):
            return self.outcome(point, start_at=start_at)
        reference = self._step(point, min(start_at or 0, len(self.families[point[0]].ladder) - 1))
        if reference.load is None or not len(reference.load.time_s) or reference.refused in OF_THE_MOVEMENT:
            return self.outcome(point, start_at=reference.rung)
        ends = self._ends(reference, reference.load)
        tie = ends.best(near=near)
        if tie is None:
            return self.outcome(point, start_at=reference.rung)
        outcome = self.outcome(tie.point, start_at=tie.rung)
        fit = self._step(tie.point, tie.rung).fit
        if fit is None or tie.share <= 0.0 or not CORRECTED[0] < abs(fit.intensity / tie.share - 1.0) < CORRECTED[1]:
            return outcome
        again = ends.best(near=near, allowed=self._intensity * tie.share / fit.intensity)
        corrected = outcome if again is None else self.outcome(again.point, start_at=again.rung)
        return corrected if corrected.score > outcome.score else outcome

    def tied_anew(self, outcome: Outcome, *, count: int) -> list[Outcome]:
        """The movement of a solved set-up with other sizes of band or cable, each fixed where it is about the largest that is allowed."""
        if not self._has_ends(outcome.point[0]) or outcome.load is None or not len(outcome.load.time_s):
            return []
        return [self.outcome(tie.point, start_at=tie.rung) for tie in self._ends(outcome, outcome.load).by_size(count)]

    def _has_ends(self, family: int) -> bool:
        """Whether a family has fixed ends to choose."""
        return any(dimension.key in ENDS for dimension in self.families[family].dimensions)

    def _ends(self, outcome: Outcome, load: Load) -> FixedEnds:
        family = self.families[outcome.point[0]]
        return FixedEnds(movement_of(load, family, self.conditions), family, outcome.point, self.conditions, rung=outcome.rung)

    def lightest(self, point: Point) -> Outcome:
        """A set-up with the lightest step of its resistance; looked at as it is, unless it was with a heavier one."""
        return self._best.setdefault(point, self._step(point, 0))

    def sketches(self, points: Sequence[Point], *, near: bool = False) -> list[Tie | None]:
        """Movements of one family, tied where each seems to do most, none of them solved; None where the body can't do it.

        Args:
            points: The movements, each with a fixed end to begin with.
            near: Look only around those ends.
        """
        family = self.families[points[0][0]]
        self.sketched += len(points)
        chosen = [{**self.values(point), **family.ladder[0].changes} for point in points]
        movements = sketched(chosen, family, self.conditions)
        return [
            None if movement is None else FixedEnds(movement, family, point, self.conditions).best(near=near, rough=True)
            for point, movement in zip(points, movements, strict=True)
        ]

    def can_sketch(self, family: int) -> bool:
        """Whether movements of a family can be sketched."""
        known = self.families[family].kind in {"weight", "band", "cable", "alone"}
        return known and can_be_sketched(variant_of(self._exercise, self.families[family].base))

    def heavier_than(self, outcome: Outcome) -> Outcome | None:
        """The next step of resistance; None if there is none."""
        return self._step(outcome.point, outcome.rung + 1) if outcome.rung + 1 < len(self.families[outcome.point[0]].ladder) else None

    def settled(self, outcome: Outcome) -> Outcome:
        """The same set-up with any heavier resistance that may be chosen after all, each solved."""
        while (heavier := self.heavier_than(outcome)) is not None and not heavier.refused:
            outcome = heavier
        self._best[outcome.point] = outcome
        return outcome

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

        def out(refused: str, why: Text, load: Load | None = None, fit: TargetFit | None = None, far: float = NOT_POSSIBLE) -> Outcome:
            return Outcome(point=point, rung=rung, set_up=set_up, load=load, fit=fit, refused=refused, why=why, shortfall=far)

        slack = set_up.get("rest_length_m", 0.0)
        if step.strength > 0 and float(slack) > step.longest_m:
            return out(NO_PIECE, en("The {band} band is only {length_m:g} m long.", band=str(set_up["band"]), length_m=step.longest_m))
        if self.path_too_short(set_up):
            return out(NO_MOVEMENT, en("The hip would move too little for this to count as a movement."))
        self.solved += 1
        if self._progress is not None:
            self._progress(min(self.solved, self.most_solves), self.most_solves)
        try:
            load = solve_load(self._exercise, self._athlete, set_up, table=self._table, bands=self._bands)
        except HipDriveError as error:
            return out(NOT_ALLOWED, error.words)
        if not load.feasible:
            far = shortfall(load, self._athlete, table=self._table)
            return out(load.notes[0].code, load.notes[0].message, load, far=far)
        crossing = runs_through_body(
            variant_of(self._exercise, set_up), load, self._athlete, table=self._table, bands={**known_bands(), **self._bands}
        )
        if crossing:
            return out(THROUGH_BODY, crossing, load, far=UNGRADED)
        fit = self._judge(load)
        if fit.intensity > self._intensity + 1e-9:
            why = en(
                "It takes {share:.0%} of what the {muscles} can surely give, even with the lightest resistance we tried.",
                share=fit.intensity,
                muscles=HIPS_MUSCLES[fit.intensity_side, fit.intensity_action],
            )
            return out(TOO_HARD, why, load, fit, fit.intensity / self._intensity - 1.0)
        return out("", NOTHING, load, fit, 0.0)

    @property
    def moves_backwards(self) -> bool:
        """Whether the exercise's own path goes from flexion to extension."""
        return self._usual_path_deg({}) < 0.0

    def _usual_path_deg(self, chosen: Mapping[str, Value]) -> float:
        """Hip flexion at the end of a variant's own path less that at its start; 0 if it has no such settings, or holds still."""
        variant = variant_of(self._exercise, chosen)
        if not set(PATH) <= set(variant.settings):
            return 0.0
        name = str(chosen.get("variant", ""))
        if name not in self._usual_paths_deg:
            usual = resolve_set_up(variant, {"variant": name} if name else {}, self._athlete)
            self._usual_paths_deg[name] = float(usual[PATH[1]]) - float(usual[PATH[0]])
        return self._usual_paths_deg[name]

    def path_too_short(self, set_up: Mapping[str, Value]) -> bool:
        """Whether the hip would go the other way than in this exercise, or hardly at all; never where it is held still."""
        if not set(PATH) <= set(set_up):
            return False
        usual = self._usual_path_deg(set_up)
        way = math.copysign(1.0, usual) * (float(set_up[PATH[1]]) - float(set_up[PATH[0]]))
        return usual != 0.0 and way < min(SHORTEST_PATH_DEG, 0.5 * abs(usual)) - 1e-9
