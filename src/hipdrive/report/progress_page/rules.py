"""Rules that fired, in words: the ordinary step is counted, what says more is told one by one."""

from collections.abc import Mapping, Sequence

from ...body_words import SIDE_WORDS
from ...language import Text, and_list, en, en_count, joined, verbatim
from ...training import adapt_rules
from ...training.follow.calendar import RuleChange
from ...training.log.session import LoggedSide
from ..named import exercise_name, with_names
from .content import PlanNow
from .view import DoseRow, RuleRow
from .words import typed_dose

ORDINARY = "reps_up"
"""The rule of the ordinary step."""
SHOWN = 6
STATUS_WORDS: Mapping[str, Text] = {"active": en("goes on"), "referred": en("stopped"), "paused": en("paused")}
"""Where an exercise or the plan stands, in a reader's words."""
REMARKS: Mapping[str, Text] = {"paused": en("Paused."), "stopped": en("Stopped.")}
"""What is said first of a line that is not active."""


def rule_rows(changes: Sequence[RuleChange]) -> tuple[RuleRow, ...]:
    """Every rule that fired, the newest first; what fired alike on both sides stands once."""
    together: dict[tuple[object, ...], tuple[RuleChange, list[LoggedSide]]] = {}
    for change in reversed(changes):
        key = (change.on, change.rule, change.exercise, change.before, change.after, change.why)
        sides = together.setdefault(key, (change, []))[1]
        if change.side and change.side not in sides:
            sides.append(change.side)
    return tuple(_row(change, sorted(sides)) for change, sides in together.values())


def telling_rows(changes: Sequence[RuleChange]) -> tuple[RuleRow, ...]:
    """The last of those that say more than the ordinary step."""
    return rule_rows([change for change in changes if change.rule != ORDINARY])[:SHOWN]


def ordinary_in_words(changes: Sequence[RuleChange]) -> Text:
    """How often the ordinary step was taken; empty where never."""
    taken = sum(change.rule == ORDINARY for change in changes)
    if not taken:
        return Text("")
    return en_count(
        "One repetition more was earned once, counted by exercise and side.",
        "One repetition more was earned {n} times, counted by exercise and side.",
        n=taken,
    )


def dose_rows(plan: PlanNow) -> tuple[DoseRow, ...]:
    """Each line of the plan at the start and now."""
    return tuple(
        DoseRow(
            name=joined((line.name, "" if line.side == "both" else SIDE_WORDS[line.side]), ", "),
            began=en("took the place of another") if line.began is None else typed_dose(line.began),
            now=typed_dose(line.dose),
            remark=joined((REMARKS.get(line.status, ""), with_names(line.reason))),
        )
        for line in plan.lines
    )


def _dose(text: str) -> Text:
    """A dose in words, or how the plan stands."""
    return STATUS_WORDS.get(text) or typed_dose(text)


def _row(change: RuleChange, sides: Sequence[LoggedSide]) -> RuleRow:
    titles = {text.id: text.title for text in adapt_rules().texts}
    where = and_list([SIDE_WORDS[side] for side in sides]) if "both" not in sides else ""
    return RuleRow(
        on=change.on,
        what=joined((exercise_name(change.exercise), where), ", ") if change.exercise else en("The whole plan"),
        title=joined((titles.get(change.rule) or verbatim(change.rule.replace("_", " ")),)),
        moved=joined([_dose(text) for text in (change.before, change.after) if text and change.before != change.after], " → "),
        why=with_names(change.why),
    )
