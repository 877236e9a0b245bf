"""How it goes in three sentences - sessions, tests, pain - and what to do next."""

from ...body_words import ON_SIDE_WORDS, SIDE_WORDS
from ...language import Text, and_list, en, en_count, joined, layout
from ...training import adapt_rules
from .content import NextSession, PlanNow, ProgressContent, Resting, TestSeries
from .pain import felt
from .words import day_in_words, in_unit, pain_in_words

TO_LOG = (
    en("Each session: the exercise, the side, sets × repetitions, and the load."),
    en("How many more clean repetitions would have been possible in a set."),
    en("Pain from 0 to 10 and where: during, afterwards, and the next morning."),
    en("A session that was left out, as left out: that is not failed."),
    en("Strength tests of both sides on two days before the plan begins, and again after its last week."),
)
TESTS_NAMED = 2


def three_sentences(content: ProgressContent) -> tuple[Text, ...]:
    """Sessions, tests and pain."""
    return (_sessions(content), _tests(content), _pain(content))


def to_do(content: ProgressContent) -> tuple[Text, ...]:
    """What to do next, the most pressing first."""
    plan, said = content.plan, [content.first_step] if content.first_step else []
    if plan is None or plan.status == "referred":
        return tuple(said)
    coming = plan.next
    said += [_rests(resting) for resting in coming.resting]
    if coming.lines:
        day = day_in_words(coming.on)
        said.append(en("Do the session of {day} and log it the same day, pain of the next morning too.", day=day))
    if plan.retest_on is not None:
        day = day_in_words(plan.retest_on)
        over = content.on > plan.retest_on
        said.append(en("Test again: it was due on {day}.", day=day) if over else en("Test again: on {day}.", day=day))
    return tuple(said)


def _rests(resting: Resting) -> Text:
    """'Seated lift, left, rests until then.'."""
    if resting.side == "both":
        if resting.until_screened:
            return en("{exercise} rests until then.", exercise=resting.name)
        return en("{exercise} rests until a new plan is made.", exercise=resting.name)
    if resting.until_screened:
        return en("{exercise}, {side}, rests until then.", exercise=resting.name, side=SIDE_WORDS[resting.side])
    return en("{exercise}, {side}, rests until a new plan is made.", exercise=resting.name, side=SIDE_WORDS[resting.side])


def next_heading(coming: NextSession) -> Text:
    """'Monday 30 November, week 6'."""
    return en("{day}, week {week}", day=day_in_words(coming.on), week=coming.week)


def where_it_stands(plan: PlanNow) -> Text:
    """'week 5 of 6', 'starts on Monday 30 November', '2 weeks after the plan of 6 weeks'."""
    if plan.week == 0:
        return en("the plan starts on {day}", day=day_in_words(plan.starts_on))
    if plan.week > plan.weeks:
        return en_count(
            "{n} week after the end of the plan of {weeks} weeks",
            "{n} weeks after the end of the plan of {weeks} weeks",
            n=plan.week - plan.weeks,
            weeks=plan.weeks,
        )
    return en("week {week} of {weeks}", week=plan.week, weeks=plan.weeks)


def _sessions(content: ProgressContent) -> Text:
    plan = content.plan
    if plan is None:
        return _sessions_without_plan(content)
    if not plan.planned:
        return en("No session was due yet: {where}.", where=where_it_stands(plan))
    gaps = [en_count("{n} was left out", "{n} were left out", n=plan.skipped)] if plan.skipped else []
    gaps += [en_count("{n} has no entry", "{n} have no entry", n=plan.missed)] if plan.missed else []
    done = en("{done} of {planned} planned sessions are done", done=plan.done, planned=plan.planned)
    if plan.done <= plan.planned:
        share = 100 * sum(min(week.done, week.planned) for week in plan.by_week) / plan.planned
        done = layout("{done} ({share:.0f} %)", done=done, share=share)
    return layout("{words}.", words=joined((done, and_list(gaps)), "; "))


def _sessions_without_plan(content: ProgressContent) -> Text:
    done = content.days_trained
    if content.since is None:
        if not done:
            return en("Nothing is logged; no plan is followed.")
        return en_count("{n} session is logged; no plan is followed.", "{n} sessions are logged; no plan is followed.", n=done)
    day = day_in_words(content.since)
    if not done:
        return en("Nothing is logged since {day}; no plan is followed.", day=day)
    return en_count(
        "{n} session is logged since {day}; no plan is followed.",
        "{n} sessions are logged since {day}; no plan is followed.",
        n=done,
        day=day,
    )


def _tests(content: ProgressContent) -> Text:
    compared = [series for series in content.tests if series.change is not None]
    if not content.tests:
        return en("No test is stored, so nothing can be said of strength.")
    if not compared:
        return en("No test was done both before and since, so nothing can be said of a change in strength.")
    moved = [_moved(series) for series in compared if series.change is not None and series.change.verdict != "cannot tell yet"]
    if not moved:
        return en_count(
            "None of {n} test moved by more than chance alone moves it.",
            "None of {n} tests moved by more than chance alone moves it.",
            n=len(compared),
        )
    tests = joined(moved[:TESTS_NAMED], "; ")
    if len(moved) > TESTS_NAMED:
        tests = en("{tests}, and {n} more", tests=tests, n=len(moved) - TESTS_NAMED)
    still = len(compared) - len(moved)
    rest = en_count("{n} other test cannot tell yet", "{n} other tests cannot tell yet", n=still) if still else ""
    return en("By more than chance alone moves it: {tests}.", tests=joined((tests, rest), "; "))


def _moved(series: TestSeries) -> Text:
    """'Isometric hip flexion on the left improved by 20 Nm'."""
    change, test = series.change, joined((series.protocol.name,))
    assert change is not None  # noqa: S101 - asked for those that were compared
    if series.side is not None:
        test = layout("{test} {side}", test=test, side=ON_SIDE_WORDS[series.side])
    improved = change.verdict == "improved"
    if change.difference is None:
        return en("{test} improved", test=test) if improved else en("{test} got worse", test=test)
    size = in_unit(abs(change.difference), series.protocol)
    return en("{test} improved by {size}", test=test, size=size) if improved else en("{test} got worse by {size}", test=test, size=size)


def _pain(content: ProgressContent) -> Text:
    trained = {session.on for session in content.sessions if not session.skipped}
    if not trained:
        return en("Nothing is known of pain, because no session is logged here.")
    told = felt(content)
    if not told:
        return en_count("No pain was told in {n} session.", "No pain was told in {n} sessions.", n=len(trained))
    on, worst = max(told, key=lambda entry: entry[1].level)
    days, rules = len({day for day, _ in told}), adapt_rules()
    often = en_count("{days} of {n} session", "{days} of {n} sessions", n=len(trained), days=days)
    facts = {"often": often, "pain": pain_in_words(worst), "on": on}
    if worst.level > rules.pain_refer_above:
        return en(
            "Pain was felt in {often}, at most {pain} ({on}), above the {limit} at which a plan stops.",
            **facts,
            limit=rules.pain_refer_above,
        )
    if worst.level > rules.pain_stop_above:
        return en("Pain was felt in {often}, at most {pain} ({on}), above the limit of {limit}.", **facts, limit=rules.pain_stop_above)
    return en("Pain was felt in {often}, at most {pain} ({on}), within the limit of {limit}.", **facts, limit=rules.pain_stop_above)
