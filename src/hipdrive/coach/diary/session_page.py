"""The verb that shows one logged session on a page, with the versions that others entered at the same time and those before."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from ... import report as pages  # a page loads its templates, so it is named by the room
from ...exercise import exercises
from ...exercise.owned.equipment import default_equipment
from ...language import Text
from ...store import Stored, Unit, list_sessions
from ...training import SessionRecord
from ..athletes.known_athlete import known
from ..following.sessions import session_named


def session_page(unit: Unit, name: str, session: UUID, *, address: str, links: Sequence[tuple[Text, str]] = ()) -> str:
    """One session as one HTML page, to be corrected.

    Args:
        unit: A unit of work.
        name: The athlete.
        session: Id of the session, or of any version of it.
        address: Of the athlete's page.
        links: Words and address of further pages.

    Raises:
        UnknownNameError: If nobody has the name.
        UnknownEntryError: If there is no such session.
    """
    athlete, sessions = known(unit, name), list_sessions(unit, name, history=True)
    asked = session_named(sessions, str(session), replaced_too=True)
    versions = {entry.uid: entry for entry in sessions}
    of_one = [entry for entry in sessions if _first(entry, versions) == _first(asked, versions)]
    counting = [entry for entry in of_one if entry.superseded_at is None]
    shown = (counting or sorted(of_one, key=lambda entry: (entry.deleted, entry.created_at)))[-1]
    chain = _chain(shown, versions)
    owned = athlete.equipment or default_equipment()
    content = pages.SessionContent(
        athlete=athlete.person.uid,
        athlete_name=athlete.person.name,
        shown=_version(unit, shown),
        deleted=not counting,
        beside=tuple(_version(unit, entry) for entry in of_one if entry not in chain),
        before=tuple(_version(unit, entry) for entry in chain[1:]),
        bands=tuple(owned.bands),
        most_strands=owned.most_strands,
        exercises=tuple(exercises().values()),
    )
    return pages.session_page_html(content, address=address, links=links)


def _chain(entry: Stored[SessionRecord], versions: Mapping[UUID, Stored[SessionRecord]]) -> list[Stored[SessionRecord]]:
    """A version and those that it corrected, one after the other, back to the first."""
    chain = [entry]
    while (before := chain[-1].corrects) is not None and before in versions:
        chain.append(versions[before])
    return chain


def _first(entry: Stored[SessionRecord], versions: Mapping[UUID, Stored[SessionRecord]]) -> UUID:
    return _chain(entry, versions)[-1].uid


def _version(unit: Unit, entry: Stored[SessionRecord]) -> "pages.SessionVersion":
    return pages.SessionVersion(id=entry.uid, entered=entry.created_at.astimezone(unit.now.tzinfo), session=entry.value)
