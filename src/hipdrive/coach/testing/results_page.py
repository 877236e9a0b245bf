"""The verbs that show the pages on which an athlete's tests are entered and the safety screen is answered."""

from collections.abc import Sequence
from datetime import timedelta

from ... import report as pages  # a page loads its templates, so it is named by the room
from ...capacity import is_stale, protocol_of, protocols, questions, screened
from ...capacity.screen import screen_settings
from ...errors import NOTHING
from ...exercise import exercises
from ...language import Text, layout, to_reader
from ...store import Unit
from ..athletes.known_athlete import Known, known
from ..athletes.protocol_words import protocol_named
from ..athletes.typical import TYPICAL_ATHLETE
from ..catalogue.load import small_picture
from ..following.follower import follower
from ..following.next_step import next_step, retest_due
from .measured_signs import measured_signs


def results_page(
    unit: Unit, name: str, *, address: str, test: str = "", most_clip_bytes: int = 0, links: Sequence[tuple[Text, str]] = ()
) -> str:
    """The tests of an athlete as one HTML page, one of them opened to enter results.

    Args:
        unit: A unit of work.
        name: The athlete.
        address: Of the athlete's page.
        test: Id or row of the test to open; empty for none.
        most_clip_bytes: Of a clip that may be sent; 0 where none may.
        links: Words and address of further pages.

    Raises:
        UnknownNameError: If athlete or test is not known.
    """
    athlete, chosen = known(unit, name), protocol_of(test) if test else None
    followed = follower(unit, name)
    content = pages.TestsContent(
        athlete_name=athlete.person.name,
        address=address,
        on=unit.today,
        protocols=tuple(protocols().values()),
        results=athlete.results,
        chosen=chosen,
        units=() if chosen is None else protocol_named(chosen.id).units_understood,
        drawn="" if chosen is None else _drawn(pages.positions()[chosen.id].exercise, athlete),
        exercises={exercise.id: to_reader(exercise.name) for exercise in exercises().values()},
        measured=tuple(
            pages.MeasuredSign(protocol=sign.test, says=sign.says, run=sign.run, stands=sign.stands)
            for sign in measured_signs(unit, name, athlete.results)
        ),
        most_clip_bytes=most_clip_bytes,
        due_since=None if followed.plan is None else retest_due(followed, followed.plan, today=unit.today),
    )
    return pages.results_page_html(content, links=links)


def _drawn(exercise: str, athlete: Known) -> str:
    """The exercise whose position a test has, on the athlete's body if it is known; empty where there is none, or it cannot be drawn."""
    return "" if not exercise else small_picture(exercise, athlete.athlete or TYPICAL_ATHLETE) or ""


def screen_page(unit: Unit, name: str, *, address: str, links: Sequence[tuple[Text, str]] = ()) -> str:
    """The safety screen of an athlete as one HTML page.

    Args:
        unit: A unit of work.
        name: The athlete.
        address: Of the athlete's page.
        links: Words and address of further pages.

    Raises:
        UnknownNameError: If nobody has the name.
    """
    athlete = known(unit, name)
    answers, step = athlete.screen, next_step(unit, name)
    stale = answers is not None and is_stale(answers, unit.today)
    settled = answers is not None and not stale and not step.blocked
    content = pages.ScreenContent(
        athlete_name=athlete.person.name,
        address=address,
        questions=tuple(questions().values()),
        age_years=athlete.age_years(unit.today),
        answers=answers,
        outcome=None if answers is None else screened(answers),
        holds_until=None if answers is None else answers.on + timedelta(weeks=screen_settings().valid_weeks),
        stale=stale,
        next_step=layout("{says:cap}", says=step.says) if settled else NOTHING,
        next_address=address,
    )
    return pages.screen_page_html(content, links=links)
