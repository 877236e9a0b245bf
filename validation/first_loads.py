"""First loads of six exercises for four bodies with strength at the norm's mean, and where the rules bring them when the guess is wrong."""

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from hipdrive.body import Athlete
from hipdrive.capacity.strength.effort import effort_of
from hipdrive.coach import demand_at
from hipdrive.coach.planning.match import Prescription, prescribe
from hipdrive.training import ProgrammeLine, SessionRecord, SetRecord, Terms, adapt_rules, advance, prescribed
from hipdrive.training.follow.state import PlanState, initial_state
from hipdrive.training.log.dose import DoseLoad
from hipdrive.training.match.first_load import largest_intensity
from hipdrive.training.plan.line_load import curves_with, moment_at
from hipdrive.training.plan.progression import load_of

from .row import Row

BODIES = (
    Athlete(mass_kg=50.0, height_m=1.60, sex="female"),
    Athlete(mass_kg=62.0, height_m=1.70, sex="female"),
    Athlete(mass_kg=75.0, height_m=1.80, sex="male"),
    Athlete(mass_kg=95.0, height_m=1.90, sex="male"),
)
FAMILIES = {
    "kettlebell, straight knee": "kettlebell_hip_flexion/0",
    "kettlebell, bent knee": "kettlebell_hip_flexion/1",
    "cable": "cable_hip_flexion/0",
    "barbell thrust": "barbell_hip_thrust/0",
    "step-up": "step_up_drive/0",
    "seated lift": "seated_lift/0",
}
SHARES = (0.65, 0.80)
"""Share of the centre that a first load should ask, where the owned steps reach it."""
TRUTHS = (0.70, 0.85, 1.0, 1.15, 1.30)
DRAWS = 10
MONDAY = date(2026, 1, 5)


@cache
def prescription_of(body: Athlete) -> Prescription:
    """What an ordinary gym offers a body of 21 years without a test."""
    return prescribe(demand_at(3.0), athlete=body, age_years=21.5)


def rows() -> list[Row]:
    """A row for each exercise and body: the share of the central estimate that its first load asks at the hardest lasting place."""
    return [row for name, family in FAMILIES.items() for body in BODIES for row in _row(name, family, body)]


def _row(name: str, family: str, body: Athlete) -> Iterator[Row]:
    match = prescription_of(body).match
    first = next((one.first for one in match.choices if one.candidate.family.startswith(family) and one.candidate.side == "right"), None)
    if first is None:
        return
    members = match.families[f"{first.candidate.family}/right"]
    heavier = [member for member in members if member.resistance > first.candidate.resistance]
    share = largest_intensity(heavier[0], match.gaps).share if heavier else math.inf
    beyond = share > first.allowed
    excuse = f"the next owned step asks {share:.0%} of {first.allowed:.0%} allowed" if beyond and first.peak.share < SHARES[0] else ""
    if not heavier and first.peak.share < SHARES[0]:
        excuse = "nothing heavier is owned or can be done"
    if first.trial:
        excuse = "beyond the centre even at its lightest: one set to try"
    load = load_of(dict(first.candidate.set_up))
    quantity = f"{name}, {body.mass_kg:g} kg {body.sex}: {load}"
    yield Row(quantity=quantity, reached=first.peak.share, digits=2, low=SHARES[0], high=SHARES[1], excuse=excuse)


@dataclass(frozen=True, kw_only=True)
class _Truth:
    """How strong somebody is where a line is hardest."""

    line: ProgrammeLine
    nm_kg: float

    def right_nm_kg(self) -> float:
        """Moment that leaves the reserve asked for at the line's fewest repetitions."""
        return self.nm_kg / effort_of(float(self.line.allowed.reps[0] + self.line.allowed.rir))


def found_rows() -> list[Row]:
    """Of lines whose load can change: how many are right within a tenth, or at the nearest owned step, after three sessions."""
    return [
        Row(
            quantity=f"true strength {truth:.0%} of the guess: loads right after three sessions",
            reached=_share_right(truth),
            digits=2,
            low=0.9,
        )
        for truth in TRUTHS
    ]


def _share_right(truth: float) -> float:
    hits: list[bool] = []
    for body in BODIES:
        plan = prescription_of(body).plan(Terms(goal="general", start=MONDAY, minutes_per_week=60.0))
        lines = [line for line in plan.programme if line.limit is not None and line.side != "both" and _is_by_mass(line)]
        truths = [_Truth(line=line, nm_kg=truth * _guess(prescription_of(body), line)) for line in lines]
        for seed in range(DRAWS):
            state = initial_state(lines, MONDAY, weeks=6)
            noise = random.Random(seed)  # noqa: S311 - made-up athletes
            for session in range(3):
                state = advance(state, _performed(state, truths, MONDAY + timedelta(days=2 * session), noise)).state
            hits += [_is_right(known, line.line) for known, line in zip(truths, state.lines, strict=True)]
    return sum(hits) / len(hits)


def _is_by_mass(line: ProgrammeLine) -> bool:
    """Whether a line moves a mass that can change; what other bands ask is known only of those that were solved."""
    return len(line.loads) > 1 and line.dose.load is not None and line.dose.load.mass_kg is not None and line.dose.load.band is None


def _guess(prescription: Prescription, line: ProgrammeLine) -> float:
    """Strength (Nm/kg) that the estimate gives where a line is hardest."""
    first = next(
        choice.first
        for choice in prescription.match.choices
        if choice.candidate.exercise == line.exercise
        and choice.candidate.side == line.side
        and load_of(dict(choice.candidate.set_up)) == line.dose.load
    )
    return _moment(line, line.dose.load) / first.peak.share


def _moment(line: ProgrammeLine, load: DoseLoad | None) -> float:
    return 0.0 if line.limit is None else moment_at(curves_with(line.curves, load), line.limit)


def _performed(state: PlanState, truths: Sequence[_Truth], on: date, noise: random.Random) -> SessionRecord:
    """Every line as asked, or until nothing is left; the reserve told errs by about one repetition."""
    sets: list[SetRecord] = []
    for asked in prescribed(state, on, rules=adapt_rules()):
        line = asked.line
        known = next(truth for truth in truths if (truth.line.exercise, truth.line.side) == (line.exercise, line.side))
        possible = max(30.0 * (known.nm_kg / _moment(line, line.dose.load) - 1.0), 0.0)
        wanted = round(line.dose.reps[0]) if line.dose.reps else line.allowed.reps[0]
        reps = max(min(wanted, int(possible)), 1)
        for _ in range(round(line.dose.sets[0])):
            told = min(max(round(possible - reps + noise.gauss(0.0, 1.0)), 0), 10)
            sets.append(SetRecord(exercise=line.exercise, side=line.side, reps=reps, load=line.dose.load, rir=told))
    return SessionRecord(on=on, sets=tuple(sets))


def _is_right(known: _Truth, line: ProgrammeLine) -> bool:
    right, now = known.right_nm_kg(), _moment(line, line.dose.load)
    steps = [moment for load in line.loads if (moment := _moment(line, load)) > 0]
    if not steps:  # the ladder led down to an easier exercise: right where even the lightest load is too heavy
        return min(_moment(known.line, load) for load in known.line.loads) > right
    below = max((step for step in steps if step <= right + 1e-9), default=min(steps))
    nearest = min(steps, key=lambda step: abs(step - right))
    return abs(now - right) <= 0.10 * right or now in {below, nearest}
