"""Times plans: one athlete with all load curves, and many athletes over load curves at hand."""

import sys
import time
from dataclasses import replace

import numpy as np

from hipdrive import coach
from hipdrive.body import SIDES, Athlete
from hipdrive.capacity import StrengthTest, capacities
from hipdrive.coach.matching.offer import offered
from hipdrive.training import Terms, make_plan, match

ASKED_ONE_S, ASKED_MANY_S = 2.0, 60.0
MANY = 200
GOALS = ("distance", "sprint", "general")


def tests_of(rng: np.random.Generator) -> tuple[StrengthTest, ...]:
    """An isometric test of each side and action, sides unlike each other."""
    return tuple(
        StrengthTest(side=side, action=action, force_n=float(rng.uniform(180, 420)), lever_m=0.40, hip_flexion_rad=0.0, limb_moment_nm=30.0)
        for side in SIDES
        for action in ("flexor", "extensor")
    )


def one_athlete_s() -> tuple[float, float]:
    """Seconds of a plan from nothing, load curves of every set-up included, and of the same again."""
    demand = coach.demand_at(3.5)
    athlete = Athlete(mass_kg=62.5, height_m=1.71, sex="female")
    times = []
    for _ in range(2):
        start = time.perf_counter()
        coach.prescribe(demand, athlete=athlete, tests=tests_of(np.random.default_rng(1))).plan()
        times.append(time.perf_counter() - start)
    return times[0], times[1]


def many_athletes_s() -> float:
    """Seconds of matching and planning for many athletes of one body and different strength, speed and goal, load curves at hand."""
    rng = np.random.default_rng(2)
    athlete = Athlete(mass_kg=70.0, height_m=1.75)
    candidates = offered(athlete).candidates
    start = time.perf_counter()
    for number in range(MANY):
        demand = coach.demand_at(float(rng.uniform(2.5, 4.5)))
        found = match(demand.curves, capacities(athlete, tests_of(rng)), candidates)
        make_plan(found, replace(Terms(), goal=GOALS[number % len(GOALS)]))
    return time.perf_counter() - start


def main() -> int:
    """Print the times; return 0 if all are as asked, else 1."""
    coach.prescribe(coach.demand_at(3.5)).plan()
    first_s, again_s = one_athlete_s()
    many_s = many_athletes_s()
    print(f"plan for one athlete, all load curves solved: {first_s:.2f} s (asked: under {ASKED_ONE_S:g}); again: {again_s:.2f} s")
    print(f"plans for {MANY} athletes, load curves at hand: {many_s:.1f} s (asked: under {ASKED_MANY_S:g})")
    return 0 if first_s < ASKED_ONE_S and many_s < ASKED_MANY_S else 1


if __name__ == "__main__":
    sys.exit(main())
