"""Results of tests and answers to the safety screen."""

from datetime import date
from typing import Literal

from pydantic import Field

from .base import Line, Name, Sent, example


class ResultSent(
    Sent,
    json_schema_extra=example(
        test="isometric_hip_flexion",
        on="2026-01-08",
        side="left",
        value=212,
        details=["lever_m=0.40", "hip_flexion_deg=0", "knee_flexion_deg=90"],
    ),
):
    """The result of a test, one side at a time."""

    test: str = Name
    on: date | None = None
    """Today if left out."""
    side: Literal["left", "right"] | None = None
    value: float | None = None
    unit: str = ""
    """The test's own if left out."""
    passed: bool | None = None
    details: tuple[Line, ...] = Field((), max_length=20)
    """Such as 'lever_m=0.40'."""


class ResultChanges(Sent, json_schema_extra=example(value=221)):
    """What a result should say; what is left out stays."""

    on: date | None = None
    side: Literal["left", "right"] | None = None
    value: float | None = None
    unit: str = ""
    """The test's own if left out."""
    passed: bool | None = None
    details: tuple[Line, ...] = Field((), max_length=20)
    """Such as 'lever_m=0.40'; 'lever_m=' drops one."""


class ScreenSent(Sent):
    """Answers to the safety screen."""

    yes: dict[str, bool]
    """Question -> answer."""
    age_years: int | None = None
    on: date | None = None
    """Today if left out."""
