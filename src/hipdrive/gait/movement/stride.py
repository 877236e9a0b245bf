"""Strides: from one initial contact of a foot to its next, with the rules that decide which ones count."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ...arrays import FloatArray
from ...body import SIDES, Side
from ...body_words import SIDE_WORDS
from ...errors import HipDriveError
from ...language import en, en_count, joined
from ...motion import ForcePlate, lock
from ...note import Note
from ..contact.on_markers import SHORTEST_STRIDE_S
from ..contact.on_plates import Contact
from .diagnosis import Findings, findings_of, likely_cause
from .movement import Movement

STRIDE_POINTS = 101
"""Points of a stride's curves, from own-side initial contact (0 %) to the next (100 %)."""
LONGEST_STRIDE_S = 1.2
"""Sprinters at top speed take about 0.43 s, slow joggers 0.8 s a stride; beyond these a contact was missed."""
LONGEST_OVER_MEDIAN = 1.5
LANDING_WINDOW_S = 0.04
LANDING_MISFIT_M = 0.02


class NoStrideError(HipDriveError):
    """A recording holds no whole stride."""

    code = "no_stride"

    def __init__(self, file_name: str, found: Findings) -> None:
        self.about = file_name
        cause = likely_cause(found)
        contacts = sum(found.contacts.values())
        sentence = en(
            "{file}: no whole stride was found ({contacts} contacts of the feet): {cause}",
            file=file_name,
            contacts=contacts,
            cause=cause.words,
        )
        super().__init__(sentence, cause.advice)


@dataclass(frozen=True, kw_only=True)
class Stride:
    """One stride of one foot."""

    contact: Contact
    end_s: float
    """The foot's next initial contact, as the plate's own force shows it (s)."""
    curve_end_s: float
    """The same on the clock of the low-passed curves (s)."""
    opposite: Contact | None
    """The other foot's contact inside this stride."""

    @property
    def side(self) -> Side:
        """The foot whose stride it is."""
        return self.contact.side

    @property
    def curve_start_s(self) -> float:
        """Initial contact on the clock of the low-passed curves (s)."""
        return self.contact.loaded_from_s


def strides_of(
    movement: Movement, *, treadmill: bool, file_name: str, plates: Sequence[ForcePlate] = ()
) -> tuple[tuple[Stride, ...], tuple[Note, ...]]:
    """Cut a run into strides.

    A stride ends at the foot's next contact on a plate. Where the next landing falls beside the plates (overground), it ends when
    the foot's markers come down as they did at the landing on the plate; a note says so.

    Args:
        movement: The run.
        treadmill: Whether every landing falls on the plates; then, and without plates, none is sought beside them.
        file_name: For messages.
        plates: The recording's, to say why there is no stride.

    Returns:
        Strides of both sides in order of time, and notes.

    Raises:
        NoStrideError: If there is none.
    """
    strides: list[Stride] = []
    beside: list[Side] = []
    for side in SIDES:
        own = [contact for contact in movement.contacts if contact.side == side]
        for contact, following in zip(own, [*own[1:], None], strict=False):  # no contact, no following
            if following is not None and _is_stride(movement, contact, following):
                strides.append(_stride(movement, contact, following.initial_contact_s, following.loaded_from_s))
                continue
            landing_s = None if treadmill or not movement.from_plates else _landing_beside_plates(movement, contact)
            if landing_s is not None and (following is None or landing_s < following.initial_contact_s - SHORTEST_STRIDE_S):
                strides.append(_stride(movement, contact, landing_s, landing_s))
                beside.append(side)
    kept = _of_usual_length(strides)
    if not kept:
        raise NoStrideError(file_name, findings_of(movement, plates))
    return tuple(sorted(kept, key=lambda stride: stride.curve_start_s)), tuple(_notes(strides, kept, beside))


def _is_stride(movement: Movement, contact: Contact, following: Contact) -> bool:
    """Whether one stride lies between two contacts of a foot, and the runner is seen all along."""
    length_s = following.initial_contact_s - contact.initial_contact_s
    if not SHORTEST_STRIDE_S <= length_s <= LONGEST_STRIDE_S:
        return False
    return movement.seen_throughout(contact.initial_contact_s, following.initial_contact_s)


