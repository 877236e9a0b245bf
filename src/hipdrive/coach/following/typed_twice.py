"""A line that is typed twice for one day: a command that was repeated looks like work that was done twice, so it is asked which."""

from collections.abc import Sequence
from datetime import date

from ...errors import Advice, ContradictionError
from ...language import en
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
            advice = Advice(words=en("say so if it was done twice, or enter it once"), step="line_twice")
            raise ContradictionError(en("'{line}' is there twice, so nothing was logged", line=_words(sets)), advice)
    for entry in list_sessions(unit, name, since=on, until=on):
        for sets in typed:
            of_line = {(done.exercise, done.side) for done in sets}
            if sets == tuple(done for done in entry.value.sets if (done.exercise, done.side) in of_line):
                uid = short_id(entry.uid)
                found = en("'{line}' is already logged on {on} (id {id}), so nothing was logged", line=_words(sets), on=on, id=uid)
                words = en("say so if it was done again, or correct that session")
                raise ContradictionError(found, Advice(words=words, step="logged_twice", facts={"id": uid}))


def _words(sets: Sequence[SetRecord]) -> str:
    return ", ".join(session_lines(sets))
