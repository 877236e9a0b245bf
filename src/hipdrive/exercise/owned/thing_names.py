"""What things that are owned are called in sentences."""

from collections.abc import Mapping

from ...band_words import BAND_WORDS
from ...language import Text, en, verbatim

THING_NAMES: Mapping[str, Text] = {
    "ankle cuff": en("ankle cuff"),
    "ankle weight": en("ankle weight"),
    "ball": en("ball"),
    "band": en("band"),
    "barbell": en("barbell"),
    "bench": en("bench"),
    "box": en("box"),
    "cable machine": en("cable machine"),
    "chair": en("chair"),
    "door anchor": en("door anchor"),
    "dumbbell": en("dumbbell"),
    "kettlebell": en("kettlebell"),
    "loop band": en("loop band"),
    "mat": en("mat"),
    "plate": en("plate"),
    "power rack": en("power rack"),
    "pull-up bar": en("pull-up bar"),
    "roman chair": en("roman chair"),
    "sled": en("sled"),
    "tube": en("tube"),
    "wall": en("wall"),
}
A_THING: Mapping[str, Text] = {
    "ankle cuff": en("an ankle cuff"),
    "ankle weight": en("an ankle weight"),
    "ball": en("a ball"),
    "band": en("a band"),
    "barbell": en("a barbell"),
    "bench": en("a bench"),
    "box": en("a box"),
    "cable machine": en("a cable machine"),
    "chair": en("a chair"),
    "dumbbell": en("a dumbbell"),
    "kettlebell": en("a kettlebell"),
    "mat": en("a mat"),
    "power rack": en("a power rack"),
    "pull-up bar": en("a pull-up bar"),
    "roman chair": en("a roman chair"),
    "sled": en("a sled"),
    "wall": en("a wall"),
}
SOLD: Mapping[str, Text] = {
    "ankle weight": en("ankle weights weigh {least:g} to {most:g} kg"),
    "barbell": en("barbells weigh {least:g} to {most:g} kg"),
    "bench": en("benches are {least:g} to {most:g} cm high"),
    "box": en("boxes are {least:g} to {most:g} cm high"),
    "cable machine": en("cable machines weigh {least:g} to {most:g} kg"),
    "chair": en("chairs are {least:g} to {most:g} cm high"),
    "dumbbell": en("dumbbells weigh {least:g} to {most:g} kg"),
    "kettlebell": en("kettlebells weigh {least:g} to {most:g} kg"),
    "plate": en("plates weigh {least:g} to {most:g} kg"),
    "sled": en("sleds weigh {least:g} to {most:g} kg"),
}
"""Of what is measured: its masses (kg) or heights (cm)."""
COLOURS: Mapping[str, Text] = {
    **{colour: BAND_WORDS[colour] for colour in ("tan", "yellow", "red", "green", "blue", "black", "silver", "gold")},
    "light": en("light"),
    "medium": en("medium"),
    "heavy": en("heavy"),
    "extra heavy": en("extra heavy"),
}
"""What tells bands of one kind apart."""


def thing_name(thing: str) -> Text:
    """What a thing is called; one that only an exercise's file names is called as there."""
    return THING_NAMES.get(thing) or Text(thing)


def colour_words(colour: str) -> Text:
    """The colour or strength of a band."""
    return COLOURS.get(colour) or verbatim(colour)
