"""From a recording of a movement that is no run - a kick, a jump, a skating stride - to what it demands of the hips."""

from dataclasses import dataclass

import numpy as np

from ..body import Athlete, SegmentTable
from ..body_words import SIDE_WORDS
from ..curve import MomentCurve
from ..language import en, joined
from ..motion import MarkerSet, Motion
from ..note import Note
from ..units import STANDARD_GRAVITY_M_S2
from .analyse import DEFAULT_CUTOFF_HZ
from .contact.named import Cut
from .contact.on_plates import Contact
from .intake.cleaned import cleaned
from .movement.demand import demand_of_cut
from .movement.movement import Movement, calibration_of, movement_of
from .movement.seen import seen_part
from .verdict.limits import locked_notes
from .verdict.quality import Quality, quality_of_movement


@dataclass(frozen=True, kw_only=True)
class OneMovement:
    """One analysed movement."""

    athlete: Athlete
    segments: SegmentTable
    cutoff_hz: float
    marker_set: str
    cut: Cut
    contacts: tuple[Contact, ...]
    """Those that overlap the movement, as the plates felt them or, on no plate, as they were named."""
    marker_error_rms_m: float
    marker_error_max_m: float
    joint_play_m: float | None
    residual_rms_bw: float | None
    """Force on the pelvis that the model cannot explain, over the movement (body weights); None where a foot stands on no plate."""
    sampling_rate_hz: float
    trunk_recorded: bool
    demand: tuple[MomentCurve, ...]
    notes: tuple[Note, ...]

    @property
    def quality(self) -> Quality:
        """How far the recording can be trusted, why, and what to do about it."""
        return quality_of_movement(
            sampling_rate_hz=self.sampling_rate_hz,
            marker_error_rms_m=self.marker_error_rms_m,
            joint_play_m=self.joint_play_m,
            residual_rms_bw=self.residual_rms_bw,
            trunk_recorded=self.trunk_recorded,
            notes=self.notes,
        )


def analyse_movement(
    run: Motion,
    static: Motion,
    marker_set: MarkerSet,
    athlete: Athlete,
    *,
    cut: Cut,
    table: SegmentTable = "de_leva",
    cutoff_hz: float = DEFAULT_CUTOFF_HZ,
) -> tuple[OneMovement, Movement]:
    """Analyse one movement by the same inverse kinematics and dynamics as a run.

    A hip's moment needs only what its own foot touches: nothing in the air, a plate's force on a plate. Where a foot stands on no plate
    the moments of that leg are not known, and nothing is asked of its hip there. (Laying on the foot what the whole body's movement
    requires misses the plates' hip moment by 0.4 to 1.8 Nm/kg in the stance of four whole-body runs, too much for a demand.)

    Args:
        run: The recording, lab axes as in the file; with force plates or without.
        static: Quiet standing of the same session.
        marker_set: Names of the markers.
        athlete: Body mass (kg), height (m), sex.
        cut: From when until when, and which foot stands when.
        table: Segment table.
        cutoff_hz: Zero-lag low-pass of markers and forces alike (-3 dB).

    Returns:
        The result, and what it was measured on.

    Raises:
        HipDriveError: One of its children, each with its own sentence, if something needed is absent or contradicts itself.
    """
    cut.within(run.time_s)
    tidy, standing = cleaned(run, static, marker_set)
    tidy = seen_part(tidy, marker_set, from_s=cut.from_s, to_s=cut.to_s)
    movement = movement_of(tidy, calibration_of(standing, marker_set, athlete, table), cutoff_hz=cutoff_hz, cut=cut)
    contacts = tuple(
        contact
        for contact in sorted((*movement.contacts, *movement.cut_contacts), key=lambda contact: contact.initial_contact_s)
        if contact.initial_contact_s < cut.to_s and contact.toe_off_s > cut.from_s
    )
    source = en("{file}, one movement, {start:.2f} to {end:.2f} s", file=tidy.file_name, start=cut.from_s, end=cut.to_s)
    result = OneMovement(
        athlete=athlete,
        segments=table,
        cutoff_hz=cutoff_hz,
        marker_set=marker_set.id,
        cut=cut,
        contacts=contacts,
        marker_error_rms_m=float(np.sqrt(np.nanmean(movement.marker_error_m**2))),
        marker_error_max_m=float(np.nanmax(movement.marker_error_m)),
        joint_play_m=movement.joint_play_m,
        residual_rms_bw=_residual_rms_bw(movement, cut) if all(contact.plates for contact in contacts) else None,
        sampling_rate_hz=tidy.sampling_rate_hz,
        trunk_recorded="lumbar_extension" in movement.skeleton.coordinates,
        demand=demand_of_cut(movement, cut, source=source),
        notes=(*tidy.notes, *_notes(movement, cut, contacts)),
    )
    return result, movement


def _residual_rms_bw(movement: Movement, cut: Cut) -> float:
    """Force left on the pelvis over the movement, in body weights."""
    inside = (movement.time_s >= cut.from_s) & (movement.time_s <= cut.to_s)
    places = [movement.skeleton.index(name) for name in ("pelvis_tx", "pelvis_ty", "pelvis_tz")]
    force = np.linalg.norm(movement.moment_nm[:, places][inside], axis=1)
    return float(np.sqrt(np.mean(force**2))) / (movement.skeleton.athlete.mass_kg * STANDARD_GRAVITY_M_S2)


def _notes(movement: Movement, cut: Cut, contacts: tuple[Contact, ...]) -> list[Note]:
    """What limits trust in the result."""
    message = en(
        "One movement, from {start:.2f} to {end:.2f} s: it was recorded once, so how much it varies is not known, and "
        "measures of a stride are left out.",
        start=cut.from_s,
        end=cut.to_s,
    )
    notes = [Note("one_movement", message)]
    bare = [
        en("{side} {start:.2f} to {end:.2f} s", side=SIDE_WORDS[contact.side], start=contact.initial_contact_s, end=contact.toe_off_s)
        for contact in contacts
        if not contact.plates
    ]
    if bare:
        message = en(
            "On the ground without a plate ({contacts}): the ground force is not known there, so nothing is said about that "
            "leg's hip while it is on the ground; in the air its moments need no plate.",
            contacts=joined(bare, ", "),
        )
        notes.append(Note("stance_not_known", message))
    return [*notes, *locked_notes(movement)]
