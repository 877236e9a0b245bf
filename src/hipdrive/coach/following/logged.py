"""What logging answers: the session that was stored or taken back, the rules that fire after it beside those before, and what is next."""

from collections import Counter
from dataclasses import replace
from datetime import date

from ...contract.athletes.log import LogDocument, fired_rule_document
from ...contract.wire import NoteDocument
from ...language import en
from ...store import Put
from ...training import Advance, SessionRecord
from ...training.follow.calendar import RuleChange
from ..athletes.entry_id import short_id
from .follower import Follower
from .session_notes import before_the_plan, work_on_rest
from .sessions import session_in_words
from .standing import next_session, standing


def logged_answer(before: Follower, after: Follower, session: SessionRecord, put: Put, *, today: date) -> LogDocument:
    """What was stored, and the rules that fire after it beside those before."""
    notes = [] if put.counts else [other_version(put)]
    logged = LogDocument(athlete=after.person.name, session=session_in_words(put.uid, session), next=None, notes=tuple(notes))
    if after.plan is None:
        return logged
    then, now = standing(before), standing(after)
    early = before_the_plan(session, after.plan.starts_on)
    notes += [early] if early else []
    if early is None and any(entry.uid == put.uid for entry in after.sessions):
        notes += work_on_rest(standing(after.without(put.uid), until=session.on).state, session)
    return logged.model_copy(
        update={
            "changes": tuple(fired_rule_document(change) for change in _beyond(now, then)),
            "undone": tuple(fired_rule_document(change) for change in _beyond(then, now)),
            "next": next_session(after, now, today=today),
            "notes": tuple(notes),
        }
    )


def other_version(put: Put) -> NoteDocument:
    """The note that another version of the session counts."""
    if put.counting is None:
        words = en("This session has been deleted in the meantime: this version is kept but does not count.")
        return NoteDocument(code="deleted_meanwhile", message=words)
    words = en(
        "Another version of this session counts ({id}) because it came first: this one is kept but does not count.",
        id=short_id(put.counting),
    )
    return NoteDocument(code="other_version_counts", message=words)


def _beyond(these: Advance, others: Advance) -> tuple[RuleChange, ...]:
    """Changes that the others do not have, or less often; the same on another day is the same."""
    left = Counter(replace(change, on=date.min) for change in others.changes)
    beyond = []
    for change in these.changes:
        left[replace(change, on=date.min)] -= 1
        if left[replace(change, on=date.min)] < 0:
            beyond.append(change)
    return tuple(beyond)
