"""hipdrive.marker_set_guess/1: a marker set guessed from recordings."""

from typing import Literal

from pydantic import Field

from ...language import Text
from ...motion.guess import MarkerSetGuess
from ..wire_model import Wire


class PlacementDocument(Wire):
    """Where a marker is thought to be."""

    label: str
    body: str | None
    """Null for the head, and where the marker is left out."""
    role: str | None
    """The landmark that it stands for; null where it only follows its body."""
    by: Literal["label", "synonym", "geometry"]
    """How sure it is: the label as laboratories write it, a label that means the same, or its place alone."""
    why: Text


class MarkerSetGuessDocument(Wire):
    """A marker set guessed from recordings."""

    schema_: Literal["hipdrive.marker_set_guess/1"] = Field("hipdrive.marker_set_guess/1", alias="schema")
    kind: Literal["segments", "lateral", "joints", "clusters"]
    """What an analysis with it shows: 'segments' all, 'lateral' with computed joint centres, 'clusters' no hip moments."""
    source: str
    landmarks: dict[str, tuple[str, ...]]
    tracking: dict[str, tuple[str, ...]]
    placements: tuple[PlacementDocument, ...]
    confirm: tuple[Text, ...]
    """What to look at first."""
    missing: tuple[Text, ...]
    """What a full analysis lacks."""


def marker_set_guess_document(guess: MarkerSetGuess) -> MarkerSetGuessDocument:
    """The guess as it stands in JSON."""
    return MarkerSetGuessDocument(
        kind=guess.marker_set.kind,
        source=guess.marker_set.source,
        landmarks=guess.marker_set.landmarks,
        tracking=guess.marker_set.tracking,
        placements=tuple(
            PlacementDocument(label=p.label, body=p.body or None, role=p.role or None, by=p.by, why=p.why) for p in guess.placements
        ),
        confirm=guess.confirm,
        missing=guess.missing,
    )
