"""What is said of a tuned set-up: what limits it and what was refused."""

from ...errors import listed
from ...exercise.tune.outcome import TargetFit
from ...exercise.tune.tune import Tuned
from ...exercise.tune.tuning import Target
from ...note import Note
from ...training import Gap


def notes_of(tuned: Tuned, target: Target, gap: Gap, intensity: float, *, other_side: Gap) -> tuple[Note, ...]:
    """What limits the best, and what was refused; `other_side` is the other side's gap of the same action, whose test may be borrowed."""
    notes: list[Note] = []
    best = tuned.best
    if gap.basis != "test":
        source = f"the {other_side.side} side's test" if other_side.basis == "test" else "published norms"
        message = f"Strength is guessed from {source}, so the load may be too heavy or too light. Test your own."
        notes.append(Note(code="capacity_is_a_guess", text=message))
    if best is None or best.fit is None:
        return (*notes, Note(code="nothing_fits", text=_why_nothing_fits(tuned, intensity)))
    notes.append(Note(code="limited_by", text=_limit(tuned, best.fit, intensity)))
    if best.score == 0.0:
        other = "extensor" if target.action == "flexor" else "flexor"
        hip = f"the {target.side} hip's {target.action}s"
        message = f"This exercise hardly loads {hip} in the target range. If it is meant for the {other}s, try --action {other}."
        notes.append(Note(code="target_not_loaded", text=message))
    if best.load is not None:
        notes += best.load.notes
    return tuple(notes)


def _why_nothing_fits(tuned: Tuned, intensity: float) -> str:
    """Why no set-up may be chosen, what was tried, and what comes nearest."""
    allowed = f"at an intensity of {intensity:g} or less"
    looked = f"{tuned.set_ups} set-ups were computed" + (f" and {tuned.sketched} movements roughly checked" if tuned.sketched else "")
    over = f" over {listed(tuned.varied, at_most=12)}" if tuned.varied else ""
    if tuned.thorough:
        message = f"No set-up can be done {allowed}: {looked}{over}, and the search went on from the nearest ones until none came nearer."
    else:
        more = "the search ended before it had tried them all, so allow more load curves"
        message = f"No set-up that was tried can be done {allowed}: {looked}{over}; {more}."
    nearest = tuned.nearest
    if nearest is not None and nearest.why and nearest.why != tuned.usual_refused:
        message += f" The nearest: {nearest.why}"
    if tuned.usual_refused:
        message += f" The exercise's own set-up: {tuned.usual_refused}"
    return message


def _limit(tuned: Tuned, fit: TargetFit, intensity: float) -> str:
    """Why the resistance is not larger."""
    hip = f"{fit.intensity_side} hip's {fit.intensity_action}s at {fit.intensity_deg}° of hip flexion"
    words = f"The load reaches {fit.intensity:.0%} of what the {hip} can probably give ({intensity:.0%} is allowed)"
    heavier = tuned.next_heavier
    if heavier is None:
        return f"{words}; you own nothing heavier."
    if heavier.fit is not None and heavier.refused:
        return f"{words}; the next step up would reach {heavier.fit.intensity:.0%}."
    return f"{words}; the next step up can't be done: {heavier.why}"
