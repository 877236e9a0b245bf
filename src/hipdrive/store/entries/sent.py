"""Pieces of sessions as devices send them: a set, a pain or a note, each under its own id; a later revision takes its place."""

from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import select, update

from ...language import en
from ...training.log.session import PainRecord, SetRecord
from ..database.schema import SentRow
from ..database.store_error import IdTakenError
from ..database.transaction import Unit
from .entry import EntryKind, check_day, insert_entry, person_id, stored
from .person import Stored, tidy_text
from .session_parts import pain_columns, pain_of, set_columns, set_of_line

PieceKind = Literal["set", "pain", "note"]


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One piece of a session."""

    session: UUID
    """Id of the session that it belongs to, chosen by the device."""
    on: date
    """Day of the session, where the device is."""
    kind: PieceKind
    number: int
    """Its place among the pieces of its kind."""
    revision: int
    """From 1; raised by the device with every change."""
    value: SetRecord | PainRecord | str | None
    """None where it was taken back."""


PIECES: EntryKind[Piece] = EntryKind(
    name=en("part of a session"),
    model=SentRow,
    day=lambda piece: piece.on,
    columns=lambda piece: {
        "session": piece.session,
        "kind": piece.kind,
        "number": piece.number,
        "revision": piece.revision,
        "content": _content(piece.value),
    },
    value=lambda row: Piece(
        session=row.session, on=row.on_day, kind=row.kind, number=row.number, revision=row.revision, value=_value(row.kind, row.content)
    ),
)


def put_piece(unit: Unit, name: str, uid: UUID, piece: Piece) -> Piece:
    """Keep a piece, unless a later revision of it is kept already.

    Args:
        unit: A unit for writing.
        name: The person.
        uid: Id of the piece.
        piece: What the device says now.

    Returns:
        The piece as it is kept, which is another one where this one comes late.

    Raises:
        IdTakenError: If the id is that of another piece, or the same revision says something else.
    """
    check_day(unit, PIECES.name, piece.on)
    owner = person_id(unit, name)
    row = unit.connection.execute(select(SentRow.__table__).where(SentRow.uid == uid)).one_or_none()
    if row is None:
        insert_entry(unit, PIECES, owner, piece, uid=uid)
        return piece
    kept = PIECES.value(row)
    same = (row.person_id, kept.session, kept.kind) == (owner, piece.session, piece.kind)
    if not same or (kept.revision == piece.revision and kept != piece):
        raise IdTakenError(PIECES.name, uid)
    if piece.revision <= kept.revision:
        return kept
    changed = {**PIECES.columns(piece), "on_day": piece.on, "created_at": unit.now}
    unit.writer.execute(update(SentRow).where(SentRow.id == row.id).values(**changed))
    return piece


def pieces_of(unit: Unit, name: str, session: UUID) -> tuple[Stored[Piece], ...]:
    """Pieces of a session of a person in their order; those that were taken back too."""
    wanted = select(SentRow.__table__).where(SentRow.session == session, SentRow.person_id == person_id(unit, name))
    rows = unit.connection.execute(wanted.order_by(SentRow.number, SentRow.uid)).all()
    return tuple(stored(row, PIECES.value(row)) for row in rows)


def _content(value: SetRecord | PainRecord | str | None) -> dict[str, Any] | None:
    if isinstance(value, SetRecord):
        return {key: column for key, column in set_columns(value).items() if key != "load_kg"}
    if isinstance(value, PainRecord):
        return pain_columns(value)
    return None if value is None else {"note": tidy_text(en("note of a session"), value)}


def _value(kind: PieceKind, content: dict[str, Any] | None) -> SetRecord | PainRecord | str | None:
    if content is None:
        return None
    if kind == "note":
        return str(content["note"])
    columns = SimpleNamespace(**content)
    return set_of_line(columns) if kind == "set" else pain_of(columns)
