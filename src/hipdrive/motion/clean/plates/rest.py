"""What a force plate shows while nobody is on it, taken out of what it shows while somebody is: zero, hum and noise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from ....language import Text, en, joined, layout
from ....note import Note
from ...motion import Array, plate_words
from .noise import hum_of, is_loud, noise_n, quietened
from .zero import zero_of_plate

_WORDS = {
    "plate_zeroed_in_flight": en("The zero of force plates was off; it was measured while nobody was on them and taken out: {amounts}."),
    "plate_hum_removed": en("Force plates picked up mains hum; it was measured while nobody was on them and taken out: {amounts}."),
    "plate_noise_smoothed": en(
        "Force plates were noisy while nobody was on them; they were low-passed at 40 Hz before looking for contacts: {amounts}.",
    ),
}


@dataclass(frozen=True, kw_only=True)
class Rested:
    """Force and moment of a plate that shows nothing while nobody is on it."""

    force_n: Array
    """(k, 3) N."""
    moment_nm: Array
    """(k, 3) Nm."""
    zero_n: Array
    """(k, 3) N, the zero that was taken out."""
    amounts: Mapping[str, Text] = field(default_factory=dict)
    """By code of the note: how much was taken out."""


def rested(force_n: Array, moment_nm: Array, *, rate_hz: float) -> Rested:
    """Take zero, hum and noise out of a plate on which somebody runs; a clean plate comes back as it was.

    Args:
        force_n: (k, 3) N, any axes.
        moment_nm: (k, 3) Nm about one point.
        rate_hz: Sampling rate.
    """
    unchanged = Rested(force_n=force_n, moment_nm=moment_nm, zero_n=np.zeros_like(force_n))
    zero = zero_of_plate(force_n, moment_nm, rate_hz=rate_hz) if len(force_n) > 3 else None
    if zero is None:
        return unchanged
    values, amounts = np.hstack([force_n, moment_nm]), {}
    curve = np.hstack([zero.force_n, zero.moment_nm])
    above = values - curve
    if zero.matters:
        values = above
        largest_n, largest_nm = np.abs(zero.force_n).max(), np.abs(zero.moment_nm).max()
        amounts["plate_zeroed_in_flight"] = en("up to {force_n:.0f} N and {moment_nm:.0f} Nm", force_n=largest_n, moment_nm=largest_nm)
    vertical = int(np.argmax(np.ptp(force_n, axis=0)))
    hum = hum_of(above, above[:, vertical], zero.unloaded, rate_hz=rate_hz)
    if hum is not None:
        values, above = values - hum[0], above - hum[0]
        amounts["plate_hum_removed"] = en("an amplitude of {force_n:.0f} N", force_n=hum[1])
    noisy_n = noise_n(above[:, vertical], zero.unloaded, rate_hz=rate_hz)
    if is_loud(noisy_n, rate_hz=rate_hz):
        values = quietened(values, rate_hz=rate_hz)
        amounts["plate_noise_smoothed"] = en("{force_n:.0f} N (SD)", force_n=noisy_n)
    if not amounts:
        return unchanged
    taken = zero.force_n if zero.matters else np.zeros_like(force_n)
    return Rested(force_n=values[:, :3], moment_nm=values[:, 3:], zero_n=taken, amounts=amounts)


def rest_notes(amounts: Sequence[tuple[str, Mapping[str, Text]]]) -> list[Note]:
    """One note per code, with what was taken out of each plate by name."""
    notes = []
    for code, words in _WORDS.items():
        taken = [
            layout("{plate} {amount}", plate=plate_words(name), amount=of_plate[code]) for name, of_plate in amounts if code in of_plate
        ]
        if taken:
            notes.append(Note(code, words.filled(amounts=joined(taken, ", "))))
    return notes
