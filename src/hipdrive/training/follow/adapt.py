"""Follow a plan: every session moves its state by declared rules, one step at a time and with a reason for each change."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from ...capacity.screen import ScreenOutcome
from ...errors import ValueOutOfRangeError
from ..log.session import LoggedSide, PainSite, SessionRecord
from ..plan.programme import ProgrammeLine
from .adapt_rules import AdaptRules, adapt_rules
from .calendar import Advance, RuleChange, arrive, is_easy, line_change, line_on, stepped_back
from .judge import judge
from .ladder import earned, edges_up
from .line import LineOutcome, Surroundings, follow_line
from .state import LineState, PlanState, SitePain, initial_state
from .steps import amount

SIDES_OF: dict[LoggedSide | None, tuple[LoggedSide, ...]] = {
    "left": ("left",),
    "right": ("right",),
    "both": ("left", "right"),
    None: ("left", "right"),
}


def advance(state: PlanState, session: SessionRecord, rules: AdaptRules | None = None) -> Advance:
    """The plan's state after one more session, with every rule that fired.

    Pure: the same state and session give the same answer, whatever the order of the session's sets.

    Args:
        state: The state before.
        session: What was done, no earlier than the last session followed.
        rules: Numbers of the rules; None for the shipped ones.

    Raises:
        ValueOutOfRangeError: If the session lies before the plan's start or its last session.
    """
    rules = rules or adapt_rules()
    earliest = max(state.start, state.last_session or state.start)
    if session.on < earliest:
        advice = "follow all sessions anew where an earlier one was added or corrected"
        raise ValueOutOfRangeError("date of a session", session.on.isoformat(), f"from {earliest.isoformat()} on", advice)
    arrived = arrive(state, session.on, rules=rules)
    now, changes = replace(arrived.state, last_session=session.on), list(arrived.changes)
    if now.status == "referred":
        why = "The plan is stopped until the safety screen was answered again; this session changes nothing."
        return Advance(state=now, changes=(RuleChange(on=session.on, rule="pain_refer", why=why),))
    worst = max((pain.level for pain in session.pains), default=0)
    if worst > rules.pain_refer_above:
        return _refer(now, session, worst, changes)
    if not session.pains and all(logged.skipped for logged in session.sets):
        why = "The session was left out: skipped is not failed, so no dose changes."
        return Advance(state=now, changes=(*changes, RuleChange(on=session.on, rule="skipped", why=why)))
    lines: list[LineState] = []
    for index, line_state in enumerate(now.lines):
        taken = {(other.exercise, other.side) for other in (*lines, *now.lines[index + 1 :])}
        changed, fired = _follow(now, line_state, session, taken, rules)
        lines.append(changed)
        changes.extend(fired)
    now = _opened(_closed(now, lines, session.on, changes), session.on, changes)
    return Advance(state=_at_sites(now, session, rules, changes), changes=tuple(changes))


def followed(
    lines: Sequence[ProgrammeLine],
    start: date,
    sessions: Iterable[SessionRecord],
    rules: AdaptRules | None = None,
    *,
    weeks: int | None = None,
    tests_passed: Sequence[str] = (),
    screens: Iterable[tuple[date, ScreenOutcome]] = (),
) -> Advance:
    """Follow a plan from its start through all sessions, in order of their dates; those before its start are not of this plan.

    Args:
        lines: What the plan starts with.
        start: First day of week 1.
        sessions: In any order; those of one day are taken as given.
        rules: Numbers of the rules; None for the shipped ones.
        weeks: Weeks of the plan; None for no end.
        tests_passed: Ids of assessments passed on both sides.
        screens: Safety screens since the start with their dates. One of the same day as a session counts as answered before it.

    Returns:
        The state after all of them, and every rule that fired.
    """
    rules = rules or adapt_rules()
    state, changes = initial_state(lines, start, weeks=weeks, tests_passed=tests_passed), list[RuleChange]()
    events: list[tuple[date, int, SessionRecord | ScreenOutcome]] = [(on, 0, outcome) for on, outcome in screens]
    events += [(session.on, 1, session) for session in sessions]
    for on, _, event in sorted((event for event in events if event[0] >= start), key=_when):
        step = advance(state, event, rules) if isinstance(event, SessionRecord) else after_screen(state, event, rules, on=on)
        state = step.state
        changes.extend(step.changes)
    return Advance(state=state, changes=tuple(changes))


def _when(event: tuple[date, int, SessionRecord | ScreenOutcome]) -> tuple[date, int]:
    return event[:2]


def after_screen(state: PlanState, outcome: ScreenOutcome, rules: AdaptRules | None = None, *, on: date) -> Advance:
    """The state after the safety screen was answered again.

    A reason to stop refers; none takes a referred plan up again with every dose one step back, and brings back paused lines that the
    screen no longer speaks against.
    """
    rules = rules or adapt_rules()
    if outcome.stop:
        why = " ".join(outcome.refer)
        return Advance(
            state=replace(state, status="referred", since=on, reason=why),
            changes=(RuleChange(on=on, rule="pain_refer", before=state.status, after="referred", why=why),),
        )
    changes: list[RuleChange] = []
    gates = {gate.kind: gate.why for gate in outcome.gates}
    lines: list[LineState] = []
    for line_state in state.lines:
        changed = line_state
        if line_state.status == "paused" and line_state.gate not in gates:
            changed = replace(line_state, status="active", since=None, reason="", gate=None, painful=0)
            changes.append(
                line_change(line_state, on, "resume", "The safety screen no longer speaks against it.", before="paused", after="active")
            )
        if state.status == "referred":
            back = stepped_back(changed, rule="resume", rules=rules)
            changes.append(
                line_change(line_state, on, "resume", "Taken up again after the screen, one step back.", after=amount(back.dose))
            )
            changed = replace(back, painful=0, tops=0, spare_tops=0, towards=())
        lines.append(changed)
    resumed = replace(state, lines=tuple(lines), status="active", since=None, reason="", site_pains=())
    return Advance(state=_paused_if_all_are(resumed, on), changes=tuple(changes))


def _refer(now: PlanState, session: SessionRecord, worst: int, changes: list[RuleChange]) -> Advance:
    why = (
        f"Pain of {worst} of 10: stop the whole plan and have it looked at; "
        "nothing more is prescribed until the safety screen was answered again."
    )
    done = {(logged.exercise, logged.side) for logged in session.sets if not logged.skipped}
    lines = tuple(replace(line, last_done=session.on) if (line.exercise, line.side) in done else line for line in now.lines)
    stopped = replace(now, lines=lines, status="referred", since=session.on, reason=why)
    fired = RuleChange(on=session.on, rule="pain_refer", before=now.status, after="referred", why=why)
    return Advance(state=stopped, changes=(*changes, fired))


def _follow(
    now: PlanState, line_state: LineState, session: SessionRecord, taken: Collection[tuple[str, str]], rules: AdaptRules
) -> LineOutcome:
    """One line after the session; lines that are paused or stopped stay as they are."""
    if line_state.status != "active":
        return line_state, ()
    verdict = judge(line_state, session, asked=line_on(now, line_state, session.on, rules=rules).dose, rules=rules)
    sides = [
        other for other in now.lines if other.exercise == line_state.exercise and other.side != line_state.side and other.status == "active"
    ]
    around = Surroundings(
        on=session.on,
        easy=is_easy(now, line_state, session.on, rules=rules),
        may_rise=all(line_state.gained - other.gained < rules.most_steps_ahead for other in sides),
        taken=taken,
        tests_passed=now.tests_passed,
    )
    return follow_line(line_state, verdict, around, rules=rules)


def _closed(now: PlanState, lines: Sequence[LineState], on: date, changes: list[RuleChange]) -> PlanState:
    """The state with its new lines, without the harder steps above an exercise that was stopped or replaced."""
    lost = {
        f"{ladder.id}/{edge.to_step}"
        for before, after in zip(now.lines, lines, strict=True)
        if after.status == "stopped" or after.exercise != before.exercise
        for _, ladder, edge in edges_up(before.line)
    } & set(now.opened)
    if lost:
        why = f"Closed until earned again: {', '.join(sorted(lost))}."
        changes.append(RuleChange(on=on, rule="close", before="unlocked", after="closed", why=why))
    return replace(now, lines=tuple(lines), opened=tuple(step for step in now.opened if step not in lost))


def _opened(now: PlanState, on: date, changes: list[RuleChange]) -> PlanState:
    """The state with the harder steps that were just earned."""
    opened = list(now.opened)
    for line_state, ladder, edge in earned(now.lines, opened):
        opened.append(f"{ladder.id}/{edge.to_step}")
        harder = ladder.steps[edge.to_step].exercise
        why = f"Unlocked '{edge.to_step}' of the ladder '{ladder.name}'. {edge.unlock_words}"
        changes.append(RuleChange(on=on, rule="unlock", exercise=line_state.exercise, before="closed", after=f"{harder} unlocked", why=why))
    return replace(now, opened=tuple(sorted(opened)))


def _at_sites(now: PlanState, session: SessionRecord, rules: AdaptRules, changes: list[RuleChange]) -> PlanState:
    """Pause what pain at certain places speaks against."""
    counts = {(pain.site, pain.side): pain.sessions for pain in now.site_pains}
    running_pains: list[SitePain] = []
    for site in rules.site_gates:
        for side in SIDES_OF[None]:
            level = _site_pain(session, site, side)
            running = counts.get((site, side), 0) + 1 if level else 0
            running_pains += [SitePain(site=site, side=side, sessions=running)] if running else []
            if level > rules.pain_stop_above or running >= rules.site_sessions:
                now = _pause(now, session.on, site, side, rules, changes)
    return _paused_if_all_are(replace(now, site_pains=tuple(running_pains)), session.on)


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
        why = f"Pain at the {site.replace('_', ' ')}: this exercise pauses on this side until the safety screen was answered again."
        lines.append(replace(line_state, status="paused", since=on, reason=why, gate=gate, tops=0, spare_tops=0, towards=()))
        changes.append(line_change(line_state, on, "site_pause", why, after="paused"))
    return replace(now, lines=tuple(lines))


def _paused_if_all_are(now: PlanState, on: date) -> PlanState:
    """The plan rests while none of its lines is active."""
    if now.status == "referred" or not now.lines or any(line_state.status == "active" for line_state in now.lines):
        return now
    return now if now.status == "paused" else replace(now, status="paused", since=on, reason="Every line is paused or stopped.")
