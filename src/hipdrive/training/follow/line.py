"""One line of the plan after one session: pain first, then form, then too hard, then a step forward."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from ...language import Text, en, joined, layout
from ..log.session import SessionRecord, form_word
from ..plan.programme import ProgrammeLine
from .adapt_rules import AdaptRules
from .calendar import RuleChange, line_change
from .find_load import FoundLoad, found_load, usable_sets
from .judge import LineVerdict, is_of_last_session
from .ladder import counted, lower_line
from .state import STATUS_WORDS, LineState
from .steps import DoseStep, amount, load_is_due, next_load, share_up, step_back, step_forward, with_load

LineOutcome = tuple[LineState, tuple[RuleChange, ...]]


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What a line has to know of the rest of the plan."""

    on: date
    easy: bool
    """No step forward in an easy week."""
    may_rise: bool
    """Whether the load may rise, as far as the other side is concerned."""
    taken: Collection[tuple[str, str]]
    """(exercise, side) of the other lines."""
    tests_passed: Collection[str]
    session: SessionRecord


FOUND: Mapping[tuple[bool, bool], Text] = {
    (True, True): en(
        "The sets on this side point to {wanted:.0%} more than this load asks of the hip, and the strength behind the load was a guess: "
        "take {load}, {step:.0%} more at the hardest point."
    ),
    (True, False): en(
        "The sets on this side point to {wanted:.0%} more than this load asks of the hip, and your strength has changed: "
        "take {load}, {step:.0%} more at the hardest point."
    ),
    (False, True): en(
        "The sets on this side point to {wanted:.0%} less than this load asks of the hip, and the strength behind the load was a guess: "
        "take {load}, {step:.0%} less at the hardest point."
    ),
    (False, False): en(
        "The sets on this side point to {wanted:.0%} less than this load asks of the hip, and your strength has changed: "
        "take {load}, {step:.0%} less at the hardest point."
    ),
}
"""(more, from a guess) -> why the load moves."""


def follow_line(state: LineState, verdict: LineVerdict, around: Surroundings, *, rules: AdaptRules) -> LineOutcome:
    """The line after a session, with every rule that fired."""
    if not verdict.touched:
        return state, ()
    if verdict.done:
        state = replace(state, last_done=around.on, gap_steps=0, held=state.held if around.easy else None)
    if verdict.morning_pain or verdict.done:
        state = replace(state, morning_pain=verdict.morning_pain)
    if verdict.painful and not verdict.done and state.painful and is_of_last_session(state, around.on):
        return state, ()  # the same session's pain, which took the dose back already
    if around.easy and (verdict.painful or verdict.faults or verdict.below):
        state = as_held(state)
    if verdict.painful:
        return _pained(state, verdict, around, rules=rules)
    if not verdict.done:
        return state, ()
    state = replace(state, painful=0, painless_since=state.painless_since or around.on)
    if verdict.faults:
        return _out_of_form(state, verdict, around, rules=rules)
    state = replace(state, faulty=0)
    sets = usable_sets(state, around.session)
    found = None if around.easy else found_load(state, sets, rules)
    state = replace(state, told=state.told + (found is not None))
    if found is not None and found.load != state.dose.load and _is_far(found, verdict, state, rules=rules):
        return _to_found(state, found, around, rules=rules)
    if verdict.below:
        return _too_hard(state, around, rules=rules)
    spare = verdict.at_top and verdict.reserve is not None and verdict.reserve >= rules.jump_reserve
    state = replace(state, tops=state.tops if verdict.at_top else 0, spare_tops=state.spare_tops if spare else 0)
    if not verdict.complete:
        why = en("A set was left out: repeat this dose. Nothing counts as failed.")
        return state, (line_change(state, around.on, "all_sets", why),)
    state = replace(state, below=0)
    if around.easy:
        return state, ()
    state = replace(state, tops=state.tops + verdict.at_top, spare_tops=state.spare_tops + spare)
    return _forward(state, verdict, around, rules=rules)


def _is_far(found: FoundLoad, verdict: LineVerdict, state: LineState, *, rules: AdaptRules) -> bool:
    """Whether more or less was done than asked by more than reports err: up, or down while the load is being found or a set fell short."""
    guess = state.told <= rules.found_sessions
    beyond = rules.found_beyond_guess if guess else rules.found_beyond
    if found.ratio > 1.0:
        return found.surplus >= 1.0 + beyond
    return found.surplus <= 1.0 - beyond and (verdict.below or guess)


