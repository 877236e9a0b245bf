"""Capacity as it stands in JSON: bands of active strength, and what tissue gives without effort."""

from ...body import Side
from ...capacity.strength.band import Basis, CapacityBand
from ...capacity.strength.passive import PassiveMoment
from ...curve import Action, Mode
from ...language import Text
from ..curve import MomentCurveDocument, curve_document
from ..wire import NoteDocument, note_document
from ..wire_model import Wire


class CapacityBandDocument(Wire):
    """What one hip can give in one action and mode: the central estimate and one standard deviation to either side."""

    side: Side
    action: Action
    mode: Mode
    low: MomentCurveDocument
    centre: MomentCurveDocument
    """What is prescribed from, on the same angles as the low edge."""
    high: MomentCurveDocument
    """On the same angles as the low edge."""
    passive: MomentCurveDocument | None
    """The part of all three that stretched tissue gives without effort; null where it gives none."""
    valid_low_rad: float
    """Lower end of the hip flexion angles where the sources hold."""
    valid_high_rad: float
    basis: Basis
    """'test' of this very side, 'log': learnt from its logged sets, or 'prior': a guess."""
    source: str
    notes: tuple[NoteDocument, ...]


class PassiveDocument(Wire):
    """What stretched tissue gives without effort; in a band only where it flexes a hip behind the body."""

    angle_rad: tuple[float, ...]
    moment_nm_kg: tuple[float, ...]
    """Internal, flexor positive."""
    source: str
    says: Text
    """How to read it."""


def capacity_band_document(band: CapacityBand) -> CapacityBandDocument:
    """A band as it stands in JSON."""
    return CapacityBandDocument(
        side=band.side,
        action=band.action,
        mode=band.mode,
        low=curve_document(band.low),
        centre=curve_document(band.centre),
        passive=None if band.passive is None else curve_document(band.passive),
        high=curve_document(band.high),
        valid_low_rad=round(band.valid_low_rad, 6),
        valid_high_rad=round(band.valid_high_rad, 6),
        basis=band.basis,
        source=band.source,
        notes=tuple(note_document(note) for note in band.notes),
    )


def passive_document(passive: PassiveMoment, *, says: Text) -> PassiveDocument:
    """The passive moment as it stands in JSON, with how to read it."""
    return PassiveDocument(
        angle_rad=tuple(round(value, 6) for value in passive.angle_rad.tolist()),
        moment_nm_kg=tuple(round(value, 4) for value in passive.moment_nm_kg.tolist()),
        source=passive.source,
        says=says,
    )
