"""Recognise the columns of ground forces by their names, as the programs of this field write them."""

import re
from collections.abc import Sequence

from ...body import Side

FORCE, POINT, MOMENT = "v", "p", "m"
_WORDS = {"force": FORCE, "grf": FORCE, "cop": POINT, "point": POINT, "torque": MOMENT, "moment": MOMENT, "grm": MOMENT}
"""Words that say what a column holds; ground_force_vx of OpenSim, cop_x and grf_x of spreadsheets."""
_PLATE_WORDS = ("fp", "plate", "forceplate", "platform")
"""Words that name a plate: FP1_vx, plate1_Fx."""
_LETTERS = {"v": FORCE, "f": FORCE, "p": POINT, "m": MOMENT, "cop": POINT, "": None}
"""What stands before the axis: vx and px of OpenSim, Fx and Mx of analog channels, COPx."""
_AXIS = re.compile(r"^(?P<letters>v|f|p|m|cop|)(?P<axis>[xyz])$")
_FILLING = {*_WORDS, *_PLATE_WORDS, "ground", "gr", "reaction", "calcn", "calc", "foot", "external"}
"""Words that tell no plate from another: ground_force_calcn_r_vx of AddBiomechanics is the plate 'r'."""
_PARTS = re.compile(r"[A-Za-z]+|[0-9]+")
_OF_C3D_ADAPTER = re.compile(r"^(?P<part>[fpm])(?P<plate>[0-9]+)_(?P<axis>[123])$")
"""f1_1, p1_2, m1_3: plate and component as OpenSim's C3DFileAdapter writes flattened vectors."""
_SIDE_WORDS: dict[str, Side] = {"r": "right", "right": "right", "l": "left", "left": "left"}


def force_columns(names: Sequence[str]) -> dict[str, dict[tuple[str, str], int]]:
    """Group the ground force columns by the mark that tells feet or plates apart ('', '1', 'r', 'R' ...).

    Returns:
        For each mark, the column of each (part, axis), part being 'v' force, 'p' point or 'm' moment.
    """
    groups: dict[str, dict[tuple[str, str], int]] = {}
    for index, name in enumerate(names):
        read = _read_name(name.strip())
        if read is not None:
            mark, part, axis = read
            groups.setdefault(mark, {}).setdefault((part, axis), index)
    return groups


def sides_of(marks: Sequence[str]) -> dict[str, Side | None]:
    """Tell the foot from each mark where it says so; of '' and '1', the first is the right foot, as in OpenSim's examples."""
    if set(marks) == {"", "1"}:
        return {"": "right", "1": "left"}
    return {mark: next((_SIDE_WORDS[word] for word in mark.lower().split("_") if word in _SIDE_WORDS), None) for mark in marks}


def _read_name(name: str) -> tuple[str, str, str] | None:
    """Mark, part and axis of a column; None if it is no ground force."""
    adapter = _OF_C3D_ADAPTER.match(name.lower())
    if adapter is not None:
        part = {"f": FORCE, "p": POINT, "m": MOMENT}[adapter["part"]]
        return adapter["plate"], part, "xyz"[int(adapter["axis"]) - 1]
    words = _PARTS.findall(name)
    lower = [word.lower() for word in words]
    axes = [(place, read) for place, word in enumerate(lower) if (read := _AXIS.match(word)) is not None]
    if len(axes) != 1:
        return None
    place, axis = axes[0]
    said = [_WORDS[word] for word in lower if word in _WORDS]
    letters = axis["letters"]
    channel = letters in {"f", "m", "cop"} and all(
        word.isdigit() or word in _FILLING or word in _SIDE_WORDS for word in lower if word != lower[place]
    )
    if not (said or channel or any(word in _PLATE_WORDS for word in lower)):
        return None
    mark = "_".join(word for other, word in enumerate(words) if other != place and lower[other] not in _FILLING)
    part = MOMENT if MOMENT in said else _LETTERS[letters] or (said[-1] if said else POINT)
    return mark, part, axis["axis"]
