"""The next session in the terminal: each exercise in words, then how to log it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from ...language import Text, en, joined, layout
from ..door.outlet import show_paragraph
from .dose import dose_words
from .vocabulary import day_words, word

if TYPE_CHECKING:
    from ...contract.plans.plan import DosedLineDocument, NextSessionDocument

L = TypeVar("L", bound="DosedLineDocument")


def show_next_session(coming: "NextSessionDocument") -> None:
    """What to do next, or why there is nothing."""
    if not coming.lines:
        show_paragraph(en("Nothing to do for now"), bold=True)
        show_paragraph(coming.reason or en("No exercise is planned for {day}.", day=day_words(coming.on)))
        return
    show_paragraph(en("Next: {day}, week {week}", day=day_words(coming.on), week=coming.week), bold=True)
    for words in (coming.reason, *coming.why):
        if words:
            show_paragraph(words)
    for number, lines in enumerate(by_exercise(coming.lines), start=1):
        show_paragraph(exercise_words(lines), indent=4, first=str(number))
    for rest in coming.resting:
        words = en("Not now: {exercise}, {side}. {reason}", exercise=rest.name or rest.exercise, side=word(rest.side), reason=rest.reason)
        show_paragraph(words, indent=4, first="-")


def by_exercise(lines: Sequence[L]) -> list[list[L]]:
    """Lines with those of one exercise together."""
    together: dict[str, list[L]] = {}
    for line in lines:
        together.setdefault(line.exercise, []).append(line)
    return list(together.values())


def exercise_words(lines: "Sequence[DosedLineDocument]") -> Text:
    """One exercise with the dose of each side, said once where both are alike."""
    doses = {dose_words(line.dose, line.set_up): line.side for line in lines}
    each = [words if len(doses) == 1 else layout("{side}: {dose}", side=word(side), dose=words) for words, side in doses.items()]
    sides = en("each side") if len(doses) == 1 and len(lines) > 1 else ""
    dose = joined((sides, joined(each, "; ")), ", ")
    return layout("{exercise}: {dose}.", exercise=lines[0].name or lines[0].exercise, dose=dose)
