"""The ball that legs roll on: it moves half as far as they do, and turns."""

import numpy as np

from ...exercise.solve.scene import Scene
from .pieces import Piece, View
from .style import number


def ball_pieces(scene: Scene, view: View) -> tuple[Piece, ...]:
    """The ball with a seam that shows how it turns; nothing where there is none."""
    ball = scene.ball
    if ball is None:
        return ()
    n, r = len(ball.centre_m), ball.radius_m * view.px_per_m
    rolled = (ball.centre_m[:, 0] - ball.centre_m[0, 0]) / ball.radius_m
    seam = f'<path class="block" d="M0,-{number(r)} A{number(1.6 * r)},{number(1.6 * r)} 0 0 1 0,{number(r)}"/>'
    return (
        Piece(
            css="ball",
            shape=f'<circle class="block" r="{number(r)}"/>{seam}',
            at_px=view.at(ball.centre_m),
            angle_deg=np.degrees(view.sign * rolled),
            stretch=np.ones(n),
            shown=np.ones(n),
        ),
    )
