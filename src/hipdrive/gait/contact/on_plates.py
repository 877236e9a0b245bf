"""Foot contacts from force plates: when each foot is on the ground, and which foot it is on a shared plate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from ...arrays import FloatArray
from ...body import SIDES, Side
from ...errors import HipDriveError
from ...language import Text, en
from ...motion import ForcePlate

THRESHOLD_N = 50.0
"""Vertical force at which a foot counts as on the ground (Fukuchi et al. 2017, PeerJ 5:e3298, cut their strides at 50 N)."""
SHORTEST_CONTACT_S = 0.06
"""Half the contact of a sprint (0.11 s at 9 m/s): shorter ones, all plates of a foot together, are noise or a hand on a rail."""
LONGEST_CONTACT_S = 0.5
"""Slow jogging stays under 0.35 s; a plate loaded for longer carries walking feet that overlap."""
LONGEST_DROPOUT_S = 0.02
PART_N = 30.0
"""From this load on another plate under the same foot, it carries a part of the contact: above plates' noise, below 50 N."""
FARTHEST_FROM_FOOT_M = 0.3
"""A centre of pressure lies under the sole, within a foot's length of the ball of the foot; farther, the forces are not this runner's."""


class NotRunningError(HipDriveError):
    """The trial has double support: it is a walk."""

    code = "not_running"

    def __init__(self, file_name: str, evidence: Text) -> None:
        self.about = file_name
        super().__init__(
            en(
                "{file}: this is walking, not running ({evidence}); give a recording in which both feet leave the ground between steps.",
                file=file_name,
                evidence=evidence,
            )
        )


class ForeignForcesError(HipDriveError):
    """The ground forces don't act under the feet: they belong to another recording, or stand in other axes."""

    code = "foreign_forces"

    def __init__(self, file_name: str, apart_m: float) -> None:
        self.about = file_name
        super().__init__(
            en(
                "{file}: the ground forces act {apart:.0f} cm away from the foot on the ground (median over contacts); "
                "give the forces of this same recording, in the same axes and on the same clock.",
                file=file_name,
                apart=100 * apart_m,
            )
        )


@dataclass(frozen=True, kw_only=True)
class Contact:
    """One foot on the ground."""

    side: Side
    plates: tuple[int, ...]
    """Places of the plates it is on in the recording; two where the foot landed across them."""
    initial_contact_s: float
    """When the plate's own (unfiltered) vertical force rises through 50 N."""
    toe_off_s: float
    """When it falls through 50 N."""
    loaded_from_s: float
    """When the low-passed vertical force rises through 50 N: a stride's curves start here, on the clock of the low-passed movement."""
    loaded_to_s: float
    """When it falls through 50 N; outside, the ground force counts as zero."""
    whole: bool = True
    """Whether landing and toe-off were both recorded. A contact cut by an end of the recording loads its foot, but is no event."""


class Touch(NamedTuple):
    """One plate loaded by one foot."""

    contact: Contact
    """On this plate alone."""
    apart_m: Mapping[Side, float]
    """How far each sole is from the centre of pressure when the plate is loaded most."""


class _Span(NamedTuple):
    """A stretch of time (s) in which a plate is loaded."""

    start_s: float
    end_s: float
    whole: bool
    """Whether it neither starts nor ends with the recording."""


def contacts_from_plates(
    plates: Sequence[ForcePlate],
    smooth: Sequence[ForcePlate],
    foot_m: Mapping[Side, FloatArray],
    *,
    time_s: FloatArray,
    file_name: str,
) -> tuple[Contact, ...]:
    """Find every contact on every plate, also those that the ends of the recording cut.

    Args:
        plates: Plates with X forward, Y up, Z right.
        smooth: The same plates, low-passed like the movement.
        foot_m: (n, 3) middle of each sole at the marker times, to tell feet apart on a shared plate.
        time_s: (n,) marker times (s).
        file_name: For messages.

    Returns:
        Contacts in order of time.

    Raises:
        NotRunningError: If both feet are on the ground at once.
        ForeignForcesError: If the forces act elsewhere than under the feet.
    """
    touches = touches_on_plates(plates, smooth, foot_m, time_s=time_s)
    apart_m = [touch.apart_m[touch.contact.side] for touch in touches]
    if apart_m and np.median(apart_m) > FARTHEST_FROM_FOOT_M:
        raise ForeignForcesError(file_name, float(np.median(apart_m)))
    touched = sorted((touch.contact for touch in touches), key=lambda contact: contact.initial_contact_s)
    joined = joined_across_plates(touched)
    summed = [on_all_plates(contact, joined, plates, smooth, foot_m, time_s=time_s) for contact in joined]
    contacts = tuple(c for c in summed if not c.whole or c.toe_off_s - c.initial_contact_s >= SHORTEST_CONTACT_S)
    refuse_double_support([contact for contact in contacts if contact.whole], file_name)
    return contacts


