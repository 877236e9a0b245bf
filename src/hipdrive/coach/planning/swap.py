"""The verb swap: what stands in for a planned exercise when what it needs is taken, so that the same range is loaded as hard."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ...arrays import FloatArray
from ...body import SIDES, Athlete, Side
from ...body_words import SIDE_WORDS
from ...capacity import capacities, is_stale
from ...contract.athletes.next_step import step_advice
from ...contract.plans.plan import DosedLineDocument, PlanDocument
from ...contract.plans.swap import KeptDocument, SwapDocument, SwapsDocument
from ...errors import ContradictionError, ReferredError, UnknownNameError
from ...exercise import exercise_of, lacking, mirrored, solve_load, variant_of
from ...exercise.owned.equipment import Equipment, default_equipment, thing_named
from ...exercise.owned.taken import left_without, taken_with
from ...language import en, layout, or_list
from ...range_words import range_name
from ...training import Candidate, Dose, ProgrammeLine, adapt_rules, admitted, find_gaps, prescribed
from ...training.log.dose import DoseSide
from ...training.match.admission import gates_of
from ...training.match.gap import ACTIONS
from ...training.match.grid import Group
from ...training.match.swap import Swap, best_swap, peak_share, swap_rules
from ...training.plan.progression import loads_for
from ...training.plan.schedule import DOSE_SIDES
from ...training.plan.swap_dose import swap_dose
from ...training.rules import dose_rules
from ..athletes.own_sentence import step_sentence
from ..athletes.strength import strength_of
from ..following.session_words import SIDE_LETTERS
from ..following.standing import next_session, plan_of, standing
from ..matching.offer import Progress, offered
from ..matching.prerequisites import waiting
from .plan import PlanBasis, opened_of, screen_of

Strength = Mapping[Group, FloatArray]


@dataclass(frozen=True, kw_only=True)
class _Wanted:
    """What is to be swapped, on which day, and without what."""

    lines: tuple[ProgrammeLine, ...]
    on: date
    without: tuple[str, ...]
    left: Equipment
    resting: frozenset[str]
    """Gates of what is paused."""
    planned: frozenset[str]
    """Exercises of the plan."""


def swaps(
    basis: PlanBasis, *, today: date, exercise: str = "", without: Sequence[str] = (), progress: Progress | None = None
) -> SwapsDocument:
    """What stands in for lines of the followed plan in its next session.

    Args:
        basis: What is stored of the athlete.
        today: The next session is the first from then on.
        exercise: The exercise of the plan to swap; what it needs is taken with it unless `without` says what is. Empty swaps every line
            of the session that cannot be done without some things.
        without: Things that are not there, such as 'cable machine'.
        progress: Called with how far the load curves are.

    Raises:
        NoPlanError: If no plan is followed.
        ReferredError: If the plan is stopped.
        UnknownNameError: If the exercise is not one of the plan, or a thing is not known.
        ContradictionError: If no line of the session needs what is not there.
    """
    wanted = _wanted(basis, today=today, exercise=exercise, without=without)
    body = basis.athlete.body()
    strength = _strength(basis, body)
    planned = {(line.exercise, line.side): _planned(line, body, wanted.left) for line in wanted.lines}
    offer = _offered(basis, wanted, list(planned.values()), strength, body, today=today, progress=progress)
    found: list[SwapDocument] = []
    stands_for: dict[str, str] = {}
    for line in wanted.lines:
        together = not line.allowed.per_side or {(line.exercise, side) for side in SIDES} <= set(planned)
        free = [candidate for candidate in offer if stands_for.get(candidate.exercise, line.exercise) == line.exercise]
        may = [candidate for candidate in free if candidate.dose.per_side or together]
        swap = best_swap(planned[line.exercise, line.side], may, strength)
        found.append(_document(line, swap))
        if swap is not None:
            stands_for[swap.candidate.exercise] = line.exercise
    return SwapsDocument(athlete=basis.athlete.person.name, on=wanted.on, without=wanted.without, swaps=tuple(found))


def _wanted(basis: PlanBasis, *, today: date, exercise: str, without: Sequence[str]) -> _Wanted:
    follower = basis.follower
    plan, now = plan_of(follower), standing(follower)
    coming = next_session(follower, now, today=today)
    if now.state.status == "referred":
        name = basis.athlete.person.name
        raise ReferredError(name, [now.state.reason], step_sentence(step_advice("settle_pain", name)))
    asked = [line.line for line in prescribed(now.state, coming.on, rules=adapt_rules())]
    strength_lines = [line for line in asked if exercise_of(line.exercise).kind == "strength"]
    owned = basis.athlete.equipment or default_equipment()
    named = tuple(dict.fromkeys(thing_named(thing) for thing in without))
    if exercise:
        lines = [line for line in strength_lines if line.exercise == exercise]
        if not lines:
            raise UnknownNameError(en("exercise of the plan"), exercise, dict.fromkeys(line.exercise for line in strength_lines))
        named = named or taken_with(variant_of(exercise_of(exercise), lines[0].set_up), swap_rules().apparatus)
    else:
        today_only = {(line.exercise, line.side) for line in coming.lines}
        lines = [line for line in strength_lines if (line.exercise, line.side) in today_only and _lacks(line, left_without(owned, named))]
        if not lines:
            found = en("No exercise in the session on {on} needs {things}", on=coming.on, things=or_list(named))
            raise ContradictionError(found, en("name the exercise to swap, or do the session as planned"))
    return _Wanted(
        lines=tuple(lines),
        on=coming.on,
        without=named,
        left=left_without(owned, named),
        resting=frozenset(line.gate for line in now.state.lines if line.status == "paused" and line.gate is not None),
        planned=frozenset({line.exercise for line in now.state.lines} | _of_document(plan.document)),
    )


def _of_document(plan: PlanDocument) -> set[str]:
    return {line.exercise for session in plan.sessions for line in session.lines}


def _lacks(line: ProgrammeLine, left: Equipment) -> bool:
    """Whether a line cannot be done with what is left."""
    band = str(line.set_up.get("band") or "none")
    no_band = band != "none" and band not in left.bands
    return no_band or bool(lacking(variant_of(exercise_of(line.exercise), line.set_up), left))


def _strength(basis: PlanBasis, body: Athlete) -> Strength:
    """Strength by side and action on the middle of its band; 0 where it is not known."""
    tests = strength_of(basis.athlete.results, body, equipment=basis.athlete.equipment)
    gaps = find_gaps((), capacities(body, tests))
    return {(gap.side, gap.action): gap.capacity_nm_kg.mean(axis=0) * gap.known for gap in gaps}


def _side(line: ProgrammeLine) -> Side:
    return "left" if line.side == "left" else "right"


def _planned(line: ProgrammeLine, body: Athlete, equipment: Equipment) -> Candidate:
    """The planned line as it stands, with its load curves."""
    tempo = {"tempo": line.dose.tempo} if line.dose.tempo and "tempo" not in line.set_up else {}
    load = solve_load(line.exercise, body, {**line.set_up, **tempo, "side": "right"}, bands=equipment.bands or None)
    load = load if _side(line) == load.working_side else mirrored(load)
    return Candidate(
        exercise=line.exercise,
        name=line.name,
        set_up=dict(line.set_up),
        resistance=0.0,
        family=line.exercise,
        side=_side(line),
        curves=load.curves,
    )


def _offered(
    basis: PlanBasis,
    wanted: _Wanted,
    planned: Sequence[Candidate],
    strength: Strength,
    body: Athlete,
    *,
    today: date,
    progress: Progress | None,
) -> tuple[Candidate, ...]:
    """Set-ups of exercises outside the plan that are there and may be used."""
    athlete, most = basis.athlete, 1.0 + swap_rules().peak_within
    fresh = athlete.screen is not None and not is_stale(athlete.screen, today)
    gates = screen_of(athlete, today=today).gates if fresh else ()
    hardest = max(peak_share(own, action, strength) for own in planned for action in ACTIONS)
    blocked = {**waiting(athlete.results, opened=opened_of(basis.follower)), **dict.fromkeys(wanted.planned, en("it is in the plan."))}

    def reach(candidate: Candidate) -> float:
        return max(peak_share(candidate, action, strength) for action in ACTIONS) / (most * hardest)

    offer = offered(body, equipment=wanted.left, without=blocked, reach=reach, kept=athlete.set_ups, progress=progress)
    kept = admitted(offer.candidates, gates=gates).candidates
    return tuple(candidate for candidate in kept if not wanted.resting & set(gates_of(candidate)))


def _document(line: ProgrammeLine, swap: Swap | None) -> SwapDocument:
    what: str = line.name if line.side == "both" else layout("{name}, {side}", name=line.name, side=SIDE_WORDS[line.side])
    if swap is None:
        says = en("instead of {planned}: nothing else available loads the same range about as hard; leave it out today", planned=what)
        skipped = (f"{line.exercise} {SIDE_LETTERS[line.side]} skipped",)
        return SwapDocument(
            exercise=line.exercise, name=line.name, side=line.side, dose=str(line.dose), instead=None, says=says, to_log=skipped
        )
    dose = swap_dose(line.dose, swap.candidate, side=_dose_side(line, swap.candidate), rules=dose_rules())
    return SwapDocument(
        exercise=line.exercise,
        name=line.name,
        side=line.side,
        dose=str(line.dose),
        instead=_instead(line, swap.candidate, dose),
        target=swap.target,
        kept=KeptDocument(**{name: round(share, 4) for name, share in swap.kept.items()}),
        overlap=round(swap.overlap, 4),
        peak_share=round(swap.peak_share, 4),
        planned_peak_share=round(swap.planned_peak_share, 4),
        says=en(
            "instead of {planned}: {exercise} {dose}: loads the same range ({range} {share:.1f} of it)",
            planned=what,
            exercise=swap.candidate.name,
            dose=_amount(dose),
            range=range_name("flexor", swap.target),
            share=swap.kept[swap.target],
        ),
        loads=tuple(str(load) for load in loads_for(swap.candidate, rules=dose_rules())),
        to_log=(_log_line(dose), f"{line.exercise} {SIDE_LETTERS[line.side]} skipped"),
    )


def _dose_side(line: ProgrammeLine, candidate: Candidate) -> DoseSide:
    """Side of the dose: as the other exercise counts its repetitions."""
    if candidate.dose.per_side:
        return "LR" if line.side == "both" else DOSE_SIDES[line.side]
    return "both" if candidate.dose.together else "alt"


def _instead(line: ProgrammeLine, candidate: Candidate, dose: Dose) -> DosedLineDocument:
    return DosedLineDocument(
        exercise=candidate.exercise,
        name=candidate.name,
        side=line.side if candidate.dose.per_side else "both",
        dose=str(dose),
        set_up=dict(candidate.set_up),
        stop_for=(*dose_rules().stop_for, *candidate.stop_for),
    )


def _amount(dose: Dose) -> str:
    """'3x8 @10kg': a dose without exercise, side, tempo, rest and reserve."""
    return str(replace(dose, tempo=None, rest_s=None, longest_rest_s=None, rir=None)).split(" ", 2)[2]


def _log_line(dose: Dose) -> str:
    """The dose in the log notation, as done exactly as said."""
    held = replace(dose, tempo=None, rest_s=None, longest_rest_s=None, hold_s=None if dose.hold_s is None else (dose.hold_s[0],) * 2)
    return str(held)
