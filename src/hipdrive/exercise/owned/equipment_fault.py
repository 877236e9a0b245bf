"""What is wrong in a file of equipment, in the words of its sections."""

from collections.abc import Mapping
from typing import Any

from ...data.fault import Fault, shown
from ...errors import DeclarationError, listed
from ..declared.hardware import known_bands
from .equipment import THINGS
from .equipment_sections import MEASURED_BANDS, SECTIONS


def equipment_error(file: str, fault: Fault, plain: Mapping[str, Any]) -> DeclarationError:
    """The error for a fault.

    Args:
        file: Name of the file.
        fault: What is wrong.
        plain: The whole file, which says what a band is called.
    """
    section, *inside = fault.path
    where = f"[[{section}]]" if section == MEASURED_BANDS else f"[{section}]"
    if fault.kind == "missing":
        return DeclarationError(file, f"{where} lacks {fault.key}", f"{fault.allowed}, all of them")
    if fault.kind == "unknown":
        return DeclarationError(file, f"{where if inside else 'the file'} has '{fault.key}'{fault.guess}", fault.allowed)
    if section == "has":
        return _name_error(file, "has", fault, listed(THINGS, at_most=len(THINGS)))
    if fault.key == "own":
        return _name_error(file, f"{where} own", fault, listed(known_bands(), at_most=len(known_bands())))
    if fault.key == "points" and isinstance(fault.path[-1], int):
        name = plain[MEASURED_BANDS][inside[0]].get("id")
        return DeclarationError(file, f"{where} points of '{name}' has {shown(fault.value)}", fault.allowed)
    if fault.key != section:
        return DeclarationError(file, f"{where} {fault.key} is {shown(fault.value)}", fault.allowed)
    keys = listed(SECTIONS[section])
    if section == MEASURED_BANDS:
        return DeclarationError(file, f"{section} is not a table", f"{where} with {keys}, one for each band")
    return DeclarationError(file, f"{section} is {shown(fault.value)}", f"a section {where} with {keys}")


def _name_error(file: str, where: str, fault: Fault, names: str) -> DeclarationError:
    """The error for a list of names, or for an entry of it that is none."""
    if isinstance(fault.path[-1], int):
        return DeclarationError(file, f"{where} names {shown(fault.value)}", names)
    return DeclarationError(file, f"{where} is {shown(fault.value)}", f"a list of {names}")
