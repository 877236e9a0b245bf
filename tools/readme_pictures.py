"""Draws the pictures of the README anew, from the demo and from one solved exercise: `python -m tools.readme_pictures`."""

from pathlib import Path

from hipdrive import coach
from hipdrive.report.run_page.chosen import chosen_exercises
from hipdrive.report.run_page.figures.scissor import ScissorView, scissor_figure

DOCS = Path(__file__).parent.parent / "docs"
MOVING = "band_hip_drive_thrust"


def scissor_picture() -> str:
    """The scissor figure of the demo's synthetic runner."""
    made = coach.demo()
    match = made.prescription.match
    view = ScissorView(match=match, capacity=made.prescription.capacity, chosen=chosen_exercises(match, made.plan))
    return scissor_figure(view, name="scissor").file


def moving_picture() -> str:
    """What `hipdrive load band_hip_drive_thrust --animation` draws."""
    drawn = coach.pictures(MOVING, coach.Athlete(mass_kg=70.0, height_m=1.75))
    assert drawn is not None
    return drawn[1]


if __name__ == "__main__":
    (DOCS / "scissor.svg").write_text(scissor_picture(), encoding="utf-8")
    (DOCS / f"{MOVING}.svg").write_text(moving_picture(), encoding="utf-8")
