"""What the size of the body says about units and figures given: the unit of a file's lengths, body height and body mass."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from ...arrays import FloatArray
from ...body import Athlete
from ...data.declared import Number, shipped
from ...errors import HipDriveError
from ...language import Text, en, joined, layout
from ...motion import METRES_PER_UNIT, ForcePlate, MarkerSet, Motion
from ...note import FILE, Note
from ...units import STANDARD_GRAVITY_M_S2, kg_from_lb

FEET = ("calcn_r", "calcn_l")
RUNNING_PUSH_BW = 1.8
"""Every running step pushes the body up with more than this at its peak (2.0 to 3.2 in all runs with plates at hand)."""

SPIKE_SAMPLES = 10
"""So many of a plate's largest samples may be spikes."""


@dataclass(frozen=True, kw_only=True)
class LegProportion:
    """Distance from pelvis to foot over body height."""

    typical: Number
    doubtful_share: Number
    """Beyond this share of it, one of the lengths is doubtful."""
    refused_share: Number
    """Beyond this share, one of them is wrong."""
    source: str


@dataclass(frozen=True, kw_only=True)
class MassIndex:
    """Body mass over height squared (kg/m2): outside least to largest is no body, outside thin to heavy is doubtful."""

    least: Number
    thin: Number
    heavy: Number
    largest: Number
    source: str


@dataclass(frozen=True, kw_only=True)
class BodySize:
    """Limits of what bodies are like."""

    pelvis_to_foot_over_height: LegProportion
    hips_to_foot_over_height: LegProportion
    body_mass_index_kg_m2: MassIndex


class BodySizeError(HipDriveError):
    """Body height or mass, or the unit of a file's lengths, is not what it was said to be."""

    code = "body_size"

    def __init__(self, about: str, found: Text, advice: Text) -> None:
        self.about = about
        super().__init__(found, advice)


@cache
def body_size() -> BodySize:
    """The declared limits (data/gait/body_size.toml)."""
    return shipped(BodySize, "gait", "body_size.toml")


def shown_leg_m(recording: Motion, marker_set: MarkerSet) -> float | None:
    """How far the pelvis is from the farther foot, by the middles of their markers, in metres of the file.

    Args:
        recording: A run or a standing trial; missing samples are NaN or exact zeros.
        marker_set: Which markers follow which body.

    Returns:
        Median over the frames that show both; None where none does.
    """
    pelvis = middle_of(recording, marker_set, "pelvis")
    away = np.array([np.linalg.norm(middle_of(recording, marker_set, foot) - pelvis, axis=1) for foot in FEET])
    farther = np.fmax.reduce(away)
    farther = farther[np.isfinite(farther)]
    return float(np.median(farther)) if farther.size else None


def middle_of(recording: Motion, marker_set: MarkerSet, body: str) -> FloatArray:
    """(n, 3) mean of the markers of a body that are seen; NaN where none is."""
    places = [recording.labels.index(label) for label in marker_set.tracking.get(body, ()) if label in recording.labels]
    paths = recording.position_m[:, places]
    seen = np.isfinite(paths).all(axis=2) & (paths != 0.0).any(axis=2)
    count = seen.sum(axis=1)[:, None].astype(np.float64)
    total = np.where(seen[:, :, None], paths, 0.0).sum(axis=1)
    middle: FloatArray = np.divide(total, count, out=np.full_like(total, np.nan), where=count > 0.0)
    return middle


def leg_proportion(marker_set: MarkerSet) -> LegProportion:
    """What `shown_leg_m` is like over body height, by what stands for the pelvis."""
    limits = body_size()
    return limits.hips_to_foot_over_height if marker_set.kind == "joints" else limits.pelvis_to_foot_over_height


def true_unit(leg_m: float, named: str, athlete: Athlete, limits: LegProportion) -> str:
    """The unit that a file's lengths are in by the size of the body.

    Args:
        leg_m: `shown_leg_m` in the unit that the file was read in.
        named: That unit.
        athlete: Height.
        limits: `leg_proportion`.

    Returns:
        The unit that makes a leg of it; the one named where it does, or where none does.
    """
    expected_m = limits.typical * athlete.height_m
    off = {unit: abs(leg_m * metres / METRES_PER_UNIT[named] / expected_m - 1.0) for unit, metres in METRES_PER_UNIT.items()}
    nearest = min(off, key=lambda unit: off[unit])
    return nearest if off[named] > limits.refused_share >= off[nearest] else named


