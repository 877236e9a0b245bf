"""The verb compare: what changed between two analysed runs, by how much, and whether that is beyond noise."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from ..body import SIDES, Side
from ..errors import HipDriveError, InputFileError
from ..gait import Difference, MeasureDefinition, difference, measure_definitions
from ..gait.measures.measure import Measure
from ..note import Note
from .files.run_file import RUN_FILE_ADVICE, read_run_file

Verdict = Literal["changed", "within noise", "below the smallest detectable change", "unknown"]
LARGEST_SPEED_DIFFERENCE = 0.05
LARGEST_MASS_DIFFERENCE = 0.05
CHANCE = 0.05
NO_SMALLEST = "no published smallest detectable change: only stride-to-stride noise was used"
SAME = {"segments": "segment table", "cutoff_hz": "low-pass cut-off (Hz)"}
"""What must be the same, because moments and peaks move with it."""


class NotComparableError(HipDriveError):
    """Two runs whose figures differ for reasons other than the runner."""

    def __init__(self, what: str, first: object, second: object, advice: str) -> None:
        super().__init__(f"The runs cannot be compared: {what} is {first} in the first and {second} in the second; {advice}.")


@dataclass(frozen=True, kw_only=True)
class Change:
    """One measure of one side in both runs."""

    side: Side
    definition: MeasureDefinition
    first: Measure
    second: Measure
    value: float | None
    """Second less first; None where either run lacks it."""
    low: float | None
    """95 % interval of it by stride-to-stride noise (Welch)."""
    high: float | None
    verdict: Verdict

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        smallest = self.definition.smallest_detectable
        return {
            "side": self.side,
            "measure": self.definition.id,
            "name": self.definition.name,
            "unit": self.definition.unit,
            "a": self.first.as_json(),
            "b": self.second.as_json(),
            "difference": self.value,
            "low": self.low,
            "high": self.high,
            "smallest_detectable": smallest,
            "smallest_detectable_source": self.definition.smallest_detectable_source if smallest is not None else NO_SMALLEST,
            "verdict": self.verdict,
        }


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Two runs side by side."""

    first: str
    """File names."""
    second: str
    speed_m_s: tuple[float, float]
    warnings: tuple[Note, ...]
    changes: tuple[Change, ...]
    """Every measure of both sides, whatever the verdict."""

    @property
    def changed(self) -> tuple[Change, ...]:
        """Those beyond noise, the clearest first: change over half its interval."""
        return tuple(sorted((one for one in self.changes if one.verdict == "changed"), key=_clearness, reverse=True))

    def as_json(self) -> dict[str, Any]:
        """Schema hipdrive.compare/1."""
        return {
            "schema": "hipdrive.compare/1",
            "a": {"file": self.first, "speed_m_s": self.speed_m_s[0]},
            "b": {"file": self.second, "speed_m_s": self.speed_m_s[1]},
            "warnings": [{"code": note.code, "message": note.message} for note in self.warnings],
            "changes": [change.as_json() for change in self.changes],
        }


def compare(first: Path, second: Path) -> Comparison:
    """Compare two analysed runs, side by side and measure by measure.

    A change counts if zero lies outside Welch's 95 % interval of the difference (both spreads over strides, both counts) and, where a
    smallest detectable change is published for the measure, if it is larger than that too.

    Args:
        first: JSON of an analysed run (hipdrive.run/1), such as before training.
        second: The same later.

    Returns:
        All measures with their verdict.

    Raises:
        InputFileError: If a file is no analysed run.
        NotComparableError: If speeds differ by over 5 %, or segment table or cut-off differ.
    """
    before, after = _read(first), _read(second)
    speeds = (float(before["speed_m_s"]), float(after["speed_m_s"]))
    _refuse_unlike(before, after, speeds)
    changes = tuple(
        _change(side, definition, before["sides"][side], after["sides"][side])
        for side in SIDES
        for name, definition in measure_definitions().items()
        if name in before["sides"][side] and name in after["sides"][side]
    )
    return Comparison(
        first=first.name, second=second.name, speed_m_s=speeds, warnings=tuple(_warnings(before, after, changes)), changes=changes
    )


def _read(path: Path) -> Mapping[str, Any]:
    """An analysed run with its sides and its speed."""
    plain = read_run_file(path)
    sides, speed = plain.get("sides"), plain.get("speed_m_s")
    whole = isinstance(sides, dict) and all(isinstance(sides.get(side), dict) for side in SIDES)
    if not whole or isinstance(speed, bool) or not isinstance(speed, int | float) or not math.isfinite(speed) or speed <= 0:
        raise InputFileError(path, "this analysed run lacks its sides or its speed", RUN_FILE_ADVICE)
    return plain


