"""The page on which a plan is wished, looked at and kept: the form, and beneath it the plan as it would be."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ...language import Text, en, joined, reader, reading_in, verbatim
from ...training import PlanSession
from ...training.running_week.running import WEEKDAYS, weekday_word
from ..exercise_page.page import PICTURE
from ..exercise_picture.style import style_sheet
from ..named import with_names
from ..progress_page.page import GOALS
from ..run_page.plan_view import LaterWeeks, PlanWeek, later_weeks, plan_weeks
from ..search_words import SEARCH_WORDS
from ..template import Links, Served, render_page
from .page import exercise_views
from .view import ExerciseView, FreeDayView

EXPERIENCE: Mapping[str, Text] = {"some": en("some hip training before"), "new": en("new to it: first steps only")}
PRESETS: Mapping[str, Text] = {
    "standard": en("3 × 15 minutes a week, 6 weeks"),
    "modest": en("15 minutes a week in all, 4 weeks"),
}
WORDS: Mapping[str, Text] = {
    **SEARCH_WORDS,
    "making_loads": en("{percent} %: working out what each exercise loads, {done} of {of}"),
    "making_choice": en("{percent} %: choosing exercises, loads and days"),
    "making": en("The plan is made …"),
    "keeping": en("Keeping the plan …"),
    "unreachable": en("The server could not be reached. Try again."),
}
"""What its script says."""
LONGEST_S = 120
"""A plan is waited for so long."""


@dataclass(frozen=True, kw_only=True)
class RunChoice:
    """A run whose demand a plan may be made for."""

    id: UUID
    on: date
    file_name: str


@dataclass(frozen=True, kw_only=True)
class NewPlanShown:
    """What is shown of a plan before it is kept."""

    sessions: tuple[PlanSession, ...]
    why: tuple[Text, ...]
    before: tuple[Text, ...]
    """To be read before the first line."""
    retest: tuple[Text, ...]


@dataclass(frozen=True, kw_only=True)
class NewPlanContent:
    """What is wished, and what came of it."""

    athlete_name: str
    address: str
    wishes: Mapping[str, object]
    """As sent: key -> value; what was not said is absent."""
    runs: tuple[RunChoice, ...]
    owned: bool
    """Whether it is stored what there is to train with."""
    present: UUID | None
    """The plan that is followed now."""
    plan: NewPlanShown | None
    """As it would be; None where none was asked for or could be made."""
    pictures: Mapping[str, str]
    refused: Text
    """Why no plan could be made; empty where it could."""
    screen_first: bool
    """Whether the safety screen has to be answered first."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One of several."""

    value: str
    name: Text
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class LookedAt:
    """A plan that is not kept yet."""

    exercises: tuple[ExerciseView, ...]
    days: tuple[Text, ...]
    """The days of the first week."""
    first_week: PlanWeek
    later: LaterWeeks
    why: tuple[Text, ...]
    before: tuple[Text, ...]
    retest: tuple[Text, ...]


@dataclass(frozen=True, kw_only=True)
class NewPlanPage:
    """The form and the plan."""

    title: Text
    address: str
    goals: tuple[Choice, ...]
    presets: tuple[Choice, ...]
    experience: tuple[Choice, ...]
    runs: tuple[Choice, ...]
    free_days: tuple[FreeDayView, ...]
    hard_days: tuple[FreeDayView, ...]
    typed: Mapping[str, str]
    """Key -> what was typed; empty where nothing was."""
    both_hips: bool
    owned: bool
    refused: Text
    screen_first: bool
    replaces: bool
    """Whether a plan is followed now, which this one would take the place of."""
    looked_at: LookedAt | None


def new_plan_html(content: NewPlanContent, *, links: Links = ()) -> str:
    """Write the page; whatever a user typed is escaped.

    Args:
        content: What it shows.
        links: Words and address of further pages.
    """
    sent = {
        "keep": f"/api{content.address}/plans/{{id}}",
        "page": f"{content.address}/plan",
        "wishes": dict(content.wishes),
        "insteadOf": None if content.present is None else str(content.present),
        "longest": LONGEST_S,
    }
    served = Served(modules=("/scripts/plan_new.js",), words=WORDS, sent=sent)
    with reading_in(reader().code, on_page=True):
        page, looks = new_plan_page(content), style_sheet(f".{PICTURE}")
        return render_page("plan_new.html.j2", links=links, served=served, page=page, picture_looks=looks)


def new_plan_page(content: NewPlanContent) -> NewPlanPage:
    """Put the wishes back into the form, and the plan into words."""
    wished = content.wishes
    free, hard = (set(_many(wished.get(key))) for key in ("free_days", "hard_days"))
    typed = {key: _typed(wished.get(key)) for key in ("minutes_per_week", "weeks", "sessions_per_week", "start", "own", "pace")}
    typed["races"] = ", ".join(map(str, _many(wished.get("races"))))
    runs = [Choice(value="", name=en("typical runners at this pace"), chosen=not wished.get("run"))]
    runs += [Choice(value=str(run.id), name=_run_name(run), chosen=str(wished.get("run")) == str(run.id)) for run in content.runs]
    return NewPlanPage(
        title=en("{name}: a new plan", name=content.athlete_name),
        address=content.address,
        goals=_choices(GOALS, wished.get("goal")),
        presets=_choices(PRESETS, wished.get("preset")),
        experience=_choices(EXPERIENCE, wished.get("experience")),
        runs=tuple(runs),
        free_days=tuple(FreeDayView(day=day, name=weekday_word(day), free=not free or day in free) for day in WEEKDAYS),
        hard_days=tuple(FreeDayView(day=day, name=weekday_word(day), free=day in hard) for day in WEEKDAYS),
        typed=typed,
        both_hips=bool(wished.get("both_hips")),
        owned=content.owned,
        refused=content.refused,
        screen_first=content.screen_first,
        replaces=content.present is not None,
        looked_at=None if content.plan is None else _looked_at(content.plan, content.pictures),
    )


def _looked_at(plan: NewPlanShown, pictures: Mapping[str, str]) -> LookedAt:
    first = plan.sessions[0].week
    lines = {(line.exercise, line.side): line for session in reversed(plan.sessions) for line in reversed(session.lines)}
    days = [session for session in plan.sessions if session.week == first]
    return LookedAt(
        exercises=exercise_views(list(reversed(lines.values())), pictures),
        days=tuple(
            joined((en("{on:EEEE d MMMM}", on=session.on), en("about {minutes:.0f} min", minutes=session.minutes), session.note), ", ")
            for session in days
        ),
        first_week=plan_weeks(plan.sessions, ())[0],
        later=later_weeks(plan.sessions),
        why=tuple(with_names(sentence) for sentence in plan.why),
        before=plan.before,
        retest=plan.retest,
    )


def _choices(names: Mapping[str, Text], chosen: object) -> tuple[Choice, ...]:
    """All choices, the first chosen where nothing was said."""
    value = chosen if chosen in names else next(iter(names))
    return tuple(Choice(value=key, name=name, chosen=key == value) for key, name in names.items())


def _run_name(run: RunChoice) -> Text:
    return en("own run of {on:d MMMM y}: {file}", on=run.on, file=verbatim(run.file_name))


def _many(value: object) -> tuple[object, ...]:
    return tuple(value) if isinstance(value, list | tuple) else ()


def _typed(value: object) -> str:
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
