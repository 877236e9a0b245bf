"""Reading a run out of a watch's FIT file: which records are running, and what each sensor told in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from ..arrays import BoolArray, FloatArray
from ..errors import HipDriveError
from ..language import Text, en, en_count, joined, layout
from ..note import Note
from .measures import watch_rules
from .messages import FIRST_DATE, Message, fit_messages
from .series import all_series
from .slope import grade_of
from .watch_run import Lap, WatchRun

FEWEST_RECORDS = 5
LONGEST_RUN_S = 4 * 24 * 3600.0
SPORTS = frozenset({"running"})
KINDS: dict[str, Text] = {
    "settings": en("settings of a device"),
    "workout": en("a planned workout"),
    "course": en("a course"),
    "monitoring_a": en("a day's monitoring"),
    "monitoring_b": en("a day's monitoring"),
    "monitoring_daily": en("a day's monitoring"),
    "weight": en("weights of a scale"),
    "totals": en("totals"),
    "goals": en("goals"),
    "schedules": en("a schedule"),
    "sport": en("settings of a sport"),
    "device": en("a device's description"),
}
"""Kinds of FIT file that hold no activity, in words."""
FILE = "{file}"


class NoRunningError(HipDriveError):
    """A sound file that holds no running."""

    code = "no_running"

    def __init__(self, name: str, found: Text) -> None:
        self.about = name
        super().__init__(layout("{file}: {found}", file=name, found=found), en("give the .fit file of a run"))


@dataclass(frozen=True, kw_only=True)
class _Span:
    """From when to when somebody ran."""

    start: datetime
    end: datetime


def read_watch_run(content: bytes, *, name: str) -> WatchRun:
    """Read the running in a FIT file.

    Args:
        content: The file.
        name: What sentences call it.

    Returns:
        The run: of a file with several sports its running alone, one part after the other.

    Raises:
        InputFileError: If the file is no FIT file, broken, cut off, or its check sum does not fit.
        NoRunningError: If it holds no running, or nothing faster than a walk.
    """
    messages = fit_messages(content, name=name)
    records, spans = _running_records(messages, name)
    times = [record.time("timestamp") for record in records]
    start = times[0]
    if start is None:  # _running_records keeps none without a time
        raise NoRunningError(name, en("no record of it says when it was"))
    time_s = np.array([(time - start).total_seconds() for time in times if time is not None])
    step_s = _steps(time_s)
    speed_m_s, distance_m = _speed(records, time_s)
    _ran(speed_m_s, name)
    grade, told = grade_of(records, distance_m)
    series, notes = all_series(records)
    offset_s = _utc_offset(messages)
    return WatchRun(
        started_at=start if start >= FIRST_DATE else None,
        utc_offset_s=offset_s,
        device=_device(messages),
        time_s=_locked(time_s),
        step_s=_locked(step_s),
        speed_m_s=_locked(speed_m_s),
        grade=_locked(grade),
        grade_told=told,
        series=series,
        laps=_laps(messages, spans, start),
        sensors=_sensors(messages),
        notes=(*_record_notes(time_s, speed_m_s, start, offset_s, name), *notes),
    )


def _running_records(messages: Sequence[Message], name: str) -> tuple[tuple[Message, ...], tuple[_Span, ...]]:
    """The records of running in order of time, one a moment; and when it was.

    Raises:
        NoRunningError: If there are none.
    """
    records = [message for message in messages if message.name == "record" and message.time("timestamp") is not None]
    if not records:
        kinds = [KINDS[kind] for message in messages if message.name == "file_id" and (kind := message.word("type")) in KINDS]
        found = (
            en("this file holds {kind} and no run", kind=joined(dict.fromkeys(kinds), ", ")) if kinds else en("it holds no record of a run")
        )
        raise NoRunningError(name, found)
    sports = {message.word("sport") for message in messages if message.name in {"session", "lap", "sport"}} - {""}
    if not sports & SPORTS:
        found = (
            en("it holds {sports} and no running", sports=joined(sorted(sports), ", "))
            if sports
            else en("it does not say that it is a run")
        )
        raise NoRunningError(name, found)
    spans = tuple(span for message in messages if message.name == "session" for span in _span_of(message))
    sessions = [message for message in messages if message.name == "session"]
    whole = all(message.word("sport") in SPORTS for message in sessions)
    chosen: dict[datetime, Message] = {}
    for record in records:
        time = record.time("timestamp")
        if time is not None and (whole or any(span.start <= time <= span.end for span in spans)):
            chosen.setdefault(time, record)
    ordered = tuple(chosen[time] for time in sorted(chosen))
    if len(ordered) < FEWEST_RECORDS:
        raise NoRunningError(name, en("it holds only {count} records of running, too few to tell anything", count=len(ordered)))
    times = sorted(chosen)
    if (times[-1] - times[0]).total_seconds() > LONGEST_RUN_S:
        raise NoRunningError(name, en("its records lie more than four days apart, so its clock cannot be right"))
    return ordered, spans


def _ran(speed_m_s: FloatArray, name: str) -> None:
    """Refuse what was only stood or walked.

    Raises:
        NoRunningError: If speed is told and never was that of running.
    """
    told = speed_m_s[np.isfinite(speed_m_s)]
    if told.size and told.max() < watch_rules().slowest_m_s:
        raise NoRunningError(name, en("nobody runs in it: the fastest moment is {speed:.1f} km/h", speed=3.6 * float(told.max())))


def _span_of(session: Message) -> tuple[_Span, ...]:
    """When a session of running was; nothing for another sport or one without times."""
    start, lasted_s = session.time("start_time"), session.number("total_elapsed_time")
    end = session.time("timestamp") if lasted_s is None or start is None else start + timedelta(seconds=lasted_s)
    if session.word("sport") not in SPORTS or start is None or end is None:
        return ()
    return (_Span(start=start, end=end),)


def _steps(time_s: FloatArray) -> FloatArray:
    """How long each record stands for: until the next one, or a second where that is further than recording leaves gaps."""
    gaps = np.diff(time_s, append=time_s[-1] + 1.0)
    return np.where(gaps > watch_rules().longest_step_s, 1.0, gaps)


def _speed(records: Sequence[Message], time_s: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Speed (m/s) and distance (m) of each record; what is not told of one comes from the other, and what cannot be is NaN."""
    fastest = watch_rules().fastest_m_s
    speed, distance = _column(records, "enhanced_speed", "speed"), _column(records, "distance")
    if np.isfinite(distance).sum() > 1 and not np.isfinite(speed).any():
        known = np.isfinite(distance)
        speed = np.interp(time_s, time_s[known], np.gradient(distance[known], time_s[known]))
    speed[~_between(speed, 0.0, fastest)] = np.nan
    if np.isfinite(distance).sum() < 2:
        distance = np.cumsum(np.nan_to_num(speed) * _steps(time_s))
    return speed, distance


