"""What legs move: a ball that rolls under them, and the cranks of a bicycle."""

import numpy as np

from ...body import Side
from ...exercise.solve.scene import Scene
from ..chart.svg import number
from .cycle import axle_m, pedal_m
from .piece import Piece, View, along_piece
from .style import other_side

PEDAL_M = 0.05
"""Half a pedal's length."""


def moved_pieces(scene: Scene, view: View) -> tuple[Piece, ...]:
    """The ball or the cranks, the far one first; nothing where there is neither."""
    near, far = scene.working_side, other_side(scene.working_side)
    return (*_ball(scene, view), *_crank(scene, view, far), *_crank(scene, view, near))


def _ball(scene: Scene, view: View) -> tuple[Piece, ...]:
    """The ball moves half as far as the legs do, and turns; a seam and a spot show how."""
    ball = scene.ball
    if ball is None:
        return ()
    n, r = len(ball.centre_m), ball.radius_m * view.px_per_m
    rolled = (ball.centre_m[:, 0] - ball.centre_m[0, 0]) / ball.radius_m
    wide = number(1.6 * r)
    seams = "".join(f'<path class="block" d="M0,-{number(r)} A{wide},{wide} 0 0 {turn} 0,{number(r)}"/>' for turn in (0, 1))
    spot = f'<circle class="spot" cy="-{number(0.72 * r)}" r="{number(0.14 * r)}"/>'
    return (
        Piece(
            css="ball",
            shape=f'<circle class="block" r="{number(r)}"/>{seams}{spot}',
            at_px=view.at(ball.centre_m),
            angle_deg=np.degrees(view.sign * rolled),
            stretch=np.ones(n),
            shown=np.ones(n),
        ),
    )


def _crank(scene: Scene, view: View, side: Side) -> tuple[Piece, ...]:
    """One crank with its pedal; nothing where there is none.

    The foot's way is computed straight up and down, not round its circle: between the ends the crank is drawn as short as the foot is near
    the axle.
    """
    if not scene.cranks:
        return ()
    pedal, n = pedal_m(scene, side), len(scene.time_s)
    axle = np.broadcast_to(axle_m(scene), (n, 3))
    longest = float(np.linalg.norm((pedal - axle)[:, :2], axis=1).max()) * view.px_per_m
    half, thick = PEDAL_M * view.px_per_m, max(0.012 * view.px_per_m, 1.5)
    arm = f'<rect x="0" y="-{number(thick)}" width="{number(longest)}" height="{number(2 * thick)}" rx="{number(thick)}"/>'
    tread = f'<rect x="-{number(half)}" y="-{number(thick)}" width="{number(2 * half)}" height="{number(2 * thick)}" rx="1"/>'
    foot = scene.limb("foot", side).points_m
    css = "thing crank"
    lever = along_piece(view, css, arm, axle, pedal, longest)
    turned = along_piece(view, css, tread, foot[:, 0], foot[:, 1], 1.0)
    place = Piece(css=css, shape=tread, at_px=view.at(pedal), angle_deg=turned.angle_deg, stretch=np.ones(n), shown=np.ones(n))
    return (lever, place)
