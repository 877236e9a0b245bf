"""What is asked of a database about sessions: each question is put together once, which takes as long as its answer."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, and_, bindparam, select, type_coerce

from ..database.columns import JsonText
from ..database.schema import PainRow, PartRow, SessionRow, SetRow
from .session_parts import SET_COLUMNS

BOUNDS: Mapping[str, ColumnElement[bool]] = {
    "owner": SessionRow.person_id == bindparam("owner"),
    "people": SessionRow.person_id.in_(bindparam("people", expanding=True)),
    "uid": SessionRow.uid == bindparam("uid"),
    "since": SessionRow.on_day >= bindparam("since"),
    "until": SessionRow.on_day <= bindparam("until"),
}
"""What sessions are chosen by."""


def _as_kept(column: Any) -> ColumnElement[Any]:  # noqa: ANN401  whatever a set has
    """A column; plain values stay one text, as most sets have none and the others repeat each other."""
    return type_coerce(column, Text).label(column.key) if isinstance(column.type, JsonText) else column


_READ = {
    SetRow: [SetRow.session_id, *(_as_kept(getattr(SetRow, name)) for name in SET_COLUMNS)],
    PainRow: [*PainRow.__table__.columns],
}
"""Columns of parts that are read."""


def _chosen(bounds: frozenset[str], *, counting: bool) -> ColumnElement[bool]:
    chosen = [BOUNDS[name] for name in sorted(bounds)]
    return and_(*chosen, SessionRow.superseded_at.is_(None)) if counting else and_(*chosen)


@cache
def sessions_asked(bounds: frozenset[str], *, counting: bool, limited: bool) -> Select[*tuple[Any, ...]]:
    """Sessions from the newest to the oldest.

    Args:
        bounds: By which of BOUNDS they are chosen.
        counting: Whether only those that count.
        limited: Whether only so many as `last` says.
    """
    newest_first = (SessionRow.on_day.desc(), SessionRow.created_at.desc(), SessionRow.id.desc())
    asked = select(SessionRow.__table__).where(_chosen(bounds, counting=counting)).order_by(*newest_first)
    return asked.limit(bindparam("last")) if limited else asked


@cache
def bare_asked(bounds: frozenset[str]) -> Select[*tuple[Any, ...]]:
    """Key, day, and whether it was left out, of the sessions that count, from the oldest to the newest."""
    asked = select(SessionRow.id, SessionRow.on_day, SessionRow.skipped).where(_chosen(bounds, counting=True))
    return asked.order_by(SessionRow.on_day, SessionRow.created_at, SessionRow.id)


@cache
def parts_asked(part: type[PartRow], bounds: frozenset[str] | None, *, counting: bool = False) -> Select[*tuple[Any, ...]]:
    """Parts of the sessions that are chosen so, or of those with `ids` where no bounds are given."""
    asked = select(*_READ[part])
    if bounds is None:
        asked = asked.where(part.session_id.in_(bindparam("ids", expanding=True)))
    else:
        asked = asked.join(SessionRow, part.session_id == SessionRow.id).where(_chosen(bounds, counting=counting))
    return asked.order_by(part.session_id, part.number)
