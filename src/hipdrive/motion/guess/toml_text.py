"""A guessed marker set as the TOML file that is read back, with a comment at each label that says why it stands there."""

import json
from collections.abc import Callable, Iterable, Mapping
from textwrap import wrap

from ...language import en
from ..marker_set import BODIES, ROLES
from .guess import MarkerSetGuess
from .placement import Placement

HOW = {"label": "", "synonym": "", "geometry": "(?) "}
"""Mark of what only the place in standing tells."""
HEAD = en(
    "A guess, to be confirmed by whoever placed the markers. A line with (?) rests on the marker's position alone. Correct what is wrong, "
    "and check the file against a recording with: hipdrive marker-set check FILE RUN --static STATIC"
)
HEAD_WIDTH = 132
Shown = Callable[[str], str]
"""Shows words in the language of whoever reads the file."""


def guess_as_toml(guess: MarkerSetGuess, *, shown: Shown = str) -> str:
    """The text of the file; (?) marks what only the place in standing tells.

    Args:
        guess: Of `guess_marker_set`.
        shown: Shows its words, such as `to_reader`; English if nothing is said.
    """
    by_label = {placement.label: placement for placement in guess.placements}
    marker_set = guess.marker_set
    lines = [
        *wrap(shown(HEAD), HEAD_WIDTH, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False),
        *(_comment(shown(en("Confirm: {words}", words=words))) for words in guess.confirm),
        *(_comment(shown(en("Missing for a full analysis: {words}", words=words))) for words in guess.missing),
        f"id = {_text(marker_set.id)}",
        f"name = {_text(shown(marker_set.name))}",
        f"source = {_text(shown(marker_set.source))}",
        f"kind = {_text(marker_set.kind)}",
    ]
    for heading, table, order in (("landmarks", marker_set.landmarks, ROLES), ("tracking", marker_set.tracking, BODIES)):
        if table:
            lines += ["", f"[{heading}]", *_rows(table, order, by_label, shown)]
    left = [placement for placement in guess.placements if placement.left_out]
    if left:
        lines += ["", _comment(shown(en("Left out:")))]
        lines += [_comment(f"  {placement.label}: {shown(placement.why)}") for placement in left]
    return "\n".join(lines) + "\n"


def _rows(table: Mapping[str, tuple[str, ...]], order: Iterable[str], by_label: Mapping[str, Placement], shown: Shown) -> list[str]:
    rows = []
    for name in (name for name in order if name in table):
        rows.append(f"{name} = [")
        for label in table[name]:
            placement = by_label[label]
            rows.append(f"  {_text(label)},  {_comment(HOW[placement.by] + shown(placement.why))}")
        rows.append("]")
    return rows


def _text(value: str) -> str:
    """A TOML basic string: JSON's escapes are TOML's, but for a deleted character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _comment(words: str) -> str:
    """A comment on one line: it holds no control character."""
    return "# " + "".join(letter if letter.isprintable() else "?" for letter in words)
