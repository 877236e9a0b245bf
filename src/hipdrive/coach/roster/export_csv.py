"""What is stored, as spreadsheets: one CSV file for each kind of thing, as a coach would lay it out."""

from collections.abc import Iterator, Mapping, Sequence

from ...capacity import TestResult, protocol_of
from ...store import Person, Stored, Unit, find_person, list_masses, list_people, list_results, list_sessions
from ...training import SessionRecord
from ..athletes.entry_id import short_id
from ..spreadsheet.write import Cell, csv_text
from ..testing.test_csv import RESULT_COLUMNS, detail_columns
from .athlete_csv import ATHLETE_COLUMNS

SET_COLUMNS = ("exercise", "set", "side", "reps", "distance_m", "hold_s", "load", "load_kg", "rir", "rpe", "form_lost", "left_out")
SESSION_COLUMNS = ("athlete", "date", "session", *SET_COLUMNS, "worst_pain", "note")
PAIN_COLUMNS = ("athlete", "date", "session", "pain", "when", "site", "side", "exercise")
MASS_COLUMNS = ("athlete", "date", "mass_kg")
Row = Sequence[Cell]


def spreadsheets(unit: Unit, *, athlete: str | None = None) -> Mapping[str, str]:
    """What counts of everybody, or of one athlete, as CSV files: athletes, tests, masses, sessions and pains.

    The files of athletes and of tests have the columns that import_athletes and import_results read. What was corrected or deleted stands
    in none of them; an export holds it.

    Args:
        unit: A unit of work.
        athlete: Only this one; None for everybody.

    Returns:
        Name of each file -> its text.

    Raises:
        UnknownNameError: If nobody has the name.
    """
    people = list_people(unit) if athlete is None else (find_person(unit, athlete),)
    results = {person.name: [entry.value for entry in list_results(unit, person.name)] for person in people}
    tests = [protocol_of(name) for name in sorted({result.protocol for own in results.values() for result in own})]
    sessions = {person.name: list_sessions(unit, person.name) for person in people}
    details = detail_columns(tests)
    return {
        "athletes.csv": csv_text(ATHLETE_COLUMNS, [_athlete(unit, person) for person in people]),
        "tests.csv": csv_text(
            (*RESULT_COLUMNS, *details), [_result(name, result, details) for name, own in results.items() for result in own]
        ),
        "masses.csv": csv_text(
            MASS_COLUMNS,
            [(person.name, entry.value.on, entry.value.mass_kg) for person in people for entry in list_masses(unit, person.name)],
        ),
        "sessions.csv": csv_text(
            SESSION_COLUMNS, [row for name, own in sessions.items() for entry in own for row in _session(name, entry)]
        ),
        "pains.csv": csv_text(PAIN_COLUMNS, [row for name, own in sessions.items() for entry in own for row in _pains(name, entry)]),
    }


def _athlete(unit: Unit, person: Person) -> Row:
    masses = list_masses(unit, person.name)
    mass_kg = masses[-1].value.mass_kg if masses else None
    return person.name, person.sex, person.height_m, mass_kg, person.born, person.consent_on


def _result(name: str, result: TestResult, details: Sequence[str]) -> Row:
    unit = protocol_of(result.protocol).unit if result.value is not None else None
    own = [result.details.get(key) for key in details]
    return name, result.protocol, result.side, result.value, unit, result.passed, result.on, *own


def _session(name: str, entry: Stored[SessionRecord]) -> Iterator[Row]:
    """One row for each set; one without a set for a session without one."""
    session = entry.value
    worst = max((pain.level for pain in session.pains), default=None)
    start, end = (name, session.on, short_id(entry.uid)), (worst, session.note or None)
    counts: dict[tuple[str, str], int] = {}
    for done in session.sets:
        number = counts[done.exercise, done.side] = counts.get((done.exercise, done.side), 0) + 1
        load, load_kg = (None, None) if done.load is None else (str(done.load), done.load.mass_kg)
        form = ", ".join(done.faults) or None
        amount = (done.reps, done.distance_m, done.hold_s, load, load_kg, done.rir, done.rpe, form, done.skipped)
        yield *start, done.exercise, number, done.side, *amount, *end
    if not session.sets:
        yield *start, *(None for _ in SET_COLUMNS[:-1]), session.skipped, *end


def _pains(name: str, entry: Stored[SessionRecord]) -> Iterator[Row]:
    for pain in entry.value.pains:
        yield name, entry.value.on, short_id(entry.uid), pain.level, pain.when, pain.site, pain.side, pain.exercise
