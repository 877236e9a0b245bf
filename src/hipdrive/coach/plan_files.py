"""A plan as files for others: a calendar, and a session on paper."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from ..body import Athlete
from ..contract.plan import PlanDocument, PlanLineDocument, plan_lines_from, sessions_from
from ..errors import HipDriveError
from ..exercise import exercises
from ..report.files.calendar import plan_calendar
from ..report.files.session_sheet import Sheet, sheet_pdf, sheet_rows
from ..training import PlanLine
from .files.outlet import write_bytes
from .following.standing import NextSession
from .load import pictures

DISCLAIMER = "A suggestion for training, not a diagnosis. Stop when in doubt."
SHOWN_BEFORE = ("Pain rule:",)


class NoDatesError(HipDriveError):
    """A calendar needs dates."""

    def __init__(self) -> None:
        super().__init__("The plan has no start, so a calendar has no dates: give its first day with '--start', such as 2026-11-23.")


class NoSuchSessionError(HipDriveError):
    """The plan has no such session."""

    def __init__(self, week: int, session: int, known: Sequence[str]) -> None:
        super().__init__(f"The plan has no session {session} in week {week}; it has {', '.join(known)}.")


def write_calendar(path: Path, plan: Mapping[str, Any], *, plan_id: str | None = None, revision: int = 0) -> None:
    """Write the plan as an iCalendar file.

    Args:
        path: Where to.
        plan: The plan's JSON, with dates.
        plan_id: Id in the store; without, one that follows from what the plan says.
        revision: Higher for a later state of the same plan.

    Raises:
        NoDatesError: If the plan has no start.
    """
    if plan["start"] is None:
        raise NoDatesError
    own = UUID(plan_id) if plan_id is not None else uuid5(NAMESPACE_URL, json.dumps(plan, sort_keys=True))
    document = PlanDocument.model_validate(plan)
    text = plan_calendar(
        own,
        sessions_from(document),
        retest_on=date.fromisoformat(plan["retest_at"]["date"]),
        maintenance=plan_lines_from(document.maintenance),
        made_at=datetime.combine(date.fromisoformat(plan["start"]), time(), tzinfo=UTC),
        revision=revision,
    )
    write_bytes(path, text)


def write_sheet(path: Path, plan: Mapping[str, Any], athlete: Athlete, *, week: int = 1, session: int = 1) -> None:
    """Write one session of a plan as an A4 sheet (PDF).

    Args:
        path: Where to.
        plan: The plan's JSON.
        athlete: The body that the pictures show.
        week: Week of the plan, from 1.
        session: Session of that week, from 1.

    Raises:
        NoSuchSessionError: If the plan has no such session.
    """
    own = [one for one in plan["sessions"] if one["week"] == week]
    if not 1 <= session <= len(own):
        weeks = sorted({one["week"] for one in plan["sessions"]})
        counts = [f"{sum(one['week'] == number for one in plan['sessions'])} in week {number}" for number in weeks]
        raise NoSuchSessionError(week, session, counts)
    chosen = own[session - 1]
    _write(
        path,
        plan_lines_from([PlanLineDocument.model_validate(line) for line in chosen["lines"]]),
        athlete,
        title=f"Week {week}, session {session}",
        on=chosen["date"],
        minutes=chosen["minutes"],
        before=plan["before"],
    )


def write_next_sheet(path: Path, coming: NextSession, plan: Mapping[str, Any], athlete: Athlete) -> None:
    """Write the next session, with the doses as they stand now, as an A4 sheet (PDF)."""
    planned = {one["day"]: one["minutes"] for one in plan["sessions"]}
    lines = plan_lines_from([PlanLineDocument.model_validate(line) for line in coming.lines])
    minutes = planned.get((coming.on - date.fromisoformat(plan["start"])).days % 7 + 1, 0.0)
    _write(path, lines, athlete, title=f"Week {coming.week}", on=coming.on.isoformat(), minutes=minutes, before=plan["before"])


def _write(
    path: Path, lines: Sequence[PlanLine], athlete: Athlete, *, title: str, on: str | None, minutes: float, before: Sequence[str]
) -> None:
    drawn = {
        one.exercise: pictures(one.exercise, athlete, dict(one.set_up)) for one in lines if exercises()[one.exercise].kind == "strength"
    }
    svgs = {f"{exercise}.svg": both[0] for exercise, both in drawn.items() if both is not None}
    sheet = Sheet(
        title=title,
        date="" if on is None else date.fromisoformat(on).strftime("%A %d %B %Y"),
        minutes=minutes,
        before=tuple(sentence for sentence in before if sentence.startswith(SHOWN_BEFORE)),
        rows=sheet_rows(lines, {name.removesuffix(".svg"): name for name in svgs}),
        disclaimer=DISCLAIMER,
    )
    write_bytes(path, sheet_pdf(sheet, svgs))