def _column(records: Sequence[Message], *names: str) -> FloatArray:
    values = [record.number(*names) for record in records]
    return np.array([np.nan if value is None else value for value in values])


def _between(values: FloatArray, low: float, high: float) -> BoolArray:
    return np.isfinite(values) & (values >= low) & (values <= high)


def _laps(messages: Sequence[Message], spans: Sequence[_Span], start: datetime) -> tuple[Lap, ...]:
    """The laps that were run."""
    laps = []
    for message in messages:
        began, lasted = message.time("start_time"), message.number("total_timer_time", "total_elapsed_time")
        if message.name != "lap" or began is None or lasted is None or lasted < 0.0:
            continue
        if not spans or any(span.start <= began <= span.end for span in spans):
            distance = message.number("total_distance")
            laps.append(Lap(start_s=(began - start).total_seconds(), duration_s=lasted, distance_m=distance))
    return tuple(laps)


def _utc_offset(messages: Sequence[Message]) -> int | None:
    """How far the clock on the wrist was ahead of UTC (s), in whole quarters of an hour."""
    for message in messages:
        local, utc = message.time("local_timestamp"), message.time("timestamp")
        if message.name == "activity" and local is not None and utc is not None and utc >= FIRST_DATE:
            ahead = (local.replace(tzinfo=UTC) - utc).total_seconds()
            quarters = round(ahead / 900.0)
            return quarters * 900 if abs(quarters) <= 56 else None
    return None


def _device(messages: Sequence[Message]) -> str:
    """Maker and model, as the file names them; empty where it does not."""
    for message in messages:
        if message.name == "file_id":
            words = dict.fromkeys((message.word("manufacturer"), message.word("garmin_product", "product_name", "product")))
            return " ".join(word for word in words if word)
    return ""


def _sensors(messages: Sequence[Message]) -> tuple[str, ...]:
    """Devices that the file names, each once."""
    names = []
    for message in messages:
        if message.name == "device_info":
            kind = message.word("antplus_device_type", "ble_device_type", "local_device_type")
            maker = " ".join(word for word in (message.word("manufacturer"), message.word("garmin_product", "product_name")) if word)
            names.append(f"{maker} ({kind})" if maker and kind else maker or kind)
    return tuple(dict.fromkeys(name for name in names if name))


def _record_notes(time_s: FloatArray, speed_m_s: FloatArray, start: datetime, offset_s: int | None, name: str) -> tuple[Note, ...]:
    """What is doubtful about the records as a whole."""
    notes = []
    pauses = int(np.sum(np.diff(time_s) > watch_rules().longest_step_s))
    if pauses:
        words = en_count("{file} pauses once; the pause is left out.", "{file} pauses {n} times; pauses are left out.", n=pauses, file=FILE)
        notes.append(Note("watch_pauses", words, name, en("the file")))
    if not np.isfinite(speed_m_s).any():
        words = en("{file} tells no speed, so nothing can be compared at one speed.", file=FILE)
        notes.append(Note("watch_no_speed", words, name, en("the file")))
    if start < FIRST_DATE:
        words = en("{file} does not say on which day it was: the watch had no date.", file=FILE)
        notes.append(Note("watch_no_date", words, name, en("the file")))
    elif offset_s is None:
        words = en("{file} does not say in which time zone it was; its day is taken from the clock here.", file=FILE)
        notes.append(Note("watch_no_zone", words, name, en("the file")))
    return tuple(notes)


def _locked(values: FloatArray) -> FloatArray:
    values.setflags(write=False)
    return values