def unit_note(file_name: str, leg_m: float, named: str, true: str, athlete: Athlete) -> Note:
    """Say that a file's lengths were taken in another unit than it names."""
    right_m = leg_m * METRES_PER_UNIT[true] / METRES_PER_UNIT[named]
    message = en(
        "{file} says its lengths are in {named}, but then pelvis and foot are {apart:.3g} m apart on a body of {height:g} m; "
        "the lengths were read as {unit}, which makes {right:.2f} m.",
        file=FILE,
        named=named,
        apart=leg_m,
        height=athlete.height_m,
        unit=true,
        right=right_m,
    )
    return Note("length_unit_corrected", message, file_name)


def height_notes(file_name: str, leg_m: float, athlete: Athlete, limits: LegProportion) -> tuple[Note, ...]:
    """Hold body height against the markers.

    Args:
        file_name: For sentences.
        leg_m: `shown_leg_m` in the right unit.
        athlete: Height.
        limits: `leg_proportion`.

    Returns:
        A note where they hardly belong to one body.

    Raises:
        BodySizeError: They belong to no body.
    """
    off = leg_m / (limits.typical * athlete.height_m) - 1.0
    if abs(off) <= limits.doubtful_share:
        return ()
    found = en(
        "pelvis and foot are {apart:.3g} m apart by the markers, as on a body of about {typical:.3g} m, but "
        "the height given is {height:g} m",
        apart=leg_m,
        typical=leg_m / limits.typical,
        height=athlete.height_m,
    )
    advice = en("check the height, and the unit of length and the scale of the recording")
    if abs(off) > limits.refused_share:
        raise BodySizeError(file_name, layout("{file}: {found}", file=file_name, found=found), advice)
    return (Note("height_doubtful", layout("{file}: {found}: {advice}.", file=FILE, found=found, advice=advice), file_name),)


def mass_notes(athlete: Athlete, plates: Sequence[ForcePlate]) -> tuple[Note, ...]:
    """Hold body mass against height, where no force plate bears the mass out.

    Returns:
        A note where few bodies are like that.

    Raises:
        BodySizeError: No body is.
    """
    limits, index = body_size().body_mass_index_kg_m2, athlete.mass_kg / athlete.height_m**2
    if limits.thin <= index <= limits.heavy or _borne_out(athlete, plates):
        return ()
    meant = (
        en("did you type pounds ({mass:g} lb are {pounds:.0f} kg)?", mass=athlete.mass_kg, pounds=kg_from_lb(athlete.mass_kg))
        if index > limits.heavy
        else en("check both.")
    )
    found = en(
        "A body mass of {mass:g} kg at a height of {height:g} m gives a body mass index of {index:.0f}",
        mass=athlete.mass_kg,
        height=athlete.height_m,
        index=index,
    )
    if not limits.least <= index <= limits.largest:
        beyond = en("{found}, which is outside {least:g} to {largest:g}", found=found, least=limits.least, largest=limits.largest)
        raise BodySizeError("mass_kg", beyond, joined((meant, en("Give both in kilograms and metres"))))
    typed = en("Moments per kilogram are for the mass that was typed.")
    return (Note("mass_doubtful", layout("{found}: {meant} {typed}", found=found, meant=meant, typed=typed)),)


def _borne_out(athlete: Athlete, plates: Sequence[ForcePlate]) -> bool:
    """Whether the hardest pushes on the plates are those of a runner of this mass."""
    pushes = [float(np.sort(np.linalg.norm(plate.force_n, axis=1))[-SPIKE_SAMPLES:][0]) for plate in plates if len(plate.force_n)]
    return max(pushes, default=0.0) > RUNNING_PUSH_BW * athlete.mass_kg * STANDARD_GRAVITY_M_S2
