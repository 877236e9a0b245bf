"""What pain does to a whole plan: it stops it and refers, or pauses what pain at certain places speaks against."""

from dataclasses import replace
from datetime import date

from ...body_words import SITE_WORDS
from ...language import en
from ..log.session import LoggedSide, PainSite, SessionRecord
from .adapt_rules import AdaptRules
from .calendar import Advance, RuleChange, line_change
from .state import STATUS_WORDS, LineState, PlanState, SitePain

SIDES_OF: dict[LoggedSide | None, tuple[LoggedSide, ...]] = {
    "left": ("left",),
    "right": ("right",),
    "both": ("left", "right"),
    None: ("left", "right"),
}


def worst_pain(session: SessionRecord) -> int:
    """Largest pain of a session, whenever and wherever; 0 where none was told."""
    return max((pain.level for pain in session.pains), default=0)


def referred(now: PlanState, session: SessionRecord) -> Advance:
    """The plan stopped by a session's pain, with the rule that fired."""
    why = en(
        "Pain of {pain} out of 10 on {on}: stop the whole plan and get it checked. Nothing more is prescribed until the safety screen is "
        "answered again.",
        pain=worst_pain(session),
        on=session.on,
    )
    done = {(logged.exercise, logged.side) for logged in session.sets if not logged.skipped}
    lines = tuple(replace(line, last_done=session.on) if (line.exercise, line.side) in done else line for line in now.lines)
    stopped = replace(now, lines=lines, status="referred", since=session.on, reason=why)
    fired = RuleChange(on=session.on, rule="pain_refer", before=STATUS_WORDS[now.status], after=STATUS_WORDS["referred"], why=why)
    return Advance(state=stopped, changes=(fired,))


def at_sites(now: PlanState, session: SessionRecord, *, rules: AdaptRules) -> Advance:
    """The plan with paused what a session's pain at certain places speaks against."""
    changes: list[RuleChange] = []
    counts = {(pain.site, pain.side): pain.sessions for pain in now.site_pains}
    running_pains: list[SitePain] = []
    for site in rules.site_gates:
        for side in SIDES_OF[None]:
            level = _site_pain(session, site, side)
            running = counts.get((site, side), 0) + 1 if level else 0
            running_pains += [SitePain(site=site, side=side, sessions=running)] if running else []
            if level > rules.pain_stop_above or running >= rules.site_sessions:
                now = _pause(now, session.on, site, side, rules, changes)
    return Advance(state=paused_if_all_are(replace(now, site_pains=tuple(running_pains)), session.on), changes=tuple(changes))


def _site_pain(session: SessionRecord, site: PainSite, side: LoggedSide) -> int:
    """Largest pain at a place on a side; the lower back is of both sides."""
    return max(
        (pain.level for pain in session.pains if pain.site == site and (site == "lower_back" or side in SIDES_OF[pain.side])), default=0
    )


def _pause(now: PlanState, on: date, site: PainSite, side: LoggedSide, rules: AdaptRules, changes: list[RuleChange]) -> PlanState:
    lines: list[LineState] = []
    for line_state in now.lines:
        gate = next((gate for gate in line_state.line.gates if gate in rules.site_gates[site]), None)
        if gate is None or line_state.status != "active" or side not in SIDES_OF[line_state.side]:
            lines.append(line_state)
            continue
        why = en(
            "Pain at the {place}: this exercise is paused on this side until the safety screen is answered again.",
            place=SITE_WORDS[site],
        )
        lines.append(replace(line_state, status="paused", since=on, reason=why, gate=gate, tops=0, spare_tops=0, towards=()))
        changes.append(line_change(line_state, on, "site_pause", why, after=STATUS_WORDS["paused"]))
    return replace(now, lines=tuple(lines))


def paused_if_all_are(now: PlanState, on: date) -> PlanState:
    """The plan rests while none of its lines is active."""
    if now.status == "referred" or not now.lines or any(line_state.status == "active" for line_state in now.lines):
        return now
    return now if now.status == "paused" else replace(now, status="paused", since=on, reason=en("Every exercise is paused or stopped."))
