"""Another exercise in place of a planned one: the planned line keeps its dose, and nothing counts as failed or as a break."""

from collections.abc import Collection
from dataclasses import replace

from ...language import Text, en, verbatim
from ..log.session import SessionRecord
from .calendar import line_change
from .line import LineOutcome
from .pain import SIDES_OF
from .state import LineState


def _and_all(names: Collection[str]) -> Text:
    """'a and b and c'."""
    first, *more = names
    words = verbatim(first)
    for name in more:
        words = en("{most} and {last}", most=words, last=name)
    return words


def swapped(line_state: LineState, session: SessionRecord, planned: Collection[str]) -> LineOutcome | None:
    """The line after a session in which it was left out for another exercise; None where it was not.

    Args:
        line_state: The line before.
        session: What was done; the line's sets are told as skipped in it.
        planned: Exercises of the plan, which stand for themselves only.
    """
    own = session.sets_of(line_state.exercise, line_state.side)
    if not own or not all(logged.skipped for logged in own):
        return None
    instead = dict.fromkeys(
        logged.exercise
        for logged in session.sets
        if not logged.skipped and logged.exercise not in planned and set(SIDES_OF[logged.side]) & set(SIDES_OF[line_state.side])
    )
    if not instead:
        return None
    why = en(
        "{exercises} was done in its place: the dose stays, nothing counts as failed, and the days do not count as a break.",
        exercises=_and_all(instead),
    )
    return replace(line_state, last_swapped=session.on), (line_change(line_state, session.on, "swapped", why),)
