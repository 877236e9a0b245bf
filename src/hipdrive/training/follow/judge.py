"""What a session says about one line of the plan: done, at the top, too hard, painful, out of form."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ..log.dose import Dose
from ..log.session import PainWhen, SessionRecord, SetRecord
from .adapt_rules import AdaptRules
from .state import LineState

AT_TRAINING: tuple[PainWhen, PainWhen] = ("during", "after")


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """A session's word on one line."""

    done: bool
    """At least one set was done."""
    complete: bool
    """As many sets were done as were asked."""
    as_asked: bool
    """Complete, and every set had the asked repetitions, load, hold and reserve."""
    at_top: bool
    """Every set that was done reached the upper number of repetitions at the asked load and hold."""
    reserve: float | None
    """Least repetitions in reserve; None unless told for every set."""
    below: bool
    """A set fell short of the least repetitions or had a lighter load."""
    hold_s: float
    """Shortest hold; what is not told was held as asked."""
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


def judge(state: LineState, session: SessionRecord, *, asked: Dose, rules: AdaptRules) -> Verdict:
    """Judge one line.

    Args:
        state: The line before the session.
        session: What was done.
        asked: Its dose on that day (fewer sets in an easy week).
        rules: Limits of pain.

    Returns:
        The verdict; where nothing concerns the line, one that is not touched.
    """
    sets = [one for one in session.sets if (one.exercise, one.side) == (state.exercise, state.side) and not one.skipped]
    training, morning = (_pain(state, session, when, done=bool(sets)) for when in (AT_TRAINING, ("next_morning",)))
    complete = len(sets) >= asked.sets[0]
    loads = [_load_is(one, state) for one in sets]
    fair = bool(sets) and all(load == "enough" and _held(one, asked) for one, load in zip(sets, loads, strict=True))
    told = [one.reserve for one in sets if one.reserve is not None]
    spent = asked.rir is not None and any(reserve < asked.rir[0] for reserve in told)
    return Verdict(
        done=bool(sets),
        complete=complete,
        as_asked=complete
        and fair
        and not spent
        and all(_reached(one, asked, None if asked.reps is None else asked.reps[0]) for one in sets),
        at_top=fair and not spent and all(_reached(one, asked, float(state.line.allowed.reps[1])) for one in sets),
        reserve=min(told) if told and len(told) == len(sets) else None,
        below=any(
            load == "lighter" or not _reached(one, asked, float(state.line.allowed.reps[0])) for one, load in zip(sets, loads, strict=True)
        ),
        hold_s=min((_hold_s(one, asked) for one in sets), default=0.0),
        faults=tuple(sorted({fault for one in sets for fault in one.faults})),
        pain=max(training, morning),
        morning_pain=morning,
        painful=training > rules.pain_stop_above or morning > min(rules.pain_stop_above, state.morning_pain),
    )


def _pain(state: LineState, session: SessionRecord, when: tuple[PainWhen, ...], *, done: bool) -> int:
    """Largest pain that concerns a line: told of its exercise, or of the session as a whole if the line was done in it.

    Pain that is told without any set is of the session of that day or the day before.
    """
    alone = all(one.skipped for one in session.sets) and is_told_afterwards(state, session.on)
    if done or alone:
        return session.worst_pain(*when, exercise=state.exercise, side=state.side)
    named = tuple(pain for pain in session.pains if pain.exercise == state.exercise)
    return SessionRecord(on=session.on, pains=named).worst_pain(*when, side=state.side)


def is_told_afterwards(state: LineState, on: date) -> bool:
    """Whether a record of a day without sets belongs to the line's last session."""
    return state.last_done is not None and (on - state.last_done).days <= 1


def _reached(one: SetRecord, asked: Dose, reps: float | None) -> bool:
    """Whether a set reached so many repetitions, or the asked distance."""
    if asked.distance_m is not None:
        return (one.distance_m or 0.0) >= asked.distance_m
    return reps is None or (one.reps or 0) >= reps


def _hold_s(one: SetRecord, asked: Dose) -> float:
    as_asked = asked.hold_s[0] if asked.hold_s else 0.0
    return as_asked if one.hold_s is None else one.hold_s


def _held(one: SetRecord, asked: Dose) -> bool:
    return asked.hold_s is None or _hold_s(one, asked) >= asked.hold_s[0]


def _load_is(one: SetRecord, state: LineState) -> Literal["enough", "lighter", "other"]:
    """How the load of a set compares with the asked one; what is not told was as asked."""
    asked = state.dose.load
    if one.load is None or asked is None or one.load == asked:
        return "enough"
    loads = state.line.loads
    if one.load in loads and asked in loads:
        return "enough" if loads.index(one.load) > loads.index(asked) else "lighter"
    if (one.load.band, one.load.strands) == (asked.band, asked.strands):
        return "enough" if (one.load.mass_kg or 0.0) > (asked.mass_kg or 0.0) else "lighter"
    return "other"
