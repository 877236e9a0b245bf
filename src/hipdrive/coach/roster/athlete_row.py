"""One athlete in short: where they stand, what is due, what hurt, why they need a coach, and how soon."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from ...capacity import is_stale
from ...capacity.screen import screen_settings
from ...contract.athletes.athlete import AthleteRowDocument, DueDocument, LastPainDocument, athlete_row_document
from ...contract.athletes.next_step import NextStepKind, WhatNextDocument
from ...errors import HipDriveError
from ...store import PersonOverview, Stored
from ...training import Advance, SessionRecord, adapt_rules
from ..athletes.known_athlete import age_years
from ..following.follower import Follower, counts_from
from ..following.next_step import retest_due, session_due, step_at
from ..following.standing import asked_next, standing
from ..following.stored_plan import StoredPlan, stored_plan
from .reasons import reasons_of

NEEDS: Mapping[NextStepKind, int] = {
    "settle_pain": 0,
    "settle_screen": 0,
    "new_plan": 1,
    "pain_rests": 1,
    "answer_screen": 4,
    "renew_screen": 4,
    "retest": 5,
    "make_plan": 7,
    "train": 9,
}
"""How soon somebody with this next step needs a coach, the smallest first."""
NEEDS_IN_PAIN, NEEDS_STALLED, NEEDS_AFTER_MISSED, NEEDS_CHANGED = 2, 3, 6, 8


def since_of(overview: PersonOverview, today: date) -> date:
    """The first day whose sessions say how somebody stands."""
    since = counts_from(today if overview.plan is None else overview.plan.value.starts_on)
    return min([since, *(entry.value.on for entry in overview.screens[-1:])])


def athlete_row(overview: PersonOverview, sessions: Sequence[Stored[SessionRecord]], *, today: date) -> AthleteRowDocument:
    """One athlete in short.

    Args:
        overview: What is stored besides sessions.
        sessions: Those since `since_of` at least.
        today: The day of which it is asked.
    """
    since = since_of(overview, today)
    athlete = Follower(
        person=overview.person,
        plan=_readable_plan(overview),
        results=overview.results,
        screens=overview.screens,
        sessions=tuple(entry for entry in sessions if entry.value.on >= since),
    )
    now = None if athlete.plan is None else standing(athlete)
    step = step_at(athlete, now, overview.screens[-1].value if overview.screens else None, today=today)
    due, pain = _due(athlete, now, step, today=today), _last_pain(athlete)
    starts_on = None if athlete.plan is None else athlete.plan.starts_on
    return athlete_row_document(
        overview,
        age_years=age_years(overview.person, today),
        next_step=step,
        due=due,
        last_pain=pain,
        reasons=reasons_of(step.step, now, pain, due, overview.results, starts_on=starts_on, today=today),
        next_session_on=_next_session_on(athlete, now, step, today=today),
    )


def _readable_plan(overview: PersonOverview) -> StoredPlan | None:
    """The plan that is followed; one that cannot be read calls for a new one and must not hide the others."""
    try:
        return None if overview.plan is None else stored_plan(overview.plan)
    except HipDriveError:
        return None


def _due(athlete: Follower, now: Advance | None, step: WhatNextDocument, *, today: date) -> tuple[DueDocument, ...]:
    """What has come and was not done yet; of somebody who is stopped no session is asked."""
    due = []
    if athlete.screens and is_stale(athlete.screens[-1].value, today):
        held_until = athlete.screens[-1].value.on + timedelta(weeks=screen_settings().valid_weeks)
        due.append(DueDocument(what="screen", on=held_until + timedelta(days=1)))
    if athlete.plan is not None and now is not None:
        retest = retest_due(athlete, athlete.plan, today=today)
        due += [] if retest is None else [DueDocument(what="test", on=retest)]
        planned = None if step.blocked else session_due(athlete, now, today=today)
        due += [] if planned is None else [DueDocument(what="session", on=planned)]
    return tuple(due)


def _last_pain(athlete: Follower) -> LastPainDocument | None:
    last = next((entry.value for entry in reversed(athlete.sessions) if not entry.value.skipped), None)
    worst = None if last is None else max(last.pains, key=lambda pain: pain.level, default=None)
    if last is None or worst is None or worst.level == 0:
        return None
    return LastPainDocument(on=last.on, level=worst.level, site=worst.site, side=worst.side)


def _next_session_on(athlete: Follower, now: Advance | None, step: WhatNextDocument, *, today: date) -> date | None:
    if now is None or step.blocked:
        return None
    on, lines = asked_next(athlete, now, today=today)
    return on if lines else None


def needs(row: AthleteRowDocument, today: date) -> int:
    """How soon somebody needs a coach, the smallest first: who hurts, who has stalled, who is due, who changed beyond noise."""
    kinds = {reason.kind for reason in row.reasons}
    found = [NEEDS[row.next_step.step]]
    if row.last_pain is not None and row.last_pain.level > adapt_rules().pain_stop_above:
        found.append(NEEDS_IN_PAIN)
    if "stalled" in kinds:
        found.append(NEEDS_STALLED)
    if any(due.what == "session" and due.on < today for due in row.due):
        found.append(NEEDS_AFTER_MISSED)
    if "changed" in kinds:
        found.append(NEEDS_CHANGED)
    return min(found)
