"""TestsPage: everything that the page of an athlete's tests shows, in words and figures; the template only places it."""

from dataclasses import dataclass

from ...language import Text
from ..chart.svg import Picture


@dataclass(frozen=True, kw_only=True)
class TestRow:
    """One test in the list."""

    __test__ = False

    id: str
    name: Text
    last: Text
    """The last results, in short."""
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class TestGroup:
    """Tests of one kind."""

    __test__ = False

    heading: Text
    rows: tuple[TestRow, ...]


@dataclass(frozen=True, kw_only=True)
class DetailView:
    """What a result says besides."""

    key: str
    label: Text
    hint: Text
    """What is allowed."""
    required: bool
    number: bool
    offered: str
    """What stands in the field at first."""
    exercise: bool
    """Whether the id of an exercise is asked for."""


@dataclass(frozen=True, kw_only=True)
class SideView:
    """One side of a test, or the test as a whole."""

    key: str
    """'left', 'right' or empty."""
    name: Text
    tries: tuple[int, ...]
    """Numbers of the tries that can be entered; empty for a test that is passed or failed."""


@dataclass(frozen=True, kw_only=True)
class TestView:
    """The test that is opened."""

    __test__ = False

    id: str
    name: Text
    measured: bool
    pictures: tuple[tuple[Picture, Text], ...]
    drawn: str
    drawn_says: Text
    procedure: tuple[Text, ...]
    equipment: Text
    criterion: Text
    fail_means: Text
    exactness: Text
    units: tuple[tuple[str, Text], ...]
    """Unit as it is sent, and as it is read."""
    allowed: Text
    details: tuple[DetailView, ...]
    sides: tuple[SideView, ...]
    stored: tuple[tuple[Text, Text], ...]
    """Day and side, and result; the newest first."""
    passed: tuple[Text, Text]
    """What passing and failing are called."""
    clip_kinds: str
    """Kinds of files that a clip of the test may be, as a file field takes them; empty where none answers it."""
    measured_signs: tuple[tuple[Text, str, bool], ...]
    """What recordings measured of it: words, address of the run, and whether it stands."""


@dataclass(frozen=True, kw_only=True)
class TestsPage:
    """The tests of an athlete."""

    __test__ = False

    title: Text
    address: str
    due: Text
    """That a retest is due; empty where none is."""
    on: str
    """Today, as a date field takes it."""
    groups: tuple[TestGroup, ...]
    chosen: TestView | None
    exercises: tuple[tuple[str, str], ...]
    """Id and name."""
