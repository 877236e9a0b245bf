"""How it goes as one HTML page: three sentences and what to do next, figures over days, and behind folds all that was logged."""

from collections.abc import Mapping
from datetime import date

from ...language import Text, en, joined, layout, reader, reading_in
from ..figures.date_axis import Span, span_of
from ..figures.week_bars import week_bars
from ..named import with_names
from ..template import Links, render_page
from ..words import amounts_in_words
from .content import NextSession, PlanNow, ProgressContent
from .loads import load_figures
from .pain import pain_figure, pain_signs
from .rules import dose_rows, ordinary_in_words, rule_rows, telling_rows
from .sentences import TO_LOG, next_heading, three_sentences, to_do, where_it_stands
from .tested import passed_in_words, tested_figures
from .view import Captioned, NextView, ProgressPage, SessionRow
from .words import day_in_words, pain_in_words, sets_done

KINDS: Mapping[str, Text] = {
    "deload_week": en("lighter week"),
    "retest_week": en("retest week"),
    "maintenance": en("keeping what was gained"),
}
GOALS: Mapping[str, Text] = {"distance": en("distance running"), "sprint": en("sprinting"), "general": en("general strength")}


def progress_page_html(content: ProgressContent, *, links: Links = (), last: int | None = None, all_at: str = "") -> str:
    """Write the page of an athlete's progress; whatever a user typed is escaped.

    Args:
        content: What it shows.
        links: Words and address of further pages.
        last: How many sessions are listed, the newest first; None for all.
        all_at: Address of the same page with all of them, from the first day on; empty where there is none.

    Returns:
        One HTML document with everything inside.
    """
    with reading_in(reader().code, on_page=True):
        return render_page("progress.html.j2", links=links, page=progress_page(content, last=last), all_at=all_at)


def progress_page(content: ProgressContent, *, last: int | None = None) -> ProgressPage:
    """Put an athlete's progress into words and figures.

    Args:
        content: What is shown.
        last: How many sessions, the newest first; None for all.
    """
    plan, span = content.plan, _span(content)
    changes = () if plan is None else plan.changes
    return ProgressPage(
        title=en("{name}: how it goes", name=content.athlete_name),
        facts=_facts(content),
        stopped=_stopped(plan),
        sentences=three_sentences(content),
        to_do=to_do(content),
        to_log=() if content.sessions or content.only or content.since else TO_LOG,
        next=None if plan is None or plan.status == "referred" else _next(plan.next),
        weeks=None if plan is None or not any(week.planned or week.done for week in plan.by_week) else _weeks(plan),
        loads=load_figures(content.exercises, span),
        has_both_legs=any("both" in entry.sides for entry in content.exercises),
        tests=tested_figures(content),
        passed=passed_in_words(content),
        no_tests_because=Text("") if any(series.days for series in content.tests) else en("No test with a number is stored yet."),
        pain=pain_figure(content, span),
        pain_signs=pain_signs(content),
        no_pain=three_sentences(content)[-1] if content.sessions else Text(""),
        rules=telling_rows(changes),
        routine=ordinary_in_words(changes),
        all_rules=rule_rows(changes),
        doses=() if plan is None else dose_rows(plan),
        sessions=tuple(
            SessionRow(
                on=en("{on:EEE d MMM y}", on=session.on),
                sets=sets_done(session),
                pains=tuple(en("pain {pain}", pain=pain_in_words(pain)) for pain in session.pains),
                note=session.note,
            )
            for session in content.sessions[::-1][:last]
        ),
        sessions_kept=content.sessions_kept,
        lately=content.sessions_kept > len(content.sessions),
    )


def _facts(content: ProgressContent) -> tuple[Text, ...]:
    """What stands below the head."""
    plan = content.plan
    facts = [en("{on:EEEE d MMMM y}", on=content.on)]
    if plan is not None:
        kind = KINDS.get(plan.kind) if plan.week else None
        facts.append(layout("{where} ({kind})" if kind else "{where}", where=where_it_stands(plan), kind=kind))
        facts.append(en("goal: {goal}", goal=GOALS.get(plan.goal, plan.goal)))
    else:
        facts.append(en("no plan"))
    if content.only:
        facts.append(en("only {exercise}", exercise=content.only))
    if content.since is not None:
        facts.append(en("from {on} on", on=content.since))
    return tuple(facts)


def _stopped(plan: PlanNow | None) -> Text:
    if plan is None or plan.status == "active":
        return Text("")
    return joined((en("The plan is stopped.") if plan.status == "referred" else en("The plan rests."), with_names(plan.reason)))


def _span(content: ProgressContent) -> Span:
    """The days of all figures but those of tests, so that they can be read beneath each other."""
    days: list[date] = [session.on for session in content.sessions]
    if content.since is None and content.plan is not None:
        days.append(content.plan.starts_on)
    return span_of(min([*days, content.on]), max([*days, content.on]))


def _next(coming: NextSession) -> NextView:
    by_exercise: dict[Text, list[Text]] = {}
    for name in dict.fromkeys(line.name for line in coming.lines):
        amounts = amounts_in_words([line for line in coming.lines if line.name == name])
        by_exercise[name] = [layout("{side} {sets}, {load}", side=side, sets=sets, load=load) for side, sets, load in amounts]
    return NextView(
        heading=next_heading(coming),
        lines=tuple(layout("{exercise}: {amounts}", exercise=name, amounts=joined(told, "; ")) for name, told in by_exercise.items()),
        nothing=Text("") if coming.lines else en("Nothing is asked for on {day}.", day=day_in_words(coming.on)),
        why=tuple(with_names(words) for words in coming.why),
    )


def _weeks(plan: PlanNow) -> Captioned:
    words = [en("week {week}: {done} of {planned}", week=week.week, done=week.done, planned=week.planned) for week in plan.by_week]
    alt = en("Sessions done of those planned, {weeks}.", weeks=joined(words, "; "))
    return Captioned(heading=Text(""), picture=week_bars(plan.by_week, alt=alt), caption=())
