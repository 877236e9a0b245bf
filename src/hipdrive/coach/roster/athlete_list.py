"""The verb that lists all stored athletes: who is stopped, what is due, who is in pain, and who needs a coach first."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from ...capacity import is_stale
from ...capacity.screen import screen_settings
from ...contract.athletes.athlete import AthleteRowDocument, AthletesDocument, DueDocument, LastPainDocument, athlete_row_document
from ...contract.athletes.next_step import NextStepKind, WhatNextDocument
from ...errors import HipDriveError
from ...store import PersonOverview, Stored, Unit, list_overviews, sessions_of_everybody
from ...training import SessionRecord, adapt_rules
from ..athletes.known_athlete import age_years
from ..following.follower import Follower, counts_from
from ..following.next_step import next_step_of, retest_due, session_due
from ..following.standing import next_session, standing
from ..following.stored_plan import StoredPlan, stored_plan

NEEDS: Mapping[NextStepKind, int] = {
    "settle_pain": 0,
    "settle_screen": 0,
    "new_plan": 1,
    "pain_rests": 1,
    "answer_screen": 3,
    "renew_screen": 3,
    "retest": 4,
    "make_plan": 6,
    "train": 7,
}
"""How soon somebody with this next step needs a coach, the smallest first."""
NEEDS_IN_PAIN, NEEDS_AFTER_MISSED = 2, 5


def athlete_list(unit: Unit, *, only: Collection[UUID] | None = None) -> AthletesDocument:
    """Everybody in short: who needs a coach first stands first, those who need the same by the day of their next session, then by name.

    Args:
        unit: A unit of work.
        only: Those with these ids alone; None for everybody.
    """
    overviews = list_overviews(unit, only=only)
    sessions = sessions_of_everybody(unit, since=min((_counts_from(one, unit.today) for one in overviews), default=unit.today))
    rows = [_row(overview, sessions.get(overview.person.uid, ()), today=unit.today) for overview in overviews]
    return AthletesDocument(athletes=tuple(sorted(rows, key=lambda row: (_needs(row, unit.today), row.next_session_on or date.max))))


def _counts_from(overview: PersonOverview, today: date) -> date:
    """The first day whose sessions say how somebody stands."""
    since = counts_from(today if overview.plan is None else overview.plan.value.starts_on)
    return min([since, *(entry.value.on for entry in overview.screens[-1:])])


def _row(overview: PersonOverview, sessions: Sequence[Stored[SessionRecord]], *, today: date) -> AthleteRowDocument:
    since = _counts_from(overview, today)
    athlete = Follower(
        person=overview.person,
        plan=_readable_plan(overview),
        results=overview.results,
        screens=overview.screens,
        sessions=tuple(entry for entry in sessions if entry.value.on >= since),
    )
    step = next_step_of(athlete, overview.screens[-1].value if overview.screens else None, today=today)
    return athlete_row_document(
        overview,
        age_years=age_years(overview.person, today),
        next_step=step,
        due=_due(athlete, step, today=today),
        last_pain=_last_pain(athlete),
        next_session_on=_next_session_on(athlete, step, today=today),
    )


def _readable_plan(overview: PersonOverview) -> StoredPlan | None:
    """The plan that is followed; one that cannot be read calls for a new one and must not hide the others."""
    try:
        return None if overview.plan is None else stored_plan(overview.plan)
    except HipDriveError:
        return None


def _due(athlete: Follower, step: WhatNextDocument, *, today: date) -> tuple[DueDocument, ...]:
    """What has come and was not done yet; of somebody who is stopped no session is asked."""
    due = []
    if athlete.screens and is_stale(athlete.screens[-1].value, today):
        held_until = athlete.screens[-1].value.on + timedelta(weeks=screen_settings().valid_weeks)
        due.append(DueDocument(what="screen", on=held_until + timedelta(days=1)))
    if athlete.plan is not None:
        retest = retest_due(athlete, athlete.plan, today=today)
        due += [] if retest is None else [DueDocument(what="test", on=retest)]
        planned = None if step.blocked else session_due(athlete, standing(athlete), today=today)
        due += [] if planned is None else [DueDocument(what="session", on=planned)]
    return tuple(due)


def _last_pain(athlete: Follower) -> LastPainDocument | None:
    last = next((entry.value for entry in reversed(athlete.sessions) if not entry.value.skipped), None)
    worst = None if last is None else max(last.pains, key=lambda pain: pain.level, default=None)
    if last is None or worst is None or worst.level == 0:
        return None
    return LastPainDocument(on=last.on, level=worst.level, site=worst.site, side=worst.side)


def _next_session_on(athlete: Follower, step: WhatNextDocument, *, today: date) -> date | None:
    if athlete.plan is None or step.blocked:
        return None
    coming = next_session(athlete, standing(athlete), today=today)
    return coming.on if coming.lines else None


def _needs(row: AthleteRowDocument, today: date) -> int:
    """How soon somebody needs a coach, the smallest first."""
    needs = NEEDS[row.next_step.step]
    if row.last_pain is not None and row.last_pain.level > adapt_rules().pain_stop_above:
        needs = min(needs, NEEDS_IN_PAIN)
    if any(due.what == "session" and due.on < today for due in row.due):
        needs = min(needs, NEEDS_AFTER_MISSED)
    return needs
