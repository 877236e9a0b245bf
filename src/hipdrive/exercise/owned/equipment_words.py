"""What somebody says to own, as the equipment file that says the same, and as sentences of what was understood."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ...errors import UnknownNameError
from .equipment import THINGS
from .figures import Figure
from .figures_checked import checked_figures
from .said import BAND_PREFIX, OwnedItem, UnclearEquipmentError, colours_of, items_said
from .thing_words import owned_words

SECTION_OF_HEIGHTS: Mapping[str, str] = {"bench": "benches", "box": "boxes", "chair": "chairs"}
WEIGHT_KEY: Mapping[str, str] = {"ankle weight": "ankle_kg", "kettlebell": "kettlebell_kg", "dumbbell": "dumbbell_kg"}
ALWAYS_THERE = "wall"
"""What every room has; our choice."""
STRANDS_OF_A_BAND = 2
"""A band laid double pulls as two strands."""
MOST_STRANDS = 4
DOOR_HEIGHTS_M = (0.05, 2.0)
"""Between which heights a band can be fixed in a door; typical, our choice."""


@dataclass(frozen=True, kw_only=True)
class SpokenEquipment:
    """What was said to be owned."""

    items: tuple[OwnedItem, ...]
    toml: str
    """The text of the equipment file that says the same."""
    understood: tuple[str, ...]
    """A phrase for each thing."""


def equipment_from_words(text: str, *, about: str = "") -> SpokenEquipment:
    """Read what somebody says to own.

    Args:
        text: Such as 'band red, ankle weights 2x1 kg, chair 45 cm'.
        about: What is spoken of, where the thing may be left out: 'red, green' about 'band'.

    Raises:
        UnknownEquipmentError: If a word is not known; names the nearest.
        UnknownNameError: If a band is not.
        UnclearEquipmentError: If a figure is not one that is sold, has no unit, or belongs to nothing.
    """
    items = items_said(text, about=about)
    if not items:
        example = owned_words().things["band"].example
        raise UnclearEquipmentError("Nothing is named", f"write, for example, '{example}, chair', or 'nothing' for a floor alone")
    return equipment_of_items(items)


def equipment_of_items(items: Iterable[OwnedItem]) -> SpokenEquipment:
    """What things that were said, perhaps in several answers, come to.

    Raises:
        UnknownNameError: If a band is not known.
        UnclearEquipmentError: If a figure is not one that is sold, or has no unit.
    """
    by_thing: dict[str, list[OwnedItem]] = {}
    for item in items:
        by_thing.setdefault(item.thing, []).append(item)
    file = _written(by_thing)
    quoted = ", ".join(f'"{thing}"' for thing in sorted(file.has))
    lines = [f"# What I own: {'; '.join(file.understood)}.", f"has = [{quoted}]"]
    for section, rows in file.sections.items():
        lines += ["", f"[{section}]", *(f"{key} = {value}" for key, value in rows.items())]
    whole = tuple(item for kept in by_thing.values() for item in kept)
    return SpokenEquipment(items=whole, toml="\n".join(lines) + "\n", understood=tuple(file.understood))


Sections = dict[str, dict[str, str]]


@dataclass(kw_only=True)
class _File:
    """The equipment file as it is put together."""

    has: set[str]
    sections: Sections
    understood: list[str]


def _written(by_thing: Mapping[str, Sequence[OwnedItem]]) -> _File:
    """Names for 'has', the sections, and what was understood."""
    file = _File(has={ALWAYS_THERE}, sections={}, understood=[])
    if "everything" in by_thing:
        file.has |= set(THINGS)
        file.understood.append("all that an ordinary gym has")
    if bands := {thing: by_thing[thing] for thing in BAND_PREFIX if thing in by_thing}:
        _write_bands(bands, file)
    for thing, items in by_thing.items():
        words = owned_words().things.get(thing)
        if words is not None and thing not in {*BAND_PREFIX, "plate", "barbell"}:
            figures = [figure for item in items for figure in checked_figures(item, thing)]
            file.understood.append(_write_thing(thing, items, figures, file))
    if "barbell" in by_thing or "plate" in by_thing:
        file.understood.append(_write_barbell(by_thing.get("barbell", ()), by_thing.get("plate", ()), file))
    if not file.understood:
        file.understood.append("nothing but a floor")
    return file


def _write_bands(by_thing: Mapping[str, Sequence[OwnedItem]], file: _File) -> None:
    own: list[str] = []
    for thing, items in by_thing.items():
        known, colours = colours_of(thing), list(dict.fromkeys(colour for item in items for colour in item.colours))
        for item in items:
            if item.figures:
                found = f"'{item.word} {item.figures[0].written}' gives a number, but bands are told apart by their colour"
                raise UnclearEquipmentError(found, f"write, for example, '{owned_words().things[thing].example}'")
        for colour in colours:
            if colour not in known:
                raise UnknownNameError(thing, colour, known)
        own += [f"{BAND_PREFIX[thing]}{colour.replace(' ', '_')}" for colour in colours or known]
        every = f"of every colour ({', '.join(known)}), because none is given"
        file.understood.append(f"{thing} {_joined(colours) if colours else every}")
    quoted = ", ".join(f'"{band}"' for band in own)
    strands = STRANDS_OF_A_BAND * max(item.count for items in by_thing.values() for item in items)
    file.sections["bands"] = {"own": f"[{quoted}]", "strands": str(min(strands, MOST_STRANDS))}


def _write_thing(thing: str, items: Sequence[OwnedItem], figures: Sequence[Figure], file: _File) -> str:
    """Write one thing down; a phrase of what was understood."""
    if thing == "door anchor":
        low, high = DOOR_HEIGHTS_M
        file.sections["room"] = {"anchor_low_m": f"{low:g}", "anchor_high_m": f"{high:g}"}
        return f"door anchor (a band can be tied between {100 * low:g} and {100 * high:g} cm)"
    file.has.add(thing)
    amounts = sorted({figure.amount for figure in figures})
    called = thing if any(item.word == thing for item in items) else _called(items[0].word, thing)
    if thing in SECTION_OF_HEIGHTS:
        if not amounts:
            return f"{called} of usual height, because none is given"
        file.sections[SECTION_OF_HEIGHTS[thing]] = {"heights_m": _list(amounts)}
        return f"{called} {_joined(f'{round(100 * amount, 1):g}' for amount in amounts)} cm high"
    if thing in WEIGHT_KEY:
        if not amounts:
            return f"{thing}s of every weight that is sold, because none is given"
        pieces = _on_one_ankle(items) if thing == "ankle weight" else amounts
        file.sections.setdefault("weights", {})[WEIGHT_KEY[thing]] = _list(pieces)
        return f"{thing}s of {_joined(f'{round(piece, 2):g}' for piece in pieces)} kg{' on each ankle' if thing == 'ankle weight' else ''}"
    if thing == "cable machine" and amounts:
        file.sections["cable"] = {"most_kg": f"{amounts[-1]:g}"}
        return f"cable machine with a stack to {round(amounts[-1], 2):g} kg"
    if thing == "sled" and amounts:
        file.sections["sled"] = {"mass_kg": f"{amounts[0]:g}"}
        return f"sled of {round(amounts[0], 2):g} kg, without plates"
    return called


def _called(word: str, thing: str) -> str:
    """'couch (taken as a bench)'; what is only another name for the thing is called by its own."""
    return f"{word} (taken as a {thing})" if thing in SECTION_OF_HEIGHTS and thing not in word.split() else thing


def _on_one_ankle(items: Sequence[OwnedItem]) -> list[float]:
    """The cuffs (kg) that go on one ankle: half of those that were counted, and one where none were."""
    cuffs: list[float] = []
    for item in items:
        for figure in checked_figures(item, item.thing):
            count = figure.count or (item.count if item.count > 1 else 2)
            cuffs += [figure.amount] * max(1, count // 2)
    return sorted(cuffs)


def _write_barbell(bars: Sequence[OwnedItem], plates: Sequence[OwnedItem], file: _File) -> str:
    """Write bar and plates down; a phrase of what was understood."""
    if not bars and "barbell" not in file.has:
        raise UnclearEquipmentError(
            "Plates are named without their bar", f"write, for example, '{owned_words().things['barbell'].example}'"
        )
    file.has.add("barbell")
    bar_kg = sorted({figure.amount for item in bars for figure in checked_figures(item, "barbell")})
    pairs: list[float] = []
    for item in plates:
        for figure in checked_figures(item, "plate"):
            count = figure.count or (item.count if item.count > 1 else 2)
            if count % 2:
                raise UnclearEquipmentError(
                    f"'{item.word} {figure.written}' is an odd number of plates", "name pairs, such as 'plates 2x10 kg'"
                )
            pairs += [figure.amount] * (count // 2)
    if not bar_kg and not pairs:
        return "barbell with the plates of a gym, because none are given"
    file.sections["barbell"] = {**({"bar_kg": _list(bar_kg)} if bar_kg else {}), "plates_kg": _list(sorted(pairs))}
    bar = f"barbell of {_joined(f'{round(mass, 2):g}' for mass in bar_kg)} kg" if bar_kg else "barbell"
    masses = _joined(f"{round(mass, 2):g}" for mass in sorted(pairs)) if pairs else ""
    return f"{bar}, pairs of plates of {masses} kg" if pairs else f"{bar} without plates"


def _list(amounts: Sequence[float]) -> str:
    return f"[{', '.join(f'{amount:g}' for amount in amounts)}]"


def _joined(words: Iterable[str]) -> str:
    """'a, b and c'."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
