"""How it goes in three sentences - sessions, tests, pain - and what to do next."""

from ...training import adapt_rules
from ..words import and_list
from .content import NextSession, PlanNow, ProgressContent, TestSeries
from .pain import felt
from .words import day_in_words, in_unit, pain_in_words, short_day

TO_LOG = (
    "Each session: the exercise, the side, sets × repetitions, and the load.",
    "How many more clean repetitions would have been possible in a set.",
    "Pain from 0 to 10 and where: during, afterwards, and the next morning.",
    "A session that was left out, as left out: that is not failed.",
    "Strength tests of both sides on two days before the plan begins, and again after its last week.",
)
TESTS_NAMED = 2


def three_sentences(content: ProgressContent) -> tuple[str, ...]:
    """Sessions, tests and pain."""
    return (_sessions(content), _tests(content), _pain(content))


def to_do(content: ProgressContent) -> tuple[str, ...]:
    """What to do next, the most pressing first."""
    plan, said = content.plan, [content.first_step] if content.first_step else []
    if plan is None or plan.status == "referred":
        return tuple(said)
    coming = plan.next
    for resting in coming.resting:
        name = f"{resting.name}{'' if resting.side == 'both' else f', {resting.side},'}"
        said.append(f"{name} rests until {'then' if resting.until_screened else 'a new plan is made'}.")
    if coming.lines:
        said.append(f"Do the session of {day_in_words(coming.on)} and log it the same day, pain of the next morning too.")
    if plan.retest_on is not None:
        over = content.on > plan.retest_on
        said.append(f"Test again: {'it was due on' if over else 'on'} {day_in_words(plan.retest_on)}.")
    return tuple(said)


def next_heading(coming: NextSession) -> str:
    """'Monday 30 November, week 6'."""
    return f"{day_in_words(coming.on)}, week {coming.week}"


def where_it_stands(plan: PlanNow) -> str:
    """'week 5 of 6', 'starts on Monday 30 November', '2 weeks after the plan of 6 weeks'."""
    if plan.week == 0:
        return f"the plan starts on {day_in_words(plan.starts_on)}"
    if plan.week > plan.weeks:
        over = plan.week - plan.weeks
        return f"{over} week{'' if over == 1 else 's'} after the end of the plan of {plan.weeks} weeks"
    return f"week {plan.week} of {plan.weeks}"


def _sessions(content: ProgressContent) -> str:
    done = len({session.on for session in content.sessions if any(not logged.skipped for logged in session.sets)})
    plan = content.plan
    if plan is None:
        since = "" if content.since is None else f" since {day_in_words(content.since)}"
        logged = _counted(done, "session is", "sessions are") if done else "Nothing is"
        return f"{logged} logged{since}; no plan is followed."
    if not plan.planned:
        return f"No session was due yet: {where_it_stands(plan)}."
    gaps = [f"{plan.skipped} {'was' if plan.skipped == 1 else 'were'} left out"] if plan.skipped else []
    gaps += [f"{plan.missed} {'has' if plan.missed == 1 else 'have'} no entry"] if plan.missed else []
    kept = sum(min(week.done, week.planned) for week in plan.by_week)
    of_these = f" ({100 * kept / plan.planned:.0f} %)" if plan.done <= plan.planned else ""
    return f"{plan.done} of {plan.planned} planned sessions are done{of_these}{f'; {and_list(gaps)}' if gaps else ''}."


def _tests(content: ProgressContent) -> str:
    compared = [series for series in content.tests if series.change is not None]
    if not content.tests:
        return "No test is stored, so nothing can be said of strength."
    if not compared:
        return "No test was done both before and since, so nothing can be said of a change in strength."
    moved = [_moved(series) for series in compared if series.change is not None and series.change.verdict != "cannot tell yet"]
    if not moved:
        return f"None of {_counted(len(compared), 'test', 'tests')} moved by more than chance alone moves it."
    still = len(compared) - len(moved)
    rest = f"; {_counted(still, 'other test cannot', 'other tests cannot')} tell yet" if still else ""
    more = f", and {len(moved) - TESTS_NAMED} more" if len(moved) > TESTS_NAMED else ""
    return f"By more than chance alone moves it, {'; '.join(moved[:TESTS_NAMED])}{more}{rest}."


def _moved(series: TestSeries) -> str:
    change = series.change
    assert change is not None  # noqa: S101 - asked for those that were compared
    name = f"{series.protocol.name[:1].lower()}{series.protocol.name[1:]}{f' on the {series.side}' if series.side else ''}"
    by = "" if change.difference is None else f" by {in_unit(abs(change.difference), series.protocol)}"
    got = "improved" if change.verdict == "improved" else "got worse"
    return f"{name} {got}{by}"


def _pain(content: ProgressContent) -> str:
    trained = {session.on for session in content.sessions if not session.skipped}
    if not trained:
        return "Nothing is known of pain, because no session is logged here."
    told = felt(content)
    if not told:
        return f"No pain was told in {_counted(len(trained), 'session', 'sessions')}."
    on, worst = max(told, key=lambda entry: entry[1].level)
    days = len({day for day, _ in told})
    rules = adapt_rules()
    beyond = f", within the limit of {rules.pain_stop_above}"
    if worst.level > rules.pain_refer_above:
        beyond = f", above the {rules.pain_refer_above} at which a plan stops"
    elif worst.level > rules.pain_stop_above:
        beyond = f", above the limit of {rules.pain_stop_above}"
    often = f"{days} of {_counted(len(trained), 'session', 'sessions')}"
    return f"Pain was felt in {often}, at most {pain_in_words(worst)} ({short_day(on)}){beyond}."


def _counted(count: int, singular: str, plural: str) -> str:
    return f"{count} {singular if count == 1 else plural}"
