"""What a load asks of the body besides hip flexion and extension - power, low back, side moments, supports - as it stands in JSON."""

from pydantic import Field

from ...body import Side
from ...exercise.solve.peak import When
from ...exercise.verdict.load_report import HipPower, LumbarMoment, SupportForce
from ...exercise.verdict.side_moment import SideMoment, SideMuscles
from ...language import Text
from ..wire_model import Wire

DIGITS = 6


class HipPowerDocument(Wire):
    """Largest power of one hip."""

    concentric_w_kg: float
    """Given."""
    eccentric_w_kg: float
    """Taken up."""
    concentric_w: float
    eccentric_w: float


class LumbarMomentDocument(Wire):
    """Largest moment between pelvis and trunk, one way."""

    moment_nm_kg: float
    moment_nm: float
    when: When


class LumbarDocument(Wire):
    """What the low back is asked for; null where it is hardly anything."""

    back_extensors: LumbarMomentDocument | None = Field(validation_alias="back extensors", serialization_alias="back extensors")
    abdomen: LumbarMomentDocument | None


class SideMomentDocument(Wire):
    """What one muscle group gives across the plane of the movement; sizes, without sign."""

    side: Side | None
    """The hip; null for the low back."""
    muscles: SideMuscles
    standing: bool
    """Whether the leg of this hip stands on its sole while the body is upright."""
    largest_nm_kg: float
    mean_nm_kg: float
    """Over all the time of a repetition."""
    largest_nm: float
    when: When
    shared: bool
    """Whether several supports carry, so that they may share it otherwise than with least force."""
    says: Text


class SupportForceDocument(Wire):
    """What one support carries, in newtons and in body weights."""

    support: str
    mean_vertical_n: float
    largest_vertical_n: float
    largest_n: float
    """In any direction."""
    mean_vertical_bw: float
    largest_vertical_bw: float
    largest_bw: float


def power_document(power: HipPower, mass_kg: float) -> HipPowerDocument:
    """Largest power of one hip as it stands in JSON."""
    given, taken = power.concentric_w_kg, power.eccentric_w_kg
    return HipPowerDocument(
        concentric_w_kg=round(given, 5) + 0.0,
        eccentric_w_kg=round(taken, 5) + 0.0,
        concentric_w=round(given * mass_kg, 5) + 0.0,
        eccentric_w=round(taken * mass_kg, 5) + 0.0,
    )


def lumbar_moment_document(moment: LumbarMoment | None, mass_kg: float) -> LumbarMomentDocument | None:
    """The largest moment of the low back one way; None where it is hardly anything."""
    if moment is None:
        return None
    return LumbarMomentDocument(
        moment_nm_kg=round(moment.moment_nm_kg, DIGITS), moment_nm=round(moment.moment_nm_kg * mass_kg, 4), when=moment.when
    )


def side_moment_document(moment: SideMoment, mass_kg: float) -> SideMomentDocument:
    """A side moment as it stands in JSON."""
    return SideMomentDocument(
        side=moment.side,
        muscles=moment.muscles,
        standing=moment.standing,
        largest_nm_kg=round(moment.largest_nm_kg, DIGITS),
        mean_nm_kg=round(moment.mean_nm_kg, DIGITS),
        largest_nm=round(moment.largest_nm_kg * mass_kg, 4),
        when=moment.when,
        shared=moment.shared,
        says=moment.sentence(mass_kg=mass_kg),
    )


def support_document(force: SupportForce, weight_n: float) -> SupportForceDocument:
    """What one support carries as it stands in JSON."""
    return SupportForceDocument(
        support=force.support,
        mean_vertical_n=round(force.mean_n, 3),
        largest_vertical_n=round(force.largest_n, 3),
        largest_n=round(force.largest_any_n, 3),
        mean_vertical_bw=round(force.mean_n / weight_n, 5),
        largest_vertical_bw=round(force.largest_n / weight_n, 5),
        largest_bw=round(force.largest_any_n / weight_n, 5),
    )
