"""What logging answers (hipdrive.log/1), and the last sessions (hipdrive.sessions/1), as they stand in JSON."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import Field

from ...language import Text
from ...training.follow.adapt_rules import adapt_rules
from ...training.follow.calendar import RuleChange
from ...training.log.session import SessionRecord
from ..plans.plan import NextSessionDocument
from ..plans.rule_change import RuleChangeDocument, rule_change_document
from ..plans.session import PainDocument, SetDocument, session_document
from ..wire import NoteDocument
from ..wire_model import Wire


class StoredSessionDocument(Wire):
    """A stored session."""

    id: UUID
    on: date
    skipped: bool
    """The whole session was left out."""
    note: str
    sets: tuple[SetDocument, ...]
    pains: tuple[PainDocument, ...]
    lines: tuple[str, ...]
    """Its sets in the log notation."""
    pain_words: tuple[Text, ...]
    """Its pains in words."""


class ListedSessionDocument(StoredSessionDocument):
    """A stored session in a list."""

    corrected: bool
    """Whether it took the place of another."""


class FiredRuleDocument(RuleChangeDocument):
    """One rule that fired, with its title."""

    title: Text


class LogDocument(Wire):
    """A session that was stored, corrected or deleted, what that changed, and what is next."""

    schema_: Literal["hipdrive.log/1"] = Field("hipdrive.log/1", alias="schema")
    athlete: str
    session: StoredSessionDocument | None
    """Null where nothing was logged and only what is next was asked for."""
    changes: tuple[FiredRuleDocument, ...] = ()
    """Rules that fire now and did not before."""
    undone: tuple[FiredRuleDocument, ...] = ()
    """Rules that fired before and do no longer, after a correction."""
    next: NextSessionDocument | None
    """Null for an athlete without a plan."""
    notes: tuple[NoteDocument, ...] = ()


class SessionsDocument(Wire):
    """The last sessions, the oldest of them first."""

    schema_: Literal["hipdrive.sessions/1"] = Field("hipdrive.sessions/1", alias="schema")
    athlete: str
    count: int
    """Sessions in all."""
    sessions: tuple[ListedSessionDocument, ...]


def stored_session_document(
    uid: UUID, session: SessionRecord, *, lines: tuple[str, ...], pain_words: tuple[Text, ...]
) -> StoredSessionDocument:
    """A stored session as it stands in JSON, with its sets in the log notation and its pains in words."""
    return StoredSessionDocument(**dict(session_document(session)), id=uid, lines=lines, pain_words=pain_words)


def fired_rule_document(change: RuleChange) -> FiredRuleDocument:
    """A rule that fired as it stands in JSON, with its title."""
    titles = {text.id: text.title for text in adapt_rules().texts}
    return FiredRuleDocument(**dict(rule_change_document(change)), title=titles[change.rule])
