"""The integer programme behind a set of exercises: the most of the need covered within sessions, minutes and a number of exercises."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy  # its solvers take half a second to load, so they are asked for by name when used

from ...arrays import FloatArray, IntArray

NO_STEP = 1e-12
"""Stimuli that differ by less count as equal."""


@dataclass(frozen=True, kw_only=True)
class SetOption:
    """One exercise in one set-up, both sides together."""

    exercise: str
    stimulus: FloatArray
    """(gaps, 2, modes, degrees) 0 to 1 by gap, edge of the capacity band, mode and degree."""
    minutes: float
    """What it takes of a session at the least."""


class _Rows:
    """Rows of a sparse system lower <= A v <= upper, gathered one by one."""

    def __init__(self) -> None:
        self.row: list[IntArray] = []
        self.column: list[IntArray] = []
        self.value: list[FloatArray] = []
        self.lower: list[float] = []
        self.upper: list[float] = []

    def add(self, columns: npt.ArrayLike, values: npt.ArrayLike, *, lower: float = -math.inf, upper: float) -> None:
        """Add one row."""
        places: IntArray = np.asarray(columns, dtype=np.int64)
        self.row.append(np.full(len(places), len(self.lower), dtype=np.int64))
        self.column.append(places)
        self.value.append(np.asarray(values, dtype=np.float64))
        self.lower.append(lower)
        self.upper.append(upper)

    def constraint(self, variables: int) -> "scipy.optimize.LinearConstraint":
        """The system for so many variables."""
        places = (np.concatenate(self.row), np.concatenate(self.column))
        matrix = scipy.sparse.coo_array((np.concatenate(self.value), places), shape=(len(self.lower), variables)).tocsr()
        return scipy.optimize.LinearConstraint(matrix, self.lower, self.upper)


def chosen_options(
    need: FloatArray,
    options: Sequence[SetOption],
    *,
    at_most: int,
    price: float = 0.0,
    pinned: Sequence[str] = (),
    sessions: int = 1,
    minutes: float = math.inf,
) -> dict[int, int]:
    """Choose the options whose joint coverage, on the worse edge, less a price for each, is largest.

    What a set trains at a degree is its largest stimulus there. With the options of a degree sorted by stimulus, s_1 >= s_2 >= ..., that
    is sum_l (s_l - s_l+1) min(1, x_1 + ... + x_l): the step down to the next option is gained if any of the first l is chosen. Degrees that
    share such a group P of best options share its variable, which makes the programme small::

        max  t - price sum_i x_i
        t <= sum_P gain_eP y_P  for both edges e,   y_P <= 1,   y_P <= sum_(i in P) x_i
        x_i = sum_k z_ik,   sum_i minutes_i z_ik <= minutes,   z binary

    Args:
        need: Weighed need, shaped as a stimulus.
        options: What may be chosen.
        at_most: Largest number of exercises.
        price: What an exercise must add to the coverage.
        pinned: Exercises that must be chosen.
        sessions: Sessions of the week.
        minutes: Minutes of one session.

    Returns:
        Place of each chosen option -> its session (from 0), in which there is room for it; empty if nothing helps or fits.
    """
    if not options or not np.all(need.sum(axis=(0, 2, 3)) > 0):
        return {}
    groups = _gains(need, options)
    n, placed = len(options), len(options) * sessions
    reached = n + placed + np.arange(len(groups))
    goal = n + placed + len(groups)
    rows = _Rows()
    for gain in np.array(list(groups.values())).T:
        rows.add([goal, *reached[gain > 0]], [1.0, *-gain[gain > 0]], upper=0.0)
    for variable, group in zip(reached.tolist(), groups, strict=True):
        rows.add([variable, *group], [1.0, *-np.ones(len(group))], upper=0.0)
    _add_places(rows, options, at_most=at_most, pinned=pinned, sessions=sessions, minutes=minutes)
    aim = np.zeros(goal + 1)
    aim[:n], aim[goal] = price, -1.0
    whole = np.zeros(goal + 1)
    whole[: n + placed] = 1
    solution = scipy.optimize.milp(
        aim, constraints=rows.constraint(goal + 1), integrality=whole, bounds=scipy.optimize.Bounds(0.0, 1.0), options={"mip_rel_gap": 1e-7}
    )
    if solution.x is None:
        return {}
    return {i: k for i in range(n) for k in range(sessions) if solution.x[n + i * sessions + k] > 0.5}


def _gains(need: FloatArray, options: Sequence[SetOption]) -> dict[tuple[int, ...], FloatArray]:
    """Each group of best options -> (2,) what is gained by edge if any of them is chosen, as a share of the whole need."""
    share = np.moveaxis(need / need.sum(axis=(0, 2, 3))[None, :, None, None], 1, 0).reshape(need.shape[1], -1)
    stimulus = np.stack([np.moveaxis(option.stimulus, 1, 0).reshape(need.shape[1], -1) for option in options], axis=-1)
    gains: dict[tuple[int, ...], FloatArray] = {}
    for edge, cell in np.argwhere((share > 0) & (stimulus.max(axis=-1) > 0)).tolist():
        here = stimulus[edge, cell]
        order = np.argsort(-here, kind="stable")
        steps = here[order] - np.append(here[order[1:]], 0.0)
        for last in np.flatnonzero(steps > NO_STEP).tolist():
            group = tuple(sorted(order[: last + 1].tolist()))
            gains.setdefault(group, np.zeros(need.shape[1]))[edge] += share[edge, cell] * steps[last]
    return gains


def _add_places(rows: _Rows, options: Sequence[SetOption], *, at_most: int, pinned: Sequence[str], sessions: int, minutes: float) -> None:
    """Each chosen option stands in one session, each session holds what it has minutes for, each exercise is used once."""
    n = len(options)
    for i in range(n):
        rows.add([i, *(n + i * sessions + np.arange(sessions))], [-1.0, *np.ones(sessions)], lower=0.0, upper=0.0)
    if math.isfinite(minutes):
        for k in range(sessions):
            rows.add(n + np.arange(n) * sessions + k, [option.minutes for option in options], upper=minutes + 1e-9)
    rows.add(np.arange(n), np.ones(n), upper=float(at_most))
    for exercise in sorted({option.exercise for option in options} | set(pinned)):
        same = [i for i, option in enumerate(options) if option.exercise == exercise]
        rows.add(same or [0], np.ones(len(same)) if same else [0.0], lower=1.0 if exercise in pinned else 0.0, upper=1.0)
