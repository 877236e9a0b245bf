"""What to do after an error: words for every door in the error itself, options of the command line added by the command line alone."""

import ast
import re
from pathlib import Path
from typing import get_args

import pytest

import hipdrive
from hipdrive.cli.door.error_words import OPTIONS, STEPS, error_words
from hipdrive.cli.door.next_step import NEXT
from hipdrive.coach.athletes.no_plan import NoPlanError
from hipdrive.contract.athletes.next_step import SAYS, NextStepKind
from hipdrive.errors import Advice, ContradictionError, InputFileError, ValueOutOfRangeError
from hipdrive.language import en

SOURCE = Path(hipdrive.__file__).parent
COMMAND_LINE = re.compile(r"(?<![\w-])--[a-z][a-z-]+|\bhipdrive (?:analyse|athlete|exercises|export|log|plan|screen|test|tune)\b")


def below_the_doors() -> list[Path]:
    """Every file of the package but those of the command line."""
    return [path for path in sorted(SOURCE.rglob("*.py")) if SOURCE / "cli" not in path.parents]


def test_the_command_line_has_words_for_each_step_and_no_others() -> None:
    steps = {step for path in below_the_doors() for step in re.findall(r'step="(\w+)"', path.read_text(encoding="utf-8"))}
    assert steps == set(STEPS)


def words_of_errors(path: Path) -> list[str]:
    """Every text in what a file raises, in its classes of errors and in its advice."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    raising = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Raise)
        or (isinstance(node, ast.ClassDef) and node.name.endswith("Error"))
        or (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Advice")
    ]
    return [part.value for node in raising for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)]


@pytest.mark.parametrize("path", below_the_doors(), ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_no_error_below_the_doors_speaks_of_the_command_line(path: Path) -> None:
    assert [] == [words for text in words_of_errors(path) for words in COMMAND_LINE.findall(text)]


def test_an_advice_is_said_in_the_words_of_the_command_line() -> None:
    error = NoPlanError("Ann Lee")
    assert "Ann Lee is not following a plan yet: make a plan." == str(error)
    assert "Ann Lee is not following a plan yet.\nNext: make a plan: hipdrive plan --athlete 'Ann Lee'" == error_words(error)


def test_each_next_step_has_words_for_every_door_and_for_the_command_line() -> None:
    assert set(get_args(NextStepKind)) == set(SAYS) == set(NEXT)
    assert [] == [says for says in SAYS.values() if COMMAND_LINE.search(says)]
    assert all("hipdrive " in words for words in NEXT.values())


def test_what_the_command_line_has_no_words_for_is_said_as_it_is() -> None:
    plain = InputFileError("a.trc", en("the file is empty"), en("export the trial again"))
    unknown = ContradictionError(en("Two starts are given"), Advice(words=en("give one"), step="give_one"))
    assert [str(plain), str(unknown)] == [error_words(plain), error_words(unknown)]
    assert "a.trc: the file is empty; export the trial again." == str(plain)


def test_a_value_is_called_by_its_option() -> None:
    error = ValueOutOfRangeError("intensity", "2", en("from 0.3 to 1"))
    assert "intensity is 2, but must be from 0.3 to 1." == str(error)
    assert f"{OPTIONS['intensity']} is 2, but must be from 0.3 to 1." == error_words(error)