def _stride(movement: Movement, contact: Contact, end_s: float, curve_end_s: float) -> Stride:
    inside = [
        other for other in movement.contacts if other.side != contact.side and contact.initial_contact_s < other.initial_contact_s < end_s
    ]
    return Stride(contact=contact, end_s=end_s, curve_end_s=curve_end_s, opposite=inside[0] if len(inside) == 1 else None)


def _landing_beside_plates(movement: Movement, contact: Contact) -> float | None:
    """When the foot lands again (s): where its markers' heights repeat those around its landing on the plate; None if they don't.

    The heights within 40 ms of the plate landing are laid over every later moment of the recording; the landing is the best fit after
    toe-off, if the markers meet their earlier heights within 2 cm (root mean square).
    """
    passage = movement.passage_at(contact.initial_contact_s)
    time_s, heights = movement.time_s[passage], movement.foot_marker_height_m[contact.side][passage]
    if not len(time_s):
        return None
    around = np.linspace(-LANDING_WINDOW_S, LANDING_WINDOW_S, 17)
    if contact.initial_contact_s - LANDING_WINDOW_S < time_s[0] or not np.isfinite(heights).all(axis=0).any():
        return None
    moments = np.arange(contact.toe_off_s + 0.5 * SHORTEST_STRIDE_S, time_s[-1] - LANDING_WINDOW_S, 0.001)
    if len(moments) == 0:
        return None
    wanted, seen = (
        np.stack([np.interp(at, time_s, height) for height in heights.T if np.isfinite(height).all()], axis=-1)
        for at in (contact.initial_contact_s + around, moments[:, None] + around)
    )
    misfit = np.sqrt(np.mean((seen - wanted) ** 2, axis=(1, 2)))
    best = int(np.argmin(misfit))
    return float(moments[best]) if misfit[best] <= LANDING_MISFIT_M and 0 < best < len(moments) - 1 else None


def _of_usual_length(strides: Sequence[Stride]) -> list[Stride]:
    """Drop strides far longer than the median: a contact in between was missed."""
    if not strides:
        return []
    median = float(np.median([stride.end_s - stride.contact.initial_contact_s for stride in strides]))
    return [stride for stride in strides if stride.end_s - stride.contact.initial_contact_s <= LONGEST_OVER_MEDIAN * median]


def _notes(strides: Sequence[Stride], kept: Sequence[Stride], beside: Sequence[Side]) -> list[Note]:
    notes = []
    if len(kept) < len(strides):
        message = en(
            "{left_out} of {strides} strides were left out: they are far longer than the others, so a landing was missed.",
            left_out=len(strides) - len(kept),
            strides=len(strides),
        )
        notes.append(Note("strides_left_out", message))
    if beside:
        message = en_count(
            "One stride ends ({sides}) at a landing beside the plates, found by the heights of the foot's markers.",
            "{n} strides end ({sides}) at a landing beside the plates, found by the heights of the foot's markers.",
            n=len(beside),
            sides=joined((SIDE_WORDS[side] for side in sorted(set(beside))), ", "),
        )
        notes.append(Note("landing_beside_plates", message))
    return notes


def normalised(time_s: FloatArray, values: FloatArray, stride: Stride, *, points: int = STRIDE_POINTS) -> FloatArray:
    """Values at even steps from initial contact (0 %) to the next (100 %).

    Args:
        time_s: (n,) s.
        values: (n,) any unit.
        stride: The stride.
        points: How many.

    Returns:
        (points,) in the unit of values.
    """
    return np.interp(even_instants_s(stride.curve_start_s, stride.curve_end_s, points), time_s, values)


@lru_cache(maxsize=256)
def even_instants_s(from_s: float, to_s: float, points: int) -> FloatArray:
    """(points,) s, evenly spaced instants, locked: measures ask for the same ones over and over."""
    return lock(np.linspace(from_s, to_s, points))
