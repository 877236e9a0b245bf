"""Put ground forces on the clock of the markers: feet and plates must land together, and the force must act under the foot that stands."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

import numpy as np

from ....errors import HipDriveError
from ....language import Text, en, joined, layout
from ....motion import MarkerSet, Motion, lowpass
from ....note import Note
from .clock_fit import LEAST_APART_S, Fit, compared, fit_of, fits_of
from .steps import SWAY_HZ, Feet, Ground, as_one_ground, feet_of

FITS_FROM_S, FITS_TO_S = -0.01, 0.016
"""Forces that would have to move by no more than this are on the markers' clock, where feet and pelvis tell together: the mean of the two
lies from -6 to 12 ms on 39 clean treadmill trials of three laboratories."""
FITS_BY_FEET_S = 0.015
"""The same, either way, where the feet alone tell, because plates don't carry the whole run: -9 to 8 ms on five clean trials."""
SAME_FROM_S, SAME_TO_S = -0.008, 0.0125
"""A shift found is the one at which both begin or end together if that is so near: the error on clean trials."""
LEAST_BEGIN_APART_S = 0.005
"""Recordings that begin farther apart than this may be meant to begin together, if that explains a small shift; our choice."""
ENDS_ALIKE_S = 0.002
"""Ways to let both end together that differ by more leave open which was meant; a moment early in stance changes by 2 % a millisecond."""
LEAST_CONTACTS = 2
SWAYS_ALIKE = 0.95
"""Correlation of its acceleration with the vertical force from which the plates carry the whole run (clean treadmills: 0.974 to 0.999)."""
LONGEST_LAG_S, LAG_STEP_S = 0.06, 0.001
LEAST_SWAY_S = 1.5
CLEARLY = 6.0
"""A shift counts as clear if its total cost is smaller by this than that of any other: odds of 400 to 1."""
WRONG_COST = 6.0
"""Mean cost of a contact from which the clock given is doubted; clean recordings stay below 3."""
GOOD_COST = 2.0
"""Mean cost of a contact up to which the clock given needs no comparison: a whole stride beside the right shift costs 2.4 and more."""
LOOKED_AT_S = 6.0
"""Of a long recording so much is looked at first: some eight strides of each leg."""


class ForceClockError(HipDriveError):
    """The ground forces are on another clock than the markers, and which one cannot be told."""

    code = "force_clock"

    def __init__(self, file_name: str, fault: Text) -> None:
        self.about = file_name
        super().__init__(
            en(
                "{file}: the clock of the ground forces does not match that of the markers ({fault}); give both on one clock, "
                "as they were recorded together, or ignore the plates.",
                file=file_name,
                fault=fault,
            )
        )


def on_force_clock(run: Motion, marker_set: MarkerSet, *, least_shift_s: float = 0.0) -> Motion:
    """Check that forces and markers share a clock, and shift the forces if they clearly fit with another one.

    Landings and toe-offs of the plates are held against those by the feet's markers, and in mid-stance the centre of pressure against the
    foot; where plates carry the whole run, their force against the pelvis, which goes up and down with it. The clock given
    stands if it fits.

    Args:
        run: The recording with its plates, lab axes as in the file.
        marker_set: Names of the markers on pelvis and feet.
        least_shift_s: Smaller shifts are doubted only, where the feet were not recorded but posed by joint angles.

    Returns:
        The recording as it was, or with plates on the markers' clock and a note.

    Raises:
        ForceClockError: Forces and markers do not fit as they are, and no shift is clear.
    """
    start = _start_of(run)
    if start is not None and (look := _look_at(start, marker_set)) is not None and look.stands:
        return run
    look = _look_at(run, marker_set) if run.plates else None
    if look is None:
        _refuse_no_shared_time(run)
        return run
    if look.stands:
        return run
    if not look.fits:
        _refuse_no_shared_time(run)
        return run
    given, (best, *others) = look.given, look.fits
    if best.cost > WRONG_COST or best.contacts < LEAST_CONTACTS or not all(_clearly(best, other) for other in others):
        if given is not None and (given.cost < WRONG_COST or abs(given.apart_s) <= FITS_TO_S):
            return run if abs(given.apart_s) <= FITS_TO_S else _noted_doubt(run, given.apart_s)
        fault = en(
            "landings and forces do not match as they are, and these shifts match about equally well: {shifts}",
            shifts=joined((layout("{shift:.2f} s", shift=fit.shift_s) for fit in look.fits[:3]), ", "),
        )
        raise ForceClockError(run.file_name, fault)
    found_s = _settled_s(look.feet, look.together, best)[0]
    if abs(found_s) < least_shift_s:
        return _noted_doubt(run, found_s)
    return _shifted(run, found_s, best.contacts)


