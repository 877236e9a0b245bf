"""Read what somebody says to own: 'band red, ankle weights 2x1 kg, chair 45 cm' becomes things with their figures and colours."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from ...errors import HipDriveError, UnknownNameError, listed
from ...language import Text, en, joined, or_list
from ..declared.hardware import known_bands
from .figures import UNITS, Figure, figures_in
from .thing_names import thing_name
from .thing_words import owned_words, phrase_at, thing_by_word, tokens_of

BAND_PREFIX = {"band": "", "loop band": "loop_", "tube": "tube_"}
"""Thing -> how the ids of its bands begin."""
COUNT, COLOUR, UNKNOWN = "count", "colour", "unknown"
PARTS = re.compile(r"[;,\n]|\.\s")
JOINED = re.compile(r"\band\b|\bwith\b|\bplus\b|[&+/]", re.IGNORECASE)
SPAN = re.compile(r"[\d.]+\s*(?:-|–|\bto\b)\s*[\d.]+", re.IGNORECASE)
DECIMAL_COMMA = re.compile(r"\d,\d")
LEADING_COUNT = re.compile(rf"^\s*(?P<count>[1-9])\s+(?=[a-z])(?!(?:{UNITS}|x)\b)", re.IGNORECASE)


class UnknownEquipmentError(HipDriveError):
    """Words for something owned that are not known; names what is called nearly so."""

    code = "unknown_equipment"

    def __init__(self, words: Sequence[str], *, beside: str = "") -> None:
        self.about = " ".join(words)
        known = (*thing_by_word(), *_colours())
        near = [name for word in (beside, self.about, words[0]) for name in get_close_matches(word, known, n=2, cutoff=0.7)]
        alike = near or [name for name in known if set(words) & set(name.split())]
        by_thing = {thing_by_word().get(name, name): name for name in reversed(alike)}
        sentences = (
            en("equipment '{words}' is not known.", words=self.about),
            en("Did you mean {near}?", near=or_list([*reversed(by_thing.values())][:2])) if alike else "",
            en("Known: {known}.", known=listed(owned_words().things, at_most=40)),
        )
        super().__init__(joined(sentences))


class UnclearEquipmentError(HipDriveError):
    """Words about what is owned that could mean several things, or a figure that cannot be."""

    code = "unclear_equipment"

    def __init__(self, found: Text, advice: Text) -> None:
        self.about = found
        super().__init__(found, advice)


@dataclass(frozen=True, kw_only=True)
class OwnedItem:
    """One thing that is owned, as it was said."""

    thing: str
    """A name of owned_words().things, 'nothing' or 'everything'."""
    word: str
    """What it was called, in the singular."""
    figures: tuple[Figure, ...] = ()
    count: int = 1
    """Of the things, where the figures have no count of their own."""
    colours: tuple[str, ...] = ()
    """Of a band, such as 'red' or 'extra heavy'."""


@dataclass(frozen=True, kw_only=True)
class _Part:
    """A part of what was said; without a thing it belongs to a neighbour."""

    group: int
    """Parts between two commas have the same."""
    item: OwnedItem | None
    figures: tuple[Figure, ...] = ()
    colours: tuple[str, ...] = ()
    text: str = ""


def items_said(text: str, *, about: str = "") -> tuple[OwnedItem, ...]:
    """The things that a text names, in its order.

    Args:
        text: Parts with commas or 'and' between them.
        about: A name of owned_words().things: what was asked for, where a part may leave its thing out: 'red, green' about 'band'.

    Raises:
        UnknownEquipmentError: If a word is not known; names the nearest.
        UnknownNameError: If a band is not.
        UnclearEquipmentError: If figures cannot be read or belong to nothing.
    """
    if (comma := DECIMAL_COMMA.search(text)) is not None:
        high, low = comma[0].split(",")
        advice = en("write {high}.{low}, or '{high} kg, {low} kg'", high=high, low=low)
        raise UnclearEquipmentError(en("'{figures}' could be one number or two", figures=comma[0]), advice)
    if (span := SPAN.search(text)) is not None:
        advice = en("name each weight, such as '{example}'", example="dumbbells 2 kg, 4 kg, 6 kg")
        raise UnclearEquipmentError(en("'{figures}' is a range", figures=span[0]), advice)
    asked = OwnedItem(thing=about, word=about) if about else None
    parts = [_Part(group=-1, item=asked), *_parts(text)]
    items = {place: part.item for place, part in enumerate(parts) if part.item is not None}
    for place, part in enumerate(parts[1:], start=1):
        if part.item is None:
            owner = _owner(parts, place)
            if owner is None:
                raise _belongs_to_nothing(part)
            items[owner] = _with(items[owner], part)
    return tuple(item for item in items.values() if item is not asked)


def _parts(text: str) -> Iterator[_Part]:
    """The parts of a text, with what stands in each."""
    for group, piece in enumerate(PARTS.split(re.sub(r"[():]", " ", text))):
        for words in JOINED.split(piece):
            if words.strip():
                yield _part(words.strip(), group)


def _part(text: str, group: int) -> _Part:
    leading = LEADING_COUNT.match(text)
    figures, rest = figures_in(text[leading.end() :] if leading else text)
    read = _read(rest)
    things = {thing: word for thing, word in read if thing not in {"", COUNT, COLOUR, UNKNOWN}}
    colours, unknown = ([word for kind, word in read if kind == wanted] for wanted in (COLOUR, UNKNOWN))
    if len(things) > 1:
        first, second, *_ = things.values()
        found = en("'{text}' names {count} things at once", text=text, count=len(things))
        raise UnclearEquipmentError(found, en("put a comma between '{first}' and '{second}'", first=first, second=second))
    thing, word = next(iter(things.items()), ("", ""))
    if unknown and thing in BAND_PREFIX:
        raise UnknownNameError(thing_name(thing), " ".join(unknown), colours_of(thing))
    if unknown or (thing and colours and thing not in BAND_PREFIX):
        raise UnknownEquipmentError(unknown or colours, beside=" ".join(word for kind, word in read if kind))
    spoken = next((owned_words().counts[word] for kind, word in read if kind == COUNT), 1)
    count = int(leading["count"]) if leading else spoken
    item = OwnedItem(thing=thing, word=word, figures=figures, count=count, colours=tuple(colours)) if thing else None
    return _Part(group=group, item=item, figures=figures, colours=tuple(colours), text=text)


def _read(text: str) -> list[tuple[str, str]]:
    """What each phrase of a text is, and the phrase: a thing, a colour, a count, unknown, or nothing at all ('')."""
    words, tokens = owned_words(), tokens_of(text)
    kinds = {
        **dict.fromkeys(words.filler, ""),
        **dict.fromkeys(words.counts, COUNT),
        **dict.fromkeys(_colours(), COLOUR),
        **dict.fromkeys(words.nothing, "nothing"),
        **dict.fromkeys(words.everything, "everything"),
        **thing_by_word(),
    }
    read, place = [], 0
    while place < len(tokens):
        phrase, length = phrase_at(tokens, place, tuple(kinds))
        read.append((kinds[phrase], phrase) if length else (UNKNOWN, tokens[place]))
        place += max(length, 1)
    return read


def _colours() -> tuple[str, ...]:
    """What tells bands of one kind apart, in words: colours, and strengths of loops."""
    return tuple(dict.fromkeys(_colour(band) for band in known_bands()))


def colours_of(thing: str) -> tuple[str, ...]:
    """What tells the bands of a thing apart, lightest first."""
    prefix = BAND_PREFIX[thing]
    kinds = tuple(kind for kind in BAND_PREFIX.values() if kind)
    own = [band for band in known_bands() if (band.startswith(prefix) if prefix else not band.startswith(kinds))]
    return tuple(_colour(band) for band in own)


def _colour(band: str) -> str:
    for prefix in BAND_PREFIX.values():
        if prefix and band.startswith(prefix):
            return band.removeprefix(prefix).replace("_", " ")
    return band


def _owner(parts: Sequence[_Part], place: int) -> int | None:
    """The part to whose thing figures or colours belong: before or after them between the same commas, else the last one before."""
    part = parts[place]
    fitting = [other for other, candidate in enumerate(parts) if candidate.item is not None and _fits(part, candidate.item)]
    near = [other for other in fitting if parts[other].group == part.group]
    before, after = [other for other in near if other < place], [other for other in near if other > place]
    if before or after:
        return before[-1] if before else after[0]
    earlier = [other for other in fitting if other < place]
    return earlier[-1] if earlier else None


def _fits(part: _Part, item: OwnedItem) -> bool:
    return item.thing in BAND_PREFIX if part.colours else item.thing not in {"nothing", "everything"}


def _with(item: OwnedItem, part: _Part) -> OwnedItem:
    return replace(item, figures=(*item.figures, *part.figures), colours=(*item.colours, *part.colours))


def _belongs_to_nothing(part: _Part) -> UnclearEquipmentError:
    example = f"ankle weights {part.text}" if part.figures else "band red" if not part.colours else f"band {part.text}"
    found = en("'{text}' does not say what it belongs to", text=part.text)
    return UnclearEquipmentError(found, en("write for example '{example}'", example=example))
