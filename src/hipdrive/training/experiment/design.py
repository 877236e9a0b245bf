"""The design of a self-experiment: which way is trained in which block, on which days is tested, and how the order is drawn."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from itertools import combinations
from types import MappingProxyType
from typing import Literal

from ...errors import ValueOutOfRangeError
from ...language import en
from .experiment_rules import ExperimentRules, experiment_rules

Arm = Literal["combined", "separate"]
Order = tuple[Arm, ...]
DAYS_A_WEEK = 7
LONGEST_RUN = 2
"""Most blocks of one way one after another."""


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A strength test of the experiment."""

    protocol: str
    """Id of the protocol (data/protocols)."""
    same: Mapping[str, float | str] = field(default_factory=dict)
    """Details that a result must have to count, such as the hip angle; empty for whichever is tested most."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "same", MappingProxyType(dict(self.same)))


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Blocks and test days, counted in days from the first."""

    order: Order
    block_weeks: int
    tests_per_block: int

    @property
    def weeks(self) -> int:
        """Length of all blocks."""
        return len(self.order) * self.block_weeks

    def test_days(self, rules: ExperimentRules | None = None) -> tuple[tuple[int, ...], ...]:
        """Test days of each block, days from the start of the experiment: evenly from the end of settling to the last day of the block."""
        first, length = (rules or experiment_rules()).settle_days, DAYS_A_WEEK * self.block_weeks
        step = (length - 1 - first) / (self.tests_per_block - 1)
        days = [first + round(step * place) for place in range(self.tests_per_block)]
        return tuple(tuple(block * length + day for day in days) for block in range(len(self.order)))


@dataclass(frozen=True, kw_only=True)
class Design:
    """One experiment as it is planned; everything that its evaluation needs besides results and sessions."""

    starts_on: date
    layout: Layout
    exercises: Mapping[Arm, tuple[str, ...]]
    """Ids: one for both hips, or one for the flexors and one for the extensors."""
    sessions_per_week: int
    minutes: float
    """Of one session, the same in every block."""
    measures: tuple[Measure, ...]
    error_percent: float
    """Standard error reckoned with for the mean of a day's tests."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "exercises", MappingProxyType(dict(self.exercises)))

    @property
    def ends_on(self) -> date:
        """Last day."""
        return self.starts_on + timedelta(days=DAYS_A_WEEK * self.layout.weeks - 1)

    def block_of(self, on: date) -> int | None:
        """Index of the block in which a day lies; None outside."""
        day = (on - self.starts_on).days
        return day // (DAYS_A_WEEK * self.layout.block_weeks) if 0 <= day < DAYS_A_WEEK * self.layout.weeks else None

    def block_days(self, block: int) -> tuple[date, date]:
        """First and last day of a block."""
        length = DAYS_A_WEEK * self.layout.block_weeks
        first = self.starts_on + timedelta(days=block * length)
        return first, first + timedelta(days=length - 1)

    def test_dates(self) -> tuple[tuple[date, ...], ...]:
        """Test days of each block."""
        return tuple(tuple(self.starts_on + timedelta(days=day) for day in days) for days in self.layout.test_days())


def balanced_orders(count: int) -> tuple[Order, ...]:
    """All orders of so many blocks in which both ways come equally often and, on average, equally early.

    So whatever grows or fades steadily over the weeks, such as a slope that falls with time, meets both alike. At most two blocks of one
    way follow each other. Four blocks: ABBA and BAAB.
    """
    middle = count * (count + 1) / 4
    orders = []
    for places in combinations(range(1, count + 1), count // 2):
        order: Order = tuple("combined" if place in places else "separate" for place in range(1, count + 1))
        if count % 2 == 0 and sum(places) == middle and max(_runs(order)) <= LONGEST_RUN:
            orders.append(order)
    return tuple(orders)


def _runs(order: Order) -> Iterator[int]:
    """How many alike stand together, up to each place."""
    run = 0
    for place, arm in enumerate(order):
        run = run + 1 if place and arm == order[place - 1] else 1
        yield run


def drawn_order(lot: int, *, count: int | None = None) -> Order:
    """The order that a lot draws: the same number draws the same order, on every machine and in every version.

    Args:
        lot: Any whole number, drawn by the caller; its SHA-256 picks the order, so that one cannot see beforehand which it is.
        count: Blocks; the declared number if not given.
    """
    orders = balanced_orders(count or experiment_rules().block_count)
    return orders[int.from_bytes(sha256(str(lot).encode()).digest(), "big") % len(orders)]


def most_tests(block_weeks: int, rules: ExperimentRules | None = None) -> int:
    """Most test days that find room in a block."""
    rules = rules or experiment_rules()
    return 1 + (DAYS_A_WEEK * block_weeks - 1 - rules.settle_days) // rules.spacing_days


def checked_layout(order: Order, *, block_weeks: int, tests_per_block: int, rules: ExperimentRules | None = None) -> Layout:
    """Blocks and test days that can be.

    Raises:
        ValueOutOfRangeError: If blocks are too short or too long, or the test days are too few or find no room.
    """
    rules = rules or experiment_rules()
    (least, most), room = rules.block_weeks, most_tests(block_weeks, rules)
    if not least <= block_weeks <= most:
        raise ValueOutOfRangeError(en("weeks of a block"), block_weeks, en("between {least} and {most}", least=least, most=most))
    if not rules.fewest_tests <= tests_per_block <= room:
        advice = en("they are at least {days} days apart, because days close together are alike", days=rules.spacing_days)
        raise ValueOutOfRangeError(
            en("test days of a block"),
            tests_per_block,
            en("between {least} and {most}", least=rules.fewest_tests, most=room),
            advice,
        )
    return Layout(order=order, block_weeks=block_weeks, tests_per_block=tests_per_block)
