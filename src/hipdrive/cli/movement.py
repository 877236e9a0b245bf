"""Command on a recorded movement that is no run: movement."""

import math
from typing import TYPE_CHECKING

from ..language import Text, and_list, en, layout
from .door.error_words import naming_trials
from .door.inlet import marker_set_of, motion_file
from .door.options import movement as options
from .door.outlet import JsonTarget, hand_out_json, ready_to_write, say, show_line, show_message, show_table
from .door.prescription_input import WhoseBody
from .door.runner_input import BodyHeight, BodyMass, BodySex, runner_named
from .door.stored import Database
from .views.run import show_grade
from .views.vocabulary import muscles, word

if TYPE_CHECKING:
    from ..gait import OneMovement


def movement(
    run: options.RecordedMovement,
    static: options.Standing = None,
    grf: options.GroundForces = None,
    marker_set: options.MarkerSetNamed = None,
    from_s: options.FromInstant = None,
    to_s: options.ToInstant = None,
    contact: options.Contacts = None,
    mass_kg: BodyMass = None,
    height_m: BodyHeight = None,
    sex: BodySex = None,
    athlete: WhoseBody = None,
    segments: options.SegmentMasses = "de_leva",
    cutoff_hz: options.CutOff = 15.0,
    no_plates: options.NoPlates = False,
    json: JsonTarget = None,
    db: Database = None,
) -> None:
    """Find what a movement other than running (a kick, a jump, a skating stride) demands of the hips.

    Give its JSON to match, plan and tune, as you would a run's.
    """
    from .. import coach
    from ..contract.runs.movement import movement_document

    ready_to_write(json)
    contacts = [coach.named_contact(text) for text in contact or ()]
    runner = runner_named(mass_kg, height_m, sex, athlete, db)
    with naming_trials(run, static):
        recording = coach.read_movement(
            motion_file(run),
            runner.athlete,
            static=None if static is None else motion_file(static),
            grf=None if grf is None else motion_file(grf),
            marker_set=None if marker_set is None else marker_set_of(marker_set),
            no_plates=no_plates,
        )
    found = coach.movement(recording, runner.athlete, from_s=from_s, to_s=to_s, contacts=contacts, segments=segments, cutoff_hz=cutoff_hz)
    if not hand_out_json(json, movement_document(found)):
        _show(found)
    say(runner.says, json)


def _show(found: "OneMovement") -> None:
    """Print when it was, which foot stood when, and the largest moments."""
    when = en(
        "One movement, {from_s:.2f} to {to_s:.2f} s, marker error {error_mm:.0f} mm rms",
        from_s=found.cut.from_s,
        to_s=found.cut.to_s,
        error_mm=1000 * found.marker_error_rms_m,
    )
    show_line(when)
    for contact in found.contacts:
        stood = en(
            "{side} foot on the ground {from_s:.2f} to {to_s:.2f} s, {plate}",
            side=word(contact.side),
            from_s=contact.initial_contact_s,
            to_s=contact.toe_off_s,
            plate=_plate(contact.plates),
        )
        show_line(layout("  {words}", words=stood))
    rows: list[tuple[Text, ...]] = []
    for curve in found.demand:
        peak = int(abs(curve.moment_nm_kg).argmax())
        angles = [math.degrees(curve.angle_rad[place]) for place in (0, -1, peak)]
        words = layout(
            "{muscles}, {mode}, {phase}", muscles=muscles((curve.side,), curve.action), mode=word(curve.mode), phase=word(curve.phase)
        )
        span = en("{from_deg:.0f} to {to_deg:.0f}", from_deg=angles[0], to_deg=angles[1])
        rows.append((words, span, layout("{moment:.2f}", moment=curve.moment_nm_kg[peak]), layout("{angle:.0f}", angle=angles[2])))
    show_table("", (en("demand"), en("hip flexion (°)"), en("largest moment (Nm/kg)"), en("at (°)")), rows)
    show_grade(found.quality)
    for note in found.notes:
        show_message(note.message)


def _plate(plates: tuple[int, ...]) -> Text:
    return en("plate {plates}", plates=and_list([str(place + 1) for place in plates])) if plates else en("on no plate")
