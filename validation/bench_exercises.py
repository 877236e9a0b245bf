"""Times load curves, the whole catalogue and a tuned set-up, and how the cost grows with frames and free parameters."""

import statistics
import sys
import time
from collections.abc import Callable

from hipdrive import coach
from hipdrive.body import Athlete
from hipdrive.exercise import exercise_of, exercises, resolve_set_up, solve_load, variant_of
from hipdrive.exercise.solve.exercise_model import build_exercise_model
from hipdrive.exercise.solve.mechanics import work_through
from hipdrive.exercise.solve.tempo import frames_of, read_tempo

ATHLETE = Athlete(mass_kg=70.0, height_m=1.75)
REPETITIONS = 7
ASKED_CURVE_S, ASKED_CATALOGUE_S, ASKED_TUNE_S = 0.015, 3.0, 5.0
FRAMES = (25, 50, 100, 200, 400)
FREE = ("pulley_y_m", "pulley_x_m", "stack_kg", "knee_flexion_deg", "trunk_lean_deg")


def median_s(work: Callable[[], object], *, repetitions: int = REPETITIONS) -> float:
    """Median wall time of one call, warm."""
    work()
    times = []
    for _ in range(repetitions):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def every_variant() -> list[tuple[str, dict[str, float | str]]]:
    """Exercise and set-up of every exercise and variant that has a load curve."""
    return [
        (name, {"variant": variant} if variant else {})
        for name, exercise in exercises().items()
        if exercise.kind == "strength"
        for variant in exercise.variants or [""]
    ]


def curve_times() -> dict[str, float]:
    """Median seconds of one load curve, both hips, by exercise and variant."""
    return {
        f"{name} {set_up.get('variant', '')}".strip(): median_s(lambda name=name, set_up=set_up: solve_load(name, ATHLETE, set_up))  # type: ignore[misc]
        for name, set_up in every_variant()
    }


def frames_time(frames: int) -> float:
    """Median seconds of the mechanics of one cable hip flexion in so many frames."""
    exercise = variant_of(exercise_of("cable_hip_flexion"), {})
    set_up = resolve_set_up(exercise, {}, ATHLETE)
    layout = build_exercise_model(exercise, set_up, ATHLETE)
    times = frames_of(read_tempo(str(set_up["tempo"])), frames=frames)
    return median_s(lambda: work_through(layout, times))


def main() -> int:
    """Print the table; return 0 if every time asked for is kept, else 1."""
    curves = curve_times()
    slowest = max(curves, key=lambda name: curves[name])
    start = time.perf_counter()
    for name, set_up in every_variant():
        solve_load(name, ATHLETE, set_up)
    catalogue = time.perf_counter() - start
    print(f"one load curve, both hips, 100 frames, warm: median {1e3 * statistics.median(curves.values()):.1f} ms, ", end="")
    print(f"slowest {1e3 * curves[slowest]:.1f} ms ({slowest}); asked {1e3 * ASKED_CURVE_S:.0f} ms")
    for name, seconds in sorted(curves.items(), key=lambda one: -one[1]):
        print(f"    {1e3 * seconds:6.1f} ms  {name}")
    print(f"whole catalogue, {len(curves)} exercises and variants: {catalogue:.2f} s; asked {ASKED_CATALOGUE_S:g} s")
    print("mechanics of a cable hip flexion by frames: ", end="")
    print(", ".join(f"{frames}: {1e3 * frames_time(frames):.1f} ms" for frames in FRAMES))
    tuned = 0.0
    usual = resolve_set_up(exercise_of("cable_hip_flexion"), {}, ATHLETE)
    for count in range(1, len(FREE) + 1):
        fixed = {key: value for key, value in usual.items() if key not in FREE[:count]}
        start = time.perf_counter()
        found = coach.tune("cable_hip_flexion", range_wanted="early", athlete=ATHLETE, settings=fixed)
        tuned = time.perf_counter() - start
        score = found.tuned.best.score if found.tuned.best is not None else 0.0
        print(f"tune with {count} free parameter(s): {tuned:.2f} s, {found.tuned.tried} load curves solved, score {score:.2f}")
    print(f"asked with five: {ASKED_TUNE_S:g} s")
    kept = curves[slowest] <= ASKED_CURVE_S and catalogue <= ASKED_CATALOGUE_S and tuned <= ASKED_TUNE_S
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
