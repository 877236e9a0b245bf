"""Find ground forces that act only while a foot is on the ground from the force that the whole body's movement requires at all times."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.polynomial import legendre

from ...arrays import FloatArray
from ...body import Side
from ...motion import lowpass
from ..contact.on_plates import Contact

SHAPE_CUTOFF_HZ = 12.0
"""Both the required force and the contacts' shapes are low-passed here before they are compared: the shapes have nothing faster."""
CONTACTS_AT_ONCE = 8
NEIGHBOURS = 2
"""Contacts on either side that are solved along, because the low-pass smears each into the next."""
BESIDE_S = 0.1
STEADINESS = 1e-4
"""Share of the shapes' mean power that is added to the diagonal, so that a contact of few frames stays solvable."""
USUAL_CONTACT_S = 0.25
"""Assumed for a contact cut by an end of the recording where no whole one was recorded."""
USUAL_STEP_S = 0.35
"""Assumed from landing to landing where only one contact was recorded."""


class LoadedSpan(NamedTuple):
    """One contact from landing to toe-off (s), reaching beyond the recording where its end cuts it."""

    side: Side
    start_s: float
    end_s: float

    def phase(self, time_s: FloatArray) -> FloatArray:
        """(n,) 0 at landing, 1 at toe-off, below and above outside."""
        along: FloatArray = (time_s - self.start_s) / (self.end_s - self.start_s)
        return along


def loaded_spans(contacts: Sequence[Contact], time_s: FloatArray) -> tuple[LoadedSpan, ...]:
    """Contacts in order of time; those that the recording cuts get the length of the median whole one."""
    whole = [contact.loaded_to_s - contact.loaded_from_s for contact in contacts if contact.whole]
    usual_s = float(np.median(whole)) if whole else USUAL_CONTACT_S
    spans = []
    for contact in contacts:
        start_s, end_s = contact.loaded_from_s, contact.loaded_to_s
        if not contact.whole and start_s <= time_s[0]:
            start_s = min(start_s, end_s - usual_s)
        elif not contact.whole:
            end_s = max(end_s, start_s + usual_s)
        spans.append(LoadedSpan(contact.side, start_s, end_s))
    return tuple(sorted(spans, key=lambda span: span.start_s))


def carried_in_contact(required: FloatArray, spans: Sequence[LoadedSpan], *, time_s: FloatArray, rate_hz: float, shapes: int) -> FloatArray:
    """Forces that are zero in flight and, low-passed, look most like what the low-passed movement requires.

    In flight nothing but gravity acts, so the noise of the required force there is known to be noise, and what a low-pass smears from a
    contact into the flight beside it belongs to the contact. In each contact a force is sin(pi s) times the first Legendre polynomials
    of 2 s - 1, s the phase; their coefficients are found by least squares, on the force and on its impulse so far (see _with_impulse).

    Args:
        required: (n,) what the movement requires (N or Nm).
        spans: Contacts in order of time.
        time_s: (n,) s.
        rate_hz: Sampling rate.
        shapes: How many polynomials: 1 for a single push, 2 for one that brakes, then drives, 3 for one that also peaks or sags.

    Returns:
        (n,), zero outside the contacts.
    """
    carried = np.zeros_like(required)
    cutoff_hz = min(SHAPE_CUTOFF_HZ, 0.2 * rate_hz)
    at_step_rate = 2.0 * np.pi / (_step_s(spans) * rate_hz)
    for first in range(0, len(spans), CONTACTS_AT_ONCE):
        along = range(max(0, first - NEIGHBOURS), min(first + CONTACTS_AT_ONCE + NEIGHBOURS, len(spans)))
        low, high = np.searchsorted(time_s, _between_others(spans, along))
        shape = np.concatenate([_shapes(spans[i].phase(time_s[low:high]), shapes) for i in along], axis=1)
        smooth, wanted = (
            _with_impulse(lowpass(signal, rate_hz=rate_hz, cutoff_hz=cutoff_hz), at_step_rate) for signal in (shape, required[low:high])
        )
        power = smooth.T @ smooth
        power += STEADINESS * np.mean(np.sum(smooth[: high - low] ** 2, axis=0)) * np.eye(len(power))
        size = np.linalg.solve(power, smooth.T @ wanted)
        own = np.repeat([first <= i < first + CONTACTS_AT_ONCE for i in along], shapes)
        carried[low:high] += shape[:, own] @ size[own]
    return carried


def _step_s(spans: Sequence[LoadedSpan]) -> float:
    """Median time (s) from landing to landing."""
    return float(np.median(np.diff([span.start_s for span in spans]))) if len(spans) > 1 else USUAL_STEP_S


def _between_others(spans: Sequence[LoadedSpan], along: range) -> tuple[float, float]:
    """From when until when (s) contacts are looked at: with a part of the flights beside them, but nothing of other contacts."""
    start_s, end_s = spans[along[0]].start_s - BESIDE_S, max(spans[i].end_s for i in along) + BESIDE_S
    if along[0] > 0:
        start_s = max(start_s, spans[along[0] - 1].end_s)
    if along[-1] + 1 < len(spans):
        end_s = min(end_s, spans[along[-1] + 1].start_s)
    return start_s, end_s


def _with_impulse(force: FloatArray, at_step_rate: float) -> FloatArray:
    """(2 n, ...) a force (n, ...) and below it its impulse so far less the mean, scaled so that what varies at the step rate weighs alike.

    Momentum follows from markers by one derivative, force by two, so noise grows with frequency and impulses are known best: over strides
    the vertical force must carry body weight. Force alone would let a contact carry more than that wherever soft tissue makes the required
    force negative in flight, which no contact can show. The momentum at the start is unknown and leaves with the mean.

    Args:
        force: Evenly sampled.
        at_step_rate: Circular frequency of the steps (rad per sample).
    """
    impulse = at_step_rate * np.cumsum(force, axis=0)
    return np.concatenate([force, impulse - impulse.mean(axis=0)])


def _shapes(phase: FloatArray, count: int) -> FloatArray:
    """(n, count) the shapes of one contact, zero outside it."""
    inside = (phase > 0.0) & (phase < 1.0)
    s = np.where(inside, phase, 0.0)
    shapes: FloatArray = (inside * np.sin(np.pi * s))[:, None] * legendre.legvander(2.0 * s - 1.0, count - 1)
    return shapes
