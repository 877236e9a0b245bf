"""A guessed marker set as the TOML file that is read back, with a comment at each label that says why it stands there."""

import json
from collections.abc import Iterable, Mapping

from ..marker_set import BODIES, ROLES
from .guess import MarkerSetGuess
from .placement import Placement

HOW = {"label": "", "synonym": "", "geometry": "(?) "}
"""Mark of what only the place in standing tells."""


def guess_as_toml(guess: MarkerSetGuess) -> str:
    """The text of the file; (?) marks what only the place in standing tells.

    Args:
        guess: Of `guess_marker_set`.
    """
    by_label = {placement.label: placement for placement in guess.placements}
    marker_set = guess.marker_set
    lines = [
        "# A guess, to be confirmed by whoever placed the markers. A line with (?) rests on the marker's position alone. Correct what is",
        "# wrong, and check the file against a recording with: hipdrive marker-set check FILE RUN --static STATIC",
        *(f"# Confirm: {_comment(words)}" for words in guess.confirm),
        *(f"# Missing for a full analysis: {words}" for words in guess.missing),
        f"id = {_text(marker_set.id)}",
        f"name = {_text(marker_set.name)}",
        f"source = {_text(marker_set.source)}",
        f"kind = {_text(marker_set.kind)}",
    ]
    for heading, table, order in (("landmarks", marker_set.landmarks, ROLES), ("tracking", marker_set.tracking, BODIES)):
        if table:
            lines += ["", f"[{heading}]", *_rows(table, order, by_label)]
    left = [placement for placement in guess.placements if placement.left_out]
    if left:
        lines += ["", "# Left out:", *(f"#   {_comment(placement.label)}: {_comment(placement.why)}" for placement in left)]
    return "\n".join(lines) + "\n"


def _rows(table: Mapping[str, tuple[str, ...]], order: Iterable[str], by_label: Mapping[str, Placement]) -> list[str]:
    rows = []
    for name in (name for name in order if name in table):
        rows.append(f"{name} = [")
        for label in table[name]:
            placement = by_label[label]
            rows.append(f"  {_text(label)},  # {HOW[placement.by]}{_comment(placement.why)}")
        rows.append("]")
    return rows


def _text(value: str) -> str:
    """A TOML basic string: JSON's escapes are TOML's, but for a deleted character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _comment(words: str) -> str:
    """Words on one line: a comment holds no control character."""
    return "".join(letter if letter.isprintable() else "?" for letter in words)
