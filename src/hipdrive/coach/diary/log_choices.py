"""What the gym logger offers besides its session: what stands in for each exercise of it, and every exercise that can be logged."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ... import report as pages  # a page loads its templates, so it is named by the room
from ...band_words import band_name
from ...contract.plans.plan import plan_lines_from
from ...contract.plans.swap import SwapDocument, SwapsDocument
from ...errors import ReferredError
from ...exercise import exercises
from ...exercise.owned.equipment import default_equipment
from ...exercise.owned.steps import masses_by_kind
from ...store import Unit
from ...training.log.dose import parse_load
from ..athletes.known_athlete import known
from ..following.follower import Follower
from ..following.standing import next_session, standing
from ..planning.plan import PlanBasis, plan_basis
from ..planning.swap import swaps
from .log_line import log_line


def morning_basis(unit: Unit, name: str) -> PlanBasis:
    """What a plan is made from, as it stood before anything was logged today: what the page of today's session rests on.

    Raises:
        UnknownNameError: If nobody has the name.
    """
    basis = plan_basis(unit, name)
    of_today = [entry.uid for entry in basis.follower.sessions if entry.value.on == unit.today]
    recent = tuple(session for session in basis.recent if session.on != unit.today)
    return replace(basis, follower=basis.follower.without(*of_today), recent=recent)


def stand_ins(basis: PlanBasis, *, today: date) -> tuple[SwapsDocument, ...]:
    """What stands in for each strength exercise of the coming session when what it needs is taken; takes seconds.

    Args:
        basis: What is stored of the athlete (morning_basis).
        today: The session is the first from then on.

    Returns:
        One document an exercise; none without a plan, or while it is stopped.
    """
    try:
        return tuple(swaps(basis, today=today, exercise=exercise) for exercise in _strength(basis.follower, today))
    except ReferredError:
        return ()


def _strength(athlete: Follower, today: date) -> Sequence[str]:
    """Strength exercises of the coming session, each once."""
    if athlete.plan is None:
        return ()
    lines = next_session(athlete, standing(athlete), today=today).lines
    strength = {exercise for exercise, known_one in exercises().items() if known_one.kind == "strength"}
    return tuple(dict.fromkeys(line.exercise for line in lines if line.exercise in strength))


def stand_ins_shown(found: Sequence[SwapsDocument]) -> str:
    """Stand-ins as JSON for the page's scripts, in the language of whoever reads now."""
    return json.dumps(pages.stand_ins_sent([_stand_in(document.swaps) for document in found]), ensure_ascii=False)


def _stand_in(swaps_of_lines: Sequence[SwapDocument]) -> "pages.StandIn":
    """The sides of one exercise together: it is swapped whole, so that one side does not wait for the machine."""
    first = swaps_of_lines[0]
    instead = [(swap.instead, swap.loads) for swap in swaps_of_lines if swap.instead is not None]
    lines = {
        (line.exercise, side): log_line(line, side, tuple(parse_load(load) for load in loads))
        for line, (asked, loads) in zip(plan_lines_from([asked for asked, _ in instead]), instead, strict=True)
        for side in (("left", "right") if line.dose.side == "LR" else (asked.side,))
    }
    whole = len(instead) == len(swaps_of_lines)
    kept = [0.0 if swap.kept is None or swap.target is None else getattr(swap.kept, swap.target) for swap in swaps_of_lines]
    return pages.StandIn(planned=first.exercise, lines=tuple(lines.values()) if whole else (), kept=min(kept))


def log_choices(unit: Unit, name: str) -> str:
    """Every exercise with its resistances, sides and counts, as JSON for the page's scripts, in the language of whoever reads now.

    Raises:
        UnknownNameError: If nobody has the name.
    """
    said = known(unit, name).equipment
    owned = said or default_equipment()
    bands = {band: band_name(band) for band in owned.bands}
    masses = {exercise.id: masses_by_kind(exercise, said) for exercise in exercises().values()}
    sent = pages.exercises_sent(tuple(exercises().values()), bands, most_strands=owned.most_strands, masses=masses)
    return json.dumps(sent, ensure_ascii=False)
