"""ComparePage: everything that the page of two runs shows, in words and figures; the template only places it."""

from dataclasses import dataclass

from ...language import Text
from ..chart.svg import Picture


@dataclass(frozen=True, kw_only=True)
class ChangeRow:
    """One measure of one side in both runs."""

    measure: Text
    """With its side."""
    before: Text
    after: Text
    difference: Text
    noise: Text
    """How far strides alone move the difference."""
    by_speed: Text
    """What other runners change from the one speed to the other; empty where it is not known."""
    verdict: Text


@dataclass(frozen=True, kw_only=True)
class BesideRow:
    """One measure of both sides, before beside after."""

    measure: Text
    left: Text
    right: Text
    strip: Picture
    verdict: Text
    changed: bool
    """Whether a side changed beyond noise."""


@dataclass(frozen=True, kw_only=True)
class SideCurves:
    """The stride curves of one side."""

    heading: Text
    side: str
    panels: tuple[Picture, ...]


@dataclass(frozen=True, kw_only=True)
class ComparePage:
    """Two runs side by side."""

    title: Text
    before: str
    """What the first run is called."""
    after: str
    facts: tuple[tuple[Text, Text, Text], ...]
    """Label, before, after."""
    warnings: tuple[Text, ...]
    """What to know before reading on; empty where nothing is amiss."""
    reminders: tuple[Text, ...]
    """What holds for every comparison."""
    heading: Text
    sentences: tuple[Text, ...]
    """What changed, in a coach's words, or that nothing did."""
    same_speed: bool
    knows_other_runners: bool
    """Whether it is known what other runners change between the speeds."""
    changed: tuple[ChangeRow, ...]
    """The first of the changes beyond noise."""
    further: tuple[ChangeRow, ...]
    """The others."""
    curves: tuple[SideCurves, ...]
    no_curves_because: Text
    beside: tuple[BesideRow, ...]
    every: tuple[tuple[Text, tuple[ChangeRow, ...]], ...]
    """All measures by family."""
