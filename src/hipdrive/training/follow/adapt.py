"""Follow a plan: every session moves its state by declared rules, one step at a time and with a reason for each change."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from ...capacity.screen import ScreenOutcome
from ...errors import NOTHING, ValueOutOfRangeError
from ...language import en, joined
from ..log.session import SessionRecord
from ..plan.programme import ProgrammeLine
from ..running_week.running import Running
from .adapt_rules import AdaptRules, adapt_rules
from .before_start import begun_after
from .calendar import Advance, RuleChange, arrive, is_easy, light_rule, line_change, line_on, stepped_back
from .judge import judge
from .ladder import earned, edges_up
from .line import LineOutcome, Surroundings, as_held, follow_line
from .pain import at_sites, paused_if_all_are, referred, worst_pain
from .screened import ScreenedOn
from .state import STATUS_WORDS, LineState, PlanState, initial_state
from .steps import amount
from .swapped import swapped


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
        advice = en("follow all sessions again if an earlier one was added or corrected")
        raise ValueOutOfRangeError(en("date of a session"), session.on, en("from {on} on", on=earliest), advice)
    arrived = arrive(state, session.on, rules=rules)
    now, changes = replace(arrived.state, last_session=session.on), list(arrived.changes)
    if now.status == "referred":
        why = en("The plan is stopped until the safety screen is answered again; this session changes nothing.")
        return Advance(state=now, changes=(RuleChange(on=session.on, rule="pain_refer", why=why),))
    if worst_pain(session) > rules.pain_refer_above:
        stopped = referred(now, session)
        return Advance(state=stopped.state, changes=(*changes, *stopped.changes))
    if not session.pains and all(logged.skipped for logged in session.sets):
        why = en("The session was left out: skipped is not failed, so no dose changes.")
        return Advance(state=now, changes=(*changes, RuleChange(on=session.on, rule="skipped", why=why)))
    lines: list[LineState] = []
    light = light_rule(now, session.on, rules=rules)
    for index, line_state in enumerate(now.lines):
        if not session.pains and not session.sets_of(line_state.exercise, line_state.side):
            lines.append(line_state)  # the session says nothing about it
            continue
        taken = {(other.line.exercise, other.line.side) for other in (*lines, *now.lines[index + 1 :])}
        changed, fired = _follow(now, line_state, session, taken, rules, light=light)
        lines.append(changed)
        changes.extend(fired)
    now = _opened(_closed(now, lines, session.on, changes), session.on, changes)
    paused = at_sites(now, session, rules=rules)
    return Advance(state=paused.state, changes=(*changes, *paused.changes))


def followed(
    lines: Sequence[ProgrammeLine],
    start: date,
    events: Iterable[SessionRecord | ScreenedOn],
    rules: AdaptRules | None = None,
    *,
    weeks: int | None = None,
    tests_passed: Sequence[str] = (),
    running: Running | None = None,
) -> Advance:
    """Follow a plan from its start through all sessions and safety screens, in order of their dates.

    Those before its start are not of this plan, but for the pain that was told shortly before it (begun_after).

    Args:
        lines: What the plan starts with.
        start: First day of week 1.
        events: Sessions and screens in any order; those of one day are taken as given, the first entered first.
        rules: Numbers of the rules; None for the shipped ones.
        weeks: Weeks of the plan; None for no end.
        tests_passed: Ids of assessments passed on both sides.
        running: The hard runs and races that it stands beside.

    Returns:
        The state after all of them, and every rule that fired.
    """
    rules = rules or adapt_rules()
    in_order = sorted(events, key=lambda event: event.on)
    begun = begun_after(initial_state(lines, start, weeks=weeks, tests_passed=tests_passed, running=running), in_order, rules=rules)
    state, changes = begun.state, list(begun.changes)
    for event in in_order:
        if event.on < start:
            continue
        step = after_screen(state, event.outcome, rules, on=event.on) if isinstance(event, ScreenedOn) else advance(state, event, rules)
        state = step.state
        changes.extend(step.changes)
    return Advance(state=state, changes=tuple(changes))


def after_screen(state: PlanState, outcome: ScreenOutcome, rules: AdaptRules | None = None, *, on: date) -> Advance:
    """The state after the safety screen was answered again.

    A reason to stop refers; none takes a referred plan up again with every dose one step back, and brings back paused lines that the
    screen no longer speaks against.
    """
    rules = rules or adapt_rules()
    if outcome.stop:
        why = joined(outcome.refer)
        return Advance(
            state=replace(state, status="referred", since=on, reason=why),
            changes=(RuleChange(on=on, rule="pain_refer", before=STATUS_WORDS[state.status], after=STATUS_WORDS["referred"], why=why),),
        )
    changes: list[RuleChange] = []
    gates = {gate.kind: gate.why for gate in outcome.gates}
    lines: list[LineState] = []
    for line_state in state.lines:
        changed = line_state
        if line_state.status == "paused" and line_state.gate not in gates:
            changed = replace(line_state, status="active", since=None, reason=NOTHING, gate=None, painful=0)
            why = en("The safety screen no longer speaks against it.")
            changes.append(line_change(line_state, on, "resume", why, before=STATUS_WORDS["paused"], after=STATUS_WORDS["active"]))
        if state.status == "referred":
            back = stepped_back(changed, rule="resume", rules=rules)
            why = en("Started again after the screen, one step back.")
            changes.append(line_change(line_state, on, "resume", why, after=amount(back.dose)))
            changed = replace(back, painful=0, tops=0, spare_tops=0, towards=())
        lines.append(changed)
    resumed = replace(state, lines=tuple(lines), status="active", since=None, reason=NOTHING, site_pains=())
    return Advance(state=paused_if_all_are(resumed, on), changes=tuple(changes))


def _follow(
    now: PlanState, line_state: LineState, session: SessionRecord, taken: Collection[tuple[str, str]], rules: AdaptRules, *, light: str
) -> LineOutcome:
    """One line after the session, whose day has one rule for all lines (light_rule); lines that are paused or stopped stay as they are."""
    if line_state.status != "active":
        return line_state, ()
    exercise, side = line_state.exercise, line_state.side
    in_place = swapped(line_state, session, {other.line.exercise for other in now.lines})
    if in_place is not None:
        return in_place
    easy = is_easy(line_state, session.on, light=light)
    asked = line_on(line_state, session.on, light=light, rules=rules)
    verdict = judge(as_held(line_state) if easy else line_state, session, asked=asked.dose, rules=rules)
    sides = [other for other in now.lines if other.line.exercise == exercise and other.line.side != side and other.status == "active"]
    around = Surroundings(
        on=session.on,
        easy=easy,
        may_rise=all(line_state.gained - other.gained < rules.most_steps_ahead for other in sides),
        taken=taken,
        tests_passed=now.tests_passed,
        session=session,
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
        why = en("Locked until earned again: {steps}.", steps=", ".join(sorted(lost)))
        changes.append(RuleChange(on=on, rule="close", before=en("unlocked"), after=en("closed"), why=why))
    return replace(now, lines=tuple(lines), opened=tuple(step for step in now.opened if step not in lost))


def _opened(now: PlanState, on: date, changes: list[RuleChange]) -> PlanState:
    """The state with the harder steps that were just earned."""
    opened = list(now.opened)
    for line_state, ladder, edge in earned(now.lines, opened):
        opened.append(f"{ladder.id}/{edge.to_step}")
        harder = ladder.steps[edge.to_step].exercise
        why = en(
            "Unlocked '{step}' on the ladder '{ladder}'. {criteria}", step=edge.to_step, ladder=ladder.name, criteria=edge.unlock_words
        )
        after = en("{exercise} unlocked", exercise=harder)
        changes.append(RuleChange(on=on, rule="unlock", exercise=line_state.exercise, before=en("closed"), after=after, why=why))
    return replace(now, opened=tuple(sorted(opened)))
