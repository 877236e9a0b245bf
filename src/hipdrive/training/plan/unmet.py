"""Why a plan leaves a rule unmet, in sentences that say what would change it."""

from ...language import en
from ..match.best_set import SetItem
from .choice import Week
from .open_items import BOTH_HIPS, EARLY_RANGE, HOLD, QUICK, Frame, does_wish, group_wish, traits_of
from .schedule import Slot

RULE_OF = {BOTH_HIPS: "both_hips", EARLY_RANGE: "early_range", QUICK: "kinds", HOLD: "kinds"}
"""Wish of the choice -> rule of data/training/plan.toml."""
WORK = {QUICK: en("Explosive work"), HOLD: en("A hold of two seconds or more")}
NAMED = 3
"""Exercises named in one sentence."""


def unmet_rules(frame: Frame, week: Week) -> dict[str, tuple[str, ...]]:
    """Each unmet rule with its sentences, in the order of the rules."""
    sentences: dict[str, list[str]] = {}
    if len(week.chosen.items) + len(frame.terms.mobility) < frame.rules.fewest_exercises:
        sentences["exercises"] = [_too_few(frame, week)]
    groups = [group_wish(gap) for gap in frame.match.gaps]
    for wish in week.unmet:
        if wish in groups:
            sentences.setdefault(en("both_actions"), []).append(
                en("Nothing trains the {wish}: {reason}", wish=wish, reason=_reason(frame, week, wish))
            )
        elif wish == BOTH_HIPS:
            sentences[en("both_hips")] = [en("No exercise works both hips at once: {reason}", reason=_reason(frame, week, wish))]
        elif wish == EARLY_RANGE:
            sentences[en("early_range")] = [en("The early range is hardly trained: {reason}", reason=_reason(frame, week, wish))]
        elif wish in WORK:
            sentences.setdefault(en("kinds"), []).append(
                en("{work} is not in the plan: {reason}", work=WORK[wish], reason=_reason(frame, week, wish))
            )
        else:
            sentences.setdefault("answers", []).append(_answer(frame, wish))
    left = minutes_words(frame, week)
    if left:
        sentences["minutes"] = [left]
    return {rule: tuple(words) for rule, words in sentences.items()}


def minutes_words(frame: Frame, week: Week) -> str:
    """How many minutes are left and why; empty where enough are used."""
    asked, used = frame.amount.minutes_per_week, week.minutes_used
    if used >= frame.rules.least_used * asked - 1e-6:
        return ""
    left = en("{asked:.0f} of {asked_2:g} minutes are left over in the first week because", asked=asked - used, asked_2=asked)
    if week.full:
        ceiling = frame.rules.ceiling(frame.terms.experience)
        names = en(" and ").join(sorted({en("hip {action}s", action=frame.match.gaps[group].action) for group in week.full}))
        return en(
            "{left} the {names} are at their limit of {ceiling} sets a week, which more time does not raise.",
            left=left,
            names=names,
            ceiling=ceiling,
        )
    all_in = len(week.chosen.items) >= len({item.exercise for item in week.options})
    if all_in and all(slot.sets >= slot.allowed.sets[1] and len(slot.sessions) >= most_days(slot, week) for slot in week.slots):
        return en("{left} every available exercise is in the plan, as often and with as many sets as its source allows.", left=left)
    return en(
        "{left} one more set would make a session too long once the reps have gone up, or would come too soon after the last one.",
        left=left,
    )


def most_days(slot: Slot, week: Week) -> int:
    """The most sessions of the week in which an exercise may stand."""
    return min(len(week.days), slot.allowed.most_per_week)


def _too_few(frame: Frame, week: Week) -> str:
    count, names = len(week.chosen.items), {item.exercise for item in week.options}
    only = en("Only one exercise is") if count == 1 else en("Only {count} exercises are", count=count)
    if len(names) <= count:
        why = en("no other that you can use now, own and are allowed to do trains the hips enough")
        if frame.terms.experience == "new":
            why += en("; the next steps unlock as you pass these")
        return en("{only} in the plan: {why}.", only=only, why=why)
    return en(
        "{only} in the plan: there is no time for more. About {minutes_for} minutes a week would be enough.",
        only=only,
        minutes_for=_minutes_for(frame),
    )


def _minutes_for(frame: Frame) -> str:
    return f"{max(2.0 * frame.amount.minutes_per_week, 15.0):.0f}"


def _reason(frame: Frame, week: Week, wish: str) -> str:
    """Why no chosen exercise fulfils a wish."""
    fulfil = [item for item in week.options if wish in traits_of(item, frame)]
    if fulfil:
        return en("{names} would, but there are not enough minutes or days for it.", names=_names(fulfil))
    if wish == BOTH_HIPS:
        banned = [name for name in frame.terms.banned if _is_both(frame, name)]
        if banned:
            return en(
                "{banned} {words} left out as you asked, and no other is available.",
                banned=", ".join(banned),
                words="is" if len(banned) == 1 else "are",
            )
        hard = sorted({rejected.candidate.name for rejected in frame.match.too_hard if rejected.candidate.both_hips})
        if frame.terms.experience == "new":
            return en(
                "no first step that your equipment allows loads both enough at once; those that do unlock as you pass these.",
            )
        if hard:
            return en("too hard now: {hard}.", hard=", ".join(hard[:NAMED]))
    if frame.terms.experience == "new":
        return en("the exercises for this come after these first steps.")
    if frame.terms.refused:
        return en(
            "what would needs other equipment, a test or an earlier step first, or is ruled out by the screen (see what was left out).",
        )
    return en("no available exercise loads them enough.")


def _is_both(frame: Frame, exercise: str) -> bool:
    return any(member.both_hips for members in frame.match.families.values() for member in members if member.exercise == exercise)


def _names(items: list[SetItem]) -> str:
    return ", ".join(list(dict.fromkeys(item.name for item in items))[:NAMED])


def _answer(frame: Frame, wish: str) -> str:
    exercise = next(name for name in frame.terms.answers if does_wish(name) == wish)
    refused = next((words.partition(": ")[2] for words in frame.terms.refused if words.startswith(f"{exercise}: ")), "")
    hard = any(rejected.candidate.exercise == exercise for rejected in frame.match.too_hard)
    if exercise in frame.terms.banned:
        refused = en("it is left out as you asked.")
    why = refused or (en("it is too hard now.") if hard else en("it does not fit alongside the rest."))
    return en("{exercise}, which answers a failed test, is not in the plan: {why}", exercise=exercise, why=why)
