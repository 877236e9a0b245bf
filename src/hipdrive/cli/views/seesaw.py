"""Both hips of a standing exercise at several loads, in the terminal."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...language import en, layout
from ..door.outlet import show_paragraph, show_table

if TYPE_CHECKING:
    from ...contract.exercises.seesaw import SeesawStepDocument
    from ...exercise import SeesawStep

COLUMNS = (en("load"), en("flexors, working hip"), en("extensors, standing hip, at that time"), en("extensors, largest"))


def show_seesaw(name: str, steps: "Sequence[SeesawStep] | Sequence[SeesawStepDocument]", says: str) -> None:
    """Each load with what it asks of both hips, and what that comes to.

    Args:
        name: What stands above the table, such as the exercise.
        steps: The loads, the lightest on the flexors first.
        says: The sentence.
    """
    rows = [
        (
            step.load,
            *(layout("{moment:.2f}", moment=moment) for moment in (step.flexors_nm_kg, step.extensors_then_nm_kg, step.extensors_nm_kg)),
        )
        for step in steps
    ]
    show_table(layout("{name}, Nm/kg", name=name), COLUMNS, rows)
    show_paragraph(says)
