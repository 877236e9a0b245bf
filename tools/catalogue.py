"""Bring the catalogues of all languages up to date with what the program says: `python -m tools.catalogue [CODE]` (make words).

Texts come from three places: the source and the templates (en, en_count), the declared files (each value of type Text), and the help of
the command line. A code that has no catalogue yet gets one with all texts to be translated.
"""

import dataclasses
import re
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from io import BytesIO
from pathlib import Path
from pkgutil import walk_packages
from types import FunctionType

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po
from pydantic import BaseModel
from typer.main import get_command

import hipdrive
from hipdrive.cli.app import app
from hipdrive.cli.door.help_words import help_parts
from hipdrive.language import ENGLISH, Text, languages
from hipdrive.language.catalogue import FOLDER

SOURCE = Path(hipdrive.__file__).parent
KEYWORDS = {"en": None, "en_count": (1, 2)}
METHODS = [("**.py", "python"), ("**.j2", "jinja2")]
WIDTH = 120
NOT_KEPT = re.compile(
    rb'^"(POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Report-Msgid-Bugs-To|Generated-By):.*\n', re.MULTILINE
)
"""Header lines that would change without a change of words."""
NOT_IMPORTED = {"__main__", "migrations"}
"""Modules that do something when imported."""
WORDS = re.compile("[A-Za-z]{2}")
"""Of a text that is more than a code or a sign."""
HEADER = "# {name} texts of Hipdrive. `make words` adds what is new and drops what is gone; translate what is empty."


def main() -> None:
    """Write the catalogues."""
    for code in sys.argv[1:] or [code for code in languages() if code != ENGLISH]:
        path = FOLDER / f"{code}.po"
        path.write_bytes(catalogue_bytes(code, path.read_bytes() if path.exists() else b""))
        known = read_po(BytesIO(path.read_bytes()), locale=code)
        empty = sum(not all(message.string if isinstance(message.string, tuple) else (message.string,)) for message in known if message.id)
        print(f"{path.name}: {len(known)} texts, {empty} to be translated")


def catalogue_bytes(code: str, before: bytes) -> bytes:
    """A catalogue with exactly the texts that the program has, and the translations that it had."""
    catalogue = read_po(BytesIO(before), locale=code) if before else Catalog(locale=code)
    catalogue.update(template(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.header_comment = HEADER.format(name=Locale.parse(code).get_display_name("en"))
    written = BytesIO()
    write_po(written, catalogue, width=WIDTH, include_lineno=False, ignore_obsolete=True)
    return NOT_KEPT.sub(b"", written.getvalue())


def template() -> Catalog:
    """Everything the program says to people, in English, with the files where it is said."""
    catalogue = Catalog()
    for file, line, message, comments, _ in extract_from_dir(SOURCE, METHODS, keywords=KEYWORDS, comment_tags=("Translators:",)):
        catalogue.add(message, locations=[(f"src/hipdrive/{file}", line)], auto_comments=comments)
    for where, text in sorted(declared_texts()):
        catalogue.add(text, locations=[(where, 0)])
    for part in help_parts(get_command(app)):
        catalogue.add(part.help, locations=[("src/hipdrive/cli", 0)])
    return catalogue


def declared_texts() -> set[tuple[str, str]]:
    """Each text of the declared files, with the module that reads it: what the cached functions without parameters hand out."""
    found: set[tuple[str, str]] = set()
    for module in [
        import_module(found.name)
        for found in walk_packages(hipdrive.__path__, "hipdrive.")
        if not NOT_IMPORTED & set(found.name.split("."))
    ]:
        for value in list(vars(module).values()):
            if hasattr(value, "cache_info") and value.__module__ == module.__name__ and not _parameters(value.__wrapped__):
                found |= {
                    (module.__name__.replace(".", "/"), text.pattern)
                    for text in _texts(value())
                    if WORDS.search(text.pattern) and not text.values
                }
    return found


def _parameters(function: FunctionType) -> int:
    return function.__code__.co_argcount + function.__code__.co_kwonlyargcount


def _texts(value: object) -> Iterator[Text]:
    """Every Text inside a value."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts(key)
            yield from _texts(inner)
    elif isinstance(value, list | tuple | set | frozenset):
        for inner in value:
            yield from _texts(inner)
    elif dataclasses.is_dataclass(value) or isinstance(value, BaseModel):
        yield from _texts(vars(value) if hasattr(value, "__dict__") else [])


if __name__ == "__main__":
    main()
