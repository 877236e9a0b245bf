"""Reading a file of markers in the unit that the size of the body shows."""

from dataclasses import replace

from ...body import Athlete
from ...gait.intake.body_size import height_notes, leg_proportion, shown_leg_m, true_unit, unit_note
from ...gait.intake.forces.unit import with_forces_in_metres
from ...motion import METRES_PER_UNIT, FileContent, MarkerSet, Motion, read_motion, with_labels_of, with_plain_labels


def in_true_unit(
    recorded: Motion, file: FileContent, markers: MarkerSet, athlete: Athlete, *, grf: FileContent | None = None, of_run: bool = False
) -> Motion:
    """The recording in the unit that makes a body of the athlete's height out of it.

    Args:
        recorded: What `read_motion` made of the file in the unit that it names.
        file: The file, to be read again where that unit is wrong.
        markers: Which markers follow which body.
        athlete: Height.
        grf: The ground forces that belong to it, as given to `read_motion`.
        of_run: Whether somebody runs, as given to `read_motion`.

    Returns:
        The recording, with a note where the unit was changed or the height hardly fits.

    Raises:
        BodySizeError: No unit makes a body of that height.
    """
    leg_m, named = shown_leg_m(with_labels_of(recorded, markers), markers), recorded.length_unit
    if leg_m is None:
        return recorded
    limits = leg_proportion(markers)
    unit = true_unit(leg_m, named, athlete, limits)
    notes = [] if unit == named else [unit_note(file.name, leg_m, named, unit, athlete)]
    if unit != named:
        recorded = with_plain_labels(read_motion(file, grf=grf, length_unit=unit, of_run=of_run))
        leg_m *= METRES_PER_UNIT[unit] / METRES_PER_UNIT[named]
    notes += height_notes(file.name, leg_m, athlete, limits)
    if grf is not None:
        recorded = with_forces_in_metres(with_labels_of(recorded, markers), markers)
    return replace(recorded, notes=(*recorded.notes, *notes)) if notes else recorded
