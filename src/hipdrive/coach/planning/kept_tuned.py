"""Set-ups that an athlete keeps, judged beside the one that tune found."""

from collections.abc import Callable, Mapping, Sequence

from ...body import Athlete
from ...errors import NOTHING, HipDriveError
from ...exercise import Exercise, Load, Value, blocking_notes, solve_load
from ...exercise.owned.equipment import Equipment
from ...exercise.tune.outcome import Outcome, TargetFit
from ...exercise.tune.tuning import KeptFit
from ...language import en
from ...note import Note
from ...store import SetUpRecord


def fits_of_kept(
    kept: Sequence[SetUpRecord],
    exercise: Exercise,
    athlete: Athlete,
    *,
    judge: Callable[[Load], TargetFit],
    intensity: float,
    equipment: Equipment,
    fixed: Mapping[str, Value],
) -> tuple[KeptFit, ...]:
    """How well the kept set-ups of an exercise do what was asked, those that may be chosen first, the best of them before the others.

    Args:
        kept: All that the athlete keeps.
        exercise: The one that is tuned.
        athlete: Whose body.
        judge: From a load to its score.
        intensity: Largest share of strength that is allowed.
        equipment: What is owned.
        fixed: Values that stay as they are in every set-up.
    """
    fits = []
    for each in kept:
        if each.exercise != exercise.id:
            continue
        values: dict[str, Value] = {**each.set_up, "side": "right", **fixed}
        load, fit, why = None, None, NOTHING
        try:
            load = solve_load(exercise, athlete, values, bands=equipment.bands or None)
        except HipDriveError as error:
            why = error.words
        if load is not None:
            judged = judge(load) if load.feasible else None
            if judged is None:
                why = next((note.message for note in blocking_notes(load)), en("It cannot be done like this."))
            elif judged.intensity > intensity:
                why = en("It asks for {share:.0%} of strength, {most:.0%} are allowed.", share=judged.intensity, most=intensity)
            else:
                fit = judged
        fits.append(KeptFit(name=each.name, set_up=each.set_up, load=load, fit=fit, why=why))
    return tuple(sorted(fits, key=lambda one: -1.0 if one.fit is None else one.fit.score, reverse=True))


def notes_of_kept(kept: Sequence[KeptFit], best: Outcome | None) -> tuple[Note, ...]:
    """One sentence for each kept set-up: how it does beside the best that was found."""
    notes = []
    for each in kept:
        if each.fit is None:
            words = en("Your set-up '{name}' may not be chosen: {why}", name=each.name, why=each.why)
        elif best is None or each.fit.score > best.score:
            words = en("Your set-up '{name}' does better: score {score:.0%}. Take that one.", name=each.name, score=each.fit.score)
        else:
            words = en("Your set-up '{name}' reaches a score of {score:.0%}.", name=each.name, score=each.fit.score)
        notes.append(Note(code="kept_set_up", text=words))
    return tuple(notes)
