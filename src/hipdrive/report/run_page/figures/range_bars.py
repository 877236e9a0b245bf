"""The range bars: how much of the need lies in each range, and how much of it the chosen exercises train."""

from collections.abc import Sequence

from ....body_words import SIDE_MUSCLES
from ....language import Text, en, joined, layout
from ....range_words import range_name
from ...chart.svg import Picture, letters, number, picture
from ..chosen import TrainedShare

WIDTH_PX, ROW_PX = 380.0, 21.0
LEFT_PX, BAR_PX = 62.0, 150.0


def range_bars(shares: Sequence[TrainedShare]) -> Picture:
    """Draw one bar per side, action and range: the outline is the need, what is filled is trained."""
    groups = list(dict.fromkeys((share.side, share.action) for share in shares))
    parts, y = [letters(0.0, 12.0, en("outline: share of the need   filled: trained"), css="soft small")], 16.0
    for side, action in groups:
        y += ROW_PX + 4.0
        parts.append(letters(0.0, y, layout("{muscles:cap}", muscles=SIDE_MUSCLES[side, action]), css=f"strong {side}"))
        for share in (row for row in shares if (row.side, row.action) == (side, action)):
            y += ROW_PX
            parts.append(_bar(share, y))
    title = en("Need and training, range by range")
    return picture(name="range-bars", width=WIDTH_PX, height=y + 8.0, title=title, alt=_alt(shares), body="".join(parts))


def _bar(share: TrainedShare, y: float) -> str:
    need, trained = BAR_PX * share.need, BAR_PX * share.trained
    box = f'x="{number(LEFT_PX)}" y="{number(y - 11.0)}" height="13"'
    words = en("{need:.0f} %, trained {trained:.0f} % of it", need=100 * share.need, trained=100 * share.trained / share.need)
    return (
        letters(LEFT_PX - 7.0, y, range_name(share.action, share.range), css="soft small", anchor="end")
        + f'<rect class="filled" {box} width="{number(trained)}"/><rect class="bar" {box} width="{number(need)}"/>'
        + letters(LEFT_PX + need + 7.0, y, words, css="small number")
    )


def _alt(shares: Sequence[TrainedShare]) -> Text:
    if not shares:
        return en("The stride asks nothing at angles where strength is known.")
    return en("Need and training by range. {shares}.", shares=joined((_amount(share) for share in shares), "; "))


def _amount(share: TrainedShare) -> Text:
    return en(
        "{muscles}, {range}: {need:.0f} % of the need, of which the exercises train {trained:.0f} %",
        muscles=SIDE_MUSCLES[share.side, share.action],
        range=range_name(share.action, share.range),
        need=100 * share.need,
        trained=100 * share.trained / share.need,
    )
