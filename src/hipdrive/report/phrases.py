"""Phrases that many sentences need: sides, hips, legs and muscles of a side, each whole, so that every language can put it its own way."""

from collections.abc import Mapping

from ..body import Side
from ..curve import Action
from ..language import Text, en, layout

LEFT, RIGHT = en("left"), en("right")
SIDE_WORDS: Mapping[Side, Text] = {"left": LEFT, "right": RIGHT}
HIPS: Mapping[Side, Text] = {"left": en("left hip"), "right": en("right hip")}
LEGS: Mapping[Side, Text] = {"left": en("left leg"), "right": en("right leg")}
MUSCLES: Mapping[tuple[Side, Action], Text] = {
    ("left", "flexor"): en("left flexors"),
    ("left", "extensor"): en("left extensors"),
    ("right", "flexor"): en("right flexors"),
    ("right", "extensor"): en("right extensors"),
}


def span_in_words(span: tuple[float, float]) -> Text:
    """'5 to 10', or '5' where both are the same."""
    low, high = span
    return layout("{low:g}", low=low) if low == high else en("{low:g} to {high:g}", low=low, high=high)
