"""How runs of a watch look in a terminal."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from ...language import Text, en, layout
from ..door.outlet import show_line, show_message, show_paragraph, show_table

if TYPE_CHECKING:
    from ...contract.athletes.watch import TrendDocument, WatchDocument
    from ...contract.runs.watch import KeptWatchRunDocument, WatchRunDocument


def show_watch_run(run: "WatchRunDocument", summary: Text) -> None:
    """Print what one file tells."""
    show_line(en("A run from a watch: {device}", device=run.device or en("maker not named")))
    if run.started_at is not None:
        here = run.started_at + timedelta(seconds=run.utc_offset_s or 0)
        words = en("Started on {on:d MMMM y} at {time}") if run.utc_offset_s is not None else en("Started on {on:d MMMM y} at {time} UTC")
        show_line(words.filled(on=here.date(), time=f"{here:%H:%M}"))
    show_line(summary)
    level = [one for one in run.at_speed if one.level_s > 0]
    if level:
        show_line(en("Level running after the first minute: {minutes:.0f} min", minutes=sum(one.level_s for one in level) / 60.0))
    if run.laps:
        rows = [
            (layout("{number}", number=number), layout("{minutes:.1f}", minutes=lap.duration_s / 60.0), _lap_km(lap.distance_m))
            for number, lap in enumerate(run.laps, start=1)
        ]
        show_table("", (en("lap"), layout("min"), layout("km")), rows)
    for note in run.notes:
        show_message(note.message)


def _lap_km(distance_m: float | None) -> Text:
    return layout("-") if distance_m is None else layout("{km:.2f}", km=distance_m / 1000.0)


def show_watch_runs(runs: "Sequence[KeptWatchRunDocument]") -> None:
    """List the runs that are kept."""
    from ...coach import short_id

    rows = [(layout("{id}", id=short_id(run.id)), layout("{on:d MMM y}", on=run.on), run.summary) for run in runs]
    if rows:
        show_table("", (layout("id"), en("day"), en("what it showed")), rows, words=True, whole=(0, 1))


def show_watch(shown: "WatchDocument") -> None:
    """Print what runs show over weeks: sentences, trends, weeks, speeds, and the runs."""
    for words in shown.says:
        show_paragraph(words)
    if shown.trends:
        _show_trends(shown.trends)
    if shown.weeks:
        show_line(en("Each week on the hip flexors, an estimate"))
        for week in shown.weeks:
            show_paragraph(week.says, indent=4, first="-")
        show_paragraph(en("Estimate: {source}.", source=shown.typical_source))
    if shown.speeds:
        _show_speeds(shown)
    show_watch_runs(shown.runs)


def _show_trends(trends: "Sequence[TrendDocument]") -> None:
    from ...coach import amount, trend_title

    rows = [
        (
            trend_title(trend.measure, trend.sensor),
            layout("{count}", count=len(trend.points)),
            amount(trend.measure, trend.points[0].value),
            amount(trend.measure, trend.points[-1].value),
            layout("-") if trend.change is None else amount(trend.measure, trend.change, signed=True),
            layout("-") if trend.change_noise is None else amount(trend.measure, trend.change_noise),
        )
        for trend in trends
    ]
    show_table("", (en("measure"), en("runs"), en("first"), en("last"), en("change"), en("noise up to")), rows)


def _show_speeds(shown: "WatchDocument") -> None:
    rows = [
        (
            layout("{from_m_s:run}", from_m_s=(share.from_m_s + share.to_m_s) / 2.0),
            layout("{minutes:.0f}", minutes=share.seconds / 60.0),
            layout("{steps:,}", steps=round(share.steps)),
            layout("{peak:.2f}", peak=share.peak_nm_kg),
            layout("{impulse:,}", impulse=round(share.impulse_nm_s_kg)),
        )
        for share in shown.speeds
    ]
    heads = (en("about"), layout("min"), en("steps"), en("typical largest flexor moment (Nm/kg)"), en("each hip (Nm s/kg)"))
    show_table("", heads, rows)
