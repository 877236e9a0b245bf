"""The parameter section of a C3D file: groups of named numbers and texts, checked while the chain of entries is followed.

Source: C3D format user guide (c3d.org).
"""

import math
import struct
from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from ...errors import InputFileError
from ...language import en
from ..motion import Array
from .byte_order import order_of, reals, words

EXPORT_AGAIN = en("export the trial again as C3D from the motion capture program")
LARGEST_COUNT = 255
"""The size of a parameter is one byte, so longer lists go on in a second parameter, LABELS2 after LABELS."""

Values = list[str] | Array
Groups = Mapping[str, Mapping[str, Values]]
"""Parameters by the names of group and parameter; numbers in their shape, texts as a list."""


def damaged(file_name: str) -> InputFileError:
    """Return the error that says that the parameter section makes no sense."""
    return InputFileError(file_name, en("the parameter section of this C3D file is damaged"), EXPORT_AGAIN)


def read_groups(file_name: str, section: bytes, processor: int) -> Groups:
    """Return all parameters by the names of their groups; parameters may stand before their group.

    Args:
        file_name: Name of the file, for errors.
        section: The bytes of the parameter section.
        processor: The byte order, one of `PROCESSORS`.

    Raises:
        InputFileError: The chain of entries is broken or leads out of the section.
    """
    names: dict[int, str] = {}
    numbered: dict[int, dict[str, Values]] = {}
    for group, name, at in _entries(file_name, section, order_of(processor)):
        if group < 0:
            names.setdefault(-group, name)
        else:
            numbered.setdefault(group, {}).setdefault(name, _values(file_name, section, at, processor))
    groups: dict[str, dict[str, Values]] = {}
    for number, name in names.items():
        groups.setdefault(name, {}).update(numbered.get(number, {}))
    return groups


def _entries(file_name: str, section: bytes, order: str) -> Iterator[tuple[int, str, int]]:
    """Follow the chain of groups and parameters: number of the group (below zero for the group itself), name, where the rest stands.

    Each entry is: length of the name, number of the group, name, offset of the next entry from the offset itself (0 ends the chain),
    and for a parameter type, count of sizes, sizes and values; at its end length and text of a description.
    """
    at = 4
    while at + 2 <= len(section):
        length, group = struct.unpack_from("<2b", section, at)
        link = at + 2 + abs(length)
        if length == 0 or link + 2 > len(section):
            break
        step = struct.unpack_from(f"{order}h", section, link)[0]
        if order == ">" and link + step > len(section):
            step = struct.unpack_from("<h", section, link)[0]  # programs of that time left the last one in Intel's order
        if step != 0 and (step < 2 or not _is_whole(section, link, step, of_group=group < 0)):
            raise damaged(file_name)
        yield group, section[at + 2 : link].decode("latin-1").upper().strip(), link + 2
        if step == 0:
            return
        at = link + step
    if at > len(section) + 2:
        raise InputFileError(file_name, en("this C3D file is cut short inside its parameters, or they are damaged"), EXPORT_AGAIN)


def _is_whole(section: bytes, link: int, step: int, *, of_group: bool) -> bool:
    """Tell whether an entry ends before the next: type, count of sizes, sizes, values (not of a group), length of a text, text."""
    text = link + 2
    if not of_group:
        if link + 4 > len(section):
            return False
        kind, sizes = struct.unpack_from("<bB", section, link + 2)
        if kind not in (-1, 1, 2, 4) or sizes > 7:
            return False
        text = link + 4 + sizes + abs(kind) * math.prod(section[link + 4 : link + 4 + sizes])
    end = link + step
    return text == end or (text < min(end, len(section)) and text + 1 + section[text] <= end)


def _values(file_name: str, section: bytes, at: int, processor: int) -> Values:
    """Decode the values of one parameter: texts stripped, numbers in the shape that the file states (first index fastest)."""
    if at + 2 > len(section):
        raise damaged(file_name)
    kind, count = struct.unpack_from("<bB", section, at)
    sizes = tuple(section[at + 2 : at + 2 + count])
    number = math.prod(sizes)
    raw = section[at + 2 + count : at + 2 + count + abs(kind) * number]
    if kind not in (-1, 1, 2, 4) or len(raw) != abs(kind) * number:
        raise damaged(file_name)
    if kind == -1:
        return _texts(raw, sizes)
    if kind == 1:
        values = np.frombuffer(raw, dtype="i1").astype(np.float64)
    else:
        with np.errstate(invalid="ignore"):  # some numbers of damaged files are none
            values = (reals if kind == 4 else words)(raw, processor).astype(np.float64)
    return values.reshape(sizes or (1,), order="F")


def _texts(raw: bytes, sizes: tuple[int, ...]) -> list[str]:
    length = sizes[0] if sizes else 1
    if length == 0:  # so many empty texts, which take no bytes: the file's size says nothing about their number
        return [""] * min(math.prod(sizes[1:]), LARGEST_COUNT)
    return [raw[start : start + length].decode("latin-1").strip(" \0\t\r\n") for start in range(0, len(raw), length)]


def numbers(groups: Groups, group: str, name: str) -> Array:
    """Return a parameter of numbers in its shape; empty where it is absent or a text."""
    values = groups.get(group, {}).get(name, [])
    return values if isinstance(values, np.ndarray) else np.empty(0)


def integers(groups: Groups, group: str, name: str) -> NDArray[np.int64]:
    """Return a parameter of integers in its shape; what is no number counts as 0."""
    return np.clip(np.nan_to_num(numbers(groups, group, name)), -(2.0**31), 2.0**31).astype(np.int64)


def texts(groups: Groups, group: str, name: str) -> list[str]:
    """Return a parameter of texts; empty where it is absent or of numbers."""
    values = groups.get(group, {}).get(name, [])
    return values if isinstance(values, list) else []


def first_number(groups: Groups, group: str, name: str) -> float | None:
    """Return the first number of a parameter; None where there is none that is finite."""
    values = numbers(groups, group, name).ravel()
    return float(values[0]) if values.size and math.isfinite(values[0]) else None


def continued(groups: Groups, group: str, name: str) -> list[Values]:
    """Return a list that may go on in further parameters (NAME, NAME2 ... NAME9), one part for each that the file has."""
    return [groups[group][key] for key in (name, *(f"{name}{number}" for number in range(2, 10))) if key in groups.get(group, {})]
