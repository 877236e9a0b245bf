"""ComparePage: everything that the page of two runs shows, in words and figures; the template only places it."""

from dataclasses import dataclass

from ..chart.svg import Picture


@dataclass(frozen=True, kw_only=True)
class ChangeRow:
    """One measure of one side in both runs."""

    measure: str
    """With its side."""
    before: str
    after: str
    difference: str
    noise: str
    """How far strides alone move the difference."""
    by_speed: str
    """What other runners change from the one speed to the other; empty where it is not known."""
    verdict: str


@dataclass(frozen=True, kw_only=True)
class BesideRow:
    """One measure of both sides, before beside after."""

    measure: str
    left: str
    right: str
    strip: Picture
    verdict: str
    changed: bool
    """Whether a side changed beyond noise."""


@dataclass(frozen=True, kw_only=True)
class SideCurves:
    """The stride curves of one side."""

    heading: str
    side: str
    panels: tuple[Picture, ...]


@dataclass(frozen=True, kw_only=True)
class ComparePage:
    """Two runs side by side."""

    title: str
    before: str
    """What the first run is called."""
    after: str
    facts: tuple[tuple[str, str, str], ...]
    """Label, before, after."""
    warnings: tuple[str, ...]
    """What to know before reading on; empty where nothing is amiss."""
    reminders: tuple[str, ...]
    """What holds for every comparison."""
    heading: str
    sentences: tuple[str, ...]
    """What changed, in a coach's words, or that nothing did."""
    same_speed: bool
    knows_other_runners: bool
    """Whether it is known what other runners change between the speeds."""
    changed: tuple[ChangeRow, ...]
    """The first of the changes beyond noise."""
    further: tuple[ChangeRow, ...]
    """The others."""
    curves: tuple[SideCurves, ...]
    no_curves_because: str
    beside: tuple[BesideRow, ...]
    every: tuple[tuple[str, tuple[ChangeRow, ...]], ...]
    """All measures by family."""
