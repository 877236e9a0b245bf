"""Terms: what an athlete wants and allows of a plan: goal, time, school, what must be in it and what must not."""

from dataclasses import dataclass, field, replace
from datetime import date

from ...capacity.screen import GateKind
from ...errors import Advice, ContradictionError, ValueOutOfRangeError
from ...language import Text, en, joined, layout
from ..log.dose import Dose
from ..rules import Goal, Preset, goal_of, plan_limits, preset_of, school_of
from ..running_week.free_days import FewFreeDaysError
from ..running_week.running import WEEKDAYS, Running, Weekday
from .plan_rules import Experience

GIVE_START = Advice(words=en("give its first day, such as 2026-11-23"), step="give_start")


@dataclass(frozen=True, kw_only=True)
class Mobility:
    """Mobility work of every session."""

    exercise: str
    name: Text
    dose: Dose
    stop_for: tuple[Text, ...]
    why: Text
    last: bool = False
    """Whether it ends the session; it opens it otherwise."""


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What a plan has to keep to; None leaves a number to the preset."""

    goal: str = "distance"
    """Name of a goal (data/training/goals.toml)."""
    preset: str = "standard"
    """Name of an amount of training (data/training/presets.toml)."""
    school: str | None = None
    """Name of a school of thought (data/training/schools.toml) whose range counts more."""
    minutes_per_week: float | None = None
    weeks: int | None = None
    """The last one is the retest week."""
    sessions_per_week: int | None = None
    start: date | None = None
    """First day of the first week; None leaves the sessions without dates."""
    hard_days: tuple[Weekday, ...] = ()
    """Days of the week with a hard run."""
    free_days: tuple[Weekday, ...] = ()
    """Days of the week on which sessions may fall; none named: any."""
    races: tuple[date, ...] = ()
    """Days of races; they need a start."""
    pinned: tuple[str, ...] = ()
    """Exercises that must be in the plan."""
    banned: tuple[str, ...] = ()
    """Exercises that must not."""
    both_hips: bool = False
    """Whether exercises that work both hips at once are preferred."""
    experience: Experience = "some"
    """How much of such training was done before; it bounds the weekly sets, and quick work is not for those who are new to it."""
    quick: bool = True
    """Whether quick work may be done at all: not by minors, nor with a caution of the screen."""
    gates: tuple[GateKind, ...] = ()
    """What the safety screen keeps out."""
    answers: tuple[str, ...] = ()
    """Exercises that answer a failed test, and so stand in the plan where they can."""
    mobility: tuple[Mobility, ...] = field(default=())
    """What opens or ends every session, because a test asks for it or too few exercises are open."""
    refused: tuple[Text, ...] = ()
    """Sentences on what was left out before matching: by the screen, a failed test, a prerequisite or for want of equipment."""
    cautions: tuple[Text, ...] = ()
    """Sentences of the athlete's own screen."""

    def __post_init__(self) -> None:
        both = sorted(set(self.pinned) & set(self.banned))
        if both:
            raise ContradictionError(en("'{exercise}' is both pinned and banned", exercise=both[0]), en("pin it or ban it, not both"))
        object.__setattr__(self, "free_days", tuple(day for day in WEEKDAYS if day in self.free_days))
        if self.free_days and self.sessions_per_week is not None and self.sessions_per_week > len(self.free_days):
            raise FewFreeDaysError(sessions=self.sessions_per_week, days=len(self.free_days))

    @property
    def running(self) -> Running:
        """The hard runs and races that the plan stands beside.

        Raises:
            ValueOutOfRangeError: If every day of the week is hard.
            ContradictionError: If there are races, but no start by which they have a place in the plan.
        """
        if self.races and self.start is None:
            raise ContradictionError(en("You gave a race, but not the plan's first day"), GIVE_START)
        return Running(hard_days=self.hard_days, races=self.races)

    def amount(self) -> Preset:
        """The preset with what was asked in place of its own numbers.

        Raises:
            UnknownNameError: If the preset is unknown.
            ValueOutOfRangeError: If a number is outside what may be asked.
        """
        base = preset_of(self.preset)
        wanted = {name: getattr(self, name) for name in ("minutes_per_week", "weeks", "sessions_per_week")}
        amount = replace(base, **{name: value for name, value in wanted.items() if value is not None})
        for name in wanted:
            low, high = getattr(plan_limits(), name)
            if not low <= getattr(amount, name) <= high:
                found = layout("{value:g}", value=getattr(amount, name))
                raise ValueOutOfRangeError(name, found, en("between {low:g} and {high:g}", low=low, high=high))
        return amount

    def aim(self) -> Goal:
        """The goal, its ranges weighed as the school holds.

        Raises:
            UnknownNameError: If goal or school is unknown.
        """
        goal = goal_of(self.goal)
        if self.school is None:
            return goal
        school = school_of(self.school)
        return replace(
            goal,
            early=goal.early * school.early,
            mid=goal.mid * school.mid,
            end=goal.end * school.end,
            floor=max(goal.floor, school.floor),
            why=joined((goal.why, school.why)),
            against=joined((goal.against, school.against)),
        )
