"""How runs of a watch look in a terminal."""

from datetime import timedelta

from ...contract.runs.watch import WatchRunDocument
from ...language import Text, en, layout
from ..door.outlet import show_line, show_message, show_table


def show_watch_run(run: WatchRunDocument, summary: Text) -> None:
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
