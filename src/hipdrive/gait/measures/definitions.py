"""What each measure is - events, unit, sign, source - read from data/gait/measures.toml."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ...data.declared import declared, read_only, shipped_toml

FILE = "measures.toml"
IMPULSE_SOURCE = "Ema et al. 2018 relate the flexors' impulse to sprint speed; by range of hip flexion it is our own figure"


@dataclass(frozen=True, kw_only=True)
class MeasureDefinition:
    """One measure."""

    id: str
    """Name in results, ending in its unit."""
    family: str
    name: str
    """For people."""
    events: str
    """Which events and places it is read from."""
    unit: str
    """SI; empty for a plain number."""
    sign: str
    source: str
    ratio: bool
    """Whether zero means none, so that a percentage between sides makes sense."""
    smallest_detectable: float | None = None
    """Published smallest detectable change, in the unit; None where none was found."""
    smallest_detectable_source: str = ""


@cache
def measure_families() -> Mapping[str, str]:
    """Families of measures and their names for people, in order."""
    return read_only(declared(dict[str, str], _table()["families"], file=FILE))


@cache
def measure_definitions() -> Mapping[str, MeasureDefinition]:
    """All measures by name, families in order."""
    order = list(measure_families())
    definitions = declared(tuple[MeasureDefinition, ...], list(_expanded(_table())), file=FILE)
    return read_only(
        {definition.id: definition for definition in sorted(definitions, key=lambda definition: order.index(definition.family))}
    )


@cache
def _table() -> Mapping[str, Any]:
    return shipped_toml("gait", FILE)


def _expanded(table: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Measures as listed, then every signal at every event, every burst and every impulse in every part."""
    yield from table["measure"]
    for signal, words in table["angle"].items():
        for row in table["angle_event"]:
            filled = _filled(row, signal=signal, name=words["name"])
            sign = {"%": "0 to 100", "rad/s": f"velocity of: {words['sign']}"}.get(row["unit"], row.get("sign", words["sign"]))
            plain = filled | {"sign": sign} | table["rename"].get(filled["id"], {})
            yield dict(family="angles", source=words["source"], ratio=False, **plain)
    for burst, words in table["burst"].items():
        for row in table["burst_part"]:
            filled = _filled(row, burst=burst, name=words["name"], what=words["what"])
            yield dict(family="bursts", sign=words["sign"], source=words["source"], ratio=True, **filled)
    for action, words in table["impulse"].items():
        for row in table["impulse_part"]:
            filled = _filled(row, action=action, name=words["name"], what=words["what"])
            yield dict(family="bursts", unit="Nm s/kg", sign="always positive", source=IMPULSE_SOURCE, ratio=True, **filled)


def _filled(row: Mapping[str, str], **words: str) -> dict[str, Any]:
    return {key: text.format(**words) for key, text in row.items()}
