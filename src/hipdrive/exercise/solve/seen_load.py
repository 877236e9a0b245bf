"""What a set-up loads together with what can be seen of it, solved once."""

from collections.abc import Mapping
from dataclasses import dataclass

from ...body import Athlete
from ..declared.exercise import Exercise, Value
from ..declared.hardware import BandTable
from .load import Load
from .load_curve import WHOLE, LoadParts, solve_repetition
from .scene import Scene, repetition_scene


@dataclass(frozen=True, kw_only=True)
class SeenLoad:
    """A load and its scene, of the same repetition."""

    load: Load
    scene: Scene | None
    """None where this body can't take the pose."""


def solve_seen_load(
    exercise: Exercise | str,
    athlete: Athlete,
    set_up: Mapping[str, Value],
    *,
    bands: Mapping[str, BandTable] | None = None,
    parts: LoadParts = WHOLE,
) -> SeenLoad:
    """Work out what a set-up loads and how it looks; see solve_load for what may be asked and what is refused."""
    solved = solve_repetition(exercise, athlete, set_up, bands=bands, parts=parts)
    return SeenLoad(load=solved.load, scene=None if solved.mechanics is None else repetition_scene(solved.mechanics))
