"""Tests over days with the band of what chance alone does: outside it a change counts."""

from collections.abc import Mapping, Sequence
from datetime import date

from ...body_words import SIDE_WORDS
from ...language import Text, en, en_count, joined, layout
from ...training.change import ResultVerdict
from ..figures.date_axis import Span, span_of
from ..figures.date_panel import MARK_OF_SIDE, DateBand, DateLine, DatePanel, date_panel
from .content import ProgressContent, TestSeries
from .view import Captioned
from .words import in_unit, readers_number, same_in_words, unit_of

VERDICTS: Mapping[ResultVerdict, Text] = {
    "improved": en("improved"),
    "worse": en("worse"),
    "cannot tell yet": en("cannot tell yet"),
}


def tested_figures(content: ProgressContent) -> tuple[Captioned, ...]:
    """One figure a test, both sides in it."""
    groups: dict[tuple[str, Text], list[TestSeries]] = {}
    for series in content.tests:
        if series.days:
            groups.setdefault((series.protocol.id, same_in_words(series.same)), []).append(series)
    return tuple(_figure(number, group, content) for number, group in enumerate(groups.values()))


def passed_in_words(content: ProgressContent) -> tuple[Text, ...]:
    """Tests that are passed or failed, before against since."""
    return tuple(
        joined((joined((series.protocol.name, SIDE_WORDS[series.side] if series.side else ""), ", "), series.change.why), ": ")
        for series in content.tests
        if not series.days and series.change is not None
    )


def _figure(number: int, group: Sequence[TestSeries], content: ProgressContent) -> Captioned:
    protocol, same = group[0].protocol, same_in_words(group[0].same)
    heading = layout("{test} ({same})" if same else "{test}", test=protocol.name, same=same)
    caption = tuple(_caption(series) for series in group)
    if protocol.better == "lower":
        caption += (en("Lower is better."),)
    panel = DatePanel(
        name=f"test-{number}",
        title=unit_of(protocol),
        span=_span(group, content),
        lines=tuple(_line(series) for series in group),
        bands=tuple(band for series in group if (band := _band(series)) is not None),
        upright=None if content.tests_since is None else (content.tests_since, _divides(content)),
    )
    alt = layout("{test}, {unit}. {caption}", test=heading, unit=unit_of(protocol), caption=joined(caption))
    return Captioned(heading=heading, picture=date_panel(panel, alt=alt), caption=caption)


def _line(series: TestSeries) -> DateLine:
    days = tuple((on, readers_number(value, series.protocol)) for on, value in series.days)
    return DateLine(css=_css(series), mark=MARK_OF_SIDE[_css(series)], days=days)


def _css(series: TestSeries) -> str:
    return series.side or "both"


def _span(group: Sequence[TestSeries], content: ProgressContent) -> Span:
    days: list[date] = [day for series in group for day, _ in series.days]
    if content.tests_since is not None:
        days.append(content.tests_since)
    return span_of(min(days), max(*days, content.on))


def _divides(content: ProgressContent) -> Text:
    starts = content.plan is not None and content.tests_since == content.plan.starts_on
    return en("plan starts") if starts else en("since")


def counts_from(series: TestSeries) -> tuple[float, float] | None:
    """Level before, and the smallest change that is not chance; None where nothing says it."""
    if series.change is not None:
        before, smallest = series.change.before, series.change.smallest_detectable
        return None if before is None or smallest is None else (before, smallest)
    level = series.days[0][1]
    published = series.protocol.published_change(level)
    return None if published is None else (level, published[0])


def _band(series: TestSeries) -> DateBand | None:
    known = counts_from(series)
    if known is None:
        return None
    low, high = (readers_number(edge, series.protocol) for edge in (known[0] - known[1], known[0] + known[1]))
    return DateBand(css=_css(series), low=low, high=high)


def _caption(series: TestSeries) -> Text:
    change, known = series.change, counts_from(series)
    if change is None or change.before is None or change.after is None or change.difference is None:
        last = in_unit(series.days[-1][1], series.protocol)
        told: Text = en_count("{value} on {n} day", "{value} on {n} days", n=len(series.days), value=last)
    else:
        before, difference = (readers_number(value, series.protocol) for value in (change.before, change.difference))
        moved = {"before": before, "after": in_unit(change.after, series.protocol), "difference": difference}
        told = layout("{verdict}, {before:.3g} → {after} ({difference:+.3g})", verdict=VERDICTS[change.verdict], **moved)
    counts = en("how far chance moves it is not known")
    if known is not None:
        counts = en("a change counts from {smallest} on", smallest=in_unit(known[1], series.protocol))
    said = joined((SIDE_WORDS[series.side] if series.side else "", joined((told, counts), "; ")), ": ")
    more = change.one_more if change is not None and change.difference is not None and change.verdict == "cannot tell yet" else ""
    return joined((layout("{words:cap}.", words=said), more))
