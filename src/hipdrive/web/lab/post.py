"""What goes between this process and those of the lab: questions there, answers back, one pickle each."""

import copyreg
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from ... import coach
from ...exercise import Value
from ...language import Units


@dataclass(frozen=True, kw_only=True)
class Look:
    """A set-up that shall be worked out and told of."""

    question: "coach.LabQuestion"
    shown: "coach.LabShown"


@dataclass(frozen=True, kw_only=True)
class Reach:
    """Set-ups of which shall be said whether they can be done."""

    question: "coach.LabQuestion"
    changes: tuple[Mapping[str, Value], ...]
    """What differs in each from the question's set-up."""


@dataclass(frozen=True)
class Ready:
    """Nothing, but that all is loaded, in the language of who asks too."""


Work = Look | Reach | Ready


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Work, and in what who reads the answer reads."""

    work: Work
    language: str
    units: Units


@dataclass(frozen=True, kw_only=True)
class Answered:
    """An answer, or why there is none."""

    plain: Any = None
    """As JSON has it; of a look there is its JSON instead."""
    json: bytes = b""
    """UTF-8, as it is sent on."""
    refused: tuple[str, str, str, str] | None = None
    """Code of the error, what it is about, its English sentence, and the same for whoever reads."""


def _read_only(plain: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(plain)


def _reduced(values: MappingProxyType[Any, Any]) -> tuple[Any, ...]:
    return _read_only, (dict(values),)


copyreg.pickle(MappingProxyType, _reduced)
