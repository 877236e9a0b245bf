"""ProgressPage: everything that the page of progress shows, in words and figures; the template only places it."""

from dataclasses import dataclass
from datetime import date

from ...language import Text
from ..chart.svg import Picture


@dataclass(frozen=True, kw_only=True)
class Captioned:
    """A figure with what stands above and below it."""

    heading: Text
    picture: Picture
    caption: tuple[Text, ...]


@dataclass(frozen=True, kw_only=True)
class NextView:
    """The next session."""

    heading: Text
    lines: tuple[Text, ...]
    nothing: Text
    """Why nothing is asked for; empty where something is."""
    why: tuple[Text, ...]


@dataclass(frozen=True, kw_only=True)
class RuleRow:
    """One rule that fired."""

    on: date
    what: Text
    """Exercise and side."""
    title: Text
    moved: Text
    """From which dose to which; empty where it stays."""
    why: Text


@dataclass(frozen=True, kw_only=True)
class DoseRow:
    """One line of the plan, at the start and now."""

    name: Text
    began: Text
    now: Text
    remark: Text


@dataclass(frozen=True, kw_only=True)
class SessionRow:
    """One logged session."""

    on: Text
    sets: tuple[Text, ...]
    pains: tuple[Text, ...]
    note: str


@dataclass(frozen=True, kw_only=True)
class ProgressPage:
    """How it goes."""

    title: Text
    facts: tuple[Text, ...]
    stopped: Text
    """Why the plan rests or is stopped; empty where it goes on."""
    sentences: tuple[Text, ...]
    to_do: tuple[Text, ...]
    to_log: tuple[Text, ...]
    """What to log, where nothing was logged yet."""
    next: NextView | None
    weeks: Captioned | None
    loads: tuple[Captioned, ...]
    has_both_legs: bool
    """Whether an exercise is counted for both legs together."""
    tests: tuple[Captioned, ...]
    passed: tuple[Text, ...]
    """Tests that are passed or failed, before against since."""
    no_tests_because: Text
    pain: Captioned | None
    pain_signs: tuple[tuple[str, Text], ...]
    """Look and words of each kind of pain that is drawn."""
    no_pain: Text
    """What is said where none is drawn."""
    rules: tuple[RuleRow, ...]
    """The last ones that say more than one repetition more."""
    routine: Text
    """How often the ordinary step was taken; empty where never."""
    all_rules: tuple[RuleRow, ...]
    doses: tuple[DoseRow, ...]
    sessions: tuple[SessionRow, ...]
    """The newest first."""
    sessions_kept: int
    """How many there are, listed or not."""
    lately: bool
    """Whether there are sessions before the first day that is shown."""
