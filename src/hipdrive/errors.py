"""Every error the program raises on purpose; each takes facts, writes its own sentence and has a stable code.

A sentence says what was found, what is allowed and what to do. Doors show it: the command line prints it and exits with 1, a server answers
with the code and its status (contract/http_status.py). What to do at one door alone is added by that door.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import ClassVar

from .language import Text, en, en_count, joined, layout, or_list

NOTHING = Text("")
"""No advice."""


def listed(names: Iterable[object], *, at_most: int = 12) -> Text:
    """Join names for a sentence; a long list is cut and says by how many."""
    texts = [name if isinstance(name, str) else str(name) for name in names]
    if len(texts) <= at_most:
        return joined(texts, ", ") or en("none")
    return en("{names} and {n} more", names=joined(texts[:at_most], ", "), n=len(texts) - at_most)


@dataclass(frozen=True, kw_only=True)
class Advice:
    """What to do, where a door has words of its own for it, such as the options of the command line."""

    words: Text
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
        sentence: What was found and what is allowed; the whole of it, or up to the advice without a stop.
        advice: What to do.
        between: What parts the two.
    """

    code: ClassVar[str] = "error"
    """Stable name of the kind of error, the same in every version and language."""
    about: str = ""
    """What the error is about: a file, a key, a name; empty where the code says it all."""

    def __init__(self, sentence: Text, advice: Text | Advice = NOTHING, *, between: str = "; ") -> None:
        self.sentence, self.advice, self.between = sentence, advice, between
        super().__init__(self.words)

    @property
    def words(self) -> Text:
        """The whole of it, for every door."""
        return self.advised(self.advice.words if isinstance(self.advice, Advice) else self.advice)

    def advised(self, advice: Text) -> Text:
        """The sentence with other words for what to do."""
        if not advice:
            return self.sentence if self.sentence.endswith((".", "?", ":")) else layout("{sentence}.", sentence=self.sentence)
        return joined((self.sentence, self.between, advice, "" if advice.endswith((".", "?")) else "."), "")


class InputFileError(HipDriveError):
    """A file that cannot be used, with what was found and what to do."""

    code = "input_file"

    def __init__(self, path: Path | str, found: Text, advice: Text | Advice) -> None:
        self.about, self.found = path if isinstance(path, Text) else Path(path).name, found
        super().__init__(layout("{file}: {found}", file=self.about, found=found), advice)


class ValueOutOfRangeError(HipDriveError):
    """A value outside what is allowed."""

    code = "value_out_of_range"

    def __init__(self, name: str, found: object, allowed: Text, advice: Text | Advice = NOTHING) -> None:
        self.about = name
        sentence = en("{name} is {found}, but must be {allowed}", name=name, found=found, allowed=allowed)
        super().__init__(sentence if str(advice) else layout("{sentence}.", sentence=sentence), advice)


class UnknownNameError(HipDriveError):
    """A name that is not among the known ones; names the nearest of them first."""

    code = "unknown_name"

    def __init__(self, kind: Text, name: str, known: Iterable[object]) -> None:
        self.about = name
        names = [str(known_name) for known_name in known]
        with_a_like_part = [known_name for known_name in names if get_close_matches(name, known_name.split("_"), cutoff=0.75)]
        near = get_close_matches(name, names, n=3) or with_a_like_part[:3]
        sentences = (
            en("{kind} '{name}' is not known.", kind=kind, name=name),
            en("Did you mean {near}?", near=or_list(near)) if near else "",
            en("Known: {known}.", known=listed(names, at_most=40)),
        )
        super().__init__(joined(sentences))


class UnknownLanguageError(HipDriveError):
    """A language that nothing can be shown in."""

    code = "unknown_language"

    def __init__(self, asked: str, known: Iterable[str]) -> None:
        self.about = asked
        super().__init__(en("Hipdrive does not speak '{asked}'. There are: {known}.", asked=asked, known=joined(known, ", ")))


class ContradictionError(HipDriveError):
    """Wishes that cannot both be kept."""

    code = "contradiction"

    def __init__(self, found: Text, advice: Text | Advice, *, between: str = ": ") -> None:
        super().__init__(found, advice, between=between)


class ReferredError(HipDriveError):
    """Nothing may be prescribed before somebody else has looked."""

    code = "referred"

    def __init__(self, name: str, reasons: Iterable[Text], advice: Advice) -> None:
        self.about = name
        super().__init__(en("No plan is made. {reasons}", reasons=joined(reasons)), advice, between=" ")


class BudgetTooSmallError(HipDriveError):
    """A weekly time budget into which no useful exercise fits."""

    code = "budget_too_small"

    def __init__(self, minutes_per_week: float, least_minutes: float, exercise: str) -> None:
        self.about = exercise
        self.least_minutes = least_minutes
        super().__init__(
            en(
                "{given:g} minutes a week are too few: the shortest useful exercise, '{exercise}', takes {least:g} min. "
                "Give at least {least:g} minutes a week.",
                given=minutes_per_week,
                exercise=exercise,
                least=least_minutes,
            )
        )


class NothingToPlanError(HipDriveError):
    """No exercise on offer trains what the stride asks."""

    code = "nothing_to_plan"

    def __init__(self, offered: int, too_hard: int, left_out: int) -> None:
        sentences = (
            en(
                "None of the {offered} set-ups on offer trains what the stride asks for ({too_hard} are too hard now), so no plan is made.",
                offered=offered,
                too_hard=too_hard,
            ),
            en("{left_out} exercises were left out before that by screen, tests or equipment.", left_out=left_out) if left_out else "",
            en("Add lighter or heavier set-ups, or a strength test if strength is only guessed, or choose the goal 'general'."),
        )
        super().__init__(joined(sentences))


class DeclarationError(HipDriveError):
    """A declared file, such as an exercise's, that does not say what it must."""

    code = "declaration"

    def __init__(self, file: str, found: Text, allowed: Text) -> None:
        self.about = file
        super().__init__(en("{file}: {found}; allowed: {allowed}.", file=file, found=found, allowed=allowed))


class ScreenIncompleteError(HipDriveError):
    """A safety screen without the answers that decide whether anything may be prescribed."""

    code = "screen_incomplete"

    def __init__(self, missing: Iterable[str]) -> None:
        self.missing = tuple(missing)
        sentence = en_count(
            "The safety screen is not complete: {missing} is not answered. "
            "Answer each with yes or no (age_years with a number); nothing is prescribed until then.",
            "The safety screen is not complete: {missing} are not answered. "
            "Answer each with yes or no (age_years with a number); nothing is prescribed until then.",
            n=len(self.missing),
            missing=listed(self.missing, at_most=40),
        )
        super().__init__(sentence)
