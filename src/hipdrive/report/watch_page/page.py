"""Runs that a watch recorded as one HTML page: what they come to, a figure for each measure with its noise, the weeks, and the runs."""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import mean

from ...language import Text, en, joined, layout, reader, reading_in
from ..chart.svg import Picture
from ..figures.date_axis import span_of
from ..figures.date_panel import DateBand, DateLine, DatePanel, date_panel
from ..template import Links, Served, render_page
from .content import TrendShown, WatchContent, WeekShown

SCRIPTS = ("/scripts/watch.js",)
ENDING = "fit"
NOISE_WIDTHS = 2.0
"""Half the band: within two standard deviations lie 95 of 100 runs in which nothing changed."""
WORDS: Mapping[str, Text] = {
    "reading": en("{file} is being read ..."),
    "kept": en("{file}: {says}"),
    "kept_before": en("{file} was kept already: {says}"),
    "wrong_kind": en("{file} is no file of a watch. Give the original .fit file of a run."),
    "empty": en("{file} is empty. Export it again."),
    "too_large": en("{file} is {size} MB; at most {most} MB are taken."),
    "unreached": en("Hipdrive does not answer. Check that it runs, then try again."),
    "again": en("Show what they come to"),
}
"""What the script says; {places} are filled by it."""


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A figure with what stands above and below it."""

    heading: Text
    picture: Picture
    caption: tuple[Text, ...]


def watch_page_html(content: WatchContent, *, links: Links = ()) -> str:
    """Write the page; whatever a user typed is escaped.

    Args:
        content: What it shows.
        links: Words and address of further pages.
    """
    sent = {
        "api": f"/api{content.address}/watch",
        "ending": ENDING,
        "most_bytes": content.most_bytes,
        "runs": [str(run.id) for run in content.runs],
    }
    with reading_in(reader().code, on_page=True):
        figures = tuple(_trend(trend, f"trend{number}") for number, trend in enumerate(content.trends))
        return render_page(
            "watch.html.j2",
            links=links,
            served=Served(modules=SCRIPTS, words=WORDS, sent=sent),
            page=content,
            trends=figures,
            weeks=_weeks(content.weeks) if content.weeks else None,
            ending=ENDING,
        )


def _trend(trend: TrendShown, name: str) -> Figure:
    """The runs of one measure over days, with the band in which one run lies by chance."""
    days, values = [on for on, _ in trend.points], [value for _, value in trend.points]
    middle = mean(values)
    bands: tuple[DateBand, ...] = ()
    if trend.noise is not None:
        half = NOISE_WIDTHS * trend.noise
        bands = (DateBand(css="both", low=middle - half, high=middle + half),)
    panel = DatePanel(
        name=name,
        title=trend.title,
        span=span_of(days[0], days[-1]),
        lines=(DateLine(css="both", mark="diamond", days=trend.points),),
        bands=bands,
    )
    noise = [] if trend.noise is None else [en("Tint: where 95 of 100 runs lie if nothing changes.")]
    return Figure(heading=Text(""), picture=date_panel(panel, alt=trend.says), caption=(trend.says, *noise))


def _weeks(weeks: tuple[WeekShown, ...]) -> Figure:
    panel = DatePanel(
        name="weeks",
        title=en("Flexors of each hip (Nm s/kg a week)"),
        span=span_of(weeks[0].begins, weeks[-1].begins),
        lines=(DateLine(css="both", mark="square", days=tuple((week.begins, week.impulse) for week in weeks)),),
        from_zero=True,
    )
    alt = joined([layout("{on:d MMM}: {impulse:.0f}", on=week.begins, impulse=week.impulse) for week in weeks], ", ")
    return Figure(heading=Text(""), picture=date_panel(panel, alt=alt), caption=(weeks[-1].says,))
