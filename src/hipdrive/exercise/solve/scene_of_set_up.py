"""From a set-up to its scene: what a picture of the exercise needs."""

from collections.abc import Mapping

from ...body import Athlete
from ...physics.closed_chain import UnreachablePoseError
from ..declared.catalogue import exercise_of, variant_of
from ..declared.exercise import Exercise, Value
from ..declared.hardware import BandTable, known_bands
from .exercise_model import build_exercise_model
from .mechanics import work_through
from .scene import Scene, posed_scene, repetition_scene
from .set_up import resolve_set_up
from .tempo import frames_of, read_tempo

UNHURRIED = "2-1-2"
"""Tempo of mobility work, which has none of its own: our choice, for drawing."""


def scene_of_set_up(
    exercise: Exercise | str, athlete: Athlete, set_up: Mapping[str, Value], *, bands: Mapping[str, BandTable] | None = None
) -> Scene | None:
    """Work a set-up through for its picture.

    Args:
        exercise: The exercise or its id; mobility work is posed without forces.
        athlete: Whose body.
        set_up: What differs from the default set-up.
        bands: Bands of one's own by id.

    Returns:
        The scene; None where this body can't take the pose, or mobility work declares none.
    """
    chosen = variant_of(exercise_of(exercise) if isinstance(exercise, str) else exercise, set_up)
    values = resolve_set_up(chosen, set_up, athlete, bands=bands)
    if chosen.kind == "mobility" and not chosen.start:
        return None
    values.setdefault("tempo", UNHURRIED)
    try:
        model = build_exercise_model(chosen, values, athlete, bands={**known_bands(), **(bands or {})})
        time_s = frames_of(read_tempo(str(values["tempo"])))
        return posed_scene(model, time_s) if chosen.kind == "mobility" else repetition_scene(work_through(model, time_s))
    except UnreachablePoseError:
        return None
