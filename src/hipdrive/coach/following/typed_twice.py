"""A line that is typed twice for one day: a command that was repeated looks like work that was done twice, so it is asked which."""

from collections.abc import Sequence
from datetime import date

from ...errors import Advice, ContradictionError
from ...store import Unit, list_sessions
from ...training import SetRecord, parse_set
from ..athletes.entry_id import short_id
from .session_words import session_lines


def refuse_lines_twice(unit: Unit, name: str, lines: Sequence[str], *, on: date) -> None:
    """Refuse a line whose sets are all that was logged of its exercise and sides in a session of that day, or that stands twice.

    Other sets of the same exercise on that day are more work and no doubt.

    Args:
        unit: A unit of work.
        name: The athlete.
        lines: In the log notation.
        on: The day.

    Raises:
        ContradictionError: If there is one; nothing is written.
    """
    typed = [parse_set(line).sets for line in lines]
    for place, sets in enumerate(typed):
        if sets in typed[:place]:
            advice = Advice(words="say so if it was done twice, or give it only once", step="line_twice")
            raise ContradictionError(f"'{_words(sets)}' is given twice, so nothing was logged", advice)
    for entry in list_sessions(unit, name, since=on, until=on):
        for sets in typed:
            of_line = {(done.exercise, done.side) for done in sets}
            if sets == tuple(done for done in entry.value.sets if (done.exercise, done.side) in of_line):
                where = f"is already logged on {on.isoformat()} (id {short_id(entry.uid)}), so nothing was logged"
                advice = Advice(
                    words="say so if it was done once more, or correct that session",
                    step="logged_twice",
                    facts={"id": short_id(entry.uid)},
                )
                raise ContradictionError(f"'{_words(sets)}' {where}", advice)


def _words(sets: Sequence[SetRecord]) -> str:
    return ", ".join(session_lines(sets))