def touches_on_plates(
    plates: Sequence[ForcePlate], smooth: Sequence[ForcePlate], foot_m: Mapping[Side, FloatArray], *, time_s: FloatArray
) -> list[Touch]:
    """Find every time that a plate is loaded, with the foot nearest to it then (or the file's own); arguments as `contacts_from_plates`."""
    touches: list[Touch] = []
    for place, plate in enumerate(plates):
        for span in loaded_spans(plate.time_s, plate.force_n[:, 1]):
            distance = _from_feet_m(plate, span, foot_m, time_s)
            if not distance:
                continue
            middle = 0.5 * (span.start_s + span.end_s)
            smooth_spans = loaded_spans(plate.time_s, smooth[place].force_n[:, 1])
            loaded = next((around for around in smooth_spans if around.start_s <= middle <= around.end_s), span)
            side = _foot_on(plate, distance)
            contact = Contact(
                side=side,
                plates=(place,),
                initial_contact_s=span.start_s,
                toe_off_s=span.end_s,
                loaded_from_s=loaded.start_s,
                loaded_to_s=loaded.end_s,
                whole=span.whole and bool(time_s[0] <= span.start_s and span.end_s <= time_s[-1]),
            )
            touches.append(Touch(contact, distance))
    return touches


def refuse_walking(plates: Sequence[ForcePlate], *, file_name: str) -> None:
    """Refuse a recording whose plates stay loaded for longer than a running step, before anything is known of its markers.

    Args:
        plates: In any axes.
        file_name: For the message.

    Raises:
        NotRunningError: If a plate stays loaded for over half a second.
    """
    for place, plate in enumerate(plates):
        for span in loaded_spans(plate.time_s, np.linalg.norm(plate.force_n, axis=1)):
            if span.whole and span.end_s - span.start_s > LONGEST_CONTACT_S:
                loaded_s = span.end_s - span.start_s
                raise NotRunningError(file_name, en("plate {plate} stays loaded for {time:.2f} s", plate=place + 1, time=loaded_s))


def loaded_spans(time_s: FloatArray, vertical_n: FloatArray) -> list[_Span]:
    """Spans above the threshold, with crossing times interpolated; dropouts up to 20 ms are bridged."""
    above = vertical_n > THRESHOLD_N
    step_s = float(time_s[1] - time_s[0])
    crossings = [
        float(time_s[i] + step_s * (THRESHOLD_N - vertical_n[i]) / (vertical_n[i + 1] - vertical_n[i]))
        for i in np.flatnonzero(above[:-1] != above[1:])
    ]
    edges = [*([float(time_s[0])] if above[0] else []), *crossings, *([float(time_s[-1])] if above[-1] else [])]
    spans: list[list[float]] = []
    for start_s, end_s in zip(edges[::2], edges[1::2], strict=True):
        if spans and start_s - spans[-1][1] <= LONGEST_DROPOUT_S:
            spans[-1][1] = end_s
        else:
            spans.append([start_s, end_s])
    return [_Span(start_s, end_s, bool(time_s[0] < start_s and end_s < time_s[-1])) for start_s, end_s in spans]


def _from_feet_m(plate: ForcePlate, span: _Span, foot_m: Mapping[Side, FloatArray], time_s: FloatArray) -> dict[Side, float]:
    """Distance (m) from the centre of pressure to each sole when the plate is loaded most; empty if it never had one with markers."""
    start_s, end_s = max(span.start_s, time_s[0]), min(span.end_s, time_s[-1])
    inside = np.flatnonzero((plate.time_s >= start_s) & (plate.time_s <= end_s) & np.isfinite(plate.point_m).all(axis=1))
    if len(inside) == 0:
        return {}
    sample = int(inside[np.argmax(plate.force_n[inside, 1])])
    frame = int(np.argmin(np.abs(time_s - plate.time_s[sample])))
    return {side: float(np.linalg.norm(foot_m[side][frame] - plate.point_m[sample])) for side in SIDES}


