"""What the gym logger shows: today's session as it stood this morning, and what is logged of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from ... import report as pages  # a page loads its templates, so it is named by the room
from ...body import Athlete
from ...contract.plans.plan import plan_lines_from
from ...exercise import exercises
from ...language import Text, joined
from ...store import Unit, list_sessions, session_version
from ...training import SessionRecord
from ..athletes.known_athlete import known
from ..catalogue.load import small_picture
from ..following.follower import Follower, follower, planned_ids
from ..following.session_words import session_lines
from ..following.sessions import is_done
from ..following.standing import next_session, plan_of, standing
from .log_line import log_line

MORNING_DAYS = 2
"""So long the morning after a session is still asked about."""
EARLIER, EARLIER_DAYS = 5, 60
"""So many sessions of the last days are listed to be corrected: our choice."""


@dataclass(frozen=True, kw_only=True)
class LogContent:
    """What the page shows but for its pictures, which take a moment to draw."""

    page: "pages.LogPage"
    body: Athlete | None
    """Whom pictures show; None where no body mass is stored."""


def log_content(unit: Unit, name: str) -> LogContent:
    """Read what the gym logger shows.

    Of a day on which something is logged it is the session as it stood before, so that a page that is loaded anew shows the same one.

    Args:
        unit: A unit of work.
        name: The athlete.

    Raises:
        UnknownNameError: If nobody has the name.
    """
    athlete, today = follower(unit, name), unit.today
    of_today = [entry for entry in athlete.sessions if entry.value.on == today]
    page = pages.LogPage(
        athlete=athlete.person.uid,
        name=athlete.person.name,
        on=None,
        early=None,
        stop=Text(""),
        before=(),
        lines=(),
        figures={},
        logged=tuple(joined(session_lines(entry.value.sets), "; ") for entry in of_today if is_done(entry.value)),
        last=_last(athlete, unit),
        earlier=_earlier(unit, name),
    )
    if athlete.plan is not None:
        page = _with_session(unit, page, athlete.without(*(entry.uid for entry in of_today)))
    return LogContent(page=page, body=known(unit, name).athlete)


def log_page(content: LogContent, *, files: "pages.LogFiles", links: "pages.Links" = ()) -> str:
    """Draw the page, in the language of whoever reads.

    Args:
        content: What it shows.
        files: Scripts and worker that it needs.
        links: Words and address of pages beside this one.
    """
    figures = {} if content.body is None else _figures(content.page.lines, content.body)
    return pages.log_page_html(replace(content.page, figures=figures), files=files, links=links)


def _with_session(unit: Unit, page: "pages.LogPage", morning: Follower) -> "pages.LogPage":
    """The page with the session as it stood in the morning."""
    then = standing(morning)
    coming = next_session(morning, then, today=unit.today)
    planned = [session for session in plan_of(morning).document.sessions if session.on == coming.on and session.warm_up]
    loads = {(state.line.exercise, state.line.side): state.line.loads for state in then.state.lines}
    return replace(
        page,
        on=coming.on,
        early=None if coming.on == unit.today else _early_id(unit, morning, coming.on),
        stop=coming.reason if coming.status == "referred" else Text(""),
        before=(*(session.warm_up for session in planned), *coming.why),
        lines=tuple(
            log_line(line, asked.side, loads.get((asked.exercise, asked.side), ()))
            for line, asked in zip(plan_lines_from(coming.lines), coming.lines, strict=True)
        ),
    )


def _early_id(unit: Unit, athlete: Follower, of_day: date) -> UUID | None:
    """The id by which the plan knows a session as done before its day: the first that was not deleted."""
    for uid in planned_ids(athlete.person, plan_of(athlete), of_day):
        version = session_version(unit, athlete.person.name, uid)
        if version is None or version.counting is not None:
            return uid
    return None


def _last(athlete: Follower, unit: Unit) -> "pages.LastSession | None":
    """The last session before today, if nothing is told of its next morning."""
    since = unit.today - timedelta(days=MORNING_DAYS)
    done = [entry for entry in athlete.sessions if since <= entry.value.on < unit.today and is_done(entry.value)]
    if not done or _morning_told(done[-1].value):
        return None
    return pages.LastSession(id=done[-1].uid, on=done[-1].value.on)


def _earlier(unit: Unit, name: str) -> "tuple[pages.EarlierSession, ...]":
    """The last sessions in which something was done."""
    kept = list_sessions(unit, name, since=unit.today - timedelta(days=EARLIER_DAYS))
    done = [pages.EarlierSession(id=entry.uid, session=entry.value) for entry in kept if is_done(entry.value)]
    return tuple(done[: -EARLIER - 1 : -1])


def _morning_told(session: SessionRecord) -> bool:
    return any(pain.when == "next_morning" for pain in session.pains)


def _figures(lines: "tuple[pages.LogLine, ...]", body: Athlete) -> Mapping[str, str]:
    """The picture of each exercise, in the set-up of its first line."""
    first = {entry.line.exercise: entry.line for entry in reversed(lines)}
    drawn = {exercise: small_picture(exercise, body, line.set_up) for exercise, line in first.items() if exercise in exercises()}
    return {exercise: picture for exercise, picture in drawn.items() if picture}
