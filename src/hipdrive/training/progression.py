"""Week by week: repetitions first, then load by 2 to 10 %, always inside the range of the exercise's source."""

import math
from dataclasses import dataclass
from typing import Any

from .candidate import Candidate
from .dose import Dose, DoseSide, Load
from .rules import DoseRules

NO_BAND = ("", "none")
DAYS_A_WEEK = 7


@dataclass(frozen=True, kw_only=True)
class DoseRange:
    """Where the doses of one exercise may lie, its source first, the declared defaults where it is silent."""

    sets: tuple[int, int]
    reps: tuple[int, int]
    hold_s: tuple[float, float] | None
    tempo: str
    rest_s: float
    rir: int
    per_side: bool
    together: bool
    """Whether both legs work at once."""
    distance_m: float | None
    """Distance of a set (m), the source's shortest; None where repetitions are counted."""
    most_per_week: int
    """Most sessions a week in which it may stand."""
    source: str


@dataclass(frozen=True, kw_only=True)
class WeekDose:
    """The dose of one exercise and side in one week, and why it is what it is."""

    dose: Dose
    why: str


def dose_range(candidate: Candidate, *, most_sets: int, weeks: int, rules: DoseRules) -> DoseRange:
    """What the source of an exercise allows and the weeks can reach, with at most so many sets (but never below the source's fewest)."""
    said = candidate.dose
    sets, reps = said.sets or rules.sets, said.reps or rules.reps
    silent = [name for name, value in (("sets", said.sets), ("repetitions", said.reps)) if value is None]
    source = said.source or "the exercise's source"
    if silent:
        source = f"{source}; {' and '.join(silent)} not stated there: {rules.default_source}"
    if said.ours:
        source = f"{source}; our choice: {', '.join(name.removesuffix('_s').replace('_', ' ') for name in said.ours)}"
    fewest = max(reps[0], 1)
    return DoseRange(
        sets=(max(sets[0], 1), max(sets[0], min(sets[1], most_sets), 1)),
        reps=(fewest, max(fewest, min(reps[1], fewest + rules.reps_step * (weeks - 1)))),
        hold_s=said.hold_s if said.hold_s and said.hold_s[1] > 0 else None,
        tempo=str(candidate.set_up.get("tempo") or said.tempo or rules.tempo).upper(),
        rest_s=rules.rest_s if said.rest_s is None else said.rest_s,
        rir=rules.rir,
        per_side=said.per_side,
        together=said.together,
        distance_m=said.distance_m[0] if said.distance_m else None,
        most_per_week=max(said.per_week[1], 1) if said.per_week else DAYS_A_WEEK,
        source=source,
    )


def load_of(set_up: dict[str, Any]) -> Load:
    """The load that a set-up names: weight or stack in kg, a band with its strands, or body weight alone."""
    mass = float(set_up.get("weight_kg") or 0.0) + float(set_up.get("stack_kg") or 0.0) + float(set_up.get("sled_kg") or 0.0)
    band = set_up.get("band")
    has_band = band is not None and str(band).lower() not in NO_BAND
    strands = int(set_up.get("strands") or 1) if has_band else 1
    return Load(mass_kg=mass if mass > 0 else None, band=str(band) if has_band else None, strands=strands)


def set_up_with(candidate: Candidate, load: Load | None) -> dict[str, Any]:
    """The set-up of a candidate with its mass replaced by that of a load."""
    set_up = dict(candidate.set_up)
    if load is not None and load.mass_kg is not None:
        carrier = next((key for key in ("stack_kg", "sled_kg") if float(set_up.get(key) or 0.0) > 0), "weight_kg")
        set_up[carrier] = load.mass_kg
    return set_up


def next_load_kg(load_kg: float, *, rules: DoseRules) -> float | None:
    """The next load that can be put together, 2 to 10 % above; None if the smallest step is larger than that."""
    step = rules.load_rounding_kg
    wanted = max(load_kg * (1.0 + rules.load_step), load_kg * (1.0 + rules.load_step_low))
    for tried in (round(wanted / step) * step, math.ceil(load_kg * (1.0 + rules.load_step_low) / step - 1e-9) * step):
        if rules.load_step_low - 1e-9 <= tried / load_kg - 1.0 <= rules.load_step_high + 1e-9:
            return tried
    return None


def weekly_doses(
    candidate: Candidate, *, side: DoseSide, sets: int, weeks: int, allowed: DoseRange, rules: DoseRules
) -> tuple[WeekDose, ...]:
    """Doses of one exercise and side for every week.

    Each week asks one repetition more up to the source's largest number; then the load rises by 2 to 10 % and the repetitions start again.
    The last week has the fewest sets because of the retest.

    Args:
        candidate: The exercise and set-up.
        side: As in the dose notation.
        sets: Sets in all weeks but the last.
        weeks: Number of weeks in which the exercise is done; the last of them is the retest week.
        allowed: Range of the source (see dose_range).
        rules: Progression.
    """
    load, reps = load_of(dict(candidate.set_up)), allowed.reps[0]
    doses: list[WeekDose] = []
    why = f"Start at the lower number of repetitions ({allowed.source})"
    for week in range(1, weeks + 1):
        last = week == weeks and weeks > 1
        count = allowed.sets[0] if last else sets
        doses.append(
            WeekDose(
                dose=Dose(
                    exercise=candidate.exercise,
                    side=side,
                    sets=(count, count),
                    reps=None if allowed.distance_m else (reps, reps),
                    distance_m=allowed.distance_m,
                    hold_s=allowed.hold_s,
                    load=load,
                    tempo=allowed.tempo,
                    rest_s=allowed.rest_s,
                    rir=(allowed.rir, allowed.rir),
                ),
                why=f"{why}. {rules.last_week}" if last else why,
            )
        )
        load, reps, why = _next(load, reps, allowed, rules)
    return tuple(doses)


def _next(load: Load, reps: int, allowed: DoseRange, rules: DoseRules) -> tuple[Load, int, str]:
    """Load, repetitions and reason of the following week."""
    condition = (
        f"only if all sets of both sides went without pain and with {allowed.rir} repetitions in reserve, otherwise repeat last week"
    )
    if reps < allowed.reps[1] and not allowed.distance_m:
        more = min(reps + rules.reps_step, allowed.reps[1])
        return load, more, f"{more - reps} repetition more than last week, {condition}"
    heavier = None if load.mass_kg is None else next_load_kg(load.mass_kg, rules=rules)
    if load.mass_kg is not None and heavier is not None:
        share = heavier / load.mass_kg - 1.0
        raised = Load(mass_kg=heavier, band=load.band, strands=load.strands)
        return raised, allowed.reps[0], f"load up by {share:.0%} and back to the lower number of repetitions, {condition}"
    if load.band is not None:
        return load, reps, f"repetitions are at the upper number: stay. {rules.band_step}"
    return (
        load,
        reps,
        "repetitions are at the upper number and no step of 2 to 10 % can be put together: stay, move more slowly or hold longer",
    )
