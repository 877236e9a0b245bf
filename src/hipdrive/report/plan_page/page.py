"""The page of a followed plan: the next session, the weeks as a calendar, what stands in, free days, and weeks played ahead."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from ...language import Text, en, joined, layout, reader, reading_in
from ...training import PlanLine
from ...training.plan.progression import DAYS_A_WEEK
from ...training.running_week.running import WEEKDAYS, is_free, weekday_word
from ..exercise_page.page import PICTURE, inline_svg
from ..exercise_picture.style import style_sheet
from ..named import with_names
from ..progress_page.page import GOALS
from ..progress_page.rules import rule_rows
from ..progress_page.words import day_in_words
from ..search_words import SEARCH_WORDS
from ..template import Links, Served, render_page
from ..words import amounts_in_words, cues_of
from .content import PlanContent, SessionShown, SessionState
from .played import played_weeks
from .swapped import swaps_view
from .view import DayView, ExerciseView, FreeDayView, LineView, NextView, PlanPage, ScenarioView, WeekView

TAGS: Mapping[SessionState, Text] = {
    "done": en("done"),
    "left_out": en("left out"),
    "missed": en("missed"),
    "next": en("next"),
    "coming": en("coming"),
    "stopped": en("stopped"),
}
RETEST = "retest"
WORDS: Mapping[str, Text] = {
    "moving": en("Moving the sessions …"),
    "unreachable": en("The server could not be reached. Try again."),
    **SEARCH_WORDS,
    "looking": en("{percent} %: looking for another exercise, {done} of {of}"),
    "playing": en("{percent} %: week {done} of {of}"),
}
"""What its script says."""


OTHER_DAY: Mapping[bool, Text] = {
    False: en("{on:EEE d MMM}"),
    True: en("{on:EEE d MMM} (less than 48 hours beside another session)"),
}
"""A day to which a session can be moved; whether another session is close."""


def plan_page_html(content: PlanContent, *, links: Links = ()) -> str:
    """Write the page; whatever a user typed is escaped.

    Args:
        content: What it shows.
        links: Words and address of further pages.
    """
    at = f"/api{content.address}/plans/{{id}}"
    sent = {"days": f"{at}/days", "session": f"{at}/session", "plan": str(content.plan_id), "page": f"{content.address}/plan"}
    served = Served(modules=("/scripts/plan.js",), words=WORDS, sent=sent)
    with reading_in(reader().code, on_page=True):
        return render_page("plan.html.j2", links=links, served=served, page=plan_page(content), picture_looks=style_sheet(f".{PICTURE}"))


def plan_page(content: PlanContent) -> PlanPage:
    """Put a plan into words."""
    coming = next((session for session in content.sessions if session.state == "next"), None)
    shown = () if coming is None else tuple(line.exercise for line in coming.lines)
    lines = [line for session in content.sessions for line in session.lines if line.exercise not in shown]
    weeks, present = _weeks(content), (content.on - content.starts_on).days // DAYS_A_WEEK
    over = present if 0 < present < len(weeks) else 0
    return PlanPage(
        title=en("{name}: plan", name=content.athlete_name),
        facts=_facts(content),
        address=content.address,
        stopped=_stopped(content),
        next=None if coming is None else _next(coming, content),
        swaps=None if content.swaps is None else swaps_view(content.swaps),
        weeks_before=weeks[:over],
        weeks=weeks[over:],
        others=exercise_views(_first_of_each(lines), content.pictures),
        free_days=tuple(FreeDayView(day=day, name=weekday_word(day), free=is_free(day, content.free_days)) for day in WEEKDAYS),
        scenarios=tuple(_scenario(content, name, title) for name, title in ((each.name, each.title) for each in content.scenarios)),
        played=() if content.simulation is None else played_weeks(content.simulation, content.starts_on),
        played_title=Text("") if content.simulation is None else content.simulation.scenario.title,
        rules=rule_rows(content.changes),
        before=content.before,
        why=tuple(with_names(sentence) for sentence in content.why),
    )


def _facts(content: PlanContent) -> tuple[Text, ...]:
    ends = content.starts_on + timedelta(days=DAYS_A_WEEK * content.weeks - 1)
    return (
        en("{on:EEEE d MMMM y}", on=content.on),
        en("{weeks} weeks, {first:d MMMM} to {last:d MMMM y}", weeks=content.weeks, first=content.starts_on, last=ends),
        en("goal: {goal}", goal=GOALS.get(content.goal, content.goal)),
    )


def _stopped(content: PlanContent) -> Text:
    if content.status == "active":
        return Text("")
    return joined((en("The plan is stopped.") if content.status == "referred" else en("The plan rests."), with_names(content.reason)))


def _scenario(content: PlanContent, name: str, title: Text) -> ScenarioView:
    return ScenarioView(name=name, title=title, shown=content.simulation is not None and content.simulation.scenario.name == name)


def _next(session: SessionShown, content: PlanContent) -> NextView:
    day = en("Today") if session.on == content.on else day_in_words(session.on)
    return NextView(
        heading=en("{day}, about {minutes:.0f} minutes", day=day, minutes=session.minutes),
        moved=_moved(session.moved_from),
        note=session.note,
        exercises=exercise_views(session.lines, content.pictures),
    )


def _moved(first: date | None) -> Text:
    return Text("") if first is None else en("moved from {on:EEEE d MMMM}", on=first)


def _first_of_each(lines: Sequence[PlanLine]) -> list[PlanLine]:
    """Each exercise and side once, as it stands first."""
    first: dict[tuple[str, str], PlanLine] = {}
    for line in lines:
        first.setdefault((line.exercise, line.side), line)
    return list(first.values())


def line_views(lines: Sequence[PlanLine]) -> tuple[LineView, ...]:
    """The exercises of a session, both sides of one together."""
    by_exercise: dict[str, list[PlanLine]] = {}
    for line in lines:
        by_exercise.setdefault(line.exercise, []).append(line)
    return tuple(LineView(exercise=exercise, name=own[0].name, amounts=_amounts(own)) for exercise, own in by_exercise.items())


def _amounts(lines: Sequence[PlanLine]) -> tuple[Text, ...]:
    return tuple(layout("{side} {sets}, {load}", side=side, sets=sets, load=load) for side, sets, load in amounts_in_words(lines))


def exercise_views(lines: Sequence[PlanLine], pictures: Mapping[str, str]) -> tuple[ExerciseView, ...]:
    """The exercises of a session with their pictures."""
    return tuple(
        ExerciseView(
            exercise=view.exercise,
            name=view.name,
            amounts=view.amounts,
            picture=inline_svg(pictures[view.exercise], f"plan-{view.exercise}") if view.exercise in pictures else "",
            cues=cues_of(view.exercise, own[0].set_up),
            stop_for=tuple(dict.fromkeys(fault for line in own for fault in line.stop_for)),
        )
        for view in line_views(lines)
        if (own := [line for line in lines if line.exercise == view.exercise])
    )


def _weeks(content: PlanContent) -> tuple[WeekView, ...]:
    """Calendar weeks of the plan, its own weeks beginning on its first day."""
    last = max([content.retest_on, *(session.on for session in content.sessions)])
    weeks = []
    for week in range((last - content.starts_on).days // DAYS_A_WEEK + 1):
        begins = content.starts_on + timedelta(days=DAYS_A_WEEK * week)
        ends = begins + timedelta(days=DAYS_A_WEEK - 1)
        days = [(session.on, _day(session)) for session in content.sessions if begins <= session.on <= ends]
        days += [(content.retest_on, _retest_day(content))] if begins <= content.retest_on <= ends else []
        heading = en("Week {week}, {first:d MMM} to {last:d MMM}", week=week + 1, first=begins, last=ends)
        in_order = tuple(view for _, view in sorted(days, key=lambda day: day[0]))
        weeks.append(WeekView(heading=heading, now=begins <= content.on <= ends, days=in_order))
    return tuple(weeks)


def _day(session: SessionShown) -> DayView:
    return DayView(
        weekday=session.on.isoweekday(),
        date=en("{on:EEE d MMM}", on=session.on),
        state=session.state,
        tag=TAGS[session.state],
        what=en("about {minutes:.0f} min", minutes=session.minutes),
        moved=_moved(session.moved_from),
        note=session.note,
        lines=line_views(session.lines),
        on=session.on.isoformat(),
        other_days=tuple((on.isoformat(), OTHER_DAY[is_close].filled(on=on)) for on, is_close in session.other_days),
    )


def _retest_day(content: PlanContent) -> DayView:
    return DayView(
        weekday=content.retest_on.isoweekday(),
        date=en("{on:EEE d MMM}", on=content.retest_on),
        state=RETEST,
        tag=en("retest"),
        what=en("test both sides again"),
        moved=_moved(content.retest_moved_from),
        note=Text(""),
        lines=(),
    )
