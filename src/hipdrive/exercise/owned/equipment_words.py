"""What somebody says to own, as the equipment file that says the same, and as sentences of what was understood."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ...errors import UnknownNameError
from ...language import Text, and_list, en, joined, layout
from .equipment import THINGS
from .figures import Figure
from .figures_checked import checked_figures
from .said import BAND_PREFIX, OwnedItem, UnclearEquipmentError, colours_of, items_said
from .thing_names import THING_NAMES, colour_words, thing_name
from .thing_words import owned_words

SECTION_OF_HEIGHTS: Mapping[str, str] = {"bench": "benches", "box": "boxes", "chair": "chairs"}
WEIGHT_KEY: Mapping[str, str] = {"ankle weight": "ankle_kg", "kettlebell": "kettlebell_kg", "dumbbell": "dumbbell_kg"}
ALWAYS_THERE = "wall"
"""What every room has; our choice."""
STRANDS_OF_A_BAND = 2
"""A band laid double pulls as two strands."""
MOST_STRANDS = 4
BANDS_OF_COLOUR: Mapping[str, Text] = {"band": en("band {colours}"), "loop band": en("loop band {colours}"), "tube": en("tube {colours}")}
BANDS_OF_ALL: Mapping[str, Text] = {
    "band": en("band of every colour ({colours}), because you named none"),
    "loop band": en("loop band of every colour ({colours}), because you named none"),
    "tube": en("tube of every colour ({colours}), because you named none"),
}
WEIGHTS: Mapping[str, Text] = {
    "ankle weight": en("ankle weights of {masses} kg on each ankle"),
    "kettlebell": en("kettlebells of {masses} kg"),
    "dumbbell": en("dumbbells of {masses} kg"),
}
WEIGHTS_OF_ALL: Mapping[str, Text] = {
    "ankle weight": en("ankle weights of every weight sold, because you gave none"),
    "kettlebell": en("kettlebells of every weight sold, because you gave none"),
    "dumbbell": en("dumbbells of every weight sold, because you gave none"),
}
TAKEN_AS: Mapping[str, Text] = {
    "bench": en("{word} (taken as a bench)"),
    "box": en("{word} (taken as a box)"),
    "chair": en("{word} (taken as a chair)"),
}
DOOR_HEIGHTS_M = (0.05, 2.0)
"""Between which heights a band can be fixed in a door; typical, our choice."""


@dataclass(frozen=True, kw_only=True)
class SpokenEquipment:
    """What was said to be owned."""

    items: tuple[OwnedItem, ...]
    toml: str
    """The text of the equipment file that says the same."""
    understood: tuple[Text, ...]
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
        advice = en("write for example '{example}', or 'nothing' if you have only the floor", example=f"{example}, chair")
        raise UnclearEquipmentError(en("No equipment is named"), advice)
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
    understood: list[Text]


def _written(by_thing: Mapping[str, Sequence[OwnedItem]]) -> _File:
    """Names for 'has', the sections, and what was understood."""
    file = _File(has={ALWAYS_THERE}, sections={}, understood=[])
    if "everything" in by_thing:
        file.has |= set(THINGS)
        file.understood.append(en("everything an ordinary gym has"))
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
        file.understood.append(en("only the floor"))
    return file


def _write_bands(by_thing: Mapping[str, Sequence[OwnedItem]], file: _File) -> None:
    own: list[str] = []
    for thing, items in by_thing.items():
        known, colours = colours_of(thing), list(dict.fromkeys(colour for item in items for colour in item.colours))
        for item in items:
            if item.figures:
                found = en("'{thing} {figure}' gives a figure, but bands are told apart by their colour")
                raise UnclearEquipmentError(found.filled(thing=item.word, figure=item.figures[0].written), _example(thing))
        for colour in colours:
            if colour not in known:
                raise UnknownNameError(thing_name(thing), colour, known)
        own += [f"{BAND_PREFIX[thing]}{colour.replace(' ', '_')}" for colour in colours or known]
        every = BANDS_OF_ALL[thing].filled(colours=joined([colour_words(colour) for colour in known], ", "))
        some = BANDS_OF_COLOUR[thing].filled(colours=and_list([colour_words(colour) for colour in colours]))
        file.understood.append(some if colours else every)
    quoted = ", ".join(f'"{band}"' for band in own)
    strands = STRANDS_OF_A_BAND * max(item.count for items in by_thing.values() for item in items)
    file.sections["bands"] = {"own": f"[{quoted}]", "strands": str(min(strands, MOST_STRANDS))}


def _write_thing(thing: str, items: Sequence[OwnedItem], figures: Sequence[Figure], file: _File) -> Text:
    """Write one thing down; a phrase of what was understood."""
    if thing == "door anchor":
        low, high = DOOR_HEIGHTS_M
        file.sections["room"] = {"anchor_low_m": f"{low:g}", "anchor_high_m": f"{high:g}"}
        words = en("door anchor (a band can be tied between {low_cm:g} and {high_cm:g} cm)")
        return words.filled(low_cm=100 * low, high_cm=100 * high)
    file.has.add(thing)
    amounts = sorted({figure.amount for figure in figures})
    called = THING_NAMES[thing] if any(item.word == thing for item in items) else _called(items[0].word, thing)
    if thing in SECTION_OF_HEIGHTS:
        if not amounts:
            return en("{thing} of the usual height, because you gave none", thing=called)
        file.sections[SECTION_OF_HEIGHTS[thing]] = {"heights_m": _list(amounts)}
        return en("{thing} {heights} cm high", thing=called, heights=_numbers(round(100 * amount, 1) for amount in amounts))
    if thing in WEIGHT_KEY:
        if not amounts:
            return WEIGHTS_OF_ALL[thing]
        pieces = _on_one_ankle(items) if thing == "ankle weight" else amounts
        file.sections.setdefault("weights", {})[WEIGHT_KEY[thing]] = _list(pieces)
        return WEIGHTS[thing].filled(masses=_numbers(round(piece, 2) for piece in pieces))
    if thing == "cable machine" and amounts:
        file.sections["cable"] = {"most_kg": f"{amounts[-1]:g}"}
        return en("cable machine with a stack up to {most_kg:g} kg", most_kg=round(amounts[-1], 2))
    if thing == "sled" and amounts:
        file.sections["sled"] = {"mass_kg": f"{amounts[0]:g}"}
        return en("sled weighing {mass_kg:g} kg, without plates", mass_kg=round(amounts[0], 2))
    return called


def _called(word: str, thing: str) -> Text:
    """'couch (taken as a bench)'; what is only another name for the thing is called by its own."""
    return TAKEN_AS[thing].filled(word=word) if thing in SECTION_OF_HEIGHTS and thing not in word.split() else THING_NAMES[thing]


def _on_one_ankle(items: Sequence[OwnedItem]) -> list[float]:
    """The cuffs (kg) that go on one ankle: half of those that were counted, and one where none were."""
    cuffs: list[float] = []
    for item in items:
        for figure in checked_figures(item, item.thing):
            count = figure.count or (item.count if item.count > 1 else 2)
            cuffs += [figure.amount] * max(1, count // 2)
    return sorted(cuffs)


def _write_barbell(bars: Sequence[OwnedItem], plates: Sequence[OwnedItem], file: _File) -> Text:
    """Write bar and plates down; a phrase of what was understood."""
    if not bars and "barbell" not in file.has:
        raise UnclearEquipmentError(en("You named plates without a bar"), _example("barbell"))
    file.has.add("barbell")
    bar_kg = sorted({figure.amount for item in bars for figure in checked_figures(item, "barbell")})
    pairs: list[float] = []
    for item in plates:
        for figure in checked_figures(item, "plate"):
            count = figure.count or (item.count if item.count > 1 else 2)
            if count % 2:
                found = en("'{thing} {figure}' is an odd number of plates", thing=item.word, figure=figure.written)
                raise UnclearEquipmentError(found, en("name pairs, such as '{example}'", example="plates 2x10 kg"))
            pairs += [figure.amount] * (count // 2)
    if not bar_kg and not pairs:
        return en("barbell with the plates of an ordinary gym, because you named none")
    file.sections["barbell"] = {**({"bar_kg": _list(bar_kg)} if bar_kg else {}), "plates_kg": _list(sorted(pairs))}
    bar = en("barbell of {masses} kg", masses=_numbers(round(mass, 2) for mass in bar_kg)) if bar_kg else THING_NAMES["barbell"]
    if not pairs:
        return en("{barbell} without plates", barbell=bar)
    masses = _numbers(round(mass, 2) for mass in sorted(pairs))
    return en("{barbell}, pairs of plates of {masses} kg", barbell=bar, masses=masses)


def _example(thing: str) -> Text:
    return en("write for example '{example}'", example=owned_words().things[thing].example)


def _list(amounts: Sequence[float]) -> str:
    return f"[{', '.join(f'{amount:g}' for amount in amounts)}]"


def _numbers(values: Iterable[float]) -> Text:
    """'1, 2 and 2.5'."""
    return and_list([layout("{number:g}", number=value) for value in values])
