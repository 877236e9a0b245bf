"""Why an athlete needs a coach: who hurts, who has stalled, who is due, and whose tests changed beyond noise."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from ...body_words import SIDE_WORDS, SITE_WORDS
from ...capacity import TestResult, protocol_of
from ...contract.athletes.athlete import DueDocument, LastPainDocument, ReasonDocument, ReasonKind
from ...contract.athletes.next_step import NextStepKind
from ...exercise import exercises
from ...language import Text, en, en_count, joined, layout
from ...training import Advance
from ...training.change import ResultChange, result_changes
from ...training.follow.state import LineState
from ...training.plan.progression import DAYS_A_WEEK
from ..following.change_since import last_two_days

CHANGE_SHOWN_DAYS = 28
"""So long a change in a test is news."""
FORWARD = ("reps_up", "load_up", "jump_up", "hold_up")
STALLED = "change_means"
"""Rule that fires where nothing moved after the easy week either."""
HELD: Mapping[NextStepKind, Text] = {
    "settle_pain": en("stopped by pain"),
    "new_plan": en("pain stopped every exercise of the plan"),
    "pain_rests": en("part of the plan rests because of pain"),
    "settle_screen": en("stopped by the safety screen"),
}
"""Next step -> what holds whoever has it."""
ASKED: Mapping[NextStepKind, Text] = {"answer_screen": en("safety screen not answered yet"), "make_plan": en("no plan yet")}
"""Next step that somebody is due for from the beginning -> in words."""
DUE: Mapping[str, Text] = {
    "screen": en("safety screen due since {on}"),
    "test": en("tests due since {on}"),
    "session": en("session of {on} not logged"),
}


def reasons_of(
    step: NextStepKind,
    now: Advance | None,
    pain: LastPainDocument | None,
    due: Sequence[DueDocument],
    results: Sequence[TestResult],
    *,
    starts_on: date | None,
    today: date,
) -> tuple[ReasonDocument, ...]:
    """Every reason, the most pressing first.

    Args:
        step: What the athlete does next.
        now: Where the plan stands; None without one.
        pain: The worst of the last session.
        due: What has come and was not done yet.
        results: All results of the athlete's tests.
        starts_on: First day of the plan.
        today: The day of which it is asked.
    """
    hurts = [] if pain is None else [_reason("hurts", _pain_words(pain), on=pain.on)]
    held = [_reason("hurts", HELD[step])] if step in HELD else []
    stalled = [] if now is None or starts_on is None else _stalled(now, starts_on, today=today)
    asked = [_reason("due", ASKED[step])] if step in ASKED else []
    come = [_reason("due", DUE[one.what].filled(on=one.on), on=one.on) for one in due if _presses(one, step, today=today)]
    return (*held, *hurts, *stalled, *asked, *come, *_changed(results, today=today))


def _presses(due: DueDocument, step: NextStepKind, *, today: date) -> bool:
    """Whether what is due is asked for now: no session of today, and no test of somebody who is stopped."""
    return not (due.what == "session" and due.on >= today) and not (due.what == "test" and step in HELD)


def _reason(kind: ReasonKind, says: Text, *, on: date | None = None) -> ReasonDocument:
    return ReasonDocument(kind=kind, says=says, on=on)


def _pain_words(pain: LastPainDocument) -> Text:
    """'pain 4 out of 10 (front of hip, left) on 25 Jan 2026'."""
    where = joined(("" if pain.site == "elsewhere" else SITE_WORDS[pain.site], "" if pain.side is None else SIDE_WORDS[pain.side]), ", ")
    if not where:
        return en("pain {level} out of 10 on {on}", level=pain.level, on=pain.on)
    return en("pain {level} out of 10 ({where}) on {on}", level=pain.level, where=where, on=pain.on)


def _stalled(now: Advance, starts_on: date, *, today: date) -> list[ReasonDocument]:
    """Exercises that have had their easy week since the last step forward, by the rules that follow a plan."""
    lines = [line for line in now.state.lines if line.status == "active" and _is_stalled(now, line)]
    if not lines:
        return []
    names = {line.exercise: exercises()[line.exercise].name if line.exercise in exercises() else line.line.name for line in lines}
    since = min(_last_step(now, line, starts_on) for line in lines)
    weeks = en_count("{n} week", "{n} weeks", n=max((today - since).days // DAYS_A_WEEK, 1))
    what = next(iter(names.values())) if len(names) == 1 else en_count("{n} exercise", "{n} exercises", n=len(names))
    return [_reason("stalled", en("no step forward for {weeks}: {exercise}", weeks=weeks, exercise=what), on=since)]


def _is_stalled(now: Advance, line: LineState) -> bool:
    own = [change.rule for change in now.changes if (change.exercise, change.side) == (line.exercise, line.side)]
    return line.stalls > 0 or own[-1:] == [STALLED]


def _last_step(now: Advance, line: LineState, starts_on: date) -> date:
    """Day of the last step forward of a line, else the first day of the plan."""
    of_line = (line.exercise, line.side)
    return max([starts_on, *(change.on for change in now.changes if change.rule in FORWARD and (change.exercise, change.side) == of_line)])


def _changed(results: Sequence[TestResult], *, today: date) -> list[ReasonDocument]:
    """Tests of late whose last two days differ by more than chance, what got worse first."""
    changes = [
        change
        for change in result_changes(*last_two_days(results))
        if change.verdict != "cannot tell yet" and change.last_days[1] >= today - timedelta(days=CHANGE_SHOWN_DAYS)
    ]
    return [_reason("changed", _change_words(change), on=change.last_days[1]) for change in sorted(changes, key=_worse_first)]


def _worse_first(change: ResultChange) -> bool:
    return change.verdict != "worse"


def _change_words(change: ResultChange) -> Text:
    """'Isometric hip flexion, left: better by 18 N, beyond noise'."""
    test = joined((protocol_of(change.protocol).name, "" if change.side is None else SIDE_WORDS[change.side]), ", ")
    if change.difference is None:
        return en("{test}: now passed", test=test) if change.verdict == "improved" else en("{test}: now failed", test=test)
    amount = layout("{amount:.3g} {unit}", amount=abs(change.difference), unit=change.unit)
    said = en("{test}: better by {amount}, beyond noise") if change.verdict == "improved" else en("{test}: worse by {amount}, beyond noise")
    return said.filled(test=test, amount=amount)
