"""Values in, values out: only doors open and write files, and no verb hands out loose dictionaries."""

import ast
import inspect
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePath
from typing import Any, get_args, get_origin, get_type_hints

import pytest

import hipdrive
from hipdrive import coach

PACKAGE = Path(hipdrive.__file__).parent
NEEDS_A_PLACE = {"backup_people", "remember_export"}
"""A store is copied by the database itself, and remembers where copies lie."""
MAY_KNOW_PATHS = {
    "errors.py": "a path given to an error is cut down to its name",
    "language/catalogue.py": "the catalogues that ship with it",
    "coach/roster/export.py": "the place of a backup",
    "web/network/authority.py": "its key is kept in a folder that the door names",
    "web/jobs/uploads.py": "files that were sent wait on the disk until they are analysed",
    "web/jobs/files.py": "what is kept of a job lies beside them",
    "web/jobs/kept_queue.py": "the queue lies beside them",
    "web/jobs/worker.py": "it reads them, and writes how far it is",
    "web/jobs/pages.py": "it hands that place on",
    "web/jobs/progress.py": "a search writes how far it is into a file, and the server reads it",
    "report/files/session_sheet.py": "the program that sets the sheet wants a folder of its own",
    "report/film_page/paper.py": "so does the one that sets the guide",
    "video/model/fetch.py": "npm and pip put what they fetch into a folder of its own, which is gone afterwards",
}


def named_by(front: Path) -> list[str]:
    """Every name that a room hands out."""
    imports = (node for node in ast.parse(front.read_text(encoding="utf-8")).body if isinstance(node, ast.ImportFrom))
    return [alias.asname or alias.name for node in imports for alias in node.names]


VERBS = {name: getattr(coach, name) for name in named_by(PACKAGE / "coach" / "__init__.pyi")}


def functions() -> Iterator[tuple[str, Callable[..., object]]]:
    """Functions of the room, and the methods of its own classes."""
    for name, thing in VERBS.items():
        if inspect.isfunction(thing):
            yield name, thing
        elif inspect.isclass(thing) and thing.__module__.startswith("hipdrive.coach"):
            for method, function in inspect.getmembers(thing, inspect.isfunction):
                if not method.startswith("_"):
                    yield f"{name}.{method}", function


HINTS = {name: get_type_hints(function) for name, function in functions()}


def parts(hint: object) -> Iterator[object]:
    """A type and every type inside it."""
    yield hint
    for inner in get_args(hint):
        yield from parts(inner)


def has_path(hint: object) -> bool:
    return any(inspect.isclass(part) and issubclass(part, PurePath) for part in parts(hint))


def is_loose(hint: object) -> bool:
    """Whether a type is, or holds, a dictionary of anything."""
    origins = [(get_origin(part), get_args(part)) for part in parts(hint)]
    return any(origin in (dict, Mapping) and Any in arguments for origin, arguments in origins) or dict in list(parts(hint))


def test_the_room_has_verbs_to_look_at() -> None:
    assert {"analyse", "read_recording", "inspect_file", "Prescription.plan", "backup_people"} <= HINTS.keys()
    assert has_path(Path | None)
    assert is_loose(tuple[Mapping[str, Any], ...])
    assert not is_loose(dict[str, str])


def test_no_verb_takes_or_returns_a_path_but_those_that_need_a_place() -> None:
    assert {name for name, hints in HINTS.items() if any(map(has_path, hints.values()))} == NEEDS_A_PLACE
    for name in NEEDS_A_PLACE:
        assert not has_path(HINTS[name]["return"])
        assert "path" in (inspect.getdoc(VERBS[name]) or "").split("Args:")[0], f"{name} does not say why it takes a path"


def test_no_verb_returns_a_loose_dictionary() -> None:
    assert [name for name, hints in HINTS.items() if is_loose(hints.get("return"))] == []


ROOMS = sorted({file.relative_to(PACKAGE).parts[0] for file in PACKAGE.rglob("*.py")} - {"cli", "store"})


@pytest.mark.parametrize("room", ROOMS)
def test_paths_are_known_to_doors_and_to_the_store_alone(room: str) -> None:
    files = [PACKAGE / room] if room.endswith(".py") else sorted((PACKAGE / room).rglob("*.py"))
    knowing = set()
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "pathlib" and "Path" in {alias.name for alias in node.names}:
                knowing.add(file.relative_to(PACKAGE).as_posix())
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "open":
                knowing.add(file.relative_to(PACKAGE).as_posix())
    assert knowing - MAY_KNOW_PATHS.keys() == set()
