"""Which foot stands when by the plates, and the force that each of them carries at the marker frames."""

from collections.abc import Mapping, Sequence

import numpy as np

from ...arrays import FloatArray
from ...body import SIDES, Side
from ...body.joints import SUFFIX
from ...motion import ForcePlate, Motion, lowpass_plate
from ...physics.inverse_dynamics import OuterForce
from ..contact.named import Cut, contacts_as_named
from ..contact.on_plates import Contact, contacts_from_plates, touches_on_plates


def plates_under_feet(
    run: Motion, foot_m: Mapping[Side, FloatArray], *, cutoff_hz: float, cut: Cut | None = None
) -> tuple[tuple[Contact, ...], list[OuterForce]]:
    """Contacts and ground forces (left, right) of a recording with plates, or of a movement whose contacts are named.

    Args:
        run: Oriented, with the plates it has.
        foot_m: (n, 3) middle of each sole.
        cutoff_hz: Low-pass, as of the movement.
        cut: Contacts named by a person; None finds those of a run on its plates.

    Raises:
        HipDriveError: One of its children, where contacts are no run's, or contradict the plates.
    """
    plates = [lowpass_plate(plate, cutoff_hz=cutoff_hz) for plate in run.plates]
    if cut is None:
        contacts = contacts_from_plates(run.plates, plates, foot_m, time_s=run.time_s, file_name=run.file_name)
    else:
        touches = touches_on_plates(run.plates, plates, foot_m, time_s=run.time_s)
        contacts = contacts_as_named(cut, touches, run.plates, foot_m, time_s=run.time_s, file_name=run.file_name)
    return contacts, [ground_on(side, run.time_s, plates, contacts) for side in SIDES]


def ground_on(side: Side, time_s: FloatArray, plates: Sequence[ForcePlate], contacts: tuple[Contact, ...]) -> OuterForce:
    """Force and moment (about the lab's origin) of low-passed plates on one foot at the marker frames, zero outside its contacts.

    A contact begins between two frames: the one before keeps its force, or a stride, which is cut there, would begin with too small a one.
    """
    step_s = float(time_s[-1] - time_s[0]) / (len(time_s) - 1)
    force, moment = np.zeros((len(time_s), 3)), np.zeros((len(time_s), 3))
    for place, plate in enumerate(plates):
        spans = [(c.loaded_from_s, c.loaded_to_s) for c in contacts if c.side == side and place in c.plates]
        loaded = np.any([(time_s > start - step_s) & (time_s <= end) for start, end in spans], axis=0) if spans else False
        if not np.any(loaded):
            continue
        about_origin = plate.moment_about(np.zeros(3))
        for axis in range(3):
            force[:, axis] += loaded * np.interp(time_s, plate.time_s, plate.force_n[:, axis])
            moment[:, axis] += loaded * np.interp(time_s, plate.time_s, about_origin[:, axis])
    return OuterForce(body=f"calcn{SUFFIX[side]}", force_n=force, point_m=np.zeros_like(force), moment_nm=moment)
