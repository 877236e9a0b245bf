"""The tuner's free search against searches with keys fixed and against dense grids, on eleven targets."""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hipdrive.body import Athlete
from hipdrive.coach.planning.tune import tune
from hipdrive.curve import Action, Range
from hipdrive.errors import HipDriveError
from hipdrive.exercise import Value
from hipdrive.exercise.tune.tune import MOST_SOLVES

from .row import Row

ATHLETE = Athlete(mass_kg=70.0, height_m=1.75)
AS_GOOD = 0.01
"""How much lower a free search may score: the usual set-up is preferred where it costs no more than half of that."""
GRID_SOLVES = 10
"""Load curves for fixed end and size of each of them."""
Settings = Mapping[str, Value]


@dataclass(frozen=True, kw_only=True)
class Question:
    """A target, the keys that a dense grid runs over, and other searches that a free one must not lose to."""

    exercise: str
    range: Range
    action: Action = "flexor"
    grid: Mapping[str, tuple[Value, ...]]
    """Key -> values."""
    fixed: tuple[Settings, ...] = ()

    @property
    def words(self) -> str:
        """Exercise, range and muscles."""
        return f"{self.exercise}, {self.range}, {self.action}s"


QUESTIONS = (
    Question(
        exercise="cable_hip_flexion",
        range="early",
        grid={
            "knee_flexion_deg": (40, 70, 100, 130),
            "trunk_lean_deg": (-5, 0, 10),
            "hip_start_deg": (-20, -10, -5),
            "hip_end_deg": (15, 30),
        },
        fixed=({"pulley_y_m": 0.1}, {"trunk_lean_deg": 0.0, "knee_flexion_deg": 130.0}),
    ),
    Question(
        exercise="seated_lift",
        range="end",
        grid={
            "knee_flexion_deg": (60, 90, 120),
            "trunk_lean_deg": (0, 20, 40),
            "hip_start_deg": (80, 90, 100),
            "hip_end_deg": (100, 110, 120),
        },
        fixed=({"trunk_lean_deg": 0.0}, {"band": "none"}),
    ),
    Question(
        exercise="kettlebell_hip_flexion",
        range="early",
        grid={"knee_flexion_deg": (0, 30, 60, 75, 90, 120), "hip_start_deg": (-20, -15, -10, 0), "hip_end_deg": (10, 15, 30, 60)},
        fixed=({"weight_at": "ankle"}, {"knee_flexion_deg": 80.0}),
    ),
    Question(
        exercise="kettlebell_hip_flexion",
        range="mid",
        grid={"knee_flexion_deg": (0, 30, 50, 70, 90, 120), "hip_start_deg": (0, 15, 30), "hip_end_deg": (45, 60, 75, 90)},
        fixed=({"weight_at": "toes"}, {"hip_start_deg": 15.0, "hip_end_deg": 75.0}),
    ),
    Question(
        exercise="sprint_knee_drive",
        range="mid",
        grid={"knee_flexion_deg": (65, 100, 130), "trunk_lean_deg": (45, 60), "hip_start_deg": (15, 30), "hip_end_deg": (60, 75)},
        fixed=({"variant": "band"}, {"variant": "cable"}),
    ),
    Question(
        exercise="step_up_drive",
        range="mid",
        action="extensor",
        grid={
            "variant": ("weighted_hold",),
            "weight_at": ("ankle", "toes"),
            "knee_flexion_deg": (30, 80, 130),
            "trunk_lean_deg": (0, 20, 45),
            "hip_start_deg": (10, 25, 40),
            "hip_end_deg": (60, 75, 90),
        },
        fixed=({"variant": "weighted_hold"}, {"weight_at": "ankle", "knee_flexion_deg": 130.0}),
    ),
    Question(
        exercise="standing_march",
        range="early",
        grid={"knee_flexion_deg": (40, 80, 120), "trunk_lean_deg": (-10, 0), "hip_start_deg": (-20, -10), "hip_end_deg": (10, 15, 30)},
        fixed=({"variant": "drill"}, {"anchor_y_m": 0.1}),
    ),
    Question(
        exercise="plank_hip_flexion",
        range="mid",
        grid={"knee_flexion_deg": (60, 80, 100, 130), "hip_start_deg": (0, 5, 15, 30), "hip_end_deg": (45, 60, 75, 90)},
        fixed=({"knee_flexion_deg": 100.0}, {"hip_start_deg": 5.0}),
    ),
    Question(
        exercise="bike_pedal",
        range="mid",
        grid={"knee_flexion_deg": (40, 70, 100, 130), "hip_start_deg": (5, 15, 30, 45), "hip_end_deg": (70, 75, 80, 90)},
        fixed=({"variant": "alternating"}, {"hip_start_deg": 30.0}),
    ),
    Question(
        exercise="barbell_hip_thrust",
        range="end",
        action="extensor",
        grid={"hip_start_deg": (70, 80, 90, 100, 110), "hip_end_deg": (0, 15, 30, 40), "bench_height_m": (0.3, 0.43, 0.5)},
        fixed=({"hip_start_deg": 90.0}, {"bench_height_m": 0.43}),
    ),
    Question(
        exercise="lying_cable_raise",
        range="early",
        grid={
            "knee_flexion_deg": (0, 15, 30),
            "hip_start_deg": (0, 5, 10),
            "hip_end_deg": (30, 45, 60),
            "pulley_y_m": (0.1, 0.3, 0.6, 1.0),
        },
        fixed=({"knee_flexion_deg": 0.0}, {"pulley_y_m": 0.15}),
    ),
)


def score_of(question: Question, settings: Settings, *, most_solves: int = MOST_SOLVES) -> float:
    """Score of a search with some keys fixed; 0 where none fits."""
    found = tune(
        question.exercise,
        range_wanted=question.range,
        action=question.action,
        athlete=ATHLETE,
        settings=settings,
        most_solves=most_solves,
    )
    return 0.0 if found.tuned.best is None else found.tuned.best.score


def of_fixed(question: Question) -> float:
    """Best score of the searches with keys fixed."""
    return max(score_of(question, settings) for settings in question.fixed)


def of_grid(question: Question) -> float:
    """Best score of the dense grid: every combination of its values, with fixed end and size by a small search of its own.

    Combinations that are refused are left out, such as a start above the top.
    """
    scores = []
    for settings in _combinations(question.grid):
        try:
            scores.append(score_of(question, settings, most_solves=GRID_SOLVES))
        except HipDriveError:
            continue
    return max(scores)


def _combinations(grid: Mapping[str, tuple[Value, ...]]) -> Iterator[Settings]:
    for values in itertools.product(*grid.values()):
        yield dict(zip(grid, values, strict=True))


def rows() -> tuple[Row, ...]:
    """Two rows a target."""
    table = []
    for question in QUESTIONS:
        reached = score_of(question, {})
        for other, score in (("keys fixed", of_fixed(question)), ("a dense grid", of_grid(question))):
            table.append(Row(quantity=f"{question.words}: free against {other} ({score:.3f})", reached=reached, low=score - AS_GOOD))
    return tuple(table)
