"""Left against right in each test of the last day on which both sides were tested, with the band of what chance does."""

from collections.abc import Mapping, Sequence

from ...body import SIDES, Side
from ...language import Text, en, layout
from ..figures.sides_strip import sides_strip
from ..progress_page.content import TestSeries
from ..progress_page.words import in_unit, same_in_words
from .view import SidesRow


def sides_rows(tests: Sequence[TestSeries]) -> tuple[SidesRow, ...]:
    """One row for each test and condition with a number on both sides."""
    both: dict[tuple[str, Text], dict[Side, TestSeries]] = {}
    for side, series in ((side, series) for side in SIDES for series in tests if series.side == side and series.days):
        both.setdefault((series.protocol.id, same_in_words(series.same)), {})[side] = series
    pairs = [(same, sides) for (_, same), sides in both.items() if len(sides) == len(SIDES)]
    return tuple(_row(number, same, sides) for number, (same, sides) in enumerate(pairs))


def _row(number: int, same: Text, sides: Mapping[Side, TestSeries]) -> SidesRow:
    protocol = sides["left"].protocol
    left, right = (sides[side].days[-1][1] for side in SIDES)
    larger = max(abs(left), abs(right))
    gap = 100.0 * (right - left) / larger if larger else 0.0
    published = protocol.published_change((left + right) / 2)
    noise = None if published is None or not larger else 100.0 * published[0] / larger
    spread = 0.0 if published is None else published[0] / 2
    beyond = noise is not None and abs(gap) > noise
    words = _gap_words(gap, noise, beyond=beyond)
    return SidesRow(
        test=layout("{test} ({same})" if same else "{test}", test=protocol.name, same=same),
        left=in_unit(left, protocol),
        right=in_unit(right, protocol),
        gap=words,
        noise=en("how much chance alone does is not known") if noise is None else en("chance alone: up to {noise:.0f} %", noise=noise),
        strip=sides_strip(f"tests-{number}", left=(left, spread), right=(right, spread), alt=words),
        beyond=beyond,
    )


def _gap_words(gap: float, noise: float | None, *, beyond: bool) -> Text:
    size = abs(gap)
    if round(size) == 0:
        return en("both sides alike")
    weaker = en("left {size:.0f} % less", size=size) if gap > 0 else en("right {size:.0f} % less", size=size)
    if noise is None:
        return weaker
    return en("{weaker}: beyond noise", weaker=weaker) if beyond else en("{weaker}: within noise", weaker=weaker)
