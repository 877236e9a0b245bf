"""Place markers by their labels, where those say where they are and the place in standing does not contradict them."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from ...body_words import SIDE_WORDS
from ...language import Text, en
from ..marker_set.synonym import spelling
from .legs import LABEL_SLACK, RUN_SLACK, may_be_on, mean_height
from .placement import BESIDE_JOINTS, Placement
from .standing import Standing
from .vocabulary import Reading, readings

USUAL_KNEE_M = 0.50
"""Knees stand 0.46 to 0.55 m high in six open standing trials; stands in where no label names a knee."""
MORE_THAN_ONE = ("heel", "head")
"""Landmarks that are the mean of several markers; of other landmarks only the first label counts."""
WRONG_SIDE_M = 0.03
"""A marker so far beyond the mid-plane is on the other side than its label says."""


def sides_by_label(labels: Mapping[str, str]) -> dict[str, str]:
    """'r' or 'l' by label, where all that a label may mean is on one side.

    Args:
        labels: Bare label (`bare_labels`) by label.
    """
    found: dict[str, str] = {}
    for label, bare in labels.items():
        sides = {reading.side for reading in readings(bare)}
        if len(sides) == 1 and (side := sides.pop()):
            found[label] = side
    return found


def placed_by_label(labels: Mapping[str, str], standing: Standing, *, stands: bool) -> dict[str, Placement]:
    """The markers whose labels say where they are.

    Args:
        labels: Bare label by label.
        standing: Where markers are.
        stands: Whether that is quiet standing, and not the mean of a run.
    """
    likely = {label: found for label, bare in labels.items() if (found := readings(bare))}
    knee_m = _knee_height(likely, standing) or USUAL_KNEE_M
    slack = LABEL_SLACK if stands else RUN_SLACK
    placed: dict[str, Placement] = {}
    taken: set[str] = set()
    for label, of_label in likely.items():
        place_m = standing.of(label) if label in standing.labels else None
        fitting = [reading for reading in of_label if place_m is None or may_be_on(reading.body, place_m, knee_m, slack=slack)]
        if not fitting:
            continue
        placement = _placement(label, labels[label], fitting[0])
        if placement.role in taken and fitting[0].place.role not in MORE_THAN_ONE:
            placement = _second(placement)
        taken.add(placement.role)
        placed[label] = _with_side_checked(placement, fitting[0], standing)
    return placed


def _second(placement: Placement) -> Placement:
    """A marker whose landmark another has: it may follow its body, unless it slides over a joint."""
    if placement.role.endswith(BESIDE_JOINTS):
        return replace(placement, role="", body="", why=en("{reason}, and another marker is that landmark", reason=placement.why))
    return replace(placement, role="")


def _knee_height(likely: Mapping[str, tuple[Reading, ...]], standing: Standing) -> float | None:
    knees = [
        label for label, found in likely.items() if found[0].place.role in ("knee_lateral", "knee_medial") and label in standing.labels
    ]
    return mean_height(standing, knees) if knees else None


def _placement(label: str, bare: str, reading: Reading) -> Placement:
    plain = "".join(letter for letter in label.lower() if letter.isalnum())
    as_written = plain == spelling(bare)
    used = reading.place.use
    why = _why(reading, as_written=as_written)
    body, role = (reading.body, reading.role) if used else ("", "")
    return Placement(label=label, body=body, role=role, by="label" if as_written else "synonym", why=why)


def _why(reading: Reading, *, as_written: bool) -> Text:
    """What the label says, in words."""
    place = reading.place.name
    if reading.side and reading.place.use:
        sentence = en("the label says: {side} {place}") if as_written else en("the label means: {side} {place}")
        return sentence.filled(side=SIDE_WORDS["right" if reading.side == "r" else "left"], place=place)
    return en("the label says: {place}", place=place) if as_written else en("the label means: {place}", place=place)


def _with_side_checked(placement: Placement, reading: Reading, standing: Standing) -> Placement:
    """The placement with a word of warning where its marker stands on the other side of the body."""
    if not reading.side or placement.label not in standing.labels or not standing.sides_known:
        return placement
    right_m = float(standing.of(placement.label)[2])
    if np.sign(right_m) == (1.0 if reading.side == "r" else -1.0) or abs(right_m) < WRONG_SIDE_M:
        return placement
    return replace(placement, why=en("{reason}; but it sits on the other side of the body", reason=placement.why))
