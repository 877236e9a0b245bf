"""The wall of pictures: every exercise and variant at start, half way up and top, all bodies equally tall, as one HTML page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ...exercise import Exercise
from ...language import Text, en, joined
from ..exercise_picture.panels import Panel
from ..exercise_picture.style import style_sheet
from ..template import Links, render_page
from .shapes import with_shared_shapes

PICTURE = ".scene"
"""What the page calls a picture, for its rules."""
SLIM_PX = 165.0


@dataclass(frozen=True, kw_only=True)
class WallPicture:
    """One variant of an exercise on the wall."""

    exercise: Exercise
    """In this variant."""
    variant: str
    """Its name; empty for an exercise without variants."""
    set_up: Text
    """The set-up that is drawn, in words."""
    panels: tuple[Panel, ...]
    """Empty where the body can't take the pose."""

    @property
    def anchor(self) -> str:
        """Where links lead: the exercise's id, with the variant's name."""
        return f"{self.exercise.id}-{self.variant}" if self.variant else self.exercise.id

    @property
    def slim(self) -> bool:
        """Whether its three pictures stand side by side on a telephone."""
        return len(self.panels) == 3 and all(panel.width_px <= SLIM_PX for panel in self.panels)

    @property
    def needs(self) -> Text:
        """Which legs work, and with what."""
        equipment = joined(self.exercise.equipment, ", ")
        return joined((self.exercise.laterality, en("needs {equipment}", equipment=equipment) if equipment else ""), "; ")


def picture_wall_html(pictures: Sequence[WallPicture], *, address: Callable[[str], str] | None = None, links: Links = ()) -> str:
    """Write the wall as one HTML document, grouped by position; words from exercise files are escaped.

    Args:
        pictures: What stands on it.
        address: Of the page of an exercise with an id; None where the wall stands alone.
        links: Words and address of further pages.
    """
    shapes, drawings = with_shared_shapes([panel.svg for picture in pictures for panel in picture.panels])
    waiting = iter(drawings)
    lighter = [replace(picture, panels=tuple(replace(panel, svg=next(waiting)) for panel in picture.panels)) for picture in pictures]
    positions = {position: [picture for picture in lighter if picture.exercise.position == position] for position in _positions(lighter)}
    return render_page("picture_wall.html.j2", links=links, positions=positions, shapes=shapes, rules=style_sheet(PICTURE), address=address)


def _positions(pictures: Sequence[WallPicture]) -> list[str]:
    return sorted({picture.exercise.position for picture in pictures})
