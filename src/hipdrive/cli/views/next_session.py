"""The next session in the terminal: each exercise in words, then how to log it."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from ..door.outlet import show_paragraph
from .dose import dose_words

if TYPE_CHECKING:
    from ...contract.plans.plan import DosedLineDocument, NextSessionDocument

L = TypeVar("L", bound="DosedLineDocument")


def show_next_session(coming: "NextSessionDocument") -> None:
    """What to do next, or why there is nothing."""
    if not coming.lines:
        show_paragraph("Nothing to do for now", bold=True)
        show_paragraph(coming.reason or f"No exercise is planned for {day_words(coming.on)}.")
        return
    show_paragraph(f"Next: {day_words(coming.on)}, week {coming.week}", bold=True)
    for words in (coming.reason, *coming.why):
        if words:
            show_paragraph(words)
    for number, lines in enumerate(by_exercise(coming.lines), start=1):
        show_paragraph(exercise_words(lines), indent=4, first=str(number))
    for rest in coming.resting:
        show_paragraph(f"Not now: {rest.name or rest.exercise}, {rest.side}. {rest.reason}", indent=4, first="-")


def day_words(on: date) -> str:
    """A day with its name, such as 'Monday 2026-11-23'."""
    return f"{on:%A} {on.isoformat()}"


def by_exercise(lines: Sequence[L]) -> list[list[L]]:
    """Lines with those of one exercise together."""
    together: dict[str, list[L]] = {}
    for line in lines:
        together.setdefault(line.exercise, []).append(line)
    return list(together.values())


def exercise_words(lines: "Sequence[DosedLineDocument]") -> str:
    """One exercise with the dose of each side, said once where both are alike."""
    doses = {dose_words(line.dose, line.set_up): line.side for line in lines}
    each = [words if len(doses) == 1 else f"{side}: {words}" for words, side in doses.items()]
    sides = "each side, " if len(doses) == 1 and len(lines) > 1 else ""
    return f"{lines[0].name or lines[0].exercise}: {sides}{'; '.join(each)}."
