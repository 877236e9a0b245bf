"""All variants of an exercise by name."""

from .exercise import Exercise


def variants_of(exercise: Exercise) -> dict[str, Exercise]:
    """All variants by name, the default first; the exercise itself under an empty name where it has none."""
    return exercise.variants or {"": exercise}
