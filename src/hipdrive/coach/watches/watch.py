"""The verbs on runs that a watch recorded: keep, list, show what they say, keep one no longer."""

import json
from dataclasses import asdict
from datetime import UTC, date, timedelta, timezone
from uuid import UUID

from ...contract.athletes.watch import SpeedShareDocument, TrendDocument, TrendPointDocument, WatchDocument, WeekDocument
from ...contract.runs.watch import (
    KeptWatchRunDocument,
    WatchAddedDocument,
    WatchRunDocument,
    WatchRunsDocument,
    bins_from,
    read_kept_watch_run,
)
from ...contract.wire import plain_of
from ...errors import InputFileError
from ...language import en
from ...store import (
    Stored,
    Unit,
    WatchRunRecord,
    delete_watch_run,
    find_person,
    list_watch_runs,
    put_watch_run,
    watch_run_with_id,
)
from ...training.log.session import refuse_future
from ...watch import (
    DatedBins,
    Trend,
    comparable_speed,
    speed_shares,
    trends_at,
    watch_measures,
    watch_rules,
    weeks_of,
)
from ..athletes.entry_id import entry_named
from .typical_step import typical_step
from .watch_file import watch_summary
from .watch_words import TYPICAL_SOURCE, trend_says, watch_says, week_says


def keep_watch_run(unit: Unit, name: str, run: WatchRunDocument, *, on: date | None = None) -> WatchAddedDocument:
    """Keep a run with an athlete; the same file put twice is one.

    Args:
        unit: A unit for writing.
        name: The athlete.
        run: What the file told.
        on: Day of the run; None for the one that the file names.

    Raises:
        UnknownNameError: If nobody has the name.
        InputFileError: If neither the file nor the caller says on which day it was.
        ValueOutOfRangeError: If the day has not come yet.
    """
    day = on or _day_of(run, unit)
    if day is None:
        raise InputFileError(run.file_name, en("it does not say on which day it was, because the watch had no date"), en("give the day"))
    refuse_future(day, today=unit.today, name=en("date of a run"))
    entry, fresh = put_watch_run(unit, name, WatchRunRecord(on=day, file_name=run.file_name, sha256=run.sha256, document=plain_of(run)))
    return WatchAddedDocument(
        athlete=find_person(unit, name).name,
        outcome="kept" if fresh else "kept_before",
        run=_kept(entry, _document(entry)),
        notes=run.notes,
    )


def _day_of(run: WatchRunDocument, unit: Unit) -> date | None:
    """The day on the wrist; where the file names no time zone, that of whoever asks."""
    if run.started_at is None:
        return None
    zone = unit.now.tzinfo if run.utc_offset_s is None else timezone(timedelta(seconds=run.utc_offset_s))
    return run.started_at.astimezone(zone or UTC).date()


def watch_runs_of(unit: Unit, name: str) -> WatchRunsDocument:
    """The runs of a watch that are kept with an athlete, from the oldest to the newest.

    Raises:
        UnknownNameError: If nobody has the name.
    """
    runs = tuple(_kept(entry, _document(entry)) for entry in list_watch_runs(unit, name))
    return WatchRunsDocument(athlete=find_person(unit, name).name, runs=runs)


def kept_watch_run(unit: Unit, name: str, uid: UUID) -> WatchRunDocument:
    """One run of a watch that is kept with an athlete.

    Raises:
        UnknownNameError: If nobody has the name.
        UnknownEntryError: If the athlete has no such run.
    """
    return _document(watch_run_with_id(unit, name, uid))


def drop_watch_run(unit: Unit, name: str, text: str) -> WatchRunsDocument:
    """Take a run of a watch out of what counts.

    Args:
        unit: A unit for writing.
        name: The athlete.
        text: Id of the run, or its first letters.

    Raises:
        UnknownEntryError: If there is no such run.
        ReplacedEntryError: If it was deleted before.
    """
    entry = entry_named(list_watch_runs(unit, name, history=True), text, kind=en("run of a watch"))
    delete_watch_run(unit, name, entry.uid)
    return watch_runs_of(unit, name).model_copy(update={"deleted": entry.uid})


def watch_shown(unit: Unit, name: str, *, speed_m_s: float | None = None) -> WatchDocument:
    """What an athlete's runs with a watch show: trends at one speed with their noise, and each week on the hips as an estimate.

    Args:
        unit: A unit of work.
        name: The athlete.
        speed_m_s: Where to compare runs; None for the speed at which most can be.

    Raises:
        UnknownNameError: If nobody has the name.
    """
    entries = [(entry, _document(entry)) for entry in list_watch_runs(unit, name)]
    runs = [DatedBins(on=entry.value.on, bins=bins_from(document)) for entry, document in entries]
    speed = comparable_speed(runs) if speed_m_s is None else speed_m_s
    trends = () if speed is None else trends_at(runs, speed)
    weeks = weeks_of(runs, typical_step)
    first = weeks[-watch_rules().shown_weeks :][0].begins if weeks else None
    shown = [run for run in runs if first is not None and run.on >= first]
    trend_documents = tuple(_trend(trend) for trend in trends)
    week_documents = tuple(WeekDocument(**asdict(week), says=week_says(week)) for week in weeks)
    return WatchDocument(
        athlete=find_person(unit, name).name,
        runs=tuple(_kept(entry, document) for entry, document in entries),
        speed_m_s=speed,
        band_m_s=watch_rules().band_m_s,
        trends=trend_documents,
        weeks=week_documents,
        speeds=tuple(SpeedShareDocument(**asdict(share)) for share in speed_shares(shown, typical_step)),
        typical_source=TYPICAL_SOURCE,
        says=watch_says(len(runs), speed, trend_documents, week_documents),
    )


def _document(entry: Stored[WatchRunRecord]) -> WatchRunDocument:
    return read_kept_watch_run(json.dumps(entry.value.document), name=entry.value.file_name)


def _kept(entry: Stored[WatchRunRecord], document: WatchRunDocument) -> KeptWatchRunDocument:
    return KeptWatchRunDocument(
        id=entry.uid,
        on=entry.value.on,
        file_name=entry.value.file_name,
        duration_s=document.duration_s,
        distance_m=document.distance_m,
        steps=document.steps,
        means=document.means,
        summary=watch_summary(document),
    )


def _trend(trend: Trend) -> TrendDocument:
    return TrendDocument(
        measure=trend.measure,
        name=watch_measures()[trend.measure].name,
        sensor=trend.sensor,
        points=tuple(TrendPointDocument(**asdict(point)) for point in trend.points),
        noise=trend.noise,
        change=trend.change,
        change_noise=trend.change_noise,
        beyond_noise=trend.is_beyond_noise,
        says=trend_says(trend),
    )
