"""The figures of something owned: each with the unit that the thing is measured in, and such as is sold."""

from dataclasses import replace

from ...language import Text, en
from .figures import Figure
from .said import OwnedItem, UnclearEquipmentError
from .thing_names import SOLD
from .thing_words import ThingWords, owned_words


def checked_figures(item: OwnedItem, thing: str) -> tuple[Figure, ...]:
    """The masses or heights of a thing; where none is said, the usual height of what has one.

    A figure without a unit takes that of the others beside it.

    Raises:
        UnclearEquipmentError: If a unit is missing or another is asked, or nothing like it is sold.
    """
    words = owned_words().things[thing]
    sizes = {figure.unit_size for figure in item.figures if figure.kind}
    whole = [_with_unit(figure, words, sizes) for figure in item.figures]
    for figure in whole:
        _refuse(figure, item.word, words, thing)
    if not whole and item.word in words.usual_m:
        return (Figure(written="", amount=words.usual_m[item.word], kind="m"),)
    return tuple(whole) if words.measured_in else ()


def _with_unit(figure: Figure, words: ThingWords, sizes: set[float]) -> Figure:
    if figure.kind or len(sizes) != 1:
        return figure
    (size,) = sizes
    return replace(figure, amount=round(figure.amount * size, 4), kind=words.measured_in, unit_size=size)


def _refuse(figure: Figure, word: str, words: ThingWords, thing: str) -> None:
    """Refuse a figure that cannot be; the size of what is not measured is of no interest, its mass is a mistake."""
    called: dict[str, object] = {"thing": word, "figure": figure.written}
    example = en("write for example '{example}'", example=words.example)
    if not words.measured_in:
        if figure.kind == "kg":
            found = en("'{thing} {figure}' gives a mass, but none is needed", **called)
            raise UnclearEquipmentError(found, en("write '{example}'", example=words.example))
        return
    if figure.kind != words.measured_in:
        asked = en("'{thing} {figure}' does not give the mass in kg or lb")
        asked = asked if words.measured_in == "kg" else en("'{thing} {figure}' does not give the height in cm")
        raise UnclearEquipmentError(asked.filled(**called), example)
    if not words.least <= figure.amount <= words.most:
        found = en("'{thing} {figure}' is not a size that is sold: {sizes}", sizes=_sizes(thing, words), **called)
        raise UnclearEquipmentError(found, example)


def _sizes(thing: str, words: ThingWords) -> Text:
    """The masses or heights that are sold."""
    scale = 1.0 if words.measured_in == "kg" else 100.0
    return SOLD[thing].filled(least=scale * words.least, most=scale * words.most)
