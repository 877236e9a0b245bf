"""The figures of something owned: each with the unit that the thing is measured in, and such as is sold."""

from dataclasses import replace

from .figures import Figure
from .said import OwnedItem, UnclearEquipmentError
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
    called = f"'{word} {figure.written}'"
    example = f"write, for example, '{words.example}'"
    if not words.measured_in:
        if figure.kind == "kg":
            raise UnclearEquipmentError(f"{called} gives a mass, but none is needed", f"write '{words.example}'")
        return
    if figure.kind != words.measured_in:
        asked = "mass in kg or lb" if words.measured_in == "kg" else "height in cm"
        raise UnclearEquipmentError(f"{called} does not give the {asked}", example)
    if not words.least <= figure.amount <= words.most:
        plural = f"{thing}es" if thing.endswith(("x", "ch")) else f"{thing}s"
        span = f"weigh {words.least:g} to {words.most:g} kg" if words.measured_in == "kg" else _heights(words)
        raise UnclearEquipmentError(f"{called} is not sold: {plural} {span}", example)


def _heights(words: ThingWords) -> str:
    return f"are {100 * words.least:g} to {100 * words.most:g} cm high"
