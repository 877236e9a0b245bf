"""What a guess is enough for: the marker set that its placements make, and what is missing in words."""

from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from ...language import Text, and_list, en, en_count, layout
from ..marker_set import LOWER_BODIES, MarkerSet
from ..marker_set.marker_set import LEAST_LABELS, Kind
from .by_place import BODY_WORDS, SIDES
from .placement import BESIDE_JOINTS, Placement

ROLE_NAMES = {
    "asis": en("front of the pelvis (ASIS)"),
    "knee_lateral": en("outer side of the knee"),
    "knee_medial": en("inner side of the knee"),
    "ankle_lateral": en("outer side of the ankle"),
    "ankle_medial": en("inner side of the ankle"),
    "heel": en("heel"),
}
FOREFOOT = ("toe", "mt1", "mt5")
GUESSED = "guessed"


@dataclass(frozen=True, kw_only=True)
class Enough:
    """What the placements make."""

    marker_set: MarkerSet | None
    """None where no kind of analysis is possible."""
    missing: tuple[Text, ...]
    """What a full analysis lacks, in words."""


def enough(placements: Sequence[Placement], *, in_run: AbstractSet[str], in_standing: AbstractSet[str], source: str) -> Enough:
    """Make the marker set for the fullest analysis that the placements allow.

    Args:
        placements: Of all markers.
        in_run: Labels that are seen while running.
        in_standing: Labels that are seen in standing.
        source: What the set was guessed from.
    """
    landmarks: dict[str, tuple[str, ...]] = {}
    for placed in placements:
        if placed.role and placed.label in in_standing:
            landmarks[placed.role] = (*landmarks.get(placed.role, ()), placed.label)
    missing = {kind: _missing(kind, placements, landmarks, in_run & in_standing) for kind in _KINDS}
    kind = next((kind for kind in _KINDS if not missing[kind]), None)
    if kind is None:
        return Enough(marker_set=None, missing=missing["segments"])
    tracking = _tracking(kind, placements, in_run & in_standing)
    marker_set = MarkerSet(
        id=GUESSED, name=en("Guessed from a recording, to be confirmed"), source=source, landmarks=landmarks, tracking=tracking, kind=kind
    )
    return Enough(marker_set=marker_set, missing=missing["segments"])


_KINDS: tuple[Kind, ...] = ("segments", "lateral", "clusters")


def _tracking(kind: Kind, placements: Sequence[Placement], seen: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Labels that follow each body: those beside joints last, and only where they are needed."""
    tracking: dict[str, tuple[str, ...]] = {}
    for body in dict.fromkeys((*LOWER_BODIES, *(placed.body for placed in placements if placed.body))):
        own = [placed for placed in placements if placed.body == body and placed.label in seen]
        free = [placed.label for placed in own if not placed.role.endswith(BESIDE_JOINTS)]
        beside = sorted((placed for placed in own if placed.role.endswith(BESIDE_JOINTS)), key=_joint_order)
        least = LEAST_LABELS[kind].get(body.removesuffix("_r").removesuffix("_l"), 0)
        lateral = kind == "lateral" and body.startswith(("femur", "tibia"))
        needed = 1 if lateral else max(0, least - len(free))
        if lateral:
            free.sort(key=lambda label: label[-1:].isdigit())  # a wand (RTHI) before a plate (RTH1): it turns the joint's plane
        labels = (*free, *(placed.label for placed in beside[:needed]))
        if labels:
            tracking[body] = labels
    return tracking


def _joint_order(placed: Placement) -> int:
    return next(place for place, role in enumerate(BESIDE_JOINTS) if placed.role.endswith(role))


def _missing(kind: Kind, placements: Sequence[Placement], landmarks: Collection[str], seen: Collection[str]) -> tuple[Text, ...]:
    """What a kind of analysis lacks, in words."""
    tracking = _tracking(kind, placements, seen)
    found = []
    for body in LOWER_BODIES:
        have, least = len(tracking.get(body, ())), LEAST_LABELS[kind][body.removesuffix("_r").removesuffix("_l")]
        if have < least:
            found.append(en_count("{n} more marker on the {body}", "{n} more markers on the {body}", n=least - have, body=BODY_WORDS[body]))
    if kind == "clusters":
        return tuple(found)
    roles = [role for role in ROLE_NAMES if kind == "segments" or not role.endswith("medial")]
    for role in roles:
        found += _on_sides(ROLE_NAMES[role], [side for side in "rl" if f"{side}_{role}" not in landmarks])
    if "sacrum" not in landmarks and not {"r_psis", "l_psis"} <= set(landmarks):
        found.append(en("back of the pelvis (both PSIS, or the sacrum)"))
    return (*found, *_on_sides(en("forefoot"), [side for side in "rl" if not any(f"{side}_{role}" in landmarks for role in FOREFOOT)]))


def _on_sides(words: Text, sides: Sequence[str]) -> list[Text]:
    """What is missing on one side or on both, in words."""
    return [layout("{landmark}, {sides}", landmark=words, sides=and_list([SIDES[side] for side in sides]))] if sides else []
