"""A logged session as it stands in JSON."""

from datetime import date

from ...training.log.session import LoggedSide, PainRecord, PainSite, PainWhen, SessionRecord, SetRecord
from ..wire_model import Wire


class SetDocument(Wire):
    """One set of one side."""

    exercise: str
    side: LoggedSide
    reps: int | None
    """Whole repetitions done; null for a distance, or if the set was skipped."""
    distance_m: float | None
    hold_s: float | None
    """How long each repetition was held."""
    load: str | None
    """In the dose notation; null if nothing is said about it."""
    rir: float | None
    """Repetitions that would still have been possible, 0 to 10."""
    rpe: float | None
    """Perceived exertion, 0 to 10."""
    faults: tuple[str, ...]
    """Words of form that were lost."""
    skipped: bool


class PainDocument(Wire):
    """Pain that was felt, with when and where."""

    when: PainWhen
    level: int
    """0 (none) to 10 (worst imaginable)."""
    site: PainSite
    side: LoggedSide | None
    exercise: str | None
    """Null for the session as a whole."""


class SessionDocument(Wire):
    """One session: what was done, and what it felt like."""

    on: date
    skipped: bool
    """The whole session was left out."""
    note: str
    sets: tuple[SetDocument, ...]
    pains: tuple[PainDocument, ...]


def session_document(session: SessionRecord) -> SessionDocument:
    """A session as it stands in JSON."""
    return SessionDocument(
        on=session.on,
        skipped=session.skipped,
        note=session.note,
        sets=tuple(set_document(logged) for logged in session.sets),
        pains=tuple(pain_document(pain) for pain in session.pains),
    )


def set_document(logged: SetRecord) -> SetDocument:
    """A set as it stands in JSON."""
    return SetDocument(
        exercise=logged.exercise,
        side=logged.side,
        reps=logged.reps,
        distance_m=logged.distance_m,
        hold_s=logged.hold_s,
        load=None if logged.load is None else str(logged.load),
        rir=logged.rir,
        rpe=logged.rpe,
        faults=logged.faults,
        skipped=logged.skipped,
    )


def pain_document(pain: PainRecord) -> PainDocument:
    """A pain as it stands in JSON."""
    return PainDocument(when=pain.when, level=pain.level, site=pain.site, side=pain.side, exercise=pain.exercise)
