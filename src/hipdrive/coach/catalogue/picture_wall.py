"""The verb picture wall: exercises and their variants drawn on one page, for an overview."""

from collections.abc import Callable, Iterable, Sequence

from ... import report
from ...body import Athlete
from ...errors import NOTHING
from ...exercise import Exercise, scene_of_set_up, variants_of
from ...language import Text
from ...report import WallPicture
from ..athletes.typical import TYPICAL_ATHLETE

PX_PER_M = 96.0
"""Scale of the wall: three pictures of a lying body stand side by side on a wide screen, and one fills a telephone."""


def picture_wall(
    exercises: Iterable[Exercise],
    *,
    athlete: Athlete = TYPICAL_ATHLETE,
    address: Callable[[str], str] | None = None,
    links: Sequence[tuple[Text, str]] = (),
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> str:
    """Draw exercises, each variant in its default set-up, as one HTML page with everything inside.

    Args:
        exercises: Which.
        athlete: On whose body.
        address: Of the page of an exercise with an id; None where the wall stands alone.
        links: Words and address of further pages.
        progress: Is told how many variants are drawn, and of how many.
    """
    variants = [(name, variant) for exercise in exercises for name, variant in variants_of(exercise).items()]
    pictures = []
    for done, (name, variant) in enumerate(variants):
        progress(done, len(variants))
        pictures.append(_picture(name, variant, athlete))
    return report.picture_wall_html(pictures, address=address, links=links)


def _picture(name: str, variant: Exercise, athlete: Athlete) -> WallPicture:
    scene = scene_of_set_up(variant, athlete, {})
    return WallPicture(
        exercise=variant,
        variant=name,
        set_up=NOTHING if scene is None else report.set_up_words(scene),
        panels=() if scene is None else report.bare_panels(scene, px_per_m=PX_PER_M),
    )
