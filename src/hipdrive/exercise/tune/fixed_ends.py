"""The fixed end, slack length and size of a resistance that suit one movement best: hundreds tried at once, none of them solved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import islice, product

import numpy as np
import numpy.typing as npt

from ...arrays import BoolArray, FloatArray
from ...body import SIDES, Side
from ..declared.exercise import Value
from ..declared.hardware import NO_BAND
from .movement import Conditions, Movement
from .preference import EXTRA_STRAND, NEARER_TO_USUAL
from .space import PLACES, Family
from .strength_left import largest_share, room_for_more, strength_of_both
from .tied_point import LinesOfPull

Point = tuple[int, ...]
Indices = npt.NDArray[np.int64]
FINE, ROUGH = {"_x_m": 17, "_y_m": 8, "rest_length_m": 9}, {"_x_m": 11, "_y_m": 5, "rest_length_m": 5}
"""Values of each key in the first round, by how they end; our choice."""
DENSE = {"_x_m": 26, "_y_m": 15, "rest_length_m": 9}
"""The same where several ends are looked for, once in a search; our choice."""
NEAR, NEAREST = (-4, -2, -1, 0, 1, 2, 4), (-3, -1, 0, 1, 3)
"""Steps around the best of a round that the next one tries; our choice."""
ROUNDS = 2
"""Rounds around the best after the first; our choice."""
SIZES, ROUGHLY = 6, 2
"""Sizes of a band or stack around whose best ends the next round looks, as the best of one size is seldom near that of another."""
CHECKED_AT_ONCE = 5
"""Ends, the best first, whose lines are laid against the body together."""


@dataclass(frozen=True, kw_only=True)
class Ends:
    """Fixed ends on one movement, each with its largest resistance that strength allows."""

    indices: Indices
    """(k, d) of the keys that place them."""
    rung: Indices
    """(k,) step of the ladder."""
    value: FloatArray
    """(k,) estimated score less inconvenience; below 0 where it is too hard."""
    score: FloatArray
    """(k,) estimated score; below 0 where it is too hard: less the largest share of what is allowed."""
    share: FloatArray
    """(k,) estimated largest load over strength."""

    def with_rung(self, rung: int) -> "Ends":
        """Those with one step of the ladder."""
        some = self.rung == rung
        return Ends(**{field.name: getattr(self, field.name)[some] for field in fields(self)})


@dataclass(frozen=True, kw_only=True)
class Tie:
    """The best fixed end and size of a resistance on one movement, by estimate."""

    point: Point
    rung: int
    score: float
    """Estimated; below 0 where it is too hard: less the largest share of what is allowed."""
    share: float
    """Estimated largest load over strength."""


class FixedEnds:
    """Where to fix a band or cable, and how heavy it may be: the movement is the same, or nearly, wherever it is fixed."""

    def __init__(self, movement: Movement, family: Family, point: Point, conditions: Conditions, *, rung: int | None = None) -> None:
        """Work out what the movement asks without any resistance.

        Args:
            movement: The movement.
            family: What can be chosen.
            point: The movement's place in it, with a fixed end to begin with.
            conditions: What stays the same.
            rung: Step of the resistance that is part of the movement's moments; None if there is none in them.
        """
        self._movement, self._family, self._point, self._conditions = movement, family, point, conditions
        ends = PLACES.get(family.kind, ())
        self._places = [k for k, dimension in enumerate(family.dimensions) if dimension.key in ends]
        self._strength = strength_of_both(conditions.strength, movement.hips)
        self._scores = conditions.estimate(movement.time_s, movement.hips[movement.side])
        self._base, self._allowed = dict(movement.moment_nm_kg), conditions.intensity
        step = family.ladder[rung or 0]
        if rung is not None and step.strength > 0:
            own = np.array([[point[k + 1] for k in self._places]])
            growth, _ = self._growth(own, self._lines(own), step.changes)
            self._base = {side: self._base[side] - self._size(rung) * growth[side][0] for side in SIDES}

    def best(self, *, near: bool, rough: bool = False, allowed: float | None = None) -> Tie | None:
        """The best end by estimate, with its step of resistance; None if no line passes the body.

        Args:
            near: Look only around the end to begin with.
            rough: With fewer ends in each round, and one round less.
            allowed: Largest share of strength by estimate, where a solved load has shown how far estimates are off.
        """
        self._allowed = allowed or self._conditions.intensity
        own = tuple(self._point[k + 1] for k in self._places)
        pool = self._around(own, NEAREST if rough else NEAR) if near else self._spread(own, ROUGH if rough else FINE)
        rounds = 0 if near or not self._places else ROUNDS - int(rough)
        best = self._refined(pool, NEAREST, count=ROUGHLY if rough else SIZES, rounds=rounds)
        return max(best, key=lambda end: end[1])[2] if best else None

    def by_size(self, count: int) -> list[Tie]:
        """The best end for each size that is the largest allowed there, of the sizes that seem to do most."""
        pool = self._spread(tuple(self._point[k + 1] for k in self._places), DENSE)
        return [tie for _, _, tie in self._refined(pool, NEAR, count=count, rounds=ROUNDS)]

    def _refined(self, pool: Indices, steps: Sequence[int], *, count: int, rounds: int) -> list[tuple[Point, float, Tie]]:
        """The best end of each of some sizes, looked for around those of the round before."""
        best = self._best_by_size(pool, count)
        for _ in range(rounds if best else 0):
            best = self._best_by_size(np.unique(np.concatenate([self._around(own, steps) for own, _, _ in best]), axis=0), count)
        return best

    def _best_by_size(self, pool: Indices, count: int) -> list[tuple[Point, float, Tie]]:
        """The best end of each size, the best sizes first."""
        ends = self._ranked(pool)
        best = (self._first_free(ends.with_rung(rung)) for rung in dict.fromkeys(ends.rung.tolist()))
        return list(islice((one for one in best if one is not None), count))

    def _spread(self, own: Sequence[int], counts: Mapping[str, int]) -> Indices:
        """(k, d) a coarse grid over all that can be chosen, the end to begin with among them."""
        columns = []
        for place, i in zip(self._places, own, strict=True):
            dimension = self._family.dimensions[place]
            count = next(count for ending, count in counts.items() if dimension.key.endswith(ending))
            coarse = np.linspace(0, len(dimension.values) - 1, count).astype(int)
            columns.append(sorted({*coarse.tolist(), i, dimension.usual}))
        return np.array(list(product(*columns)))

    def _around(self, own: Sequence[int], steps: Sequence[int]) -> Indices:
        """(k, d) steps around an end."""
        columns = []
        for place, i in zip(self._places, own, strict=True):
            last = len(self._family.dimensions[place].values) - 1
            columns.append(sorted({min(max(i + step, 0), last) for step in steps}))
        return np.array(list(product(*columns)))

    def _values(self, indices: Indices, ending: str) -> FloatArray:
        """(k,) the value of the key with that ending, chosen or fixed."""
        for column, place in enumerate(self._places):
            if self._family.dimensions[place].key.endswith(ending):
                return np.asarray(self._family.dimensions[place].values)[indices[:, column]]
        key = next(key for key in PLACES[self._family.kind] if key.endswith(ending))
        return np.full(len(indices), float(self._movement.values[key]))

    def _growth(
        self, indices: Indices, lines: Sequence[LinesOfPull], changes: Mapping[str, Value]
    ) -> tuple[dict[Side, FloatArray], BoolArray]:
        """(k, n) Nm/kg by hip and kilogram, or strand of a band; and (k,) whether it is neither stretched too far nor never taut."""
        k, values, mass_kg = len(indices), self._movement.values, self._conditions.athlete.mass_kg
        moments, fits = list[dict[Side, FloatArray]](), np.ones(k, dtype=bool)
        if self._family.kind == "weight":
            moments = [tied.per_kg() for tied in self._movement.tied]
        elif self._family.kind == "cable":
            ratio, friction = float(values["ratio"]), float(values.get("cable_friction", 0.0))
            moments = [line.per_kg_of_stack(ratio=ratio, friction=friction) for line in lines]
        else:
            table = self._conditions.bands[str(changes["band"])]
            for line in lines:
                moment, stretch = line.per_strand(self._values(indices, "rest_length_m"), table)
                moments.append(moment)
                fits &= (stretch > 0.0) & (stretch <= float(table.elongation[-1]))
        return {side: np.asarray(sum(moment[side] for moment in moments)) / mass_kg for side in SIDES}, fits

    def _lines(self, indices: Indices) -> list[LinesOfPull]:
        ends = self._ends(indices) if self._family.kind in PLACES else None
        return [tied.lines_from(ends) for tied in self._movement.tied] if ends is not None else []

    def _ends(self, indices: Indices) -> FloatArray:
        return np.column_stack([self._values(indices, "_x_m"), self._values(indices, "_y_m")])

    def _ranked(self, indices: Indices) -> Ends:
        """All ends with their largest allowed step of resistance, the best first."""
        nothing = self._family.ladder[0].strength == 0
        rung = np.full(len(indices), 0 if nothing else -1)
        moment = {side: np.repeat(self._base[side][None], len(indices), axis=0) for side in SIDES}
        lines = self._lines(indices)
        for rungs in self._by_band():
            step = self._family.ladder[rungs[0]]
            growth, fits = self._growth(indices, lines, step.changes)
            if self._family.kind == "band":
                fits &= self._values(indices, "rest_length_m") <= step.longest_m
            sizes = np.array([self._size(i) for i in rungs])
            room = room_for_more(self._strength, self._base, growth, intensity=self._allowed)
            place = np.searchsorted(sizes, room + 1e-9, side="right") - 1
            chosen = np.where(fits, np.asarray(rungs)[np.maximum(place, 0)], -1)
            better = (chosen > rung) & ((place >= 0) | (rung < 0))
            rung = np.where(better, chosen, rung)
            size = sizes[np.maximum(place, 0)][:, None]
            moment = {side: np.where(better[:, None], self._base[side] + size * growth[side], moment[side]) for side in SIDES}
        return self._with_value(indices, rung, moment)

    def _with_value(self, indices: Indices, rung: Indices, moment: Mapping[Side, FloatArray]) -> Ends:
        score = self._scores(moment[self._movement.side])
        share = largest_share(self._strength, moment)
        usual = np.array([self._family.dimensions[k].usual for k in self._places])
        sizes = np.array([len(self._family.dimensions[k].values) for k in self._places])
        strands = np.array([float(step.changes.get("strands", 1.0)) for step in self._family.ladder])[rung]
        over = share / self._allowed
        score = np.where(over > 1.0 + 1e-6, -over, score)
        value = score - NEARER_TO_USUAL * (np.abs(indices - usual) / sizes).sum(axis=1) - EXTRA_STRAND * (strands - 1.0)
        value = np.where(rung < 0, -np.inf, value)
        order = np.argsort(-value, kind="stable")
        order = order[np.isfinite(value[order])]
        return Ends(indices=indices[order], rung=rung[order], value=value[order], score=score[order], share=share[order])

    def _by_band(self) -> list[list[int]]:
        """Steps of the ladder that differ in strands alone, or in the stack; those without resistance are left out."""
        ladder = self._family.ladder
        groups: dict[str, list[int]] = {}
        for i, step in enumerate(ladder):
            if step.strength > 0 and step.changes.get("band") != NO_BAND:
                groups.setdefault(str(step.changes.get("band", "")), []).append(i)
        return list(groups.values())

    def _size(self, rung: int) -> float:
        step = self._family.ladder[rung]
        return float(step.changes.get("strands", step.strength))

    def _first_free(self, ends: Ends) -> tuple[Point, float, Tie] | None:
        """The best whose line passes the body by."""
        for start in range(0, len(ends.value), CHECKED_AT_ONCE):
            some = ends.indices[start : start + CHECKED_AT_ONCE]
            free = np.flatnonzero(self._pass_the_body(some))
            if len(free):
                i = start + int(free[0])
                own = tuple(int(k) for k in ends.indices[i])
                point = list(self._point)
                for k, index in zip(self._places, own, strict=True):
                    point[k + 1] = index
                tie = Tie(point=tuple(point), rung=int(ends.rung[i]), score=float(ends.score[i]), share=float(ends.share[i]))
                return own, float(ends.value[i]), tie
        return None

    def _pass_the_body(self, indices: Indices) -> BoolArray:
        """(k,) whether no line from a fixed end runs through trunk or working thigh."""
        free = np.ones(len(indices), dtype=bool)
        for tied in self._movement.tied if self._family.kind in PLACES else ():
            fixed = self._ends(indices) + np.array([tied.origin_m, 0.0])
            for name in self._movement.parts.segments:
                if not (name == "thigh" and tied.on_thigh):
                    free &= ~self._movement.parts.crossed(name, tied.in_poses_m, fixed)
        return free
