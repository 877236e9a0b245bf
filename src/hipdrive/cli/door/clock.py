"""The clock of the command line: only here is the system asked what time it is."""

from datetime import UTC, date, datetime


def now() -> datetime:
    """This instant, in the time zone of the machine."""
    return datetime.now(tz=UTC).astimezone()


def day_or_today(typed: datetime | None) -> date:
    """The day that was typed, else the one it is here."""
    return now().date() if typed is None else typed.date()
