"""What was told shortly before a plan's start: its pain counts, its sets do not."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from ...language import en
from ..log.session import SessionRecord
from .adapt_rules import AdaptRules
from .calendar import Advance, RuleChange, line_change, stepped_back
from .judge import judge
from .pain import at_sites, paused_if_all_are, referred, worst_pain
from .screened import ScreenedOn
from .state import LineState, PlanState
from .steps import amount


def begun_after(state: PlanState, events: Sequence[SessionRecord | ScreenedOn], *, rules: AdaptRules) -> Advance:
    """The state of a plan at its start, given what was told in the days before it (data/training/adapt.toml, pain_before).

    A safety screen is the newer word: pain that was told before it counts no more. Pain after it refers, or pauses, as it would have in
    the plan; and an exercise that hurt when it was last done begins one step back on that side.

    Args:
        state: The state before anything was followed.
        events: Sessions and screens, in order; those on or after the start, and those longer ago, are passed over.
        rules: Limits of pain, and how many days count.
    """
    first = state.start - timedelta(days=rules.pain_before_days)
    near = [event for event in events if first <= event.on < state.start]
    since = max((index + 1 for index, event in enumerate(near) if isinstance(event, ScreenedOn)), default=0)
    now, changes = state, list[RuleChange]()
    sessions = [event for event in near[since:] if isinstance(event, SessionRecord)]
    for session in sessions:
        if worst_pain(session) > rules.pain_refer_above:
            return referred(now, session)
        step = at_sites(now, session, rules=rules)
        now = step.state
        changes.extend(step.changes)
    lines = [_last_felt(line_state, sessions, rules, changes) for line_state in now.lines]
    return Advance(state=paused_if_all_are(replace(now, lines=tuple(lines)), state.start), changes=tuple(changes))


def _last_felt(line_state: LineState, sessions: Sequence[SessionRecord], rules: AdaptRules, changes: list[RuleChange]) -> LineState:
    """A line one step back if its exercise hurt on its side when it was last done."""
    verdicts = ((session.on, judge(line_state, session, asked=line_state.dose, rules=rules)) for session in reversed(sessions))
    last = next(((on, verdict) for on, verdict in verdicts if verdict.touched), None)
    if line_state.status != "active" or last is None or not last[1].painful:
        return line_state
    on, verdict = last
    back = stepped_back(line_state, rule="pain_before", rules=rules)
    why = en(
        "Pain of {pain} out of 10 in this exercise on {on}, shortly before the plan: it starts one step back here.",
        pain=verdict.pain,
        on=on,
    )
    if back.dose == line_state.dose:
        why = en(
            "Pain of {pain} out of 10 in this exercise on {on}, shortly before the plan: it starts at its lowest dose.",
            pain=verdict.pain,
            on=on,
        )
    changes.append(line_change(line_state, on, "pain_before", why, after=amount(back.dose)))
    return replace(back, painful=1, gained=line_state.gained)
