"""Reasons why a set-up can't be done: no support forces, a foot in the floor, a joint beyond its range, hardware beyond its own."""

from collections.abc import Mapping

import numpy as np

from ...body import coordinate_of
from ...body.joints import SUFFIX
from ...language import en
from ...note import Note
from ..declared.hardware import BandTable
from ..declared.words import joint_words
from .mechanics import Mechanics, lowest_point_m
from .sided_fact import JointBeyondRange, SidedFact
from .steadying_hand import hand_would_carry

INTO_FLOOR_M = 0.005
"""How deep a foot may sink before it counts as touching the floor: soles give."""


def reasons_against(mechanics: Mechanics, bands: Mapping[str, BandTable]) -> list[Note | SidedFact]:
    """Reasons why the set-up can't be done."""
    reasons: list[Note | SidedFact] = []
    model, sharing = mechanics.model, mechanics.sharing
    if not sharing.feasible.all():
        share = 100.0 * float((~sharing.feasible).mean())
        only_moving = model.exercise.lean is not None and "tip" in sharing.reason and sharing.feasible[0] and sharing.feasible[-1]
        message = en("Not possible: {reason}, in {share:.0f} % of the rep.")
        if only_moving:
            message = en("Not possible: {reason} at this tempo (trunk and arms are held still here), in {share:.0f} % of the rep.")
        reasons.append(Note(code="no_support_forces", text=message.filled(reason=sharing.reason, share=share)))
    lowest = float(lowest_point_m(mechanics).min())
    if lowest < -INTO_FLOOR_M:
        message = en("The foot would hit the floor ({depth_cm:.0f} cm too low); raise the support or bend the knee.")
        reasons.append(Note(code="floor_contact", text=message.filled(depth_cm=-100 * lowest)))
    return [*reasons, *hand_would_carry(mechanics), *_joints_beyond_range(mechanics), *_beyond_hardware(mechanics, bands)]


def _joints_beyond_range(mechanics: Mechanics) -> list[JointBeyondRange]:
    """Joints that would leave their anatomical range."""
    beyond = []
    for index, name in enumerate(mechanics.model.skeleton.coordinates):
        if name.startswith("pelvis"):
            continue
        low, high = coordinate_of(name).low, coordinate_of(name).high
        values = mechanics.movement.q[:, index]
        if values.min() < low - 1e-9 or values.max() > high + 1e-9:
            side = next((side for side, suffix in SUFFIX.items() if name.endswith(suffix)), None)
            joint = joint_words(name if side is None else name.removesuffix(SUFFIX[side]))
            reached = float(values.min() if values.min() < low - 1e-9 else values.max())
            beyond.append(JointBeyondRange(side=side, joint=joint, reached_rad=reached, low_rad=low, high_rad=high))
    return beyond


def _beyond_hardware(mechanics: Mechanics, bands: Mapping[str, BandTable]) -> list[Note]:
    """Sleds that would be lifted and bands that would be stretched too far."""
    notes = []
    for pull in mechanics.pulls:
        if pull.off_floor:
            message = en("The strap would lift the sled off the floor; use a longer strap or a heavier sled.")
            notes.append(Note(code="sled_lifted", text=message))
        if pull.beyond_table and pull.elongation is not None:
            longest = 100.0 * float(np.max(pull.elongation))
            limit = 100.0 * float(bands[str(mechanics.model.set_up["band"])].elongation[-1])
            message = en(
                "The band would stretch by {stretch:.0f} %, but its table and its safe use end at {limit:.0f} %; use a longer one.",
                stretch=longest,
                limit=limit,
            )
            notes.append(Note(code="band_overstretched", text=message))
    return notes
