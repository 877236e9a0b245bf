"""The sentences of a plan: what must be read before it, why it is what it is, and how to test again."""

from collections.abc import Mapping, Sequence

from ...exercise import exercises
from ...language import en, layout
from ..match.best_set import BestSet
from ..match.candidate import Candidate
from ..match.match import Match
from ..plan.choice import Week
from ..plan.open_items import Frame
from ..plan.plan import Retest
from ..plan.plan_rules import plan_rules
from ..plan.terms import Terms
from ..rules import DoseRules, Preset, preset_of, safety_rows
from ..running_week.days import running_words

LEFT_OUT_AT_MOST = 12
HARDLY = 0.05
"""Share of the need below which a set trains hardly any of it; our choice."""


def before_words(candidates: Sequence[Candidate], terms: Terms) -> tuple[str, ...]:
    """Safety rows (those of equipment if the plan uses it), the athlete's own cautions, who had better leave one of its exercises."""
    used = {"always"}
    for candidate in candidates:
        words = " ".join(candidate.equipment).lower()
        band = str(candidate.set_up.get("band") or "none").lower()
        if "band" in words or band != "none":
            used.add("band")
        if "kettlebell" in words or "weight" in words or float(candidate.set_up.get("weight_kg") or 0.0) > 0:
            used.add("weight")
    warned = dict.fromkeys(
        layout("{name}: {words}", name=candidate.name, words=words) for candidate in candidates for words in candidate.not_advised
    )
    return (*(row.statement for row in safety_rows() if row.applies in used), *terms.cautions, *warned)


def why_words(frame: Frame, week: Week, unmet: Mapping[str, Sequence[str]], *, sources: tuple[str, str]) -> tuple[str, ...]:
    """Why the plan is what it is, what it could not keep, and what speaks against it."""
    match, terms, amount, chosen = frame.match, frame.terms, frame.amount, week.chosen
    base = preset_of(terms.preset)
    sentences = [
        chosen.goal.why,
        en("Against it: {removeprefix}", removeprefix=chosen.goal.against.removeprefix("Against it: ")),
        base.source,
    ]
    asked = (amount.minutes_per_week, amount.weeks, len(week.days))
    if asked != (base.minutes_per_week, base.weeks, base.sessions_per_week):
        sentences.append(
            en(
                "Changed from the preset: {asked:g} minutes a week, {asked_2} weeks, {asked_3} session(s) a week.",
                asked=asked[0],
                asked_2=asked[1],
                asked_3=asked[2],
            )
        )
    sentences.extend(
        layout("{label}: {rstrip}.", label=label, rstrip=words.rstrip("."))
        for label, words in zip((en("Demand"), en("Strength")), sources, strict=True)
        if words
    )
    sentences.append(_coverage_words(chosen))
    sentences.extend(running_words(len(week.days), running=terms.running, start=terms.start, weeks=amount.weeks))
    sentences.extend(sentence for words in unmet.values() for sentence in words)
    sentences.extend(mobility.why for mobility in terms.mobility)
    if terms.pinned:
        sentences.append(en("Pinned by you: {pinned}.", pinned=", ".join(terms.pinned)))
    if terms.banned:
        sentences.append(en("Left out as you asked: {banned}.", banned=", ".join(terms.banned)))
    left_out = _by_reason(terms.refused)
    sentences.extend(left_out[:LEFT_OUT_AT_MOST])
    if len(left_out) > LEFT_OUT_AT_MOST:
        sentences.append(en("Others were left out for {count} more reasons.", count=len(left_out) - LEFT_OUT_AT_MOST))
    sentences.extend(_contradictions(match))
    if any(gap.basis == "prior" for gap in match.gaps if gap.largest_need[1] > 0):
        sentences.append(
            en(
                "Some strength is a guess and not a test, so the first session finds the loads. A strength test of each "
                "side and action makes it more certain.",
            )
        )
    if any(gap.depends_on_pelvis for gap in match.gaps):
        sentences.append(en("The range in which most is asked depends on the pelvis definition: it changes if the zero is 11° off."))
    hard = sorted({rejected.candidate.name for rejected in match.too_hard} - {item.name for item in chosen.items})
    if hard:
        sentences.append(en("Too hard now in some or all set-ups: {hard}.", hard=", ".join(hard)))
    return (*sentences, plan_rules().says("weeks_on_paper"), frame.dose.complement)


def _by_reason(refused: Sequence[str]) -> list[str]:
    """Why exercises were left out, those with one reason together; an exercise that is unknown here keeps its sentence."""
    names: dict[str, list[str]] = {}
    for sentence in refused:
        exercise, _, why = sentence.partition(": ")
        known = exercises().get(exercise)
        name = exercise if known is None else f"{known.name[0].lower()}{known.name[1:]}"
        names.setdefault(why, []).append(name)
    sentences = [
        layout("{fromkeys}: {why}", fromkeys=", ".join(dict.fromkeys(of_reason)), why=why) if why else of_reason[0]
        for why, of_reason in names.items()
    ]
    return [sentence[0].upper() + sentence[1:] for sentence in sentences]


def _contradictions(match: Match) -> list[str]:
    """What is said of tests that contradict each other, each hip once."""
    found: dict[str, None] = {}
    for gap in match.gaps:
        for note in (note for band in gap.bands for note in band.notes if note.code == "tests_fit_no_shape"):
            found[en("Hip {action}s: {message}", action=gap.action, message=note.message)] = None
    return list(found)


def _coverage_words(chosen: BestSet) -> str:
    (low, high), (single_low, single_high) = chosen.coverage, chosen.single_coverage
    if high < HARDLY:
        return en(
            "These are first steps: they do not train much of what the stride asks yet, but they unlock the exercises that do.",
        )
    who = en("This exercise trains") if len(chosen.items) == 1 else en("Together these {count} exercises train", count=len(chosen.items))
    return en(
        "{who} {low:.0%} to {high:.0%} of what this goal asks; the best single exercise trains {single_low:.0%} to {single_high:.0%}.",
        who=who,
        low=low,
        high=high,
        single_low=single_low,
        single_high=single_high,
    )


def retest_words(retest_at: Retest, amount: Preset, *, sessions: int, rules: DoseRules) -> tuple[str, ...]:
    """When and how to test again, and what to do afterwards."""
    spared = amount.weeks > 1 and sessions > 1 and retest_at.week == amount.weeks
    day = en(" on day {day}, instead of the last session", day=retest_at.day) if spared else ""
    on = "" if retest_at.on is None else f" ({retest_at.on.isoformat()})"
    return (en("Retest in week {week}{day}{on}.", week=retest_at.week, day=day, on=on), *rules.retest, rules.maintenance)