def _refuse_unlike(before: Mapping[str, Any], after: Mapping[str, Any], speeds: tuple[float, float]) -> None:
    if abs(speeds[1] / speeds[0] - 1.0) > LARGEST_SPEED_DIFFERENCE:
        advice = "nearly every measure moves with speed: compare runs within 5 % of one speed"
        raise NotComparableError("the speed", f"{speeds[0]:.2f} m/s", f"{speeds[1]:.2f} m/s", advice)
    for key, words in SAME.items():
        if before.get(key) != after.get(key):
            advice = "analyse both recordings anew with the same settings"
            raise NotComparableError(f"the {words}", before.get(key), after.get(key), advice)


def _warnings(before: Mapping[str, Any], after: Mapping[str, Any], changes: Sequence[Change]) -> list[Note]:
    """What to keep in mind: other markers, another body, another surface, doubtful recordings, chance."""
    notes = []
    message = (
        "Markers are placed anew in each session, which moves angles by some degrees and is not in stride-to-stride noise: believe a "
        "change of an angle only where a smallest detectable change is given, or where it repeats."
    )
    notes.append(Note("markers_placed_anew", message))
    if before.get("marker_set") != after.get("marker_set"):
        found = f"{before.get('marker_set')} and {after.get('marker_set')}"
        notes.append(Note("marker_sets_differ", f"The marker sets differ ({found}): angles and moments may differ for that alone."))
    if before.get("treadmill") != after.get("treadmill"):
        notes.append(
            Note("surfaces_differ", "One run was on a treadmill, the other over ground: lengths and landing differ for that alone.")
        )
    masses = [mass for mass in ((run.get("athlete") or {}).get("mass_kg") for run in (before, after)) if isinstance(mass, int | float)]
    if len(masses) == 2 and masses[0] > 0 and abs(masses[1] / masses[0] - 1.0) > LARGEST_MASS_DIFFERENCE:
        notes.append(Note("masses_differ", f"Body mass is {masses[0]:g} kg and then {masses[1]:g} kg: is it the same runner?"))
    grades = [(run.get("quality") or {}).get("grade") for run in (before, after)]
    if "doubtful" in grades:
        notes.append(Note("doubtful_recording", "At least one recording is doubtful: see its quality before believing a change."))
    tested = sum(change.low is not None for change in changes)
    if tested:
        message = f"{tested} figures were compared; by chance alone about {CHANCE * tested:.0f} of them would seem changed."
        notes.append(Note("many_figures", message))
    return notes


def _change(side: Side, definition: MeasureDefinition, before: Mapping[str, Any], after: Mapping[str, Any]) -> Change:
    first, second = (_measure(run[definition.id]) for run in (before, after))
    found = difference(second, first)
    if found is None:
        return Change(side=side, definition=definition, first=first, second=second, value=None, low=None, high=None, verdict="unknown")
    return Change(
        side=side,
        definition=definition,
        first=first,
        second=second,
        value=found.value,
        low=found.low,
        high=found.high,
        verdict=_verdict(found, definition.smallest_detectable),
    )


def _verdict(found: Difference, smallest: float | None) -> Verdict:
    if found.beyond_strides is None:
        return "unknown"
    if not found.beyond_strides:
        return "within noise"
    return "changed" if smallest is None or abs(found.value) > smallest else "below the smallest detectable change"


def _measure(plain: Any) -> Measure:  # noqa: ANN401  a value of a JSON file
    """Mean, spread and count from plain values; broken ones count as not measured."""
    if not isinstance(plain, dict):
        return Measure(mean=None, sd=None, n=0)
    mean, sd, n = (plain.get(key) for key in ("mean", "sd", "n"))
    known = isinstance(mean, int | float) and isinstance(n, int) and n > 0
    return Measure(
        mean=float(mean) if known and isinstance(mean, int | float) else None,
        sd=float(sd) if known and isinstance(sd, int | float) and isinstance(n, int) and n > 1 else None,
        n=n if known and isinstance(n, int) else 0,
    )


def _clearness(change: Change) -> float:
    if change.value is None or change.low is None or change.high is None or change.high == change.low:
        return 0.0
    return abs(change.value) / (0.5 * (change.high - change.low))
