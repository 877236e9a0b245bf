"""The plan as an iCalendar file (RFC 5545): one all-day entry with a reminder for each session, the retest, and a weekly one afterwards."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid5

from icalendar import Alarm, Calendar, Event

from ...errors import ValueOutOfRangeError
from ...language import Text, en, joined, layout, to_reader
from ...training import PlanLine, PlanSession
from ...training.log.session import LoggedSide
from ..words import load_in_words, reserve_in_words, sets_in_words, side_in_words, tempo_in_words

PRODUCT = "-//Hipdrive//Plan//EN"
REMINDED_AT = timedelta(hours=8)
"""Of the day of an entry, when a calendar reminds of it; our choice: early enough to find the time."""
STOP_TITLE = en("STOP: no hip training")
STOP_WORDS = en("Until then do no hip training: no sessions, no tests.")

RETEST = en(
    "Repeat the same tests on both sides, rested, with the same positions and lever arms. Then enter them with '{command}'.",
    command="hipdrive test",
)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What a followed plan says now, beside what it said when it was made."""

    since: date
    """First day that it is about."""
    stop: Text = Text("")  # noqa: RUF009 - a text can't be changed
    """Why the plan is stopped: nothing is to be done from then on."""
    resting: Mapping[tuple[str, LoggedSide], Text] = field(default_factory=dict)
    """(exercise, side) -> why it is paused or stopped."""


def plan_calendar(
    plan_id: UUID,
    sessions: Sequence[PlanSession],
    *,
    retest_on: date,
    maintenance: Sequence[PlanLine],
    made_at: datetime,
    revision: int = 0,
    standing: Standing | None = None,
) -> bytes:
    """The plan as a calendar, in the language of whoever reads now. Whose plan it is does not stand in it.

    Args:
        plan_id: Makes the entries' UIDs: the same session of the same plan always has the same one, so that a calendar updates it.
        sessions: Sessions with their dates.
        retest_on: When to test again.
        maintenance: Lines of the weekly session afterwards; empty for none.
        made_at: When this was made (UTC).
        revision: Higher for a later version of the same plan.
        standing: What a followed plan says now. A stopped one says STOP and why in every entry from then on, and nothing to do beneath it.

    Returns:
        UTF-8 text of the file.

    Raises:
        ValueOutOfRangeError: If a session has no date.
    """
    calendar, now = Calendar(), standing or Standing(since=date.max)
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")

    def entry(what: str, on: date, title: Text, text: Text, *, goes_on: bool = False) -> Event:
        stopped = now.stop and (goes_on or on >= now.since)
        title, text = (STOP_TITLE, joined((now.stop, STOP_WORDS), "\n")) if stopped else (title, text)
        made = _entry(plan_id, what, on, title, text, made_at, revision)
        if not stopped:
            made.add_component(_reminder(title))
        return made

    for session in sessions:
        if session.on is None:
            raise ValueOutOfRangeError(en("date of a session"), en("missing"), en("a date, because calendar entries need a day"))
        resting = now.resting if session.on >= now.since else {}
        title, text = _session_title(session), joined((session.note, _lines_text(session.lines, resting)), "\n")
        calendar.add_component(entry(_session_key(session), session.on, title, text))
    calendar.add_component(entry("retest", retest_on, en("Hip training: retest"), RETEST))
    if maintenance:
        first, text = retest_on + timedelta(days=7), _lines_text(maintenance, now.resting)
        weekly = entry("maintenance", first, en("Hip training: maintenance"), text, goes_on=True)
        weekly.add("rrule", {"freq": "weekly", "count": 12})
        calendar.add_component(weekly)
    return bytes(calendar.to_ical())


def _session_key(session: PlanSession) -> str:
    """Week and day of a session as the plan was made, so that it keeps its entry when it is moved."""
    days = 0 if session.on is None or session.moved_from is None else (session.moved_from - session.on).days
    return f"session {session.week}/{session.day + days}"


def _session_title(session: PlanSession) -> Text:
    if session.light:
        return en("Hip training, week {week}, light, about {minutes:.0f} min", week=session.week, minutes=session.minutes)
    return en("Hip training, week {week}, about {minutes:.0f} min", week=session.week, minutes=session.minutes)


def _entry(plan_id: UUID, what: str, on: date, title: Text, text: Text, made_at: datetime, revision: int) -> Event:
    """An all-day entry that leaves the day free."""
    event = Event()
    event.add("uid", f"{uuid5(plan_id, what)}@hipdrive")
    event.add("dtstamp", made_at.astimezone(UTC))
    event.add("sequence", revision)
    event.add("dtstart", on)
    event.add("dtend", on + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", to_reader(title))
    event.add("description", to_reader(text))
    return event


def _reminder(title: Text) -> Alarm:
    """A reminder in the morning of the day, that shows what it is about."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", REMINDED_AT)
    alarm.add("description", to_reader(title))
    return alarm


def _lines_text(lines: Iterable[PlanLine], resting: Mapping[tuple[str, LoggedSide], Text]) -> Text:
    """One row of plain words for each line, or why it rests, then the rule on pain."""
    rows = []
    for line in lines:
        dose, rests = line.dose, resting.get((line.exercise, line.side))
        if rests is not None:
            rows.append(en("NOT NOW: {exercise}, {side}: {reason}", exercise=line.name, side=side_in_words(dose), reason=rests))
            continue
        words = [side_in_words(dose), sets_in_words(dose), load_in_words(dose.load, line.set_up, exercise=line.exercise)]
        words += [tempo_in_words(dose.tempo)] if dose.tempo else []
        words += [reserve_in_words(dose)] if dose.rir else []
        rows.append(layout("{exercise}: {dose}", exercise=line.name, dose=joined(words, "; ")))
    return joined([*rows, en("Stop if pain goes above 2 out of 10, or if anything is worse the next morning.")], "\n")
