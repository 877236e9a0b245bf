"""Play weeks of training before anything is prescribed: a declared scenario, session by session, with every rule that fires."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Annotated, Literal, get_args

from ...data.declared import at, declared, named, read_only, shipped_toml
from ...errors import UnknownNameError, ValueOutOfRangeError
from ...language import Text, en
from ..log.dose import Dose
from ..log.session import LoggedSide, PainRecord, PainSite, PainWhen, SessionRecord, SetRecord
from ..plan.programme import ProgrammeLine
from ..plan.progression import DAYS_A_WEEK
from ..running_week.running import Running
from .adapt import advance
from .adapt_rules import AdaptRules, adapt_rules
from .calendar import Prescribed, RuleChange, WeekKind, arrive, kind_on, prescribed
from .state import PlanState, PlanStatus, initial_state

Does = Literal["misses", "skips", "stalls", "pain", "faults"]


@dataclass(frozen=True, kw_only=True)
class Spell:
    """Some weeks of a scenario in which something happens."""

    from_week: Annotated[int, at("from")]
    to_week: Annotated[int, at("to")]
    does: Does
    side: LoggedSide = "both"
    level: int = 0
    when: PainWhen = "during"
    site: PainSite = "elsewhere"
    word: str = ""

    def __post_init__(self) -> None:
        if self.does not in get_args(Does):
            raise UnknownNameError(en("event of a scenario"), self.does, get_args(Does))


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """A named course of events (data/training/scenarios.toml)."""

    name: str
    title: Text
    spells: Annotated[tuple[Spell, ...], at("weeks")]

    def in_week(self, week: int) -> tuple[Spell, ...]:
        """What happens in a week; nothing where all goes well."""
        return tuple(spell for spell in self.spells if spell.from_week <= week <= spell.to_week)


@dataclass(frozen=True, kw_only=True)
class WeekDoses:
    """What stands to be done at the beginning of a week."""

    week: int
    kind: WeekKind
    status: PlanStatus
    """Of the plan."""
    doses: tuple[Dose, ...]
    """Empty where nothing is prescribed."""


@dataclass(frozen=True, kw_only=True)
class Simulation:
    """A scenario as it was played."""

    scenario: Scenario
    sessions: tuple[SessionRecord, ...]
    weeks: tuple[WeekDoses, ...]
    """All weeks of the plan, and the first one after it."""
    changes: tuple[RuleChange, ...]
    """Every rule that fired, in order."""
    end: PlanState


@cache
def scenarios() -> Mapping[str, Scenario]:
    """All scenarios by name."""
    table = named(shipped_toml("training", "scenarios.toml"), "name")
    return read_only(declared(dict[str, Scenario], table, file="scenarios.toml"))


def simulate(
    lines: Sequence[ProgrammeLine],
    start: date,
    weeks: int,
    days: Sequence[int] | Mapping[int, Sequence[int]],
    scenario: str,
    *,
    running: Running | None = None,
    rules: AdaptRules | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Simulation:
    """Play a plan through a scenario: every line in each session, as often a week as its source allows.

    Args:
        lines: What the plan starts with.
        start: First day of week 1.
        weeks: Weeks of the plan, the last one for the retest; one week of maintenance is played after it.
        days: Days of the plan's week (1 to 7) with a session, the same in all weeks or by week; what follows the last week keeps to those
            of the first that has any.
        scenario: Name of a scenario (data/training/scenarios.toml).
        running: The hard runs and races that it stands beside.
        rules: Numbers of the rules; None for the shipped ones.
        progress: Is called with how many weeks are played, and of how many.

    Raises:
        UnknownNameError: If there is no such scenario.
        ValueOutOfRangeError: If a day is not 1 to 7, or the weeks are fewer than one.
    """
    rules = rules or adapt_rules()
    if scenario not in scenarios():
        raise UnknownNameError(en("scenario"), scenario, scenarios())
    by_week = days if isinstance(days, Mapping) else dict.fromkeys(range(1, weeks + 2), days)
    usual = next((of_week for _, of_week in sorted(by_week.items()) if of_week), ())
    wrong = [day for of_week in by_week.values() for day in of_week if not 1 <= day <= DAYS_A_WEEK]
    if wrong or (not usual and weeks > 0):
        raise ValueOutOfRangeError(en("days of a week"), wrong[0] if wrong else en("none"), en("1 to {most}", most=DAYS_A_WEEK))
    story = scenarios()[scenario]
    state = initial_state(lines, start, weeks=weeks, running=running)
    played: list[SessionRecord] = []
    doses: list[WeekDoses] = []
    changes: list[RuleChange] = []
    for week in range(1, weeks + 2):
        first_day = start + timedelta(days=DAYS_A_WEEK * (week - 1))
        doses.append(_doses_of(state, first_day, week, rules))
        done: dict[tuple[str, str], int] = {}
        of_week = sorted(set(by_week.get(week, ()) if week <= weeks else usual))
        for day in of_week[: rules.dose.maintenance_sessions if week > weeks else len(of_week)]:
            on = first_day + timedelta(days=day - 1)
            session = play(prescribed(state, on, rules=rules), on, story.in_week(week), done)
            if session is None:
                continue
            played.append(session)
            step = advance(state, session, rules)
            state = step.state
            changes.extend(step.changes)
        if progress is not None:
            progress(week, weeks + 1)
    return Simulation(scenario=story, sessions=tuple(played), weeks=tuple(doses), changes=tuple(changes), end=state)


def _doses_of(state: PlanState, on: date, week: int, rules: AdaptRules) -> WeekDoses:
    return WeekDoses(
        week=week,
        kind=kind_on(state, week, rules=rules),
        status=arrive(state, on, rules=rules).state.status,
        doses=tuple(asked.line.dose for asked in prescribed(state, on, rules=rules)),
    )


def play(asked: Sequence[Prescribed], on: date, spells: Sequence[Spell], done: dict[tuple[str, str], int]) -> SessionRecord | None:
    """One session of a made-up athlete; None where nothing is prescribed, or the session is missed without a word.

    Args:
        asked: What is prescribed on that day.
        on: The day.
        spells: What happens; nothing: every set is done as asked, with the reserve that is asked.
        done: (exercise, side) -> sessions in this week so far; counted up.
    """
    acts = {spell.does: spell for spell in spells}
    if not asked or "misses" in acts:
        return None
    if "skips" in acts:
        return SessionRecord(on=on, skipped=True)
    sets: list[SetRecord] = []
    pains: list[PainRecord] = []
    for line in (prescribed_line.line for prescribed_line in asked):
        key = (line.exercise, line.side)
        if done.get(key, 0) >= line.allowed.most_per_week:
            continue
        done[key] = done.get(key, 0) + 1
        own = {does: spell for does, spell in acts.items() if "both" in {spell.side, line.side} or spell.side == line.side}
        sets += [_set(line, own)] * round(line.dose.sets[0])
        pain = own.get("pain")
        if pain is not None:
            pains.append(PainRecord(when=pain.when, level=pain.level, site=pain.site, side=line.side, exercise=line.exercise))
    return SessionRecord(on=on, sets=tuple(sets), pains=tuple(pains)) if sets else None


def _set(line: ProgrammeLine, own: Mapping[Does, Spell]) -> SetRecord:
    """One set: as asked, or one repetition short with nothing in reserve, or with lost form."""
    dose, stalls = line.dose, "stalls" in own
    asked = line.allowed.reps[0] if dose.reps is None else round(dose.reps[0])
    return SetRecord(
        exercise=line.exercise,
        side=line.side,
        reps=None if dose.distance_m is not None else max(line.allowed.reps[0], asked - 1) if stalls else asked,
        distance_m=dose.distance_m,
        hold_s=dose.hold_s[0] if dose.hold_s else None,
        load=dose.load,
        rir=0.0 if stalls else dose.rir[0] if dose.rir else None,
        faults=(own["faults"].word,) if "faults" in own else (),
    )
