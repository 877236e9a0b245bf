"""What is said of a tuned set-up: what limits it and what was refused."""

from ...body_words import HIPS_MUSCLES, MUSCLES, SIDE_WORDS
from ...curve import Action
from ...errors import listed
from ...exercise.tune.outcome import TargetFit
from ...exercise.tune.tune import Tuned
from ...exercise.tune.tuning import Target
from ...language import Text, en, joined
from ...note import Note
from ...training import Gap


def notes_of(tuned: Tuned, target: Target, gap: Gap, intensity: float, *, other_side: Gap) -> tuple[Note, ...]:
    """What limits the best, and what was refused; `other_side` is the other side's gap of the same action, whose test may be borrowed."""
    notes: list[Note] = []
    best = tuned.best
    if gap.basis != "test":
        message = en("Strength is guessed from published norms, so the load may be too heavy or too light. Test your own.")
        if other_side.basis == "test":
            message = en(
                "Strength is guessed from the {side} side's test, so the load may be too heavy or too light. Test your own.",
                side=SIDE_WORDS[other_side.side],
            )
        notes.append(Note(code="capacity_is_a_guess", text=message))
    if best is None or best.fit is None:
        return (*notes, Note(code="nothing_fits", text=_why_nothing_fits(tuned, intensity)))
    notes.append(Note(code="limited_by", text=_limit(tuned, best.fit, intensity)))
    if best.score == 0.0:
        other: Action = "extensor" if target.action == "flexor" else "flexor"
        message = en(
            "This exercise hardly loads the {muscles} in the target range. If it is meant for the {others}, try --action {action}.",
            muscles=HIPS_MUSCLES[target.side, target.action],
            others=MUSCLES[other],
            action=other,
        )
        notes.append(Note(code="target_not_loaded", text=message))
    if best.load is not None:
        notes += best.load.notes
    return tuple(notes)


def _why_nothing_fits(tuned: Tuned, intensity: float) -> Text:
    """Why no set-up may be chosen, what was tried, and what comes nearest."""
    looked = en("{set_ups} set-ups were computed")
    if tuned.sketched:
        looked = en("{set_ups} set-ups were computed and {movements} movements roughly checked")
    looked = looked.filled(set_ups=tuned.set_ups, movements=tuned.sketched)
    if tuned.varied:
        looked = en("{looked} over {settings}", looked=looked, settings=listed(tuned.varied, at_most=12))
    if tuned.thorough:
        message = en(
            "No set-up can be done at an intensity of {intensity:g} or less: {looked}, and the search went on from the nearest ones until "
            "none came nearer."
        )
    else:
        message = en(
            "No set-up that was tried can be done at an intensity of {intensity:g} or less: {looked}; the search ended before it had "
            "tried them all, so allow more load curves."
        )
    sentences, nearest = [message.filled(intensity=intensity, looked=looked)], tuned.nearest
    if nearest is not None and nearest.why and nearest.why != tuned.usual_refused:
        sentences.append(en("The nearest: {why}", why=nearest.why))
    if tuned.usual_refused:
        sentences.append(en("The exercise's own set-up: {why}", why=tuned.usual_refused))
    return joined(sentences)


def _limit(tuned: Tuned, fit: TargetFit, intensity: float) -> Text:
    """Why the resistance is not larger."""
    reached = en(
        "The load reaches {reached:.0f}% of what the {muscles} at {angle_deg}° of hip flexion can probably give ({allowed:.0f}% is "
        "allowed)",
        reached=100 * fit.intensity,
        muscles=HIPS_MUSCLES[fit.intensity_side, fit.intensity_action],
        angle_deg=fit.intensity_deg,
        allowed=100 * intensity,
    )
    heavier = tuned.next_heavier
    if heavier is None:
        return en("{reached}; you own nothing heavier.", reached=reached)
    if heavier.fit is not None and heavier.refused:
        return en("{reached}; the next step up would reach {next:.0f}%.", reached=reached, next=100 * heavier.fit.intensity)
    return en("{reached}; the next step up can't be done: {why}", reached=reached, why=heavier.why)