class _Look(NamedTuple):
    """What feet and forces say of the clock."""

    feet: Feet
    together: Sequence[Ground]
    given: Fit | None
    """How the clock given fits; None if no contacts meet."""
    fits: Sequence[Fit]
    """Every shift that lays contacts over contacts, the best first; not sought where the clock given fits well."""
    stands: bool
    """Whether the clock given stands."""


def _look_at(run: Motion, marker_set: MarkerSet) -> _Look | None:
    """Hold feet and forces against each other; None where one of them shows no step."""
    feet = feet_of(run, marker_set)
    together = [] if feet is None else as_one_ground(run.plates, feet.ours_from_lab)
    pushes = sorted((push for ground in together for push in ground.pushes()), key=lambda push: push.start_s)
    if feet is None or not pushes:
        return None
    steps = compared(feet, pushes)
    given = fit_of(feet, steps, 0.0)
    if given is None or not _is_one_clock(feet, together, given):
        return _Look(feet, together, given, fits_of(feet, steps), stands=False)
    if given.cost < GOOD_COST:
        return _Look(feet, together, given, (), stands=True)
    fits = fits_of(feet, steps)
    return _Look(feet, together, given, fits, stands=not any(_clearly(fit, given) for fit in fits))


def _start_of(run: Motion) -> Motion | None:
    """The first seconds of a long recording with plates, which say enough where all is well; None of a short one."""
    if not run.plates or float(run.time_s[-1] - run.time_s[0]) < 2.0 * LOOKED_AT_S:
        return None
    until_s = float(run.time_s[0]) + LOOKED_AT_S
    frames = int(np.searchsorted(run.time_s, until_s))
    plates = []
    for plate in run.plates:
        count = int(np.searchsorted(plate.time_s, until_s))
        if count < 2:
            return None
        plates.append(
            replace(
                plate,
                time_s=plate.time_s[:count],
                force_n=plate.force_n[:count],
                point_m=plate.point_m[:count],
                free_moment_nm=plate.free_moment_nm[:count],
            )
        )
    return replace(run, time_s=run.time_s[:frames], position_m=run.position_m[:frames], plates=tuple(plates))


def _shifted(run: Motion, found_s: float, contacts: int) -> Motion:
    """The run with its forces shifted: so that they begin or end with the markers if that was found, else as found."""
    shift_s, word = _meant(run, found_s)
    notes = [Note("force_clock_shifted", _SHIFTED[word].filled(shift=shift_s, contacts=contacts))]
    if not word:
        doubt = en("The shift of the forces is known to within about 6 ms; moments early in stance change by about 2 % per millisecond.")
        notes.append(Note("force_clock_doubtful", doubt))
    plates = tuple(replace(plate, time_s=plate.time_s + shift_s) for plate in run.plates)
    return replace(run, plates=plates, notes=(*run.notes, *notes))


_SHIFTED = {
    "begin": en(
        "The ground forces were on a different clock from the markers: they were shifted by {shift:.3f} s, so that they begin with the "
        "markers; there landings, toe-offs and centres of pressure fit the feet in {contacts} contacts."
    ),
    "end": en(
        "The ground forces were on a different clock from the markers: they were shifted by {shift:.3f} s, so that they end with the "
        "markers; there landings, toe-offs and centres of pressure fit the feet in {contacts} contacts."
    ),
    "": en(
        "The ground forces were on a different clock from the markers: they were shifted by {shift:.3f} s, at which landings, toe-offs and "
        "centres of pressure fit the feet in {contacts} contacts."
    ),
}


def _meant(run: Motion, found_s: float) -> tuple[float, Literal["begin", "end", ""]]:
    """The shift (s) that makes forces begin or end with the markers, with that word, if one such is near what was found; else that."""
    markers_s, forces_s = run.time_s, run.plates[0].time_s
    begin_s = float(markers_s[0] - forces_s[0])
    if _near(found_s, begin_s):
        return begin_s, "begin"
    frame_s, sample_s = (float(time_s[-1] - time_s[0]) / (len(time_s) - 1) for time_s in (markers_s, forces_s))
    end_s = float(markers_s[-1] - forces_s[-1])  # the last of either may stand for an instant, or for the frame that follows it
    ends_s = [shift_s for shift_s in (end_s, end_s + frame_s, end_s + frame_s - sample_s) if _near(found_s, shift_s)]
    alike = bool(ends_s) and max(ends_s) - min(ends_s) <= ENDS_ALIKE_S
    return (ends_s[0], "end") if alike else (found_s, "")


