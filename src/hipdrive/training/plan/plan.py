"""The plan as a value: what to do week by week, what stands before it, why, and what comes after."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..log.dose import Dose
from ..log.session import LoggedSide
from ..match.best_set import BestSet
from .programme import ProgrammeLine


@dataclass(frozen=True, kw_only=True)
class PlanLine:
    """One exercise of one side in one session."""

    exercise: str
    name: str
    side: LoggedSide
    """'both' where the sides alternate or work together."""
    dose: Dose
    set_up: Mapping[str, Any]
    stop_for: tuple[str, ...]
    why: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The line as plain values."""
        plain = {"exercise": self.exercise, "name": self.name, "side": self.side, "dose": str(self.dose), "set_up": dict(self.set_up)}
        return {**plain, "stop_for": list(self.stop_for), "why": list(self.why)}


@dataclass(frozen=True, kw_only=True)
class PlanSession:
    """One session."""

    week: int
    day: int
    """Day of the week, 1 to 7, counted from the plan's first day."""
    on: date | None
    """The date; None in a plan without a start."""
    minutes: float
    lines: tuple[PlanLine, ...]

    def as_json(self) -> dict[str, Any]:
        """The session as plain values."""
        on = None if self.on is None else self.on.isoformat()
        return {"week": self.week, "day": self.day, "date": on, "minutes": self.minutes, "lines": [line.as_json() for line in self.lines]}


@dataclass(frozen=True, kw_only=True)
class Retest:
    """When to test again."""

    week: int
    day: int
    """Day of the week, 1 to 7."""
    on: date | None

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return {"week": self.week, "day": self.day, "date": None if self.on is None else self.on.isoformat()}


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Weeks of training with what stands before them and what comes after."""

    goal: str
    preset: str
    school: str | None
    weeks: int
    minutes_per_week: float
    start: date | None
    before: tuple[str, ...]
    """Red flags, the pain rule and cautions: to be read before the first line."""
    why: tuple[str, ...]
    sessions: tuple[PlanSession, ...]
    retest_at: Retest
    retest: tuple[str, ...]
    maintenance: tuple[PlanLine, ...]
    """Lines of the one session a week that keeps what was gained, after the last week."""
    programme: tuple[ProgrammeLine, ...]
    """What following the plan starts from."""
    chosen: BestSet

    def as_json(self) -> dict[str, Any]:
        """The plan as plain values (schema hipdrive.plan/1)."""
        return {
            "schema": "hipdrive.plan/1",
            "goal": self.goal,
            "preset": self.preset,
            "school": self.school,
            "weeks": self.weeks,
            "minutes_per_week": self.minutes_per_week,
            "start": None if self.start is None else self.start.isoformat(),
            "before": list(self.before),
            "why": list(self.why),
            "sessions": [session.as_json() for session in self.sessions],
            "retest_at": self.retest_at.as_json(),
            "retest": list(self.retest),
            "maintenance": [line.as_json() for line in self.maintenance],
            "programme": [line.as_json() for line in self.programme],
            "best_set": self.chosen.as_json(),
        }
