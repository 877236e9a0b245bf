"""Whether the experiment was trained as it was drawn: sessions done in each way of training, and exercises of the other one."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import get_args

from ...body import SIDES
from ..log.session import SessionRecord
from .design import DAYS_A_WEEK, Arm, Design


@dataclass(frozen=True, kw_only=True)
class ArmTrained:
    """One way of training: what was asked and what was done."""

    arm: Arm
    planned: int
    done: int
    """Days on which all its exercises were done with both legs; what is beyond a week's sessions makes up for no other week."""
    strayed: int
    """Days of its blocks on which an exercise of the other way was done."""

    @property
    def share(self) -> float:
        """Share of the planned sessions that were done."""
        return self.done / self.planned

    @property
    def strayed_share(self) -> float:
        """Days with the other way's exercises, as a share of the planned sessions."""
        return self.strayed / self.planned


def trained(sessions: Sequence[SessionRecord], design: Design) -> tuple[ArmTrained, ...]:
    """What was done of each way of training, from the log."""
    done = _sides_done(sessions)
    return tuple(_arm(arm, design, done) for arm in get_args(Arm))


def _sides_done(sessions: Iterable[SessionRecord]) -> Mapping[date, Mapping[str, set[str]]]:
    """Legs that did each exercise, by day."""
    done: dict[date, dict[str, set[str]]] = {}
    for session in sessions:
        for logged in session.sets:
            if not logged.skipped:
                legs: Collection[str] = SIDES if logged.side == "both" else (logged.side,)
                done.setdefault(session.on, {}).setdefault(logged.exercise, set()).update(legs)
    return done


def _arm(arm: Arm, design: Design, done: Mapping[date, Mapping[str, set[str]]]) -> ArmTrained:
    own = set(design.exercises[arm])
    others = {exercise for exercises in design.exercises.values() for exercise in exercises} - own
    counted, strayed, weeks = 0, 0, 0
    for block, trained_arm in enumerate(design.layout.order):
        if trained_arm != arm:
            continue
        first, _ = design.block_days(block)
        for week in range(design.layout.block_weeks):
            days = [done.get(first + timedelta(days=DAYS_A_WEEK * week + day), {}) for day in range(DAYS_A_WEEK)]
            whole = sum(all(day.get(exercise, set()) >= set(SIDES) for exercise in own) for day in days)
            counted += min(whole, design.sessions_per_week)
            strayed += sum(bool(others & set(day)) for day in days)
            weeks += 1
    return ArmTrained(arm=arm, planned=weeks * design.sessions_per_week, done=counted, strayed=strayed)
