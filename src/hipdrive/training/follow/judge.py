"""What a session says about one line of the plan: done, at the top, too hard, painful, out of form."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ..log.dose import Dose, DoseLoad
from ..log.session import PainWhen, SessionRecord, SetRecord
from .adapt_rules import AdaptRules
from .state import LineState

PLATE_TOLERANCE = 0.02
"""Plates and dumb-bells in gyms weigh 2 to 4 % more or less than what stands on them (makers of calibrated plates say so of the others),
and the same thing is sold as 26 lb and 12 kg, 1.7 % apart: so little less is no lighter load."""
SMALLEST_STEP_KG = 0.25
"""... but a load that is lighter by the smallest step that can be put on, two plates of 125 g, is one."""
AT_TRAINING: tuple[PainWhen, PainWhen] = ("during", "after")


@dataclass(frozen=True, kw_only=True)
class LineVerdict:
    """What a session says about one line."""

    done: bool
    """At least one set was done."""
    complete: bool
    """As many sets were done as were asked."""
    as_asked: bool
    """Complete, and every set had the asked repetitions, load, hold and reserve."""
    at_top: bool
    """Every set that was done reached the upper number of repetitions at the asked load and hold."""
    reserve: float | None
    """Least repetitions in reserve; None unless reported for every set."""
    below: bool
    """A set fell short of the least repetitions or had a lighter load."""
    hold_s: float
    """Shortest hold; without a word it was held as asked."""
    faults: tuple[str, ...]
    pain: int
    """Largest pain, whenever."""
    morning_pain: int
    painful: bool
    """Pain beyond the rule."""

    @property
    def touched(self) -> bool:
        """Whether the session says anything about the line."""
        return self.done or self.pain > 0


def judge(state: LineState, session: SessionRecord, *, asked: Dose, rules: AdaptRules) -> LineVerdict:
    """Judge one line.

    Args:
        state: The line before the session.
        session: What was done.
        asked: Its dose on that day (fewer sets in an easy week).
        rules: Limits of pain.

    Returns:
        The verdict; where nothing concerns the line, one that is not touched.
    """
    own = [logged for logged in session.sets_of(state.exercise, state.side) if not logged.skipped]
    training, morning = (_pain(state, session, when, done=bool(own)) for when in (AT_TRAINING, ("next_morning",)))
    sets, loads = _asked_sets(own, [_load_is(logged, state) for logged in own], least=round(asked.sets[0]))
    complete = len(sets) >= asked.sets[0]
    fair = bool(sets) and all(load == "enough" and _held(logged, asked) for logged, load in zip(sets, loads, strict=True))
    reserves = [logged.reserve for logged in sets if logged.reserve is not None]
    spent = asked.rir is not None and any(reserve < asked.rir[0] for reserve in reserves)
    return LineVerdict(
        done=bool(sets),
        complete=complete,
        as_asked=complete
        and fair
        and not spent
        and all(_reached(logged, asked, None if asked.reps is None else asked.reps[0]) for logged in sets),
        at_top=fair and not spent and all(_reached(logged, asked, float(state.line.allowed.reps[1])) for logged in sets),
        reserve=min(reserves) if reserves and len(reserves) == len(sets) else None,
        below=any(
            load == "lighter" or not _reached(logged, asked, float(state.line.allowed.reps[0]))
            for logged, load in zip(sets, loads, strict=True)
        ),
        hold_s=min((_hold_s(logged, asked) for logged in sets), default=0.0),
        faults=tuple(sorted({fault for logged in own for fault in logged.faults})),
        pain=max(training, morning),
        morning_pain=morning,
        painful=training > rules.pain_stop_above or morning > min(rules.pain_stop_above, state.morning_pain),
    )


LoadIs = Literal["enough", "lighter", "other"]


def _asked_sets(sets: Sequence[SetRecord], loads: Sequence[LoadIs], *, least: int) -> tuple[Sequence[SetRecord], Sequence[LoadIs]]:
    """The sets that answer the dose, with how their loads compare: without what was done lighter before them (to warm up) or after them.

    Only where as many sets as were asked had the asked load; else the lighter ones were done in place of those.
    """
    enough = [place for place, load in enumerate(loads) if load == "enough"]
    if len(enough) < max(1, least):
        return sets, loads
    asked = slice(enough[0], enough[-1] + 1)
    return sets[asked], loads[asked]


def _pain(state: LineState, session: SessionRecord, when: tuple[PainWhen, ...], *, done: bool) -> int:
    """Largest pain that concerns a line: reported for its exercise, or of the session as a whole if the line was done in it.

    Pain that is reported without any set is of the session of that day or the day before.
    """
    if not session.pains:
        return 0
    alone = all(logged.skipped for logged in session.sets) and is_of_last_session(state, session.on)
    if done or alone:
        return session.worst_pain(*when, exercise=state.exercise, side=state.side)
    named = tuple(pain for pain in session.pains if pain.exercise == state.exercise)
    return SessionRecord(on=session.on, pains=named).worst_pain(*when, side=state.side)


def is_of_last_session(state: LineState, on: date) -> bool:
    """Whether a record of a day without sets belongs to the line's last session."""
    return state.last_done is not None and (on - state.last_done).days <= 1


def _reached(logged: SetRecord, asked: Dose, reps: float | None) -> bool:
    """Whether a set reached so many repetitions, or the asked distance."""
    if asked.distance_m is not None:
        return (logged.distance_m or 0.0) >= asked.distance_m
    return reps is None or (logged.reps or 0) >= reps


def _hold_s(logged: SetRecord, asked: Dose) -> float:
    as_asked = asked.hold_s[0] if asked.hold_s else 0.0
    return as_asked if logged.hold_s is None else logged.hold_s


def _held(logged: SetRecord, asked: Dose) -> bool:
    return asked.hold_s is None or _hold_s(logged, asked) >= asked.hold_s[0]


def _load_is(logged: SetRecord, state: LineState) -> LoadIs:
    """How the load of a set compares with the asked one; a set that names no load was as asked."""
    asked, loads = state.dose.load, state.line.loads
    if logged.load is None or asked is None or logged.load == asked:
        return "enough"
    if logged.load in loads and asked in loads:
        return "enough" if loads.index(logged.load) > loads.index(asked) else "lighter"
    if (logged.load.band, logged.load.strands) != (asked.band, asked.strands):
        return "other"
    return "enough" if _weighs_as_asked(logged.load.mass_kg or 0.0, asked, loads) else "lighter"


def _weighs_as_asked(mass_kg: float, asked: DoseLoad, loads: Sequence[DoseLoad]) -> bool:
    """Whether a mass is the asked one or more, by the tolerance of what is lifted; a mass nearer to a lighter load of the line is not."""
    asked_kg = asked.mass_kg or 0.0
    if mass_kg > asked_kg:
        return True
    beside = [load.mass_kg for load in loads if load.mass_kg and (load.band, load.strands) == (asked.band, asked.strands)]
    short_kg = asked_kg - mass_kg
    return short_kg < min(PLATE_TOLERANCE * asked_kg, SMALLEST_STEP_KG) and all(abs(mass_kg - other_kg) >= short_kg for other_kg in beside)
