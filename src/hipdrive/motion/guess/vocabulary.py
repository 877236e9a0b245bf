"""What a marker's label says of its place on the body, by the words of many laboratories (data/marker_labels.toml)."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Literal

from ...data.declared import OneOf, shipped
from ...language import Text
from ..marker_set import BODIES, ROLES
from ..marker_set.recognise import without_prefix
from ..marker_set.synonym import spelling

By = Literal["label", "synonym", "geometry"]
"""How sure a placement is: the label is one that laboratories write, it means the same as one, or only the place in standing tells."""
_ENDINGS = re.compile(
    r"(?:\d|top|bottom|upper|lower|front|rear|back|lateral|lat|medial|med|proximal|prox|distal|dist|anterior|ant|posterior|post|superior|sup"
    r"|inferior|inf|high|low|mid|[apdlmus])+"
)
"""What may follow a numbered word: RTH1, R.Thigh.Top.Lateral, RTHAP."""
_LAST_PART = re.compile(r"[_\-. ]([A-Za-z]{3,})$")
_SIDED = {name[2:] for name in ROLES if name.startswith("r_")}
_BODY_NAMES = ("", *dict.fromkeys(body.removesuffix("_r").removesuffix("_l") for body in BODIES))


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place on the body, and what laboratories call it."""

    name: Text
    words: tuple[str, ...]
    body: Annotated[str, OneOf(_BODY_NAMES)] = ""
    role: Annotated[str, OneOf(("", *sorted(_SIDED), "sacrum", "c7", "sternum", "head"))] = ""
    sided: bool = True
    numbered: tuple[str, ...] = ()
    """Words that a number or a word for a place follows."""
    use: bool = True
    """Whether a body can be followed by it."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One thing that a label may mean."""

    place: Place
    side: Literal["r", "l", ""]

    @property
    def body(self) -> str:
        """A body of `BODIES`, or nothing."""
        limb = self.place.body not in ("", "pelvis", "torso")
        return f"{self.place.body}_{self.side}" if limb else self.place.body

    @property
    def role(self) -> str:
        """A role of `ROLES`, or nothing."""
        return f"{self.side}_{self.place.role}" if self.place.role in _SIDED else self.place.role


@dataclass(frozen=True, kw_only=True)
class _File:
    place: tuple[Place, ...]


def readings(label: str) -> tuple[Reading, ...]:
    """What a label may mean, the likelier first; empty where no word is known.

    Args:
        label: Without the subject's name (`bare_labels`).
    """
    plain = spelling(label)
    exact, numbered = _words()
    found = list(exact.get(plain, ()))
    for stem, reading in numbered:
        rest = plain[len(stem) :]
        if plain.startswith(stem) and rest and _ENDINGS.fullmatch(rest):
            found.append(reading)
    return tuple(found)


def bare_labels(labels: Sequence[str]) -> tuple[str, ...]:
    """Labels without what most of them share: a subject's name before a colon, and a word after a separator, as in 'r_knee_study'."""
    plain = without_prefix(labels)
    last = Counter(found[1] for label in plain if (found := _LAST_PART.search(label)))
    if not last:
        return plain
    word, count = last.most_common(1)[0]
    if 2 * count <= len(plain) or word.lower() in ("left", "right"):
        return plain
    bare = tuple(label[: -len(word) - 1] if label.endswith(word) and _LAST_PART.search(label) else label for label in plain)
    return bare if len(set(bare)) == len(bare) else plain


@cache
def _words() -> tuple[Mapping[str, tuple[Reading, ...]], tuple[tuple[str, Reading], ...]]:
    """Readings by spelling, and by the start of a spelling, the longer first."""
    exact: dict[str, tuple[Reading, ...]] = {}
    numbered: dict[str, Reading] = {}
    for place in shipped(_File, "marker_labels.toml").place:
        for key, reading in _spellings(place, place.words):
            exact[key] = (*exact.get(key, ()), reading)
        for key, reading in _spellings(place, place.numbered):
            numbered.setdefault(key, reading)
    return exact, tuple(sorted(numbered.items(), key=lambda item: -len(item[0])))


def _spellings(place: Place, words: Sequence[str]) -> Iterator[tuple[str, Reading]]:
    for word in words:
        if not place.sided:
            yield word, Reading(place=place, side="")
            continue
        for side in ("r", "l"):
            reading = Reading(place=place, side="r" if side == "r" else "l")
            yield (word.replace("*", side) if "*" in word else side + word), reading
            if "*" in word:
                yield word.replace("*", "right" if side == "r" else "left"), reading
