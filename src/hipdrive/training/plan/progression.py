"""Where the doses of an exercise may lie, with which dose it begins, and which loads it may move through."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ...language import Text, and_list, en, joined, verbatim
from ..log.dose import Dose, DoseLoad, DoseSide
from ..match.candidate import Candidate, DoseSource
from ..rules import DoseRules

OF_DOSE: Mapping[str, Text] = {
    "sets": en("sets"),
    "reps": en("reps"),
    "hold_s": en("hold"),
    "tempo": en("tempo"),
    "rest_s": en("rest"),
    "distance_m": en("distance in metres"),
    "per_week": en("per week"),
    "per_side": en("per side"),
    "together": en("together"),
}
"""Numbers of a dose in words."""
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
    source: Text


def dose_range(candidate: Candidate, *, most_sets: int, rules: DoseRules) -> DoseRange:
    """What the source of an exercise allows, with at most so many sets (but never below the source's fewest)."""
    source_dose = candidate.dose
    sets, reps = source_dose.sets or rules.sets, source_dose.reps or rules.reps

    fewest = max(reps[0], 1)
    return DoseRange(
        sets=(max(sets[0], 1), max(sets[0], min(sets[1], most_sets), 1)),
        reps=(fewest, max(fewest, reps[1])),
        hold_s=source_dose.hold_s if source_dose.hold_s and source_dose.hold_s[1] > 0 else None,
        tempo=str(candidate.set_up.get("tempo") or source_dose.tempo or rules.tempo).upper(),
        rest_s=rules.rest_s if source_dose.rest_s is None else source_dose.rest_s,
        rir=rules.rir,
        per_side=source_dose.per_side,
        together=source_dose.together,
        distance_m=source_dose.distance_m[0] if source_dose.distance_m else None,
        most_per_week=max(source_dose.per_week[1], 1) if source_dose.per_week else DAYS_A_WEEK,
        source=_source_words(source_dose, rules),
    )


def _source_words(said: DoseSource, rules: DoseRules) -> Text:
    """Where a dose comes from: its source, what that leaves open, and what we chose."""
    silent = [words for words, value in ((en("sets"), said.sets), (en("repetitions"), said.reps)) if value is None]
    source = verbatim(said.source) if said.source else en("the exercise's source")
    if silent:
        source = en("{source}; {parts} not stated there: {rule}", source=source, parts=and_list(silent), rule=rules.default_source)
    if said.ours:
        source = en("{source}; our choice: {parts}", source=source, parts=joined([OF_DOSE[name] for name in said.ours], ", "))
    return source


def load_of(set_up: dict[str, Any]) -> DoseLoad:
    """The load that a set-up names: weight or stack in kg, a band with its strands, or body weight alone."""
    mass = float(set_up.get("weight_kg") or 0.0) + float(set_up.get("stack_kg") or 0.0) + float(set_up.get("sled_kg") or 0.0)
    band = set_up.get("band")
    has_band = band is not None and str(band).lower() not in NO_BAND
    strands = int(set_up.get("strands") or 1) if has_band else 1
    return DoseLoad(mass_kg=mass if mass > 0 else None, band=str(band) if has_band else None, strands=strands)


def loaded(set_up: Mapping[str, Any], load: DoseLoad | None) -> dict[str, Any]:
    """A set-up with its mass, band and strands replaced by those that a load names; None changes nothing."""
    changed = dict(set_up)
    if load is None:
        return changed
    carrier = mass_carrier(set_up)
    if load.mass_kg is not None:
        changed[carrier] = load.mass_kg
    elif float(set_up.get(carrier) or 0.0) > 0:
        changed[carrier] = 0.0
    if load.band is not None:
        changed |= {"band": load.band, "strands": load.strands}
    elif "band" in set_up:
        changed["band"] = NO_BAND[1]
    return changed


def mass_carrier(set_up: Mapping[str, Any]) -> str:
    """The key of a set-up that names its mass."""
    of_machine = [key for key in ("stack_kg", "sled_kg") if key in set_up]
    return next((key for key in of_machine if float(set_up[key] or 0.0) > 0 or "weight_kg" not in set_up), "weight_kg")


def loads_for(candidate: Candidate, *, rules: DoseRules) -> tuple[DoseLoad, ...]:
    """Loads that following a plan may move through, the lightest first, with the candidate's own.

    A mass moves over what is owned, or by half kilograms up to twice the first load where nothing is said; a band or a bare limb over the
    set-ups of its family.

    Args:
        candidate: The exercise as the plan begins it.
        rules: The rounding of loads.
    """
    own = load_of(dict(candidate.set_up))
    if own.mass_kg is None:
        loads = dict.fromkeys(load_of(dict(set_up)) for set_up in candidate.family_set_ups)
        return tuple(loads) if own in loads else (own, *loads)
    step = rules.load_rounding_kg
    masses = (
        candidate.owned_kg if candidate.owned_kg is not None else tuple(step * n for n in range(1, round(2.0 * own.mass_kg / step) + 1))
    )
    return tuple(replace(own, mass_kg=mass) for mass in sorted({*masses, own.mass_kg}) if mass > 0)


def next_small_load(load: DoseLoad, loads: Sequence[DoseLoad], *, rules: DoseRules) -> DoseLoad | None:
    """The next load of those that can be put together, 2 to 10 % above and nearest to 5 %; None if there is none."""
    if load.mass_kg is None:
        return None
    low, wanted, high = (load.mass_kg * (1.0 + share) for share in (rules.load_step_low, rules.load_step, rules.load_step_high))
    steps = [
        heavier
        for heavier in loads
        if heavier.mass_kg is not None
        and (heavier.band, heavier.strands) == (load.band, load.strands)
        and low - 1e-9 <= heavier.mass_kg <= high + 1e-9
    ]
    return min(steps, key=lambda heavier: (round(abs((heavier.mass_kg or 0.0) - wanted), 9), heavier.mass_kg), default=None)


def is_deload(week: int, weeks: int, *, rules: DoseRules) -> bool:
    """Whether a week (from 1) of a plan is a lighter one."""
    return weeks >= rules.deload_from_weeks and week % rules.deload_every_weeks == 0


def first_reps(allowed: DoseRange, possible: float | None) -> int:
    """Repetitions of the first dose: what strength allows with the reserve that is asked, from the source's fewest up to its middle.

    Args:
        allowed: Range of the source.
        possible: Repetitions that the central estimate of strength allows; None where nothing is said, which begins at the fewest.
    """
    low, high = allowed.reps
    return low if possible is None else min(max(int(possible), low), (low + high) // 2)


def dose_of(exercise: str, side: DoseSide, *, sets: int, reps: int, load: DoseLoad, allowed: DoseRange) -> Dose:
    """A dose within a range; where a distance is walked it stands in place of the repetitions."""
    return Dose(
        exercise=exercise,
        side=side,
        sets=(sets, sets),
        reps=None if allowed.distance_m else (reps, reps),
        distance_m=allowed.distance_m,
        hold_s=allowed.hold_s,
        load=load,
        tempo=allowed.tempo,
        rest_s=allowed.rest_s,
        rir=(allowed.rir, allowed.rir),
    )
