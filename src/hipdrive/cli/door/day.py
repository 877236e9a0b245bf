"""A day as typed at the command line."""

from datetime import datetime

from ...language import en
from .outlet import wrong_usage


def day_typed(typed: str) -> datetime:
    """Midnight of a day written as YYYY-MM-DD.

    Raises:
        typer.BadParameter: If it is no day.
    """
    try:
        return datetime.strptime(typed.strip(), "%Y-%m-%d")  # noqa: DTZ007 - a day, of no time zone
    except ValueError:
        raise wrong_usage(en("'{typed}' is not a day: write it as YYYY-MM-DD, such as 2026-11-23", typed=typed)) from None
