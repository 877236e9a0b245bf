"""A safety screen among the events that a plan follows."""

from dataclasses import dataclass
from datetime import date

from ...capacity.screen import ScreenOutcome


@dataclass(frozen=True, kw_only=True)
class ScreenedOn:
    """A safety screen that was answered, with what it means."""

    on: date
    outcome: ScreenOutcome
