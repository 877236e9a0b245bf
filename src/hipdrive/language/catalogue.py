"""The catalogue of a language: one gettext file, such as de.po, beside this one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from gettext import c2py
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .text import Text

FOLDER = Path(__file__).parent
ENGLISH = "en"
"""The language that everything is written in; it needs no catalogue."""


@dataclass(frozen=True)
class Catalogue:
    """Patterns of one language by their English ones."""

    forms: Mapping[str, tuple[str, ...]]
    """English pattern (singular) -> pattern, or one for each form of number."""
    plural_rule: str
    """Which form a number n takes, as gettext writes it: 'n != 1'."""

    def pattern_of(self, text: "Text") -> str | None:
        """The pattern in this language; None where the catalogue lacks it."""
        forms = self.forms.get(text.pattern)
        if forms is None:
            return None
        n = text.values.get("n")
        if len(forms) == 1 or not isinstance(n, int | float):
            return forms[0]
        return forms[_form_of(self.plural_rule)(int(n) if float(n).is_integer() else 2)]


@cache
def _form_of(plural_rule: str) -> Callable[[int], int]:
    """Which form a number takes; to read a rule takes longer than to write a sentence."""
    return c2py(plural_rule)


def catalogue_codes() -> tuple[str, ...]:
    """Codes of the languages that are there, such as 'de'."""
    return tuple(sorted({ENGLISH, *(path.stem for path in FOLDER.glob("*.po"))}))


@cache
def catalogue(code: str) -> Catalogue:
    """The catalogue of a language that is there."""
    if code == ENGLISH:
        return Catalogue(MappingProxyType({}), "n != 1")
    from babel.messages.pofile import read_po

    with (FOLDER / f"{code}.po").open("rb") as file:
        messages = read_po(file, locale=code)
    forms: dict[str, tuple[str, ...]] = {}
    for message in messages:
        translated = (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))
        english = message.id[0] if isinstance(message.id, tuple | list) else message.id
        if english and all(translated) and not message.fuzzy:
            forms[english] = translated
    return Catalogue(MappingProxyType(forms), messages.plural_expr)
