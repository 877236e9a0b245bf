"""Who trains: a person with a name, the day of their consent and their body; frozen values that leave the store."""

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar
from uuid import UUID

from ...body import Athlete, Sex
from ...errors import ValueOutOfRangeError
from ...language import Text, en

T = TypeVar("T")
ATHLETE_NAME = en("name of an athlete")
LONGEST_NAME = 80
LONGEST_TEXT = 100_000
"""Letters of a note or an equipment file; more fits no field of a CSV file that others can read."""
OLDEST_YEARS = 110
ANY_MASS_KG, ANY_HEIGHT_M = 70.0, 1.75
"""Stand in where Athlete is to check only the other of the two."""


@dataclass(frozen=True, kw_only=True)
class Person:
    """One person, as entered."""

    uid: UUID
    name: str
    sex: Sex
    height_m: float
    consent_on: date
    """The day on which they agreed that their data are stored."""
    born: date | None = None
    created_at: datetime
    """When the entry was made, in UTC."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", tidy_name(self.name))
        self.athlete(ANY_MASS_KG)
        if self.born is not None and not 0 <= self.consent_on.year - self.born.year <= OLDEST_YEARS:
            raise ValueOutOfRangeError(
                "born", self.born, en("at most {years} years before the consent, and not after it", years=OLDEST_YEARS)
            )

    def athlete(self, mass_kg: float) -> Athlete:
        """The body that mechanics needs, at a body mass; refuses a height, mass or sex that cannot be."""
        return Athlete(mass_kg=mass_kg, height_m=self.height_m, sex=self.sex)


@dataclass(frozen=True, kw_only=True)
class Stored(Generic[T]):
    """A value as it stands in the store, with its history."""

    uid: UUID
    value: T
    created_at: datetime
    """When it was entered, in UTC."""
    corrects: UUID | None = None
    """The entry that it replaced."""
    superseded_at: datetime | None = None
    """When it was corrected or deleted, in UTC; None while it counts."""
    deleted: bool = False
    """Whether it was deleted rather than corrected."""


def tidy_name(name: str, *, what: Text = ATHLETE_NAME) -> str:
    """A name in its normal form (NFC, single spaces).

    Args:
        name: As typed.
        what: What sentences call it.

    Raises:
        ValueOutOfRangeError: If nothing is left, or it is too long or holds characters that cannot be printed.
    """
    tidy = " ".join(unicodedata.normalize("NFC", name).split())
    if not 1 <= len(tidy) <= LONGEST_NAME or not tidy.isprintable():
        found, allowed = en("{count} characters long", count=len(tidy)), en("1 to {most} printable characters", most=LONGEST_NAME)
        raise ValueOutOfRangeError(what, found, allowed)
    return tidy


def name_key(name: str, *, what: Text = ATHLETE_NAME) -> str:
    """What must be unique among names: the name without regard to capital letters."""
    return unicodedata.normalize("NFC", tidy_name(name, what=what).casefold())


def tidy_text(what: Text, text: str) -> str:
    """A text that every database and file can keep, unchanged.

    Raises:
        ValueOutOfRangeError: If it is too long, or holds control characters or halves of characters.
    """
    if len(text) > LONGEST_TEXT:
        raise ValueOutOfRangeError(what, en("{count} characters long", count=len(text)), en("at most {most}", most=LONGEST_TEXT))
    if any(unicodedata.category(letter) in {"Cc", "Cs"} and letter not in "\n\r\t" for letter in text):
        raise ValueOutOfRangeError(what, en("a text with control characters"), en("plain text"))
    return text
