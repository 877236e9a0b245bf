"""What the analysis of a run takes of its runner: body, strength, and what was seen in drills; from options, a file or the store."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ...body import Athlete, Side
from ...capacity import StrengthPoint, StrengthTest, TestResult, observations_of, protocol_of
from ...store import Unit
from .athlete_file import AthleteFile
from .known_athlete import known
from .strength import strength_of


@dataclass(frozen=True, kw_only=True)
class Runner:
    """Who ran."""

    athlete: Athlete
    age_years: float | None = None
    """Chooses the norms of strength; None if it is not known."""
    tests: tuple[StrengthTest | StrengthPoint, ...] = ()
    observations: Mapping[str, tuple[Side, ...]] = field(default_factory=dict)
    """What was seen in drills, by key: the sides on which the sign was seen, none where it was looked for in vain."""


def runner_in_file(entry: AthleteFile) -> Runner:
    """The runner that an athlete's file tells of."""
    return Runner(athlete=entry.athlete, age_years=entry.age_years, tests=entry.tests, observations=entry.observations)


def stored_runner(unit: Unit, name: str) -> Runner:
    """The runner who is stored.

    Args:
        unit: A unit of work.
        name: The athlete.

    Raises:
        UnknownNameError: If nobody has the name.
        BodyMassMissingError: If no mass is stored.
    """
    athlete = known(unit, name)
    body = athlete.body()
    age = athlete.age_years(unit.today)
    tests = strength_of(athlete.results, body, equipment=athlete.equipment, age_years=age)
    observations = {**_seen_on_one_side(athlete.results), **observations_of(athlete.results)}
    return Runner(athlete=body, age_years=age, tests=tests, observations=observations)


def _seen_on_one_side(results: Sequence[TestResult]) -> dict[str, tuple[Side, ...]]:
    """Signs that were seen where only one side was looked at: they stand for that side, and nothing is said of the other.

    A sign that was looked for in vain on one side only says nothing of the runner and is left out.
    """
    seen: dict[str, tuple[Side, ...]] = {}
    for protocol in (protocol_of(name) for name in sorted({result.protocol for result in results})):
        own = [result for result in results if result.protocol == protocol.id and result.side is not None]
        sides = {result.side for result in own if result.side is not None}
        if protocol.gait_observation and len(sides) == 1:
            last = max(result.on for result in own)
            if not all(result.passed for result in own if result.on == last):
                seen[protocol.gait_observation] = tuple(sides)
    return seen