def _foot_on(plate: ForcePlate, distance_m: Mapping[Side, float]) -> Side:
    """The foot on a plate: as the file names it, unless it is elsewhere and the other one is there (it landed on the other belt)."""
    nearest = min(distance_m, key=lambda foot: distance_m[foot])
    if plate.side is None:
        return nearest
    crossed = distance_m[plate.side] > FARTHEST_FROM_FOOT_M >= distance_m[nearest]
    return nearest if crossed else plate.side


def joined_across_plates(contacts: Sequence[Contact]) -> list[Contact]:
    """Join contacts of one foot that overlap in time, or follow within a dropout: it landed across two plates or rolled over."""
    joined: list[Contact] = []
    for contact in contacts:
        same = next((c for c in joined if _goes_on(c, contact)), None)
        if same is None:
            joined.append(contact)
            continue
        joined[joined.index(same)] = Contact(
            side=same.side,
            plates=(*same.plates, *contact.plates),
            initial_contact_s=same.initial_contact_s,
            toe_off_s=max(same.toe_off_s, contact.toe_off_s),
            loaded_from_s=min(same.loaded_from_s, contact.loaded_from_s),
            loaded_to_s=max(same.loaded_to_s, contact.loaded_to_s),
            whole=same.whole and contact.whole,
        )
    return joined


def _goes_on(earlier: Contact, later: Contact) -> bool:
    """Whether a later contact on another plate is the same step."""
    reach_s = 0.0 if set(later.plates) <= set(earlier.plates) else LONGEST_DROPOUT_S
    return later.side == earlier.side and later.initial_contact_s < earlier.toe_off_s + reach_s


def on_all_plates(
    contact: Contact,
    contacts: Sequence[Contact],
    plates: Sequence[ForcePlate],
    smooth: Sequence[ForcePlate],
    foot_m: Mapping[Side, FloatArray],
    *,
    time_s: FloatArray,
) -> Contact:
    """The contact with every plate that carries a part of it, and with the times at which the sum of their forces passes the threshold."""
    span = _Span(contact.initial_contact_s, contact.toe_off_s, whole=contact.whole)
    others = [c for c in contacts if c is not contact and c.initial_contact_s < span.end_s and span.start_s < c.toe_off_s]
    taken = {place for other in others for place in other.plates} | set(contact.plates)
    parts = [place for place, plate in enumerate(plates) if place not in taken and _carries_part(plate, span, contact.side, foot_m, time_s)]
    places = (*contact.plates, *parts)
    if len(places) == 1 or len({len(plates[place].time_s) for place in places}) > 1:
        return contact
    clock_s = plates[places[0]].time_s
    raw, low = (np.sum([each[place].force_n[:, 1] for place in places], axis=0) for each in (plates, smooth))
    middle_s = 0.5 * (span.start_s + span.end_s)
    stands = next((s for s in loaded_spans(clock_s, raw) if s.start_s <= middle_s <= s.end_s), span)
    loaded = next((s for s in loaded_spans(clock_s, low) if s.start_s <= middle_s <= s.end_s), stands)
    return Contact(
        side=contact.side,
        plates=places,
        initial_contact_s=stands.start_s,
        toe_off_s=stands.end_s,
        loaded_from_s=loaded.start_s,
        loaded_to_s=loaded.end_s,
        whole=stands.whole and bool(time_s[0] <= stands.start_s and stands.end_s <= time_s[-1]),
    )


def _carries_part(plate: ForcePlate, span: _Span, side: Side, foot_m: Mapping[Side, FloatArray], time_s: FloatArray) -> bool:
    """Whether a plate is pressed a little under this foot while another plate carries it."""
    during = (plate.time_s >= span.start_s) & (plate.time_s <= span.end_s)
    if not during.any() or float(plate.force_n[during, 1].max()) < PART_N:
        return False
    distance = _from_feet_m(plate, span, foot_m, time_s)
    return bool(distance) and min(distance, key=lambda foot: distance[foot]) == side and distance[side] <= FARTHEST_FROM_FOOT_M


def refuse_double_support(contacts: Sequence[Contact], file_name: str) -> None:
    """Refuse a trial in which most steps overlap with the next one of the other foot."""
    overlaps = [
        earlier.toe_off_s - later.initial_contact_s
        for earlier, later in pairwise(contacts)
        if earlier.side != later.side and later.initial_contact_s < earlier.toe_off_s
    ]
    if overlaps and len(overlaps) > (len(contacts) - 1) / 2:
        raise NotRunningError(file_name, en("both feet are on the ground together for {time:.2f} s a step", time=np.mean(overlaps)))
