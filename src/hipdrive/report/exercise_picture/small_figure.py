"""The small picture of an exercise for paper: start and top with the lines of pull, and letters that can be read in print."""

from ...exercise.solve.scene import Scene
from ...language import en, joined
from ..chart.svg import letters, number
from .above import drawn_below
from .figure import fitted_view, hip_angle
from .ground import ground
from .labels import panel_places
from .moved import moved_pieces
from .panels import without_forces
from .pieces import pieces_before, pieces_behind
from .style import HEADING_PX, document
from .words import SEEN_FROM, key_frames, panel_names, pose_in_words

WIDTH_PX = 400.0
"""Printed 86 mm wide its letters are 7.6 points high."""
MARGIN_PX, GAP_PX = 4.0, 12.0
HIGHEST_PANEL_PX = 170.0
HEAD_PX = 24.0


def small_figure(scene: Scene) -> str:
    """Draw start and top of an exercise as one SVG, without support forces and newtons, and it from above where that shows more.

    Args:
        scene: One repetition.

    Returns:
        A whole SVG document, 400 px wide.
    """
    inner = (WIDTH_PX - 2 * MARGIN_PX - GAP_PX) / 2.0
    view, height = fitted_view(scene, width_px=inner, highest_px=HIGHEST_PANEL_PX, forces=False)
    behind, before = pieces_behind(scene, view), (*moved_pieces(scene, view), *pieces_before(scene, view))
    (start, _, top), names = key_frames(scene), panel_names(scene)
    parts = []
    for index, (name, frame) in enumerate(((names[0], start), (names[2], top))):
        body = without_forces(behind, frame) + ground(scene, view, width_px=inner) + without_forces(before, frame)
        labels = panel_places(scene, view, frame, width_px=inner, height_px=height - 2.0)
        body += hip_angle(scene, view, frame, labels)
        panel = f'{letters(0.0, HEADING_PX, name, css="head")}<g transform="translate(0,{number(HEAD_PX)})">{body}</g>'
        parts.append(f'<g class="panel" transform="translate({number(MARGIN_PX + index * (inner + GAP_PX))},0)">{panel}</g>')
    end = HEAD_PX + height + 4.0
    above, whole = drawn_below(scene, end, px_per_m=view.px_per_m, x=MARGIN_PX, head_px=HEAD_PX, down_px=HEAD_PX)
    return document(
        key=f"small-{scene.exercise}-{scene.working_side}",
        width=WIDTH_PX,
        height=whole,
        title=en("{exercise}: start and top", exercise=scene.name)
        if scene.loaded
        else en("{exercise}: start and end of the range", exercise=scene.name),
        description=joined((SEEN_FROM[scene.working_side], pose_in_words(scene))),
        style="",
        body="".join(parts) + above,
    )
