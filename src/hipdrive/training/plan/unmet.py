"""Why a plan leaves a rule unmet, in sentences that say what would change it."""

from ...body_words import HIP_MUSCLES
from ...errors import NOTHING
from ...language import Text, and_list, en, en_count, joined
from ..match.admission import why_refused
from ..match.best_set import SetItem
from .choice import Week
from .open_items import BOTH_HIPS, EARLY_RANGE, HOLD, QUICK, Frame, does_wish, group_wish, traits_of
from .schedule import Slot

RULE_OF = {BOTH_HIPS: "both_hips", EARLY_RANGE: "early_range", QUICK: "kinds", HOLD: "kinds"}
"""Wish of the choice -> rule of data/training/plan.toml."""
WORK = {
    QUICK: en("Explosive work is not in the plan: {reason}"),
    HOLD: en("A hold of two seconds or more is not in the plan: {reason}"),
}
NAMED = 3
"""Exercises named in one sentence."""


def unmet_rules(frame: Frame, week: Week) -> dict[str, tuple[Text, ...]]:
    """Each unmet rule with its sentences, in the order of the rules."""
    sentences: dict[str, list[Text]] = {}
    if len(week.chosen.items) + len(frame.terms.mobility) < frame.rules.fewest_exercises:
        sentences["exercises"] = [_too_few(frame, week)]
    groups = {group_wish(gap): HIP_MUSCLES[gap.side, gap.action] for gap in frame.match.gaps}
    for wish in week.unmet:
        if wish in groups:
            nothing = en("Nothing trains the {muscles}: {reason}", muscles=groups[wish], reason=_reason(frame, week, wish))
            sentences.setdefault("both_actions", []).append(nothing)
        elif wish == BOTH_HIPS:
            sentences["both_hips"] = [en("No exercise works both hips at once: {reason}", reason=_reason(frame, week, wish))]
        elif wish == EARLY_RANGE:
            sentences["early_range"] = [en("The early range is hardly trained: {reason}", reason=_reason(frame, week, wish))]
        elif wish in WORK:
            sentences.setdefault("kinds", []).append(WORK[wish].filled(reason=_reason(frame, week, wish)))
        else:
            sentences.setdefault("answers", []).append(_answer(frame, wish))
    left = minutes_words(frame, week)
    if left:
        sentences["minutes"] = [left]
    return {rule: tuple(words) for rule, words in sentences.items()}


def minutes_words(frame: Frame, week: Week) -> Text:
    """How many minutes are left and why; empty where enough are used."""
    asked, used = frame.amount.minutes_per_week, week.minutes_used
    if used >= frame.rules.least_used * asked - 1e-6:
        return NOTHING
    if week.full:
        return en(
            "{left:.0f} of {asked:g} minutes are left over in the first week because the {muscles} are at their limit of {ceiling} sets a "
            "week, which more time does not raise.",
            left=asked - used,
            asked=asked,
            muscles=and_list(sorted({HIP_MUSCLES["both", frame.match.gaps[group].action] for group in week.full})),
            ceiling=frame.rules.ceiling(frame.terms.experience),
        )
    all_in = len(week.chosen.items) >= len({item.exercise for item in week.options})
    if all_in and all(slot.sets >= slot.allowed.sets[1] and len(slot.sessions) >= most_days(slot, week) for slot in week.slots):
        return en(
            "{left:.0f} of {asked:g} minutes are left over in the first week because every available exercise is in the plan, as often and "
            "with as many sets as its source allows.",
            left=asked - used,
            asked=asked,
        )
    return en(
        "{left:.0f} of {asked:g} minutes are left over in the first week because one more set would make a session too long once the reps "
        "have gone up, or would come too soon after the last one.",
        left=asked - used,
        asked=asked,
    )


def most_days(slot: Slot, week: Week) -> int:
    """The most sessions of the week in which an exercise may stand."""
    return min(len(week.days), slot.allowed.most_per_week)


def _too_few(frame: Frame, week: Week) -> Text:
    count, names = len(week.chosen.items), {item.exercise for item in week.options}
    if len(names) > count:
        minutes = max(2.0 * frame.amount.minutes_per_week, 15.0)
        why = en("there is no time for more. About {minutes:.0f} minutes a week would be enough.", minutes=minutes)
    elif frame.terms.experience == "new":
        why = en(
            "no other that you can use now, own and are allowed to do trains the hips enough; the next steps unlock as you pass these."
        )
    else:
        why = en("no other that you can use now, own and are allowed to do trains the hips enough.")
    return en_count("Only one exercise is in the plan: {reason}", "Only {n} exercises are in the plan: {reason}", n=count, reason=why)


def _reason(frame: Frame, week: Week, wish: str) -> Text:
    """Why no chosen exercise fulfils a wish."""
    fulfil = [item for item in week.options if wish in traits_of(item, frame)]
    if fulfil:
        return en("{exercises} would, but there are not enough minutes or days for it.", exercises=_names(fulfil))
    if wish == BOTH_HIPS:
        banned = [name for name in frame.terms.banned if _is_both(frame, name)]
        if banned:
            return en_count(
                "{exercises} is left out as you asked, and no other is available.",
                "{exercises} are left out as you asked, and no other is available.",
                n=len(banned),
                exercises=", ".join(banned),
            )
        hard = sorted({rejected.candidate.name for rejected in frame.match.too_hard if rejected.candidate.both_hips})
        if frame.terms.experience == "new":
            return en("no first step that your equipment allows loads both enough at once; those that do unlock as you pass these.")
        if hard:
            return en("too hard now: {exercises}.", exercises=joined(hard[:NAMED], ", "))
    if frame.terms.experience == "new":
        return en("the exercises for this come after these first steps.")
    if frame.terms.refused:
        return en(
            "what would needs other equipment, a test or an earlier step first, or is ruled out by the screen (see what was left out)."
        )
    return en("no available exercise loads them enough.")


def _is_both(frame: Frame, exercise: str) -> bool:
    return any(member.both_hips for members in frame.match.families.values() for member in members if member.exercise == exercise)


def _names(items: list[SetItem]) -> Text:
    return joined(list(dict.fromkeys(item.name for item in items))[:NAMED], ", ")


def _answer(frame: Frame, wish: str) -> Text:
    exercise = next(name for name in frame.terms.answers if does_wish(name) == wish)
    hard = any(rejected.candidate.exercise == exercise for rejected in frame.match.too_hard)
    if exercise in frame.terms.banned:
        why = en("it is left out as you asked.")
    else:
        why = why_refused(exercise, frame.terms.refused) or (
            en("it is too hard now.") if hard else en("it does not fit alongside the rest.")
        )
    return en("{exercise}, which answers a failed test, is not in the plan: {reason}", exercise=exercise, reason=why)
