"""What each segment weighs, where its centre of mass lies and how it resists turning: two published tables to choose from."""

from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from ..data.declared import shipped_rows
from ..errors import UnknownNameError
from ..language import en
from .athlete import Athlete, Sex

SegmentTable = Literal["de_leva", "dempster"]
SEGMENT_TABLES: tuple[SegmentTable, ...] = get_args(SegmentTable)


@dataclass(frozen=True, kw_only=True)
class SegmentInertia:
    """Mass properties of one segment, still without a direction in space."""

    mass_kg: float
    com_frac: float
    """Centre of mass from the proximal (cranial) end, as a share of segment length."""
    r_sagittal: float
    """Radius of gyration over length, about the front-back axis (de Leva's naming)."""
    r_transverse: float
    """Radius of gyration over length, about the left-right axis: the one that counts in hip flexion."""
    r_longitudinal: float
    """Radius of gyration over length, about the long axis."""
    typical_length_m: float
    """Length at the table's share of standing height, used where markers don't tell."""


@dataclass(frozen=True, kw_only=True)
class _SegmentRow:
    """A row of a table: a segment of one sex, or of both."""

    segment: str
    sex: Sex | Literal["both"]
    mass_frac: float
    com_frac: float
    r_sagittal: float
    r_transverse: float
    r_longitudinal: float
    length_over_height: float


@cache
def _rows(table: SegmentTable) -> tuple[_SegmentRow, ...]:
    return shipped_rows(tuple[_SegmentRow, ...], "segments", f"{table}.csv")


def segment_inertias(athlete: Athlete, table: SegmentTable = "de_leva") -> dict[str, SegmentInertia]:
    """Mass properties of every segment of one athlete.

    Args:
        athlete: Body mass (kg), height (m) and sex.
        table: 'de_leva' (de Leva 1996, by sex) or 'dempster' (Dempster 1955 after Winter, one row for both sexes).

    Returns:
        By segment name: head, upper_trunk, mid_trunk, lower_trunk, upper_arm, forearm, hand, thigh, shank, foot (one side).

    Raises:
        UnknownNameError: If there is no such table.
    """
    if table not in SEGMENT_TABLES:
        raise UnknownNameError(en("segment table"), table, SEGMENT_TABLES)
    return {
        row.segment: SegmentInertia(
            mass_kg=row.mass_frac * athlete.mass_kg,
            com_frac=row.com_frac,
            r_sagittal=row.r_sagittal,
            r_transverse=row.r_transverse,
            r_longitudinal=row.r_longitudinal,
            typical_length_m=row.length_over_height * athlete.height_m,
        )
        for row in _rows(table)
        if row.sex in (athlete.sex, "both")
    }
