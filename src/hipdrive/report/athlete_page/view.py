"""AthletePage: everything that the page of an athlete shows, in words and figures; the template only places it."""

from dataclasses import dataclass

from ...language import Text
from ..chart.svg import Picture
from ..progress_page.view import ProgressPage


@dataclass(frozen=True, kw_only=True)
class StepView:
    """What is next."""

    says: Text
    held: bool
    """Whether nothing, or not all, may be done before."""
    button: Text
    address: str
    because: tuple[Text, ...]


@dataclass(frozen=True, kw_only=True)
class SidesRow:
    """Left and right in one test, beside what chance does."""

    test: Text
    left: Text
    right: Text
    gap: Text
    """Right less left, in percent of the larger."""
    noise: Text
    """What chance does."""
    strip: Picture
    beyond: bool
    """Whether the gap lies beyond it."""


@dataclass(frozen=True, kw_only=True)
class PictureAt:
    """A figure that the browser asks for at an address of its own."""

    address: str
    width_px: float
    height_px: float


@dataclass(frozen=True, kw_only=True)
class StrengthView:
    """What the stride asks against what the hips can give."""

    wide: PictureAt
    narrow: PictureAt
    """For the width of a phone."""
    alt: Text
    """What both say, in words."""
    caption: tuple[Text, ...]


@dataclass(frozen=True, kw_only=True)
class RunRow:
    """One analysed run."""

    words: Text
    address: str


@dataclass(frozen=True, kw_only=True)
class AthletePage:
    """One athlete."""

    title: Text
    facts: tuple[Text, ...]
    address: str
    step: StepView
    progress: ProgressPage
    done: Text
    """Sessions done of those planned; empty without a plan."""
    strength: StrengthView | None
    sides: tuple[SidesRow, ...]
    no_sides: Text
    """Why no sides stand side by side; empty where they do."""
    runs: tuple[RunRow, ...]
    session_addresses: tuple[str, ...]
    """Of the pages on which the sessions of the progress can be corrected, in their order."""
