"""Contacts that a person names: which foot stands when, in a movement that is not a run; plates say the rest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ...arrays import FloatArray
from ...body import Side
from ...body_words import SIDE_WORDS
from ...errors import Advice, HipDriveError, ValueOutOfRangeError
from ...language import Text, en, layout
from ...motion import ForcePlate
from .on_plates import FARTHEST_FROM_FOOT_M, Contact, Touch, joined_across_plates

UNNAMED_S = 0.02
"""A plate that is loaded for longer than this inside a movement must belong to a named contact, for less it ticked; our choice."""
BESIDE_PLATE_M = 0.05
"""A ball of the foot this far beside a plate may still press on it; our choice."""
SHORTEST_CUT_S = 0.1


class ContactsContradictedError(HipDriveError):
    """Named contacts and plates do not fit together."""

    code = "contacts_contradicted"

    def __init__(self, file_name: str, fault: Text, advice: Advice) -> None:
        self.about = file_name
        super().__init__(layout("{file}: {fault}", file=file_name, fault=fault), advice)


@dataclass(frozen=True, kw_only=True)
class NamedContact:
    """One foot on the ground, as a person says."""

    side: Side
    from_s: float
    to_s: float

    def overlap_s(self, from_s: float, to_s: float) -> float:
        """Time (s) that both last; negative where they lie apart."""
        return min(self.to_s, to_s) - max(self.from_s, from_s)

    def is_touch(self, from_s: float, to_s: float) -> bool:
        """Whether a plate that is loaded from when to when (s) can feel this contact: they share over half of the shorter one."""
        return self.overlap_s(from_s, to_s) > 0.5 * min(self.to_s - self.from_s, to_s - from_s)

    def words(self) -> Text:
        """Such as 'left 0.10 to 0.45 s'."""
        return en("{side} {start:.2f} to {end:.2f} s", side=SIDE_WORDS[self.side], start=self.from_s, end=self.to_s)


@dataclass(frozen=True, kw_only=True)
class Cut:
    """A movement inside a recording: from when until when, and which foot stands when."""

    from_s: float
    to_s: float
    contacts: tuple[NamedContact, ...] = ()

    def within(self, time_s: FloatArray) -> None:
        """Check that the movement lies in the recording, and each contact in the movement.

        Raises:
            ValueOutOfRangeError: If it does not.
        """
        start_s, end_s = float(time_s[0]), float(time_s[-1])
        if not (start_s <= self.from_s and self.from_s + SHORTEST_CUT_S <= self.to_s <= end_s):
            allowed = en(
                "within the recording ({start:.2f} to {end:.2f} s) and at least {least:g} s long",
                start=start_s,
                end=end_s,
                least=SHORTEST_CUT_S,
            )
            raise ValueOutOfRangeError(en("The movement"), en("{start:g} to {end:g} s", start=self.from_s, end=self.to_s), allowed)
        for contact in self.contacts:
            if not contact.from_s < contact.to_s or not contact.overlap_s(self.from_s, self.to_s) > 0.0:
                allowed = en(
                    "in order, the earlier time first, and overlap the movement ({start:g} to {end:g} s)", start=self.from_s, end=self.to_s
                )
                raise ValueOutOfRangeError(en("The contact"), contact.words(), allowed)


def contacts_as_named(
    cut: Cut,
    touches: Sequence[Touch],
    plates: Sequence[ForcePlate],
    foot_m: Mapping[Side, FloatArray],
    *,
    time_s: FloatArray,
    file_name: str,
) -> tuple[Contact, ...]:
    """Lay named contacts over what the plates felt.

    A plate that was loaded during a named contact belongs to that foot, and its force says when exactly; where both feet are named, to the
    nearer one. A contact that no plate felt stays as it is named, on no plate.

    Args:
        cut: The movement and its contacts.
        touches: What each plate felt, of the whole recording.
        plates: Plates with X forward, Y up, Z right.
        foot_m: (n, 3) middle of each sole.
        time_s: (n,) s.
        file_name: For messages.

    Returns:
        Contacts in order of time, also those outside the movement.

    Raises:
        ContactsContradictedError: If a plate was loaded by a foot that is not named, by both feet, or elsewhere than under the named one.
    """
    felt = [replace(touch.contact, side=_side_of(touch, cut, file_name)) for touch in touches if not _is_tick(touch, cut)]
    felt = joined_across_plates(sorted(felt, key=lambda contact: contact.initial_contact_s))
    bare = [named for named in cut.contacts if not any(_same(named, contact) for contact in felt)]
    for named in bare:
        _refuse_shared_plate(named, felt, plates, foot_m[named.side], time_s=time_s, file_name=file_name)
    return tuple(sorted([*felt, *(_on_bare_ground(named, time_s) for named in bare)], key=lambda contact: contact.initial_contact_s))


def _is_tick(touch: Touch, cut: Cut) -> bool:
    """Whether a plate only ticked inside the movement: too short for a contact."""
    start_s, end_s = touch.contact.initial_contact_s, touch.contact.toe_off_s
    return cut.from_s < start_s and end_s < cut.to_s and end_s - start_s <= UNNAMED_S


def _side_of(touch: Touch, cut: Cut, file_name: str) -> Side:
    """The foot on a plate: as named, by nearness where both are, and by nearness outside the movement."""
    plate, start_s, end_s = touch.contact.plates[0] + 1, touch.contact.initial_contact_s, touch.contact.toe_off_s
    named = {contact.side: contact for contact in cut.contacts if contact.is_touch(start_s, end_s)}
    if not named and min(cut.to_s, end_s) - max(cut.from_s, start_s) > UNNAMED_S:
        fault = en(
            "plate {plate} is loaded from {start:.2f} to {end:.2f} s, but no contact is named for that time",
            plate=plate,
            start=start_s,
            end=end_s,
        )
        raise ContactsContradictedError(file_name, fault, Advice(words=en("name that contact, or ignore the plates"), step="name_contact"))
    side = next(iter(named)) if len(named) == 1 else touch.contact.side
    if named and touch.apart_m[side] > FARTHEST_FROM_FOOT_M:
        fault = en(
            "plate {plate} pushes {apart:.0f} cm away from the {side} foot, but the contact {contact} is named there",
            plate=plate,
            apart=100 * touch.apart_m[side],
            side=SIDE_WORDS[side],
            contact=next(contact.words() for contact in named.values()),
        )
        raise ContactsContradictedError(
            file_name, fault, Advice(words=en("name the other foot, or ignore the plates"), step="name_contact")
        )
    return side


def _same(named: NamedContact, contact: Contact) -> bool:
    return contact.side == named.side and named.is_touch(contact.initial_contact_s, contact.toe_off_s)


def _on_bare_ground(named: NamedContact, time_s: FloatArray) -> Contact:
    """A contact that no plate felt."""
    whole = bool(time_s[0] <= named.from_s and named.to_s <= time_s[-1])
    return Contact(
        side=named.side,
        plates=(),
        initial_contact_s=named.from_s,
        toe_off_s=named.to_s,
        loaded_from_s=named.from_s,
        loaded_to_s=named.to_s,
        whole=whole,
    )


def _refuse_shared_plate(
    named: NamedContact,
    felt: Sequence[Contact],
    plates: Sequence[ForcePlate],
    foot_m: FloatArray,
    *,
    time_s: FloatArray,
    file_name: str,
) -> None:
    """Refuse a contact without a plate of its own whose foot stands on the plate of the other one: their forces cannot be told apart."""
    for contact in felt:
        start_s, end_s = max(named.from_s, contact.initial_contact_s), min(named.to_s, contact.toe_off_s)
        frames = np.flatnonzero((time_s >= start_s) & (time_s <= end_s))
        for place in contact.plates if len(frames) else ():
            if plates[place].side is None and _over(plates[place].corners_m, foot_m[frames]):
                fault = en(
                    "both feet are on plate {plate} from {start:.2f} to {end:.2f} s, and one plate cannot tell them apart",
                    plate=place + 1,
                    start=start_s,
                    end=end_s,
                )
                advice = Advice(
                    words=en("cut the movement to a time when only one foot is on the plate, or ignore the plates"), step="cut_or_no_plates"
                )
                raise ContactsContradictedError(file_name, fault, advice)


def _over(corners_m: FloatArray | None, foot_m: FloatArray) -> bool:
    """Whether a foot (k, 3) is over a plate in most frames; a plate without known corners may be anywhere."""
    if corners_m is None:
        return True
    low, high = corners_m.min(axis=0) - BESIDE_PLATE_M, corners_m.max(axis=0) + BESIDE_PLATE_M
    inside = np.all((foot_m[:, [0, 2]] >= low[[0, 2]]) & (foot_m[:, [0, 2]] <= high[[0, 2]]), axis=1)
    return bool(inside.mean() > 0.5)
