"""What the fields of the contract's models mean: the docstrings under them, read from the source."""

import ast
import inspect
import textwrap
from functools import cache

from pydantic import BaseModel


def origin_of(model: type[BaseModel]) -> type[BaseModel]:
    """The class as it is written, for one of a type such as BySide[float]."""
    origin: type[BaseModel] | None = model.__pydantic_generic_metadata__["origin"]
    return origin or model


def words_of(model: type[BaseModel]) -> dict[str, str]:
    """Name of each field that has a docstring -> its words."""
    words: dict[str, str] = {}
    for written in reversed(origin_of(model).__mro__):
        if issubclass(written, BaseModel) and written is not BaseModel:
            words |= _own_words(origin_of(written))
    return words


@cache
def _own_words(model: type[BaseModel]) -> dict[str, str]:
    body = ast.parse(textwrap.dedent(inspect.getsource(model))).body[0]
    assert isinstance(body, ast.ClassDef)
    words = {}
    for field, after in zip(body.body, body.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(after, ast.Expr):
            text = ast.literal_eval(after.value)
            words[field.target.id] = " ".join(str(text).split())
    return words
