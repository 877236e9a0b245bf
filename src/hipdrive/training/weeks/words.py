"""The sentences of a plan: what must be read before it, why it is what it is, and how to test again."""

from collections.abc import Mapping, Sequence

from ...curve import Action
from ...exercise import exercises
from ...language import Text, en, en_count, joined, layout, verbatim
from ..match.admission import why_refused
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


def before_words(candidates: Sequence[Candidate], terms: Terms) -> tuple[Text, ...]:
    """Safety rows (of equipment if the plan uses it), the athlete's own cautions, who had better leave an exercise; each once."""
    used = {"always"}
    for candidate in candidates:
        words = " ".join(candidate.equipment).lower()
        band = str(candidate.set_up.get("band") or "none").lower()
        if "band" in words or band != "none":
            used.add("band")
        if "kettlebell" in words or "weight" in words or float(candidate.set_up.get("weight_kg") or 0.0) > 0:
            used.add("weight")
    warned = dict.fromkeys(
        layout("{exercise}: {why}", exercise=candidate.name, why=why) for candidate in candidates for why in candidate.not_advised
    )
    rows = (row.statement for row in safety_rows() if row.applies in used)
    return tuple(dict.fromkeys((*rows, *terms.cautions, *warned)))


def why_words(frame: Frame, week: Week, unmet: Mapping[str, Sequence[Text]], *, sources: tuple[Text, Text]) -> tuple[Text, ...]:
    """Why the plan is what it is, what it could not keep, and what speaks against it."""
    match, terms, amount, chosen = frame.match, frame.terms, frame.amount, week.chosen
    base = preset_of(terms.preset)
    sentences = [
        chosen.goal.why,
        en("Against it: {against}", against=chosen.goal.against),
        base.source,
    ]
    asked = (amount.minutes_per_week, amount.weeks, len(week.days))
    if asked != (base.minutes_per_week, base.weeks, base.sessions_per_week):
        sentences.append(
            en_count(
                "Changed from the preset: {minutes:g} minutes a week, {weeks} weeks, {n} session a week.",
                "Changed from the preset: {minutes:g} minutes a week, {weeks} weeks, {n} sessions a week.",
                n=asked[2],
                minutes=asked[0],
                weeks=asked[1],
            )
        )
    patterns = (en("Demand: {source}"), en("Strength: {source}"))
    sentences.extend(pattern.filled(source=_ended(words)) for pattern, words in zip(patterns, sources, strict=True) if words)
    sentences.append(_coverage_words(chosen))
    sentences.extend(running_words(len(week.days), running=terms.running, start=terms.start, weeks=amount.weeks, free=terms.free_days))
    sentences.extend(sentence for words in unmet.values() for sentence in words)
    sentences.extend(mobility.why for mobility in terms.mobility)
    if terms.pinned:
        sentences.append(en("Pinned by you: {pinned}.", pinned=", ".join(terms.pinned)))
    if terms.banned:
        sentences.append(en("Left out as you asked: {banned}.", banned=", ".join(terms.banned)))
    left_out = _by_reason(terms.refused)
    sentences.extend(left_out[:LEFT_OUT_AT_MOST])
    if len(left_out) > LEFT_OUT_AT_MOST:
        sentences.append(en("Others were left out for {reasons} more reasons.", reasons=len(left_out) - LEFT_OUT_AT_MOST))
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
        sentences.append(en("Too hard now in some or all set-ups: {exercises}.", exercises=joined(hard, ", ")))
    return (*sentences, plan_rules().says("weeks_on_paper"), frame.dose.complement)


def _ended(words: Text) -> Text:
    """Words with a stop at their end."""
    return words if words.endswith(".") else layout("{words}.", words=words)


def _by_reason(refused: Sequence[Text]) -> list[Text]:
    """Why exercises were left out, those with one reason together; an exercise that is unknown here keeps its sentence."""
    names: dict[Text, list[Text]] = {}
    for sentence in refused:
        exercise = sentence.partition(": ")[0]
        known = exercises().get(exercise)
        name = verbatim(exercise) if known is None else known.name
        names.setdefault(why_refused(exercise, (sentence,)), []).append(name)
    return [
        layout("{exercises:cap}: {why}", exercises=joined(dict.fromkeys(of_reason), ", "), why=why)
        if why
        else layout("{exercise:cap}", exercise=of_reason[0])
        for why, of_reason in names.items()
    ]


def _contradictions(match: Match) -> list[Text]:
    """What is said of tests that contradict each other, each hip once."""
    patterns: Mapping[Action, Text] = {"flexor": en("Hip flexors: {note}"), "extensor": en("Hip extensors: {note}")}
    found: dict[Text, None] = {}
    for gap in match.gaps:
        for note in (note for band in gap.bands for note in band.notes if note.code == "tests_fit_no_shape"):
            found[patterns[gap.action].filled(note=note.message)] = None
    return list(found)


def _coverage_words(chosen: BestSet) -> Text:
    (low, high), (single_low, single_high) = chosen.coverage, chosen.single_coverage
    if high < HARDLY:
        return en("These are first steps: they do not train much of what the stride asks yet, but they unlock the exercises that do.")
    return en_count(
        "This exercise trains {low:.0%} to {high:.0%} of what this goal asks; the best single exercise trains {single_low:.0%} to "
        "{single_high:.0%}.",
        "Together these {n} exercises train {low:.0%} to {high:.0%} of what this goal asks; the best single exercise trains "
        "{single_low:.0%} to {single_high:.0%}.",
        n=len(chosen.items),
        low=low,
        high=high,
        single_low=single_low,
        single_high=single_high,
    )


def retest_words(retest_at: Retest, amount: Preset, *, sessions: int, rules: DoseRules) -> tuple[Text, ...]:
    """When and how to test again, and what to do afterwards."""
    spared = amount.weeks > 1 and sessions > 1 and retest_at.week == amount.weeks
    if spared:
        when = en("Retest in week {week} on day {day}, instead of the last session.")
        if retest_at.on is not None:
            when = en("Retest in week {week} on day {day}, instead of the last session ({on}).")
    else:
        when = en("Retest in week {week}.") if retest_at.on is None else en("Retest in week {week} ({on}).")
    return (when.filled(week=retest_at.week, day=retest_at.day, on=retest_at.on), *rules.retest, rules.maintenance)
