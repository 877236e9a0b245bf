"""One line of the plan after one session: pain first, then form, then too hard, then a step forward."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from ..plan.programme import ProgrammeLine
from .adapt_rules import AdaptRules
from .calendar import RuleChange, change_of
from .judge import Verdict, is_told_afterwards
from .ladder import counted, lower_line
from .state import LineState
from .steps import Step, amount, load_is_due, next_load, share_up, step_back, step_forward

Followed = tuple[LineState, tuple[RuleChange, ...]]


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


def follow_line(one: LineState, verdict: Verdict, around: Surroundings, *, rules: AdaptRules) -> Followed:
    """The line after a session, with every rule that fired."""
    if not verdict.touched:
        return one, ()
    if verdict.done:
        one = replace(one, last_done=around.on, gap_steps=0)
    if verdict.morning_pain or verdict.done:
        one = replace(one, morning_pain=verdict.morning_pain)
    if verdict.painful and not verdict.done and one.painful and is_told_afterwards(one, around.on):
        return one, ()  # the same session's pain, which took the dose back already
    if verdict.painful:
        return _pained(one, verdict, around, rules=rules)
    if not verdict.done:
        return one, ()
    one = replace(one, painful=0, painless_since=one.painless_since or around.on)
    if verdict.faults:
        return _out_of_form(one, verdict, around, rules=rules)
    one = replace(one, faulty=0)
    if verdict.below:
        return _too_hard(one, around, rules=rules)
    spare = verdict.at_top and verdict.reserve is not None and verdict.reserve >= rules.jump_reserve
    one = replace(one, tops=one.tops if verdict.at_top else 0, spare_tops=one.spare_tops if spare else 0)
    if not verdict.complete:
        why = "A set was left out: the dose is repeated, and nothing counts as failed."
        return one, (change_of(one, around.on, "all_sets", why),)
    one = replace(one, below=0)
    if around.easy:
        return one, ()
    one = replace(one, tops=one.tops + verdict.at_top, spare_tops=one.spare_tops + spare)
    return _forward(one, verdict, around, rules=rules)


def _pained(one: LineState, verdict: Verdict, around: Surroundings, *, rules: AdaptRules) -> Followed:
    one = replace(_nothing_earned(one), painful=one.painful + 1, painless_since=None)
    told = f"Pain of {verdict.pain} of 10" if verdict.pain > rules.pain_stop_above else "More pain in the next morning"
    back = step_back(one.line, rule="pain_back", rules=rules)
    if one.painful >= rules.pain_sessions:
        lower = _down(
            one, around, "pain_regress", f"{told}, {one.painful} sessions running: the easier exercise of the ladder comes first."
        )
        if lower is not None:
            return lower
    if one.painful >= rules.pain_stop_sessions or (back is None and one.painful >= rules.pain_sessions):
        why = f"{told}, {one.painful} sessions running: leave this exercise on this side until a new plan is made, and have it looked at."
        stopped = replace(one, status="stopped", since=around.on, reason=why)
        return stopped, (change_of(one, around.on, "pain_stop", why, after="stopped"),)
    if back is None:
        return one, (change_of(one, around.on, "pain_back", f"{told}: the dose is at its lowest and does not move up."),)
    changed = replace(one, line=back.line, gained=one.gained + back.load_steps)
    return changed, (change_of(one, around.on, "pain_back", f"{told}: one step back on this side.", after=back.after),)


def _out_of_form(one: LineState, verdict: Verdict, around: Surroundings, *, rules: AdaptRules) -> Followed:
    one = replace(_nothing_earned(one), faulty=one.faulty + 1)
    lost = f"Form was lost ({', '.join(verdict.faults)})"
    if one.faulty < rules.form_sessions:
        return one, (change_of(one, around.on, "form_hold", f"{lost}: the dose is repeated until form is kept."),)
    why = f"{lost} in {one.faulty} sessions running"
    return _back(replace(one, faulty=0), around, "form_regress", why, faults=verdict.faults, ladder_first=True, rules=rules)


def _too_hard(one: LineState, around: Surroundings, *, rules: AdaptRules) -> Followed:
    one = replace(_nothing_earned(one), below=one.below + 1)
    if one.below < rules.below_sessions:
        return one, (change_of(one, around.on, "too_hard", "Too few repetitions, or a lighter load: the dose is repeated once."),)
    why = f"Too few repetitions, or a lighter load, in {one.below} sessions running"
    return _back(replace(one, below=0), around, "too_hard", why, ladder_first=False, rules=rules)


def _back(
    one: LineState, around: Surroundings, rule: str, why: str, *, faults: Collection[str] = (), ladder_first: bool, rules: AdaptRules
) -> Followed:
    """Down the ladder or one step back in dose, whichever comes first; where neither is left the dose stays."""
    step = step_back(one.line, rule=rule, rules=rules)
    if ladder_first or step is None:
        lower = _down(one, around, rule, f"{why}: the easier exercise of the ladder comes first.", faults=faults)
        if lower is not None:
            return lower
    if step is None:
        return one, (change_of(one, around.on, rule, f"{why}: this is the lowest dose, so it is repeated."),)
    changed = replace(one, line=step.line, gained=one.gained + step.load_steps)
    return changed, (change_of(one, around.on, rule, f"{why}: one step back on this side.", after=step.after),)


def _down(one: LineState, around: Surroundings, rule: str, why: str, *, faults: Collection[str] = ()) -> Followed | None:
    """The easier exercise of the ladder in place of this one, with nothing counted yet; None if there is none."""
    lower = lower_line(one.line, around.taken, faults=faults)
    if lower is None:
        return None
    fresh = LineState(line=lower, last_done=one.last_done, morning_pain=one.morning_pain, left=(*one.left, one.exercise))
    before, after = (f"{line.exercise} {amount(line.dose)}" for line in (one.line, lower))
    return fresh, (change_of(one, around.on, rule, why, before=before, after=after),)


def _nothing_earned(one: LineState) -> LineState:
    return replace(one, tops=0, spare_tops=0, towards=())


def _forward(one: LineState, verdict: Verdict, around: Surroundings, *, rules: AdaptRules) -> Followed:
    """Take the one step that is due, or say why not."""
    one = counted(one, verdict, on=around.on, tests_passed=around.tests_passed)
    step = step_forward(one, as_asked=verdict.as_asked, may_rise=around.may_rise, rules=rules)
    if step is not None:
        anew = replace(one, tops=0, spare_tops=0) if step.rule != "reps_up" else one
        changed = replace(anew, line=step.line, gained=one.gained + step.load_steps, idle=0, stalls=0)
        why = _why_up(step, one.line, rules=rules)
        return changed, (change_of(one, around.on, step.rule, why, before=step.before, after=step.after),)
    heavier = next_load(one.line, rules=rules)
    if heavier is not None and not around.may_rise and load_is_due(one, heavier, rules=rules):
        why = "This side is ahead of the other by as many load steps as the rule allows, so it repeats its dose until the other follows."
        return one, (change_of(one, around.on, "side_waits", why),)
    one = replace(one, idle=one.idle + 1)
    if heavier is not None and one.tops >= rules.load_sessions and one.idle < rules.stall_sessions:
        why = (
            f"The next load ({heavier}) is a jump: it comes after {rules.jump_sessions} sessions running with all sets at the top "
            f"and at least {rules.jump_reserve:g} repetitions in reserve told for every set."
        )
        return one, (change_of(one, around.on, "jump_up", why),)
    return _stalled(one, around, ceiling=heavier is None and one.tops >= rules.load_sessions, rules=rules)


def _why_up(step: Step, before: ProgrammeLine, *, rules: AdaptRules) -> str:
    """Why a dose went up, in one sentence."""
    top = f"Every set of this side was at the top in {rules.load_sessions} sessions running"
    if step.rule == "reps_up":
        return "Every set of this side went as asked: one repetition more."
    if step.rule == "hold_up":
        return f"{top} and no heavier load is left: hold a second longer."
    old, new = before.dose.load, step.line.dose.load
    share = None if old is None or new is None else share_up(old, new)
    more = "the next band or weight" if share is None else f"load up by {share:.0%}"
    ending = f"{more}, and back to the lower number of repetitions."
    if step.rule == "jump_up":
        return f"Every set was at the top in {rules.jump_sessions} sessions running, {rules.jump_reserve:g} or more in reserve: {ending}"
    return f"{top}: {ending}"


def _stalled(one: LineState, around: Surroundings, *, ceiling: bool, rules: AdaptRules) -> Followed:
    """After many sessions without a step: an easy week first, then other means; at the ceiling other means at once."""
    if one.idle < rules.stall_sessions:
        return one, ()
    if not ceiling and one.stalls == 0:
        until = date.fromordinal(around.on.toordinal() + rules.easy_days)
        why = f"{one.idle} sessions without a step forward: the fewest sets until {until.isoformat()}, then again."
        easy = replace(one, idle=0, stalls=1, easy_until=until)
        return easy, (change_of(one, around.on, "stall_deload", why, after=f"fewest sets until {until.isoformat()}"),)
    reason = "All sets are at the top and no heavier load is left" if ceiling else "Nothing moved after the easy week either"
    advice = "lower more slowly, hold longer, use more range or height, or take the next step of the ladder when the plan is made anew"
    why = f"{reason}: {advice}."
    return replace(one, idle=0, stalls=0), (change_of(one, around.on, "change_means", why),)
