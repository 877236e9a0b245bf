"""The page on which the safety screen is answered: one question beneath the other, and what a yes means said at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ...capacity import Question, ScreenAnswers, ScreenOutcome
from ...capacity.screen import GUARDIAN, screen_settings
from ...errors import NOTHING
from ...language import Text, en, reader, reading_in
from ..template import Links, Served, render_page

WORDS: Mapping[str, Text] = {
    "keeping": en("Keeping the answers …"),
    "open": en("A question is still open: answer it with yes or no."),
    "unreachable": en("The server could not be reached. Nothing is lost: try again."),
}
"""What its script says."""


@dataclass(frozen=True, kw_only=True)
class ScreenContent:
    """The questions, and the last answers with what they mean."""

    athlete_name: str
    address: str
    questions: tuple[Question, ...]
    age_years: int | None
    """From the stored day of birth; None where it has to be asked."""
    answers: ScreenAnswers | None
    outcome: ScreenOutcome | None
    holds_until: date | None
    stale: bool
    next_step: Text
    """What comes next now that it is answered; empty where it is not."""
    next_address: str


@dataclass(frozen=True, kw_only=True)
class QuestionView:
    """One question."""

    id: str
    ask: Text
    says: Text
    """What a yes means."""
    stop: bool
    """Whether a yes ends it: nothing may be trained."""
    minors: bool
    """Whether only those under age are asked."""


@dataclass(frozen=True, kw_only=True)
class ScreenPage:
    """The screen."""

    title: Text
    address: str
    stopped: bool
    answered: Text
    """When it was answered last, and how long that holds; empty where it never was."""
    refer: tuple[Text, ...]
    left_out: tuple[Text, ...]
    notes: tuple[Text, ...]
    ask_age: bool
    adult: bool
    red_flags: tuple[QuestionView, ...]
    others: tuple[QuestionView, ...]
    ages: tuple[int, int]
    next_step: Text
    next_address: str


def screen_page_html(content: ScreenContent, *, links: Links = ()) -> str:
    """Write the page.

    Args:
        content: What it shows.
        links: Words and address of further pages.
    """
    sent = {
        "screens": f"/api{content.address}/screens/{{id}}",
        "page": f"{content.address}/screen",
        "adultFrom": screen_settings().adult_from_years,
    }
    served = Served(modules=("/scripts/screen.js",), words=WORDS, sent=sent)
    with reading_in(reader().code, on_page=True):
        return render_page("screen.html.j2", links=links, served=served, page=screen_page(content))


def screen_page(content: ScreenContent) -> ScreenPage:
    """Put the questions and the last answers into words."""
    views = [
        QuestionView(
            id=question.id, ask=question.ask, says=question.says, stop="stop" in question.consequence, minors=question.id == GUARDIAN
        )
        for question in content.questions
    ]
    outcome, adult_from = content.outcome, screen_settings().adult_from_years
    return ScreenPage(
        title=en("{name}: safety screen", name=content.athlete_name),
        address=content.address,
        stopped=outcome is not None and outcome.stop,
        answered=_answered(content),
        refer=() if outcome is None else outcome.refer,
        left_out=() if outcome is None else tuple(dict.fromkeys(gate.why for gate in outcome.gates)),
        notes=() if outcome is None else outcome.notes,
        ask_age=content.age_years is None,
        adult=content.age_years is not None and content.age_years >= adult_from,
        red_flags=tuple(view for view in views if view.stop),
        others=tuple(view for view in views if not view.stop),
        ages=screen_settings().age_years,
        next_step=content.next_step,
        next_address=content.next_address,
    )


def _answered(content: ScreenContent) -> Text:
    if content.answers is None:
        return NOTHING
    if content.stale:
        return en("Last answered on {on:d MMMM y}: too long ago. Answer it again.", on=content.answers.on)
    return en("Answered on {on:d MMMM y}. It holds until {until:d MMMM y}.", on=content.answers.on, until=content.holds_until)