def _to_found(state: LineState, found: FoundLoad, around: Surroundings, *, rules: AdaptRules) -> LineOutcome:
    """The load that the sets point to, at its lowest repetitions, with nothing counted yet."""
    line = with_load(state.line, found.load)
    changed = replace(_nothing_earned(state), line=line, below=0, idle=0, stalls=0)
    why = FOUND[found.ratio > 1.0, state.told <= rules.found_sessions]
    said = why.filled(wanted=abs(found.wanted - 1.0), load=str(found.load), step=abs(found.ratio - 1.0))
    return changed, (line_change(state, around.on, "find_load", said, after=amount(line.dose)),)


def as_held(state: LineState) -> LineState:
    """The line as it was last done, without the step forward that was not tried yet."""
    if state.held is None:
        return state
    steps = 0 if state.held.dose.load == state.dose.load else 1
    return replace(state, line=state.held, gained=state.gained - steps, held=None)


def _pained(state: LineState, verdict: LineVerdict, around: Surroundings, *, rules: AdaptRules) -> LineOutcome:
    state = replace(_nothing_earned(state), painful=state.painful + 1, painless_since=None)
    pain = en("Pain of {pain} out of 10", pain=verdict.pain) if verdict.pain > rules.pain_stop_above else en("More pain the next morning")
    back = step_back(state.line, rule="pain_back", rules=rules)
    if state.painful >= rules.pain_sessions:
        lower = _down(
            state,
            around,
            "pain_regress",
            en("{pain}, {sessions} sessions in a row: the easier exercise on the ladder comes first.", pain=pain, sessions=state.painful),
        )
        if lower is not None:
            return lower
    if state.painful >= rules.pain_stop_sessions or (back is None and state.painful >= rules.pain_sessions):
        why = en(
            "{pain}, {sessions} sessions in a row: stop this exercise on this side until a new plan is made, and get it checked.",
            pain=pain,
            sessions=state.painful,
        )
        stopped = replace(state, status="stopped", since=around.on, reason=why)
        return stopped, (line_change(state, around.on, "pain_stop", why, after=STATUS_WORDS["stopped"]),)
    if back is None:
        return state, (
            line_change(state, around.on, "pain_back", en("{pain}: the dose is at its lowest and does not move up.", pain=pain)),
        )
    changed = replace(state, line=back.line, gained=state.gained + back.load_steps)
    return changed, (line_change(state, around.on, "pain_back", en("{pain}: one step back on this side.", pain=pain), after=back.after),)


def _out_of_form(state: LineState, verdict: LineVerdict, around: Surroundings, *, rules: AdaptRules) -> LineOutcome:
    state = replace(_nothing_earned(state), faulty=state.faulty + 1)
    faults = joined([form_word(fault) for fault in verdict.faults], ", ")
    if state.faulty < rules.form_sessions:
        why = en("Form was lost ({faults}): repeat this dose until form holds.", faults=faults)
        return state, (line_change(state, around.on, "form_hold", why),)
    why = en("Form was lost ({faults}) in {sessions} sessions in a row", faults=faults, sessions=state.faulty)
    return _back(replace(state, faulty=0), around, "form_regress", why, faults=verdict.faults, ladder_first=True, rules=rules)


def _too_hard(state: LineState, around: Surroundings, *, rules: AdaptRules) -> LineOutcome:
    state = replace(_nothing_earned(state), below=state.below + 1)
    if state.below < rules.below_sessions:
        return state, (line_change(state, around.on, "too_hard", en("Too few reps, or a lighter load: repeat this dose once.")),)
    why = en("Too few reps, or a lighter load, in {sessions} sessions in a row", sessions=state.below)
    return _back(replace(state, below=0), around, "too_hard", why, ladder_first=False, rules=rules)


def _back(
    state: LineState, around: Surroundings, rule: str, why: Text, *, faults: Collection[str] = (), ladder_first: bool, rules: AdaptRules
) -> LineOutcome:
    """Down the ladder or one step back in dose, whichever comes first; where neither is left the dose stays."""
    step = step_back(state.line, rule=rule, rules=rules)
    if ladder_first or step is None:
        lower = _down(state, around, rule, en("{why}: the easier exercise on the ladder comes first.", why=why), faults=faults)
        if lower is not None:
            return lower
    if step is None:
        return state, (line_change(state, around.on, rule, en("{why}: this is already the lowest dose, so repeat it.", why=why)),)
    changed = replace(state, line=step.line, gained=state.gained + step.load_steps)
    return changed, (line_change(state, around.on, rule, en("{why}: one step back on this side.", why=why), after=step.after),)


