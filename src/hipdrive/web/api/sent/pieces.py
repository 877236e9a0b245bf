"""What the gym logger may send: the pieces of a session, each with its revision; a key that is not known is refused."""

from datetime import date

from pydantic import Field

from ....training.log.session import LoggedSide, PainSite, PainWhen
from .base import Name, Sent

MOST_REVISIONS = 1_000_000


class PieceSent(Sent):
    """What every piece of a session says."""

    revision: int = Field(ge=1, le=MOST_REVISIONS)
    """1 at first, raised with every change; the highest one counts, whichever arrives first."""
    on: date
    """Day of the session, where the athlete is."""
    number: int = Field(0, ge=0, le=10_000)
    """Its place among the sets, or pains, of the session."""
    withdrawn: bool = False
    """It was taken back, and counts no longer."""


class SetSent(PieceSent):
    """One set of one side."""

    exercise: str = Name
    side: LoggedSide
    reps: int | None = None
    distance_m: float | None = None
    hold_s: float | None = None
    load: str | None = Field(None, max_length=100)
    """In the dose notation, such as '12.5kg' or 'band:green*2'."""
    rir: float | None = None
    """Repetitions that would still have been possible."""
    faults: tuple[str, ...] = Field((), max_length=20)
    """Words of form that were lost."""
    skipped: bool = False


class PainSent(PieceSent):
    """Pain that was felt."""

    when: PainWhen
    level: int
    """0 (none) to 10 (worst imaginable)."""
    site: PainSite = "elsewhere"
    side: LoggedSide | None = None
    exercise: str | None = Field(None, max_length=200)
    """Left out for the session as a whole."""


class NoteSent(PieceSent):
    """A note in free words."""

    note: str = Field(max_length=2000)
