"""A session that a device logs piece by piece: sets, pains and a note, in any order, each put as often as it takes to arrive."""

from collections.abc import Sequence
from uuid import UUID

from ...contract.athletes.sent import SentDocument
from ...store import Piece as Piece
from ...store import Stored, Unit, active_plan, find_person, grow_session, pieces_of, put_piece
from ...training import PainRecord, SessionRecord, SetRecord, check_session
from ..following.logged import other_version
from ..following.stored_plan import stored_plan


def log_piece(unit: Unit, name: str, uid: UUID, piece: Piece) -> SentDocument:
    """Keep a piece of a session, and let the session say what all its pieces say.

    The same piece put twice is one; a later revision takes the place of an earlier one, whichever arrives first.

    Args:
        unit: A unit for writing.
        name: The athlete.
        uid: Id of the piece, chosen by the device.
        piece: What the device says.

    Raises:
        UnknownNameError: If nobody has the name, or an exercise is not known.
        ValueOutOfRangeError: If a side, load or date cannot be meant.
        IdTakenError: If another piece has the id, or the same revision says something else.
    """
    athlete, followed = find_person(unit, name).name, active_plan(unit, name)
    check_session(_alone(piece), () if followed is None else stored_plan(followed).programme)
    before = session_of(pieces_of(unit, name, piece.session))
    kept = put_piece(unit, name, uid, piece)
    after = session_of(pieces_of(unit, name, piece.session))
    put = grow_session(unit, name, piece.session, before, after or SessionRecord(on=piece.on))
    notes = (other_version(put),) if put.counting is None else ()
    return SentDocument(
        athlete=athlete, session=piece.session, id=uid, revision=kept.revision, counts=put.counting is not None, notes=notes
    )


def session_of(pieces: Sequence[Stored[Piece]]) -> SessionRecord | None:
    """What pieces say together; None if there are none.

    Its day is that of the piece that was changed most often, so that a day put right holds although pieces arrive one by one.
    """
    if not pieces:
        return None
    values = [entry.value.value for entry in pieces]
    return SessionRecord(
        on=max((entry.value for entry in pieces), key=lambda piece: piece.revision).on,
        sets=tuple(value for value in values if isinstance(value, SetRecord)),
        pains=tuple(value for value in values if isinstance(value, PainRecord)),
        note="\n".join(value for value in values if isinstance(value, str) and value),
    )


def _alone(piece: Piece) -> SessionRecord:
    value = piece.value
    return SessionRecord(
        on=piece.on,
        sets=(value,) if isinstance(value, SetRecord) else (),
        pains=(value,) if isinstance(value, PainRecord) else (),
    )
