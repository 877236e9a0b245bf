"""A language made up for tests: what the catalogue translates stands in brackets, so that it cannot reach what stands outside them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from hipdrive.language import ENGLISH, Text, reading, reading_in
from hipdrive.language.catalogue import catalogue
from hipdrive.language.fill import LiteralText, fill
from hipdrive.language.reading import Reader

CODE = "en_GB"
"""Days are English."""
OPEN, CLOSE = "\N{MATHEMATICAL LEFT WHITE SQUARE BRACKET}", "\N{MATHEMATICAL RIGHT WHITE SQUARE BRACKET}"
_REACHED = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")


@dataclass(frozen=True, kw_only=True)
class PseudoReader(Reader):
    """Shows English, in brackets where the catalogue is asked; a plain word inside a sentence stands outside them."""

    def _text(self, text: Text, literal: LiteralText) -> str:
        def field(value: object, spec: str) -> str:
            shown = self.show(value, spec, literal=literal)
            return f"{CLOSE}{shown}{OPEN}" if text.catalogued and isinstance(value, str) and not isinstance(value, Text) else shown

        pattern = text.plural if text.plural and text.values["n"] != 1 else text.pattern
        said = fill(pattern, text.values, field, literal) if text.values else literal(pattern)
        return f"{OPEN}{said}{CLOSE}" if text.catalogued and text.pattern else said


@contextmanager
def pseudo_language(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Show everything inside in the made-up language."""
    made_up = PseudoReader(code=CODE, catalogue=catalogue(ENGLISH), decimal=".", day="y-MM-dd")
    real = reading.reader_of
    monkeypatch.setattr(reading, "reader_of", lambda code, **settings: made_up if code == CODE else real(code, **settings))
    with reading_in(CODE):
        yield


def out_of_reach(shown: str) -> str:
    """What the catalogue cannot reach of what was shown."""
    before = None
    while before != shown:
        before, shown = shown, _REACHED.sub(" ", shown)
    return shown
