"""The language of a command: --lang anywhere in it, or HIPDRIVE_LANG."""

from collections.abc import Mapping, Sequence

from ...errors import UnknownLanguageError
from ...language import ENGLISH, languages
from .anywhere import option_anywhere

OPTION, VARIABLE = "--lang", "HIPDRIVE_LANG"


def language_of(words: Sequence[str], environment: Mapping[str, str]) -> tuple[str, list[str]]:
    """The code of the language, and the command without the option; what stands after -- is left alone.

    Raises:
        UnknownLanguageError: If it is not there.
    """
    asked, rest = option_anywhere(words, OPTION, environment.get(VARIABLE))
    return (ENGLISH if asked is None else known_language(asked)), rest


def known_language(asked: str) -> str:
    """'de' for 'de', 'DE', 'de-AT' and 'de_DE.UTF-8'.

    Raises:
        UnknownLanguageError: If it is not there.
    """
    code = asked.strip().lower().replace("_", "-").split("-")[0].split(".")[0]
    if code not in languages():
        raise UnknownLanguageError(asked, languages())
    return code
