"""What all documents share: a frozen model, its JSON text, and reading one back with a sentence that names the broken key."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, ParamSpec, TypeVar

from pydantic import Field, ValidationError
from pydantic_core import PydanticSerializationError

from ..errors import NOTHING, Advice, HipDriveError, InputFileError
from ..language import Text, en, layout
from ..note import Note
from .texts import TextDocument, texts_of, texts_read
from .wire_model import Wire, is_none

UPDATE = en("update Hipdrive, or write the file again with this version")


Texts = Annotated[dict[str, TextDocument] | None, Field(exclude_if=is_none)]
"""English sentence -> what it was made of: `texts` of a document that is read back, so that it can be shown in another language then."""


class NoteDocument(Wire):
    """A remark: a stable code and a sentence."""

    code: str
    message: Text
    nameless: Text | None = Field(None, exclude_if=is_none)
    """The sentence without the name of the file it is about; only where it names one."""


D = TypeVar("D", bound=Wire)
P = ParamSpec("P")
R = TypeVar("R")


class ImpossibleNumberError(HipDriveError):
    """A result that no document may hold: what was recorded leads to a number that cannot be."""

    code = "impossible_number"

    def __init__(self, error: ValidationError) -> None:
        self.about = error.title
        super().__init__(
            en(
                "What was recorded gives an impossible number ({fault}), so no result is given; check that markers, forces, units and "
                "clocks belong together.",
                fault=_first_fault(error),
            )
        )


def refusing_impossible(write: Callable[P, R]) -> Callable[P, R]:
    """A function that writes a document, with a sentence in place of pydantic's where a number cannot stand in it."""

    @wraps(write)
    def refusing(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return write(*args, **kwargs)
        except ValidationError as error:
            raise ImpossibleNumberError(error) from None

    return refusing


def note_document(note: Note) -> NoteDocument:
    """A remark of the domain as it stands in JSON."""
    return NoteDocument(code=note.code, message=note.message, nameless=note.nameless if note.file else None)


def note_from(document: NoteDocument) -> Note:
    """A remark read back; it no longer knows its file, so it is the sentence without one."""
    return Note(document.code, document.nameless or document.message)


def plain_of(document: Wire) -> dict[str, Any]:
    """A document as plain values, keys as in JSON."""
    return _with_texts(document).model_dump(mode="json")


def json_text(document: Wire) -> str:
    """JSON of a document; missing is null.

    pydantic writes it, which takes a tenth of the time of the standard library's writer where lines are indented. It can't write a name
    that is no whole Unicode, such as that of a file whose bytes are no UTF-8; such a document is left to the standard library.

    Raises:
        ValueError: If a number is NaN or infinite.
    """
    told = _with_texts(document)
    try:
        written = told.model_dump_json(indent=1, ensure_ascii=True)
    except PydanticSerializationError:
        return json.dumps(told.model_dump(mode="json"), allow_nan=False, indent=1) + "\n"
    if "NaN" in written or "Infinity" in written:  # within a name they are letters
        json.loads(written, parse_constant=_refuse_constant)
    return written + "\n"


def _with_texts(document: D) -> D:
    """A document that says what its sentences were made of, where its kind says so."""
    return document.model_copy(update={"texts": texts_of(document) or None}) if "texts" in type(document).model_fields else document


def _refuse_constant(written: str) -> None:
    msg = f"{written} cannot stand in a document"
    raise ValueError(msg)


def read_document(model: type[D], content: str | bytes, *, name: str, kind: Text, advice: Text | Advice, broken: Text = NOTHING) -> D:
    """Read a document back from JSON text.

    Args:
        model: Which document.
        content: The text, UTF-8 where it is bytes.
        name: What sentences call the file.
        kind: What it must be, such as 'a run'.
        advice: What to do otherwise.
        broken: What to say before the fault of a key, such as 'the run is incomplete or broken'.

    Raises:
        InputFileError: If it is no JSON, of another or a later schema, or a key is missing or cannot be; the key is named.
    """
    try:
        text = content if isinstance(content, str) else content.decode("utf-8-sig")
        plain = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputFileError(name, en("this is not JSON ({error})", error=str(error)), advice) from None
    known = model.model_fields["schema_"].default
    written = plain.get("schema", en("no schema")) if isinstance(plain, dict) else en("no object")
    if written != known:
        if _is_later(written, known):
            later = en("this was written by a later version of Hipdrive (schema {schema}; known: {known})", schema=written, known=known)
            raise InputFileError(name, later, UPDATE)
        raise InputFileError(name, en("this is not {kind} (found: {found}; known: {known})", kind=kind, found=written, known=known), advice)
    try:
        read = model.model_validate_json(text, strict=True, context={"texts": texts_read(plain)})
        return read.model_copy(update={"texts": None}) if "texts" in model.model_fields else read
    except ValidationError as error:
        fault = _first_fault(error)
        raise InputFileError(name, layout("{broken} ({fault})", broken=broken, fault=fault) if broken else fault, advice) from None


def _is_later(written: object, known: str) -> bool:
    """Whether a schema is a later version of the known one."""
    base, _, number = str(written).rpartition("/")
    known_base, _, known_number = known.rpartition("/")
    return base == known_base and number.isdecimal() and int(number) > int(known_number)


def _first_fault(error: ValidationError) -> Text:
    """The first fault in words: which key, what was found, what is allowed."""
    fault = error.errors(include_url=False)[0]
    key = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in fault["loc"]).lstrip(".")
    if fault["type"] == "missing":
        return en("the key '{key}' is missing", key=key)
    written = repr(fault["input"])
    shown = written if len(written) <= 60 else f"{written[:57]}..."
    reason = f"{fault['msg'][:1].lower()}{fault['msg'][1:]}"
    return en("the key '{key}' is {found} ({reason})", key=key, found=shown, reason=reason)