def _down(state: LineState, around: Surroundings, rule: str, why: Text, *, faults: Collection[str] = ()) -> LineOutcome | None:
    """The easier exercise of the ladder in place of this one, with nothing counted yet; None if there is none."""
    lower = lower_line(state.line, around.taken, faults=faults)
    if lower is None:
        return None
    fresh = LineState(line=lower, last_done=state.last_done, morning_pain=state.morning_pain, left=(*state.left, state.exercise))
    before, after = (layout("{exercise} {amount}", exercise=line.exercise, amount=amount(line.dose)) for line in (state.line, lower))
    return fresh, (line_change(state, around.on, rule, why, before=before, after=after),)


def _nothing_earned(state: LineState) -> LineState:
    return replace(state, tops=0, spare_tops=0, towards=(), held=None)


def _forward(state: LineState, verdict: LineVerdict, around: Surroundings, *, rules: AdaptRules) -> LineOutcome:
    """Take the one step that is due, or say why not."""
    state = counted(state, verdict, on=around.on, tests_passed=around.tests_passed)
    step = step_forward(state, as_asked=verdict.as_asked, may_rise=around.may_rise, rules=rules)
    if step is not None:
        anew = replace(state, tops=0, spare_tops=0) if step.rule != "reps_up" else state
        changed = replace(anew, line=step.line, held=state.line, gained=state.gained + step.load_steps, idle=0, stalls=0)
        why = _why_up(step, state.line, rules=rules)
        return changed, (line_change(state, around.on, step.rule, why, before=step.before, after=step.after),)
    heavier = next_load(state.line, rules=rules)
    if heavier is not None and not around.may_rise and load_is_due(state, heavier, rules=rules):
        why = en(
            "This side is as many load steps ahead of the other as the rule allows, so it repeats its dose until the other catches up."
        )
        return state, (line_change(state, around.on, "side_waits", why),)
    state = replace(state, idle=state.idle + 1)
    if heavier is not None and state.tops >= rules.load_sessions and state.idle < rules.stall_sessions:
        why = en(
            "The next load ({load}) is a big jump: it comes after {sessions} sessions in a row with all sets at the top of the rep range "
            "and at least {reserve:g} reps in reserve logged for every set.",
            load=str(heavier),
            sessions=rules.jump_sessions,
            reserve=rules.jump_reserve,
        )
        return state, (line_change(state, around.on, "jump_up", why),)
    return _stalled(state, around, ceiling=heavier is None and state.tops >= rules.load_sessions, rules=rules)


def _why_up(step: DoseStep, before: ProgrammeLine, *, rules: AdaptRules) -> Text:
    """Why a dose went up, in one sentence."""
    if step.rule == "reps_up":
        return en("Every set on this side was done as prescribed: one more rep.")
    if step.rule == "hold_up":
        return en(
            "Every set on this side reached the top of the rep range in {sessions} sessions in a row, and no heavier load is left: hold a "
            "second longer.",
            sessions=rules.load_sessions,
        )
    old, new = before.dose.load, step.line.dose.load
    share = None if old is None or new is None else share_up(old, new)
    more = en("the next band or weight") if share is None else en("{share:.0%} more load", share=share)
    if step.rule == "jump_up":
        return en(
            "Every set reached the top {sessions} sessions in a row, with {reserve:g} or more to spare: {more}, and back to the bottom of "
            "the rep range.",
            sessions=rules.jump_sessions,
            reserve=rules.jump_reserve,
            more=more,
        )
    return en(
        "Every set on this side reached the top of the rep range in {sessions} sessions in a row: {more}, and back to the bottom of the "
        "rep range.",
        sessions=rules.load_sessions,
        more=more,
    )


def _stalled(state: LineState, around: Surroundings, *, ceiling: bool, rules: AdaptRules) -> LineOutcome:
    """After many sessions without a step: an easy week first, then other means; at the ceiling other means at once."""
    if state.idle < rules.stall_sessions:
        return state, ()
    if not ceiling and state.stalls == 0:
        until = date.fromordinal(around.on.toordinal() + rules.easy_days)
        why = en("{sessions} sessions without a step up: do the fewest sets until {on}, then try again.", sessions=state.idle, on=until)
        easy = replace(state, idle=0, stalls=1, easy_until=until)
        return easy, (line_change(state, around.on, "stall_deload", why, after=en("fewest sets until {on}", on=until)),)
    why = en(
        "Nothing moved after the easy week either: lower more slowly, hold longer, use more range or height, or take the ladder's next "
        "step in a new plan."
    )
    if ceiling:
        why = en(
            "All sets are at the top of the range and no heavier load is left: lower more slowly, hold longer, use more range or height, "
            "or take the ladder's next step in a new plan."
        )
    return replace(state, idle=0, stalls=0), (line_change(state, around.on, "change_means", why),)
