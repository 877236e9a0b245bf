"""Modules of one page as one script: each is asked for on a slow line, and handed over by a worker, in the time of one."""

import re
from collections.abc import Mapping, Sequence

_IMPORT = re.compile(r'^import (?P<names>\* as \w+|\{[^}]*\}) from "/scripts/(?P<module>[\w/]+)\.js";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?P<kind>(?:async )?function|const|class) (?P<name>\w+)", re.MULTILINE)
_REMARK = re.compile(r"^\s*//.*\n", re.MULTILINE)
_LEFT = re.compile(r"^\s*(?:import|export)\b.*", re.MULTILINE)


def bundled(texts: Mapping[str, str], modules: Sequence[str]) -> str:
    """One script that does what the last of some modules does, each of the others in a scope of its own.

    Args:
        texts: Text of each module by name, such as 'log/steps.js'.
        modules: Names without their ending, each behind those that it imports.

    Raises:
        ValueError: If a module imports one that does not stand before it, or imports and exports in a way that this does not read.
    """
    places = {module: f"m{number}" for number, module in enumerate(modules)}
    parts = []
    for number, module in enumerate(modules):
        known = {name: places[name] for name in modules[:number]}
        parts.append(f"const {places[module]} = (() => {{\n{_scoped(texts[f'{module}.js'], module, known)}}})();\n")
    return "".join(parts)


def _scoped(text: str, module: str, known: Mapping[str, str]) -> str:
    """The body of a function that returns what a module exports."""
    exported = [found["name"] for found in _EXPORT.finditer(text)]

    def imported(found: re.Match[str]) -> str:
        if found["module"] not in known:
            raise ValueError(f"{module} imports {found['module']}, which does not stand before it")
        names = found["names"].removeprefix("* as ").replace(" as ", ": ")
        return f"const {names} = {known[found['module']]};"

    plain = _EXPORT.sub(r"\g<kind> \g<name>", _IMPORT.sub(imported, _REMARK.sub("", text)))
    left = _LEFT.search(plain)
    if left is not None:
        raise ValueError(f"{module}: '{left[0]}' is not read")
    return f"{plain}return {{ {', '.join(exported)} }};\n"
