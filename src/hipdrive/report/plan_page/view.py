"""PlanPage: everything that the page of a followed plan shows, in words and figures; the template only places it."""

from dataclasses import dataclass

from ...language import Text
from ..progress_page.view import RuleRow


@dataclass(frozen=True, kw_only=True)
class LineView:
    """One exercise of a session."""

    exercise: str
    name: Text
    amounts: tuple[Text, ...]
    """One where both sides are alike."""


@dataclass(frozen=True, kw_only=True)
class DayView:
    """A session, or the retest, on its day."""

    weekday: int
    """1 to 7, Monday first."""
    date: Text
    state: str
    """For its looks."""
    tag: Text
    what: Text
    moved: Text
    """On which day it stood first; empty where it was not moved."""
    note: Text
    lines: tuple[LineView, ...]
    on: str = ""
    """Its day, as YYYY-MM-DD."""
    other_days: tuple[tuple[str, Text], ...] = ()
    """Days to which it can be moved, and their words."""


@dataclass(frozen=True, kw_only=True)
class WeekView:
    """One week."""

    heading: Text
    now: bool
    """Whether it is the present one."""
    days: tuple[DayView, ...]


@dataclass(frozen=True, kw_only=True)
class ExerciseView:
    """One exercise of the plan."""

    exercise: str
    name: Text
    amounts: tuple[Text, ...]
    picture: str
    """An SVG document; empty where none can be drawn."""
    cues: tuple[Text, ...]
    stop_for: tuple[Text, ...]


@dataclass(frozen=True, kw_only=True)
class NextView:
    """The next session."""

    heading: Text
    moved: Text
    note: Text
    exercises: tuple[ExerciseView, ...]


@dataclass(frozen=True, kw_only=True)
class SwapView:
    """What stands in for a line."""

    says: Text
    set_up: tuple[tuple[Text, Text], ...]
    changes: tuple[Text, ...]
    """What is other than planned."""
    to_log: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SwapsView:
    """What stands in for an exercise."""

    heading: Text
    refused: Text
    swaps: tuple[SwapView, ...]


@dataclass(frozen=True, kw_only=True)
class FreeDayView:
    """One day of the week and whether sessions may fall on it."""

    day: str
    name: Text
    free: bool


@dataclass(frozen=True, kw_only=True)
class ScenarioView:
    """A scenario to play."""

    name: str
    title: Text
    shown: bool


@dataclass(frozen=True, kw_only=True)
class PlayedWeek:
    """One week of a played scenario."""

    heading: Text
    doses: tuple[Text, ...]
    rules: tuple[RuleRow, ...]


@dataclass(frozen=True, kw_only=True)
class PlanPage:
    """The plan."""

    title: Text
    facts: tuple[Text, ...]
    address: str
    stopped: Text
    """Why the plan rests or is stopped; empty where it goes on."""
    next: NextView | None
    swaps: SwapsView | None
    weeks_before: tuple[WeekView, ...]
    weeks: tuple[WeekView, ...]
    """The present one and those to come; all of them once the plan is over."""
    others: tuple[ExerciseView, ...]
    """Exercises of the plan that the next session has not."""
    free_days: tuple[FreeDayView, ...]
    scenarios: tuple[ScenarioView, ...]
    played: tuple[PlayedWeek, ...]
    played_title: Text
    rules: tuple[RuleRow, ...]
    before: tuple[Text, ...]
    why: tuple[Text, ...]
