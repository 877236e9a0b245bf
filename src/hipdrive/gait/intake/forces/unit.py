"""Ground forces beside markers whose points of action or moments are in another unit: the feet under which they act decide."""

from dataclasses import replace

import numpy as np

from ....arrays import FloatArray
from ....language import en
from ....motion import METRES_PER_UNIT, ForcePlate, MarkerSet, Motion
from ....note import Note
from ..body_size import FEET, middle_of

FAR_M = 4.0
"""No force acts so far from the nearer foot, not even on a clock that is a second off; in any smaller unit it would seem to."""
UNDER_FOOT_M = 0.6
"""A point of action in the right unit is this near to the middle of a foot's markers, most of the time."""
LARGEST_FREE_MOMENT_NM = 200.0
"""Running feet twist the ground by up to some 30 Nm."""


def with_forces_in_metres(recording: Motion, marker_set: MarkerSet) -> Motion:
    """Bring points of action into m and moments into Nm where the feet show that they are in another unit, with a note.

    Args:
        recording: Markers and plates in the same axes.
        marker_set: Which markers follow the feet.
    """
    plates, notes = recording.plates, []
    away_m = {unit: _from_feet_m(recording, marker_set, metres) for unit, metres in METRES_PER_UNIT.items()} if plates else {}
    if away_m and away_m["m"] > FAR_M:
        unit = min(away_m, key=lambda name: away_m[name])
        if away_m[unit] < UNDER_FOOT_M:
            plates = tuple(replace(plate, point_m=plate.point_m * METRES_PER_UNIT[unit]) for plate in plates)
            message = en(
                "In metres the ground forces would act {away:.3g} m away from the feet, in {unit} {away_in_unit:.2f} m: their "
                "points were read as {unit}.",
                away=away_m["m"],
                unit=unit,
                away_in_unit=away_m[unit],
            )
            notes.append(Note("force_point_unit_corrected", message))
    twist_nm = max((_typical_twist_nm(plate) for plate in plates), default=0.0)
    if twist_nm > LARGEST_FREE_MOMENT_NM:
        plates = tuple(replace(plate, free_moment_nm=plate.free_moment_nm * METRES_PER_UNIT["mm"]) for plate in plates)
        message = en("The free moments are typically {twist:.0f}, which no foot produces in Nm: they were read as Nmm.", twist=twist_nm)
        notes.append(Note("free_moment_unit_corrected", message))
    return replace(recording, plates=plates, notes=(*recording.notes, *notes)) if notes else recording


def _from_feet_m(recording: Motion, marker_set: MarkerSet, metres: float) -> float:
    """Median distance (m) of the points of action from the nearer foot; 0 where nothing can be said."""
    feet = [middle_of(recording, marker_set, foot) for foot in FEET]
    away: list[FloatArray] = []
    for plate in recording.plates:
        seen = np.isfinite(plate.point_m).all(axis=1)
        frame = np.clip(np.searchsorted(recording.time_s, plate.time_s[seen]), 0, len(recording.time_s) - 1)
        away.append(np.fmin.reduce([np.linalg.norm(foot[frame] - plate.point_m[seen] * metres, axis=1) for foot in feet]))
    known = np.concatenate(away)
    known = known[np.isfinite(known)]
    return float(np.median(known)) if known.size else 0.0


def _typical_twist_nm(plate: ForcePlate) -> float:
    """Median size of a plate's free moment while something is on it."""
    size = np.linalg.norm(plate.free_moment_nm, axis=1)
    loaded = size[size > 0.0]
    return float(np.median(loaded)) if loaded.size else 0.0
