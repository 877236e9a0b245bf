"""Real bands: the force table of each colour with its source, and how far published figures for it lie apart."""

import csv
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from ..data import DATA
from ..errors import UnknownNameError

FloatArray = npt.NDArray[np.float64]
NO_BAND = "none"


@dataclass(frozen=True, kw_only=True)
class BandTable:
    """Tension of one strand of one product."""

    id: str
    elongation: FloatArray
    """(k,) stretch over rest length, from 0."""
    force_n: FloatArray
    """(k,) from 0."""
    spread_at_double_n: tuple[float, float]
    """Lowest and highest published tension at 100 % stretch."""
    source: str


@cache
def band_tables() -> dict[str, BandTable]:
    """All bands by id (their colour), lightest first (data/hardware/bands.csv)."""
    text = (DATA / "hardware" / "bands.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
    tables = {}
    for band in dict.fromkeys(row["band"] for row in rows):
        own = [row for row in rows if row["band"] == band]
        curve = sorted((float(row["elongation_pct"]) / 100.0, float(row["force_n"])) for row in own if row["use"] == "curve")
        at_double = [float(row["force_n"]) for row in own if row["elongation_pct"] == "100"]
        tables[band] = BandTable(
            id=band,
            elongation=np.array([0.0, *(stretch for stretch, _ in curve)]),
            force_n=np.array([0.0, *(force for _, force in curve)]),
            spread_at_double_n=(min(at_double), max(at_double)),
            source=next(row["source"] for row in own if row["use"] == "curve"),
        )
    return tables


def band_table(name: str) -> BandTable:
    """Look a band up.

    Raises:
        UnknownNameError: If there is no such band.
    """
    tables = band_tables()
    if name not in tables:
        raise UnknownNameError("band", name, tables)
    return tables[name]
