"""What is wrong in a file of equipment, in the words of its sections."""

from collections.abc import Mapping
from typing import Any

from ...data.fault import Fault, shown
from ...errors import DeclarationError, listed
from ...language import Text, en
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
        found = en("{section} lacks {key}", section=where, key=fault.key)
        return DeclarationError(file, found, en("{keys}, all of them", keys=fault.allowed))
    if fault.kind == "unknown":
        found = en("{section} has '{key}'{guess}") if inside else en("the file has '{key}'{guess}")
        return DeclarationError(file, found.filled(section=where, key=fault.key, guess=fault.guess), fault.allowed)
    if section == "has":
        return _name_error(file, "has", fault, listed(THINGS, at_most=len(THINGS)))
    if fault.key == "own":
        return _name_error(file, f"{where} own", fault, listed(known_bands(), at_most=len(known_bands())))
    if fault.key == "points" and isinstance(fault.path[-1], int):
        name = plain[MEASURED_BANDS][inside[0]].get("id")
        found = en("{section} points of '{band}' has {value}", section=where, band=name, value=shown(fault.value))
        return DeclarationError(file, found, fault.allowed)
    if fault.key != section:
        return DeclarationError(file, _is(f"{where} {fault.key}", fault), fault.allowed)
    keys = listed(SECTIONS[section])
    if section == MEASURED_BANDS:
        allowed = en("{section} with {keys}, one for each band", section=where, keys=keys)
        return DeclarationError(file, en("{section} is not a table", section=section), allowed)
    return DeclarationError(file, _is(str(section), fault), en("a section {section} with {keys}", section=where, keys=keys))


def _is(where: str, fault: Fault) -> Text:
    return en("{key} is {value}", key=where, value=shown(fault.value))


def _name_error(file: str, where: str, fault: Fault, names: Text) -> DeclarationError:
    """The error for a list of names, or for an entry of it that is none."""
    if isinstance(fault.path[-1], int):
        return DeclarationError(file, en("{key} names {value}", key=where, value=shown(fault.value)), names)
    return DeclarationError(file, _is(where, fault), en("a list of {names}", names=names))
