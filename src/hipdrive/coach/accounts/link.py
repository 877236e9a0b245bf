"""The verbs on links that show something of an athlete to whoever has them: make, list, withdraw, follow."""

from datetime import timedelta
from uuid import UUID

from ...contract.athletes.account import LinksDocument, MadeLinkDocument, link_document
from ...errors import ValueOutOfRangeError
from ...language import en
from ...store import (
    Shows,
    Unit,
    UnknownEntryError,
    find_person,
    link_with,
    list_links,
    person_with_id,
    put_link,
    run_with_id,
    withdraw_link,
)
from .account_error import LinkEndedError
from .secret import new_token, token_hash

MOST_DAYS = 365
USUAL_DAYS = 14


def make_link(
    unit: Unit, name: str, uid: UUID, *, shows: Shows, days: int | None = None, run: UUID | None = None
) -> tuple[MadeLinkDocument, str]:
    """Make a link; made twice under one id it is one, and the token given last is the one that counts.

    Args:
        unit: A unit for writing.
        name: The athlete.
        uid: Its id.
        shows: 'progress' for how it goes, 'calendar' for the plan's days as a calendar program reads them, 'run' for the report of a run.
        days: After which it ends; a calendar may do without and then stays until it is withdrawn.
        run: Id of the run that is kept, where a link shows one.

    Returns:
        The link, and the token that its address holds.

    Raises:
        IdTakenError: If another link has the id.
        UnknownEntryError: If the athlete has no such run.
        ValueOutOfRangeError: If the days are none or too many.
    """
    if (days is None and shows != "calendar") or (days is not None and not 1 <= days <= MOST_DAYS):
        found = en("not given") if days is None else str(days)
        raise ValueOutOfRangeError("days", found, en("from 1 to {most}", most=MOST_DAYS))
    if run is not None:
        run_with_id(unit, name, run)
    token = new_token()
    until = None if days is None else unit.now + timedelta(days=days)
    link = put_link(unit, name, uid, shows=shows, token=token_hash(token), until=until, run=run)
    return MadeLinkDocument(link=link_document(link, now=unit.now)), token


def link_list(unit: Unit, name: str) -> LinksDocument:
    """Links of an athlete, the newest first.

    Raises:
        UnknownNameError: If nobody has the name.
    """
    links = tuple(link_document(link, now=unit.now) for link in list_links(unit, name))
    return LinksDocument(name=find_person(unit, name).name, links=links)


def drop_link(unit: Unit, name: str, uid: UUID) -> LinksDocument:
    """Withdraw a link; what is left.

    Raises:
        UnknownEntryError: If the athlete has no such link.
    """
    withdraw_link(unit, name, uid)
    return link_list(unit, name)


def linked_athlete(unit: Unit, token: str, *, shows: Shows) -> str:
    """Name of the athlete whom a link shows.

    Raises:
        LinkEndedError: If it has ended, was withdrawn or never was.
    """
    link = link_with(unit, token_hash(token), shows=shows)
    if link is None:
        raise LinkEndedError
    return person_with_id(unit, link.athlete).name


def linked_run(unit: Unit, token: str) -> tuple[str, UUID]:
    """Name of the athlete and id of the run whose report a link shows.

    Raises:
        LinkEndedError: If it has ended, was withdrawn or never was, or the run is kept no longer.
    """
    link = link_with(unit, token_hash(token), shows="run")
    if link is None or link.run is None:
        raise LinkEndedError
    name = person_with_id(unit, link.athlete).name
    try:
        run_with_id(unit, name, link.run)
    except UnknownEntryError:
        raise LinkEndedError from None
    return name, link.run
