"""ProgressPage: everything that the page of progress shows, in words and figures; the template only places it."""

from dataclasses import dataclass

from ..chart.svg import Picture


@dataclass(frozen=True, kw_only=True)
class Captioned:
    """A figure with what stands above and below it."""

    heading: str
    picture: Picture
    caption: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class NextView:
    """The next session."""

    heading: str
    lines: tuple[str, ...]
    nothing: str
    """Why nothing is asked for; empty where something is."""
    why: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RuleRow:
    """One rule that fired."""

    on: str
    what: str
    """Exercise and side."""
    title: str
    moved: str
    """From which dose to which; empty where it stays."""
    why: str


@dataclass(frozen=True, kw_only=True)
class DoseRow:
    """One line of the plan, at the start and now."""

    name: str
    began: str
    now: str
    remark: str


@dataclass(frozen=True, kw_only=True)
class SessionRow:
    """One logged session."""

    on: str
    sets: tuple[str, ...]
    pains: tuple[str, ...]
    note: str


@dataclass(frozen=True, kw_only=True)
class ProgressPage:
    """How it goes."""

    title: str
    facts: tuple[str, ...]
    stopped: str
    """Why the plan rests or is stopped; empty where it goes on."""
    sentences: tuple[str, ...]
    to_do: tuple[str, ...]
    to_log: tuple[str, ...]
    """What to log, where nothing was logged yet."""
    next: NextView | None
    weeks: Captioned | None
    loads: tuple[Captioned, ...]
    has_both_legs: bool
    """Whether an exercise is counted for both legs together."""
    tests: tuple[Captioned, ...]
    passed: tuple[str, ...]
    """Tests that are passed or failed, before against since."""
    no_tests_because: str
    pain: Captioned | None
    pain_signs: tuple[tuple[str, str], ...]
    """Look and words of each kind of pain that is drawn."""
    no_pain: str
    """What is said where none is drawn."""
    rules: tuple[RuleRow, ...]
    """The last ones that say more than one repetition more."""
    routine: str
    """How often the ordinary step was taken; empty where never."""
    all_rules: tuple[RuleRow, ...]
    doses: tuple[DoseRow, ...]
    sessions: tuple[SessionRow, ...]
    """The newest first."""
