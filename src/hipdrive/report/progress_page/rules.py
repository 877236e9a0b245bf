"""Rules that fired, in words: the ordinary step is counted, what says more is told one by one."""

from collections.abc import Sequence

from ...training import adapt_rules
from ...training.follow.calendar import RuleChange
from .content import PlanNow
from .view import DoseRow, RuleRow
from .words import exercise_name, short_day, typed_dose, with_names

ORDINARY = "reps_up"
"""The rule of the ordinary step."""
SHOWN = 6
STATUS_WORDS = {"active": "goes on", "referred": "stopped", "paused": "paused"}
"""Where an exercise or the plan stands, in a reader's words."""


def rule_rows(changes: Sequence[RuleChange]) -> tuple[RuleRow, ...]:
    """Every rule that fired, the newest first; what fired alike on both sides stands once."""
    together: dict[tuple[object, ...], tuple[RuleChange, list[str]]] = {}
    for change in reversed(changes):
        key = (change.on, change.rule, change.exercise, change.before, change.after, change.why)
        sides = together.setdefault(key, (change, []))[1]
        if change.side and change.side not in sides:
            sides.append(change.side)
    return tuple(_row(change, sorted(sides)) for change, sides in together.values())


def telling_rows(changes: Sequence[RuleChange]) -> tuple[RuleRow, ...]:
    """The last of those that say more than the ordinary step."""
    return rule_rows([change for change in changes if change.rule != ORDINARY])[:SHOWN]


def ordinary_in_words(changes: Sequence[RuleChange]) -> str:
    """How often the ordinary step was taken; empty where never."""
    taken = sum(change.rule == ORDINARY for change in changes)
    return f"One repetition more was earned {'once' if taken == 1 else f'{taken} times'}, counted by exercise and side." if taken else ""


def dose_rows(plan: PlanNow) -> tuple[DoseRow, ...]:
    """Each line of the plan at the start and now."""
    return tuple(
        DoseRow(
            name=f"{line.name}{'' if line.side == 'both' else f', {line.side}'}",
            began="took the place of another" if line.began is None else typed_dose(line.began),
            now=typed_dose(line.dose),
            remark=" ".join(
                word for word in ("" if line.status == "active" else f"{line.status.capitalize()}.", with_names(line.reason)) if word
            ),
        )
        for line in plan.lines
    )


def _dose(text: str) -> str:
    """A dose in words, or how the plan stands."""
    return STATUS_WORDS.get(text) or typed_dose(text)


def _row(change: RuleChange, sides: Sequence[str]) -> RuleRow:
    titles = {text.id: text.title for text in adapt_rules().texts}
    where = f", {' and '.join(sides)}" if sides and "both" not in sides else ""
    return RuleRow(
        on=short_day(change.on),
        what=f"{exercise_name(change.exercise)}{where}" if change.exercise else "The whole plan",
        title=titles.get(change.rule, change.rule.replace("_", " ")),
        moved="" if change.before == change.after else " → ".join(_dose(text) for text in (change.before, change.after) if text),
        why=with_names(change.why),
    )
