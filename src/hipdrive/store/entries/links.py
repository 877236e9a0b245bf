"""Links that show something of a person to whoever has them: a token each, of which only the hash is kept."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Row, delete, insert, or_, select, update

from ...language import en
from ..database.schema import LinkRow, PersonRow
from ..database.store_error import IdTakenError, UnknownEntryError
from ..database.transaction import Unit
from .entry import person_id

Shows = Literal["progress", "calendar", "run"]
OF_RUN = "run:"
"""How a link of a run stands in its column: with the id of the run behind it."""


@dataclass(frozen=True, kw_only=True)
class Link:
    """A link, without its token, which only whoever got it has."""

    uid: UUID
    athlete: UUID
    shows: Shows
    run: UUID | None
    """The run whose report it shows; None where it shows something else."""
    created_at: datetime
    expires_at: datetime | None
    """None where it stays until it is withdrawn."""


def put_link(unit: Unit, name: str, uid: UUID, *, shows: Shows, token: str, until: datetime | None, run: UUID | None = None) -> Link:
    """Make a link, or give the one of this id a new token and end; then the old token shows nothing any more.

    Args:
        unit: A unit for writing.
        name: The person.
        uid: Its id.
        shows: What it shows.
        token: Hash of what is in its address.
        until: When it ends; None for never.
        run: The run whose report it shows, where it shows one.

    Raises:
        IdTakenError: If it is the id of another person's link, or of one that shows something else.
    """
    owner, told = person_id(unit, name), shows if run is None else f"{OF_RUN}{run}"
    before = unit.connection.execute(select(LinkRow.__table__).where(LinkRow.uid == uid)).one_or_none()
    if before is not None and (before.person_id, before.shows) != (owner, told):
        raise IdTakenError(en("link"), uid)
    columns = {"token": token, "created_at": unit.now, "expires_at": until}
    if before is None:
        unit.writer.execute(insert(LinkRow).values(uid=uid, person_id=owner, shows=told, **columns))
    else:
        unit.writer.execute(update(LinkRow).where(LinkRow.id == before.id).values(**columns))
    return next(link for link in list_links(unit, name) if link.uid == uid)


def link_with(unit: Unit, token: str, *, shows: Shows) -> Link | None:
    """The link whose token has this hash; None where there is none, or it has ended."""
    open_ = or_(LinkRow.expires_at.is_(None), LinkRow.expires_at > unit.now)
    told = LinkRow.shows.startswith(OF_RUN) if shows == "run" else LinkRow.shows == shows
    row = unit.connection.execute(_asked().where(LinkRow.token == token, told, open_)).one_or_none()
    return None if row is None else _link(row)


def list_links(unit: Unit, name: str) -> tuple[Link, ...]:
    """Links of a person, those that have ended too, the newest first."""
    wanted = _asked().where(LinkRow.person_id == person_id(unit, name)).order_by(LinkRow.created_at.desc(), LinkRow.id.desc())
    return tuple(_link(row) for row in unit.connection.execute(wanted))


def withdraw_link(unit: Unit, name: str, uid: UUID) -> None:
    """Delete a link; from then on it shows nothing.

    Raises:
        UnknownEntryError: If the person has no such link.
    """
    chosen = delete(LinkRow).where(LinkRow.uid == uid, LinkRow.person_id == person_id(unit, name))
    if unit.writer.execute(chosen).rowcount == 0:
        raise UnknownEntryError(en("link"), uid)


def _asked() -> Any:  # noqa: ANN401  a Select of columns of two tables
    return select(LinkRow.__table__, PersonRow.uid.label("athlete")).join(PersonRow, PersonRow.id == LinkRow.person_id)


def _link(row: Row[Any]) -> Link:
    run = UUID(row.shows.removeprefix(OF_RUN)) if row.shows.startswith(OF_RUN) else None
    shows: Shows = row.shows if run is None else "run"
    return Link(uid=row.uid, athlete=row.athlete, shows=shows, run=run, created_at=row.created_at, expires_at=row.expires_at)
