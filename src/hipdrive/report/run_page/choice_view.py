"""The choices in words: what each exercise on offer does for this stride, what was taken and why others were not."""

from collections.abc import Mapping
from dataclasses import dataclass

from ...band_words import band_name
from ...body import Side
from ...body_words import SIDE_MUSCLES, SIDE_WORDS
from ...curve import Action
from ...language import Text, and_list, en, joined, layout, percent_span
from ...training import Choice, Match, Rejected
from .chosen import ChosenExercise
from .levels import with_levels

NOT_NEEDED = en("Not needed")
_AMOUNT = ((0.6, en("most")), (0.35, en("about half")), (0.1, en("a little")), (0.0, en("next to nothing")))

_RESISTANCES: Mapping[str, Text] = {
    "weight_kg": layout("{amount:g} kg"),
    "stack_kg": en("{amount:g} kg on the stack"),
    "knee_flexion_deg": en("{amount:g}° knee bend"),
    "pulley_y_m": en("{amount:g} m pulley height"),
}
"""By key of the set-up."""


@dataclass(frozen=True, kw_only=True)
class ChoiceRow:
    """One exercise on offer."""

    name: Text
    verdict: Text
    """'In the plan', 'Not needed', 'Too hard now' or 'Not possible'."""
    trains: Text
    """What it trains of the stride's need, in words."""
    reasons: tuple[Text, ...]
    depends_on_pelvis: bool


@dataclass(frozen=True, kw_only=True)
class ChoiceNumbers:
    """One choice with its figures, for the fold."""

    name: Text
    muscles: Text
    coverage: Text
    specificity: Text
    score: Text
    best: bool


def amount_in_words(coverage: tuple[float, float]) -> Text:
    """How much of the need is trained: 'most', 'about half', 'a little', 'next to nothing', or a span of two."""
    words = [next(word for least, word in _AMOUNT if value >= least) for value in coverage]
    return words[0] if words[0] == words[1] else en("{least} to {most}", least=words[0], most=words[1])


def choice_rows(match: Match, chosen: tuple[ChosenExercise, ...], *, planned: bool) -> tuple[ChoiceRow, ...]:
    """One row per exercise: those taken first, then those scored, too hard and impossible."""
    taken = {exercise.exercise for exercise in chosen}
    by_exercise: dict[str, list[Choice]] = {}
    for choice in match.choices:
        by_exercise.setdefault(choice.candidate.exercise, []).append(choice)
    other_sides = {
        exercise: [
            en("With the {side} leg working: {reason}", side=SIDE_WORDS[rejected.candidate.side], reason=with_levels(reason))
            for rejected in (*match.too_hard, *match.infeasible)
            if rejected.candidate.exercise == exercise
            for reason in rejected.reasons[:1]
        ]
        for exercise in by_exercise
    }
    verdict_of_taken = en("In the plan") if planned else en("Best choice")
    rows = [
        _scored(choices, other_sides[exercise], verdict=verdict_of_taken if exercise in taken else NOT_NEEDED)
        for exercise, choices in sorted(by_exercise.items(), key=lambda row: row[0] not in taken)
    ]
    shown = set(by_exercise)
    for rejected_rows, verdict in ((match.too_hard, en("Too hard now")), (match.infeasible, en("Not possible"))):
        for rejected in rejected_rows:
            if rejected.candidate.exercise not in shown:
                shown.add(rejected.candidate.exercise)
                rows.append(_unscored(rejected, verdict))
    return tuple(rows)


def choice_numbers(match: Match) -> tuple[ChoiceNumbers, ...]:
    """The best set-up of each exercise for each side and action with its figures, ranked as in the match."""
    best: dict[tuple[str, str, str, str], Choice] = {}
    for choice in match.choices:
        best.setdefault((choice.candidate.exercise, choice.candidate.side, choice.side, choice.action), choice)
    return tuple(
        ChoiceNumbers(
            name=layout("{exercise} ({set_up})", exercise=choice.candidate.name, set_up=joined(_set_up(choice), ", ")),
            muscles=SIDE_MUSCLES[choice.side, choice.action],
            coverage=percent_span(*choice.coverage),
            specificity=percent_span(*choice.specificity),
            score=percent_span(*choice.score),
            best=choice.best,
        )
        for choice in best.values()
    )


def _set_up(choice: Choice) -> list[Text]:
    """The working side and what is set against it."""
    set_up = choice.candidate.set_up
    parts = [en("{side} leg working", side=SIDE_WORDS[choice.candidate.side])]
    parts += [said.filled(amount=float(set_up[key])) for key, said in _RESISTANCES.items() if set_up.get(key)]
    band = str(set_up.get("band") or "none")
    return parts if band == "none" else [*parts, band_name(band)]


def _unscored(rejected: Rejected, verdict: Text) -> ChoiceRow:
    reasons = tuple(with_levels(reason) for reason in rejected.reasons[:2])
    return ChoiceRow(name=rejected.candidate.name, verdict=verdict, trains=en("not scored"), reasons=reasons, depends_on_pelvis=False)


def _scored(choices: list[Choice], further: list[Text], *, verdict: Text) -> ChoiceRow:
    best: dict[tuple[Side, Action], Choice] = {}
    for choice in choices:
        key = (choice.side, choice.action)
        if key not in best or choice.coverage > best[key].coverage:
            best[key] = choice
    muscles: dict[Text, list[Text]] = {}
    for (side, action), choice in sorted(best.items(), key=lambda entry: (entry[0][1] != "flexor", entry[0][0])):
        if choice.coverage[1] > 0:
            muscles.setdefault(amount_in_words(choice.coverage), []).append(SIDE_MUSCLES[side, action])
    parts = [en("{amount} of what the stride asks of the {muscles}", amount=amount, muscles=and_list(of)) for amount, of in muscles.items()]
    first = max(choices, key=lambda choice: choice.coverage)
    return ChoiceRow(
        name=first.candidate.name,
        verdict=verdict,
        trains=joined(parts, "; ") or en("nothing of what the stride asks: too light, or loaded at other angles"),
        reasons=tuple(dict.fromkeys([*(with_levels(reason) for reason in first.reasons), *further])),
        depends_on_pelvis=any(choice.depends_on_pelvis for choice in best.values()),
    )
