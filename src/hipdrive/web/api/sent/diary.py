"""What was done and how it felt."""

from datetime import date

from pydantic import Field

from .base import Line, Sent, example


class PainsSent(Sent, json_schema_extra=example(pains=["3 front_of_hip R next_morning"], note="gone by noon")):
    """What is told after a session."""

    on: date | None = None
    """Today if left out."""
    pains: tuple[Line, ...] = Field((), max_length=20)
    """Such as '3 front_of_hip R next_morning'."""
    note: str = Field("", max_length=2000)


class SessionChanges(PainsSent, json_schema_extra=example(lines=["standing_march LR 3x9 rir 1"])):
    """What was done instead; what is left out stays as it was, the day too."""

    lines: tuple[Line, ...] = Field((), max_length=100)
    """In the log notation, such as 'standing_march LR 3x8 rir 2'."""
    skipped: bool = False


class SessionCorrection(SessionChanges, json_schema_extra=example(lines=["standing_march LR 3x9 rir 1"])):
    """What was done instead."""

    whole: bool = False
    """What is sent is the whole session: what is left out is gone, except the day, instead of staying as it was."""


class SessionSent(
    SessionChanges,
    json_schema_extra=example(
        lines=["standing_march LR 3x8 rir 2"], on="2026-01-08", pains=["2 front_of_hip R during"], note="slept badly"
    ),
):
    """What was done, as it would be typed."""

    as_planned: bool = False
    """Everything was done as planned, except where the lines say otherwise."""
    again: bool = False
    """A line that is already logged for that day was done once more."""