def _clearly(better: Fit, than: Fit) -> bool:
    """Whether one shift fits clearly better than another one, which is not the same but for its settling."""
    apart = abs(better.shift_s - than.shift_s) > LEAST_APART_S
    return apart and better.contacts * (than.cost - better.cost) > CLEARLY


def _is_one_clock(feet: Feet, together: Sequence[Ground], given: Fit) -> bool:
    """Whether the clock given stands."""
    shift_s, by_pelvis = _settled_s(feet, together, given)
    begin_apart_s = float(feet.time_s[0] - together[0].time_s[0])
    if abs(begin_apart_s) > LEAST_BEGIN_APART_S and not _near(shift_s, 0.0) and _near(shift_s, begin_apart_s):
        return False
    return FITS_FROM_S <= shift_s <= FITS_TO_S if by_pelvis else abs(shift_s) <= FITS_BY_FEET_S


def _near(found_s: float, shift_s: float) -> bool:
    """Whether a shift found may be this one, but for the error of the finding."""
    return SAME_FROM_S <= found_s - shift_s <= SAME_TO_S


def _settled_s(feet: Feet, together: Sequence[Ground], fit: Fit) -> tuple[float, bool]:
    """The shift (s) at which forces fit best near a fit, and whether the pelvis told it beside the feet."""
    by_feet_s = fit.shift_s + fit.apart_s
    time_s = together[0].time_s
    upward_n = sum((np.interp(time_s, ground.time_s, ground.force_n[:, 1]) for ground in together), start=np.zeros(len(time_s)))
    smooth_n = lowpass(upward_n[:, None], rate_hz=(len(time_s) - 1) / float(time_s[-1] - time_s[0]), cutoff_hz=SWAY_HZ)[:, 0]
    margin_s = 1.0 / SWAY_HZ + LONGEST_LAG_S
    inside = (feet.time_s > max(feet.time_s[0], time_s[0] + by_feet_s) + margin_s) & (
        feet.time_s < min(feet.time_s[-1], time_s[-1] + by_feet_s) - margin_s
    )
    if np.count_nonzero(inside) < LEAST_SWAY_S / float(feet.time_s[1] - feet.time_s[0]):
        return by_feet_s, False
    lags_s = by_feet_s + np.arange(-LONGEST_LAG_S, LONGEST_LAG_S + LAG_STEP_S, LAG_STEP_S)
    sway = feet.sway_m_s2[inside] - feet.sway_m_s2[inside].mean()
    shifted_n = np.interp(feet.time_s[inside] - lags_s[:, None], time_s, smooth_n)
    shifted_n -= shifted_n.mean(axis=1, keepdims=True)
    sizes = np.linalg.norm(shifted_n, axis=1) * np.linalg.norm(sway)
    alike = np.where(sizes > 0.0, shifted_n @ sway / np.where(sizes > 0.0, sizes, 1.0), 0.0)
    if alike.max() < SWAYS_ALIKE:
        return by_feet_s, False
    return 0.5 * (by_feet_s + float(lags_s[int(np.argmax(alike))])), True


def _noted_doubt(run: Motion, apart_s: float) -> Motion:
    """The run with a note that forces seem to come so much too early (s)."""
    message = (
        en(
            "Plates register the feet {time:.0f} ms before the markers show them land and leave: the clocks of forces and markers may "
            "differ; the forces were left as they are."
        )
        if apart_s > 0.0
        else en(
            "Plates register the feet {time:.0f} ms after the markers show them land and leave: the clocks of forces and markers may "
            "differ; the forces were left as they are."
        )
    )
    return replace(run, notes=(*run.notes, Note("force_clock_doubtful", message.filled(time=1000.0 * abs(apart_s)))))


def _refuse_no_shared_time(run: Motion) -> None:
    """Refuse forces that share no time with the markers, where no shift could be found."""
    for plate in run.plates[:1]:
        if plate.time_s[-1] <= run.time_s[0] or plate.time_s[0] >= run.time_s[-1]:
            fault = en(
                "forces from {first:g} to {last:g} s, markers from {start:g} to {end:g} s",
                first=plate.time_s[0],
                last=plate.time_s[-1],
                start=run.time_s[0],
                end=run.time_s[-1],
            )
            raise ForceClockError(run.file_name, fault)
