"""What following a plan reads of its document: its weeks and days, and none of its sentences, which make up most of it."""

from datetime import date
from typing import Literal

from pydantic import Field

from ...training.log.session import LoggedSide
from ...training.running_week.running import Running, Weekday
from ..wire_model import Wire


class CourseLineDocument(Wire):
    """One exercise of one session."""

    exercise: str
    side: LoggedSide


class CourseSessionDocument(Wire):
    """One session of the plan."""

    week: int
    day: int
    lines: tuple[CourseLineDocument, ...]


class CourseRetestDocument(Wire):
    """The plan's retest."""

    on: date | None = Field(None, alias="date")
    moved_from: date | None = None


class PlanCourseDocument(Wire):
    """A part of hipdrive.plan/1, key by key as there."""

    written_as: Literal["hipdrive.plan/1"] = Field(alias="schema")
    goal: str
    weeks: int
    hard_days: tuple[Weekday, ...] = ()
    races: tuple[date, ...] = ()
    free_days: tuple[Weekday, ...] = ()
    earlier: tuple[str, ...] = ()
    sessions: tuple[CourseSessionDocument, ...]
    retest_at: CourseRetestDocument

    @property
    def running(self) -> Running:
        """The hard runs and races that its days stand beside."""
        return Running(hard_days=self.hard_days, races=self.races)
