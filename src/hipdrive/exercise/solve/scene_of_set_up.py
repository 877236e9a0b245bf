"""From a set-up to its scene: what a picture of the exercise needs."""

from collections.abc import Mapping

from ...body import Athlete
from ...physics.closed_chain import UnreachablePoseError
from ..declared.catalogue import exercise_of, variant_of
from ..declared.exercise import Exercise, Value
from ..declared.hardware import BandTable, known_bands
from .exercise_model import build_exercise_model
from .mechanics import work_through
from .scene import Scene, repetition_scene
from .set_up import resolve_set_up
from .tempo import frames_of, read_tempo


def scene_of_set_up(
    exercise: Exercise | str, athlete: Athlete, set_up: Mapping[str, Value], *, bands: Mapping[str, BandTable] | None = None
) -> Scene | None:
    """Work a set-up through for its picture.

    Args:
        exercise: The exercise or its id; no mobility work.
        athlete: Whose body.
        set_up: What differs from the default set-up.
        bands: Bands of one's own by id.

    Returns:
        The scene; None where this body can't take the pose.
    """
    chosen = variant_of(exercise_of(exercise) if isinstance(exercise, str) else exercise, set_up)
    values = resolve_set_up(chosen, set_up, athlete, bands=bands)
    try:
        model = build_exercise_model(chosen, values, athlete, bands={**known_bands(), **(bands or {})})
        return repetition_scene(work_through(model, frames_of(read_tempo(str(values["tempo"])))))
    except UnreachablePoseError:
        return None
