"""Every error the program raises on purpose; each takes facts, writes its own sentence and has a stable code.

A sentence says what was found, what is allowed and what to do. Doors show it: the command line prints it and exits with 1, a server answers
with the code and its status (contract/http_status.py). What to do at one door alone is added by that door.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import ClassVar


def listed(names: Iterable[object], *, at_most: int = 12) -> str:
    """Join names for a sentence; a long list is cut and says by how many."""
    texts = [str(name) for name in names]
    if len(texts) <= at_most:
        return ", ".join(texts) or "none"
    return f"{', '.join(texts[:at_most])} and {len(texts) - at_most} more"


@dataclass(frozen=True, kw_only=True)
class Advice:
    """What to do, where a door has words of its own for it, such as the options of the command line."""

    words: str
    """For every door."""
    step: str
    """Stable name of what to do; the door looks its own words up by it."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """What the door's words may name, beside what the error is about."""

    def __str__(self) -> str:
        return self.words


class HipDriveError(Exception):
    """Root of all errors that a user can cause and mend.

    Args:
        sentence: What was found and what is allowed; up to the advice, where one follows.
        advice: What to do.
        ending: What closes the sentence after the advice.
    """

    code: ClassVar[str] = "error"
    """Stable name of the kind of error, the same in every version and language."""
    about: str = ""
    """What the error is about: a file, a key, a name; empty where the code says it all."""

    def __init__(self, sentence: str, advice: str | Advice = "", ending: str = "") -> None:
        self.sentence, self.advice, self.ending = sentence, advice, ending
        super().__init__(f"{sentence}{advice}{ending}")


class InputFileError(HipDriveError):
    """A file that cannot be used, with what was found and what to do."""

    code = "input_file"

    def __init__(self, path: Path | str, found: str, advice: str | Advice) -> None:
        self.about, self.found = Path(path).name, found
        super().__init__(f"{self.about}: {found}; ", advice, ".")


class ValueOutOfRangeError(HipDriveError):
    """A value outside what is allowed."""

    code = "value_out_of_range"

    def __init__(self, name: str, found: object, allowed: str, advice: str | Advice = "") -> None:
        self.about = name
        words = str(advice)
        super().__init__(f"{name} is {found}, but must be {allowed}{'; ' if words else ''}", advice, "" if words.endswith("?") else ".")


class UnknownNameError(HipDriveError):
    """A name that is not among the known ones; names the nearest of them first."""

    code = "unknown_name"

    def __init__(self, kind: str, name: str, known: Iterable[object]) -> None:
        self.about = name
        names = [str(known_name) for known_name in known]
        with_a_like_part = [known_name for known_name in names if get_close_matches(name, known_name.split("_"), cutoff=0.75)]
        near = get_close_matches(name, names, n=3) or with_a_like_part[:3]
        guess = f"Did you mean {' or '.join(near)}? " if near else ""
        super().__init__(f"{kind} '{name}' is not known. {guess}Known: {listed(names, at_most=40)}.")


class ContradictionError(HipDriveError):
    """Wishes that cannot both be kept."""

    code = "contradiction"

    def __init__(self, found: str, advice: str | Advice) -> None:
        super().__init__(f"{found}: ", advice, ".")


class ReferredError(HipDriveError):
    """Nothing may be prescribed before somebody else has looked."""

    code = "referred"

    def __init__(self, name: str, reasons: Iterable[str], advice: Advice) -> None:
        self.about = name
        super().__init__(f"No plan is made: {' '.join(reasons).rstrip('.')}; ", advice, ".")


class BudgetTooSmallError(HipDriveError):
    """A weekly time budget into which no useful exercise fits."""

    code = "budget_too_small"

    def __init__(self, minutes_per_week: float, least_minutes: float, exercise: str) -> None:
        self.about = exercise
        self.least_minutes = least_minutes
        super().__init__(
            f"{minutes_per_week:g} minutes a week are too few: the shortest useful exercise, '{exercise}', takes {least_minutes:g} min. "
            f"Give at least {least_minutes:g} minutes a week."
        )


class NothingToPlanError(HipDriveError):
    """No exercise on offer trains what the stride asks."""

    code = "nothing_to_plan"

    def __init__(self, offered: int, too_hard: int, left_out: int) -> None:
        before = f"{left_out} exercises were left out before that by screen, tests or equipment. " if left_out else ""
        super().__init__(
            f"None of the {offered} set-ups on offer trains what the stride asks for ({too_hard} are too hard now), so no plan is made. "
            f"{before}Add lighter or heavier set-ups, or a strength test if strength is only guessed, or choose the goal 'general'."
        )


class DeclarationError(HipDriveError):
    """A declared file, such as an exercise's, that does not say what it must."""

    code = "declaration"

    def __init__(self, file: str, found: str, allowed: str) -> None:
        self.about = file
        super().__init__(f"{file}: {found}; allowed: {allowed}.")


class ScreenIncompleteError(HipDriveError):
    """A safety screen without the answers that decide whether anything may be prescribed."""

    code = "screen_incomplete"

    def __init__(self, missing: Iterable[str]) -> None:
        self.missing = tuple(missing)
        verb = "is" if len(self.missing) == 1 else "are"
        super().__init__(
            f"The safety screen is not complete: {listed(self.missing, at_most=40)} {verb} not answered. "
            "Answer each with yes or no (age_years with a number); nothing is prescribed until then."
        )
