"""All variants of an exercise by name."""

from collections.abc import Mapping

from .exercise import Exercise


def variants_of(exercise: Exercise) -> Mapping[str, Exercise]:
    """All variants by name, the default first; the exercise itself under an empty name where it has none."""
    return exercise.variants or {"": exercise}
