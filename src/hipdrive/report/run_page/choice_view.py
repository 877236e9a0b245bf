"""The choices in words: what each exercise on offer does for this stride, what was taken and why others were not."""

from dataclasses import dataclass

from ...curve import Action
from ...training import Choice, Match
from ..words import and_list, percent_span
from .chosen import ChosenExercise
from .levels import with_levels

_AMOUNT = ((0.6, "most"), (0.35, "about half"), (0.1, "a little"), (0.0, "next to nothing"))


@dataclass(frozen=True, kw_only=True)
class ChoiceRow:
    """One exercise on offer."""

    name: str
    verdict: str
    """'In the plan', 'Not needed', 'Too hard now' or 'Not possible'."""
    trains: str
    """What it trains of the stride's need, in words."""
    reasons: tuple[str, ...]
    depends_on_pelvis: bool


@dataclass(frozen=True, kw_only=True)
class ChoiceNumbers:
    """One choice with its figures, for the fold."""

    name: str
    muscles: str
    coverage: str
    specificity: str
    score: str
    best: bool


def amount_in_words(coverage: tuple[float, float]) -> str:
    """How much of the need is trained: 'most', 'about half', 'a little', 'next to nothing', or a span of two."""
    words = [next(word for least, word in _AMOUNT if value >= least) for value in coverage]
    return words[0] if words[0] == words[1] else f"{words[0]} to {words[1]}"


def choice_rows(match: Match, chosen: tuple[ChosenExercise, ...], *, planned: bool) -> tuple[ChoiceRow, ...]:
    """One row per exercise: those taken first, then those scored, too hard and impossible."""
    taken = {exercise.exercise for exercise in chosen}
    by_exercise: dict[str, list[Choice]] = {}
    for choice in match.choices:
        by_exercise.setdefault(choice.candidate.exercise, []).append(choice)
    other_sides = {
        exercise: [
            f"With the {rejected.candidate.side} leg working: {with_levels(reason)}"
            for rejected in (*match.too_hard, *match.infeasible)
            if rejected.candidate.exercise == exercise
            for reason in rejected.reasons[:1]
        ]
        for exercise in by_exercise
    }
    verdict_of_taken = "In the plan" if planned else "Best choice"
    rows = [
        _scored(choices, other_sides[exercise], verdict=verdict_of_taken if exercise in taken else "Not needed")
        for exercise, choices in sorted(by_exercise.items(), key=lambda row: row[0] not in taken)
    ]
    shown = set(by_exercise)
    for rejected_rows, verdict in ((match.too_hard, "Too hard now"), (match.infeasible, "Not possible")):
        for rejected in rejected_rows:
            if rejected.candidate.exercise not in shown:
                shown.add(rejected.candidate.exercise)
                reasons = tuple(with_levels(reason) for reason in rejected.reasons[:2])
                rows.append(
                    ChoiceRow(name=rejected.candidate.name, verdict=verdict, trains="not scored", reasons=reasons, depends_on_pelvis=False)
                )
    return tuple(rows)


def choice_numbers(match: Match) -> tuple[ChoiceNumbers, ...]:
    """The best set-up of each exercise for each side and action with its figures, ranked as in the match."""
    best: dict[tuple[str, str, str, str], Choice] = {}
    for choice in match.choices:
        best.setdefault((choice.candidate.exercise, choice.candidate.side, choice.side, choice.action), choice)
    return tuple(
        ChoiceNumbers(
            name=f"{choice.candidate.name} ({choice.candidate.side} leg working{_resistance(choice)})",
            muscles=f"{choice.side} {choice.action}s",
            coverage=percent_span(*choice.coverage),
            specificity=percent_span(*choice.specificity),
            score=percent_span(*choice.score),
            best=choice.best,
        )
        for choice in best.values()
    )


def _resistance(choice: Choice) -> str:
    keys = (("weight_kg", " kg"), ("stack_kg", " kg on the stack"), ("knee_flexion_deg", "° knee bend"), ("pulley_y_m", " m pulley height"))
    parts = [f"{float(choice.candidate.set_up[key]):g}{unit}" for key, unit in keys if choice.candidate.set_up.get(key)]
    band = str(choice.candidate.set_up.get("band") or "none")
    if band != "none":
        parts.append(f"{band.replace('_', ' ')} band")
    return f", {', '.join(parts)}" if parts else ""


def _scored(choices: list[Choice], further: list[str], *, verdict: str) -> ChoiceRow:
    best: dict[tuple[str, Action], Choice] = {}
    for choice in choices:
        key = (choice.side, choice.action)
        if key not in best or choice.coverage > best[key].coverage:
            best[key] = choice
    muscles: dict[str, list[str]] = {}
    for (side, action), choice in sorted(best.items(), key=lambda entry: (entry[0][1] != "flexor", entry[0][0])):
        if choice.coverage[1] > 0:
            muscles.setdefault(amount_in_words(choice.coverage), []).append(f"{side} {action}s")
    parts = [f"{amount} of what the stride asks of the {and_list(of)}" for amount, of in muscles.items()]
    first = max(choices, key=lambda choice: choice.coverage)
    return ChoiceRow(
        name=first.candidate.name,
        verdict=verdict,
        trains="; ".join(parts) or "nothing of what the stride asks: too light, or loaded at other angles",
        reasons=tuple(dict.fromkeys([*(with_levels(reason) for reason in first.reasons), *further])),
        depends_on_pelvis=any(choice.depends_on_pelvis for choice in best.values()),
    )
