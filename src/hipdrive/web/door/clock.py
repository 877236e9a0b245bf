"""The clock of the web: only here is the system asked what time it is."""

from datetime import UTC, datetime


def now() -> datetime:
    """This instant, in the time zone of the machine."""
    return datetime.now(tz=UTC).astimezone()
