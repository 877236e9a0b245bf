"""The hand that steadies: what is left to the other supports, and when the fingertips would have to carry."""

from dataclasses import replace

import numpy as np

from ...arrays import FloatArray
from ...language import en
from ...note import Note
from ...physics.support import BalanceEquations, SupportContact
from ...units import STANDARD_GRAVITY_M_S2
from ..declared.hand_support import HAND, KEY, hand_supports
from .mechanics import Mechanics


def besides_hand(mechanics: Mechanics) -> tuple[BalanceEquations, tuple[SupportContact, ...], FloatArray]:
    """What is left to the other supports once the hand has its small part: their equations, they, and the (n, nv) moments before them."""
    contacts, equations, moments = mechanics.model.contacts, mechanics.sharing.equations, mechanics.moments_before_nm
    place = _hand(mechanics)
    if place is None:
        return equations, contacts, moments
    mine = np.repeat(equations.owner == place, 3)
    force = mechanics.sharing.forces_n.reshape(len(moments), -1, 1)[:, mine]
    others = replace(
        equations,
        A=equations.A[:, :, ~mine],
        b=equations.b - (equations.A[:, :, mine] @ force)[:, :, 0],
        J=equations.J[:, ~mine],
        points_m=equations.points_m[:, equations.owner != place],
        owner=equations.owner[equations.owner != place],
    )
    return others, contacts, moments - (np.swapaxes(equations.J[:, mine], 1, 2) @ force)[:, :, 0]


def _hand(mechanics: Mechanics) -> int | None:
    """Place of the hand among the contacts."""
    return next((i for i, contact in enumerate(mechanics.model.contacts) if contact.id == HAND), None)


def hand_would_carry(mechanics: Mechanics) -> list[Note]:
    """A reason why the set-up can't be done, where the hand's force passes what its place declares; none without a hand."""
    model, sharing = mechanics.model, mechanics.sharing
    place = _hand(mechanics)
    if place is None:
        return []
    force = np.linalg.norm(sharing.forces_n[:, sharing.equations.owner == place].sum(axis=1), axis=1)
    largest = float(force[sharing.feasible].max(initial=0.0))
    share = hand_supports()[str(model.set_up[KEY])].most_bw
    most = share * model.skeleton.athlete.mass_kg * STANDARD_GRAVITY_M_S2
    if largest <= most:
        return []
    message = en(
        "{hand:cap} would carry {force_n:.0f} N, but may only steady you with up to {share:.0f} % of body weight "
        "({most_n:.0f} N): move more slowly or use less resistance.",
        hand=model.contacts[place].label,
        force_n=largest,
        share=100 * share,
        most_n=most,
    )
    return [Note(code="hand_carries", text=message)]
