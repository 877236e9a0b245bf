"""What differs between two documents of the snapshot, or between two folders of them, and how documents are kept."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from math import isclose
from typing import TypeGuard

from snapshot_terminal import PLACEHOLDER, Json

KEPT_DIGITS = 12
LINE = 140
FLOOR = 1e-12
"""Numbers that stand alone and are this small are noise."""


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One place where two documents differ.

    Attributes:
        document: Name of the document.
        key: Path of keys to the place.
        expected: What stood there, as JSON.
        got: What stands there now; the value of an added key.
        added: Whether the key is new, which is no fault.
    """

    document: str
    key: str
    expected: str
    got: str
    added: bool = False

    def __str__(self) -> str:
        if self.added:
            return f"{self.document}: {self.key} is added: {self.got}"
        return f"{self.document}: {self.key}: expected {self.expected}, got {self.got}"


@dataclass
class Comparison:
    """Compares the documents of one scene; ids may be other ones, but the same id must stay the same throughout.

    Attributes:
        tolerance: Relative difference of numbers that is allowed; 0 compares to the last bit.
    """

    tolerance: float = 0.0
    _ids: dict[str, str] = field(default_factory=dict)

    def differences(self, document: str, expected: Json, got: Json) -> list[Difference]:
        """All places where two documents differ, added keys among them."""
        return list(self._between(document, "", expected, got, scale=0.0))

    def _between(self, document: str, key: str, expected: Json, got: Json, *, scale: float) -> Iterator[Difference]:
        if isinstance(expected, dict) and isinstance(got, dict):
            for name in expected:
                if name in got:
                    yield from self._between(document, f"{key}.{name}", expected[name], got[name], scale=0.0)
                else:
                    yield _difference(document, f"{key}.{name}", expected[name], "nothing: the key is missing")
            for name in got:
                if name not in expected:
                    yield Difference(document=document, key=f"{key}.{name}", expected="", got=_short(got[name]), added=True)
        elif isinstance(expected, list) and isinstance(got, list):
            if len(expected) != len(got):
                yield _difference(document, key, f"{len(expected)} values", f"{len(got)} values")
                return
            largest = max((abs(value) for value in chain(expected, got) if _is_number(value)), default=0.0)
            for place, (before, after) in enumerate(zip(expected, got, strict=True)):
                yield from self._between(document, f"{key}[{place}]", before, after, scale=largest)
        elif not self._same(expected, got, scale=scale):
            yield _difference(document, key, expected, got)

    def _same(self, expected: Json, got: Json, *, scale: float) -> bool:
        if isinstance(expected, str) and isinstance(got, str):
            return self._same_words(expected, got)
        if self.tolerance and _is_number(expected) and _is_number(got):
            return isclose(expected, got, rel_tol=self.tolerance, abs_tol=max(self.tolerance * scale, FLOOR))
        return type(expected) is type(got) and repr(expected) == repr(got)

    def _same_words(self, expected: str, got: str) -> bool:
        before, after = PLACEHOLDER.findall(expected), PLACEHOLDER.findall(got)
        if len(before) != len(after) or PLACEHOLDER.sub("uid", expected) != PLACEHOLDER.sub("uid", got):
            return False
        return all(self._ids.setdefault(old, new) == new for old, new in zip(before, after, strict=True))


def kept(document: Json) -> str:
    """A document as it is kept: numbers to 12 digits, a line for each value or list that fits into one."""
    return _laid_out(_rounded(document), indent=0) + "\n"


def _rounded(value: Json) -> Json:
    if isinstance(value, dict):
        return {name: _rounded(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_rounded(part) for part in value]
    return float(f"{value:.{KEPT_DIGITS}g}") if isinstance(value, float) else value


def _laid_out(value: Json, *, indent: int) -> str:
    line = json.dumps(value, ensure_ascii=False)
    numbers = isinstance(value, list) and all(part is None or _is_number(part) for part in value)
    if numbers or not isinstance(value, dict | list) or len(line) + indent <= LINE:
        return line
    inner, margin = " " * (indent + 1), " " * indent
    if isinstance(value, dict):
        parts = [f"{json.dumps(name, ensure_ascii=False)}: {_laid_out(part, indent=indent + 1)}" for name, part in value.items()]
        return "{\n" + ",\n".join(inner + part for part in parts) + f"\n{margin}}}"
    return "[\n" + ",\n".join(inner + _laid_out(part, indent=indent + 1) for part in value) + f"\n{margin}]"


def _is_number(value: Json) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _difference(document: str, key: str, expected: Json, got: Json) -> Difference:
    return Difference(document=document, key=key, expected=_short(expected), got=_short(got))


def _short(value: Json) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 2 * LINE else f"{text[: 2 * LINE]} ..."
