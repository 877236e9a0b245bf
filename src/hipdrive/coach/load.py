"""The verb load: what one set-up loads, at its own tempo, slowly and briskly, and whether this athlete can do it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from ..body import SIDES, Athlete, Side
from ..capacity import CapacityBand, capacities
from ..errors import InputFileError, ValueOutOfRangeError
from ..exercise import (
    BOTH_LEGS,
    NO_BAND,
    Equipment,
    Exercise,
    Load,
    Peak,
    Value,
    exercise_of,
    lacking,
    peaks_of,
    read_equipment,
    read_tempo,
    rounded_to_owned,
    scene_of_set_up,
    solve_load,
    variant_of,
    when_in_repetition,
)
from ..note import Note
from ..report import exercise_animation, exercise_figure
from ..units import STANDARD_GRAVITY_M_S2
from .athletes.athlete_file import AthleteFile
from .matching.strength_limit import with_strength_limit

SLOW_S, BRISK_S = (4.0, 4.0), (0.6, 1.0)
"""Seconds up and down of the slow and the brisk repetition that stand beside the chosen one; our choice."""
LONGEST_HOLD_S = 15.0
"""A longer hold would make a brisk way too small a part of its repetition."""

REMARKS = ("rounded_to_owned", "slack", "band_typical", "share_not_kept", "sharing_not_unique", "near_capacity", "beyond_norms")
"""Codes of notes that remark on a load; every other note is a reason why it can't be done."""


def blocking_notes(load: Load) -> tuple[Note, ...]:
    """The reasons why a set-up can't be done; none if it can."""
    return tuple(note for note in load.notes if note.code not in REMARKS)


@dataclass(frozen=True, kw_only=True)
class SupportPush:
    """What one support carries."""

    support: str
    mean_n: float
    """Vertical, mean over time."""
    largest_n: float
    """Vertical."""
    largest_any_n: float
    """In any direction."""

    def as_json(self, *, weight_n: float) -> dict[str, Any]:
        """Plain values, in N and in body weights."""
        parts = {"mean_vertical": self.mean_n, "largest_vertical": self.largest_n, "largest": self.largest_any_n}
        return {
            "support": self.support,
            **{f"{k}_n": round(v, 3) for k, v in parts.items()},
            **{f"{k}_bw": round(v / weight_n, 5) for k, v in parts.items()},
        }


@dataclass(frozen=True, kw_only=True)
class LoadReport:
    """A load with what makes it readable: peaks, supports, and the same set-up at other tempos."""

    exercise: Exercise
    """In the variant that was chosen."""
    athlete: Athlete
    load: Load
    slow: Load
    brisk: Load
    capacity_source: str
    """In words; says so where strength was not judged."""
    lacks: tuple[str, ...] = ()
    """Equipment that is needed and not owned."""

    @cached_property
    def peaks(self) -> tuple[Peak, ...]:
        """Both hips at the chosen tempo."""
        return self.peaks_at(self.load)

    def peaks_at(self, load: Load) -> tuple[Peak, ...]:
        """Both hips of one of the three loads."""
        return peaks_of(load, mass_kg=self.athlete.mass_kg)

    @property
    def working_sides(self) -> tuple[Side, ...]:
        """The leg that works, or both where they do the same."""
        return SIDES if self.exercise.laterality == BOTH_LEGS else (self.load.working_side,)

    @property
    def weight_n(self) -> float:
        """Body weight."""
        return self.athlete.mass_kg * STANDARD_GRAVITY_M_S2

    @property
    def supports(self) -> tuple[SupportPush, ...]:
        """What each support carries."""
        return tuple(_push(name, self.exercise, self.load) for name in self.load.supports_n)

    @property
    def lumbar(self) -> dict[str, dict[str, Any] | None]:
        """Largest moment of the back's extensors and of the abdomen, None where it stays under 0.05 Nm/kg."""
        return {"back extensors": self._lumbar(1.0), "abdomen": self._lumbar(-1.0)}

    def _lumbar(self, sign: float) -> dict[str, Any] | None:
        moment = sign * self.load.lumbar_moment_nm_kg
        if not len(moment) or moment.max() < 0.05:
            return None
        place = int(np.argmax(moment))
        size = float(moment[place])
        when = when_in_repetition(self.load, place)
        return {"moment_nm_kg": round(size, 6), "moment_nm": round(size * self.athlete.mass_kg, 4), "when": when}

    @property
    def power(self) -> dict[str, dict[str, float]]:
        """Largest power given (concentric) and taken up (eccentric) by each hip, W/kg and W."""
        found = {}
        for side in ("left", "right"):
            power = self.load.power_w_kg(side)
            given, taken = (max(float(one.max()), 0.0) if len(one) else 0.0 for one in (power, -power))
            mass = self.athlete.mass_kg
            found[side] = {"concentric_w_kg": given, "eccentric_w_kg": taken, "concentric_w": given * mass, "eccentric_w": taken * mass}
        return {side: {key: round(value, 5) + 0.0 for key, value in row.items()} for side, row in found.items()}

    def as_json(self) -> dict[str, Any]:
        """The load in the outside contract's form (hipdrive.load/1), with extra keys."""
        return {
            **self.load.as_json(),
            "peaks": [peak.as_json() for peak in self.peaks],
            "power": self.power,
            "lumbar": self.lumbar,
            "supports": [one.as_json(weight_n=self.weight_n) for one in self.supports],
            "tempos": {name: self._tempo_json(load) for name, load in (("slow", self.slow), ("chosen", self.load), ("brisk", self.brisk))},
            "capacity": {"source": self.capacity_source},
            "lacks": list(self.lacks),
        }

    def _tempo_json(self, load: Load) -> dict[str, Any]:
        return {
            "tempo": load.set_up["tempo"],
            "feasible": load.feasible,
            "notes": [{"code": note.code, "message": note.message} for note in load.notes],
            "peaks": [peak.as_json() for peak in self.peaks_at(load)],
        }


def load(exercise: str, athlete: Athlete, set_up: Mapping[str, Value]) -> Load:
    """What one set-up of an exercise loads; see exercise.solve_load."""
    return solve_load(exercise, athlete, set_up)


def load_report(
    exercise: str, athlete: Athlete | AthleteFile, set_up: Mapping[str, Value] | None = None, *, equipment: Equipment | None = None
) -> LoadReport:
    """What one set-up loads, at three tempos, judged against strength where an athlete's file is given.

    Args:
        exercise: Its id, or the path of a TOML file of one's own.
        athlete: The body; with an athlete's file strength is judged too.
        set_up: What differs from the default set-up.
        equipment: What is owned: its measured bands may be used, loads round to what can be put together, what is lacking is named.

    Raises:
        HipDriveError: If the exercise, a key or a value is not known or not allowed.
    """
    entry = athlete if isinstance(athlete, AthleteFile) else None
    body = athlete.athlete if isinstance(athlete, AthleteFile) else athlete
    bands = capacities(body, entry.tests) if entry else ()
    declared, chosen = exercise_of(exercise), dict(set_up or {})
    own_bands = equipment.bands if equipment else None

    def solved(tempo: str | None) -> Load:
        values = chosen if tempo is None else {**chosen, "tempo": tempo}
        found = solve_load(declared, body, values, bands=own_bands)
        return with_strength_limit(found, bands) if bands else found

    main = solved(None)
    rounded = rounded_to_owned(variant_of(declared, chosen), main.set_up, equipment) if equipment else {}
    if rounded:
        chosen |= {key: nearest for key, (_, nearest) in rounded.items()}
        main = solved(None)
        words = [f"{wanted:g} kg cannot be put together from what you own; {nearest:g} kg is taken" for wanted, nearest in rounded.values()]
        main = replace(main, notes=(*main.notes, Note(code="rounded_to_owned", message=f"{'; '.join(words)}.")))
    hold = min(read_tempo(str(main.set_up["tempo"])).hold_s, LONGEST_HOLD_S)
    variant = variant_of(declared, chosen)
    return LoadReport(
        exercise=variant,
        athlete=body,
        load=main,
        slow=solved(_tempo(SLOW_S, hold)),
        brisk=solved(_tempo(BRISK_S, hold)),
        capacity_source=_source(entry, bands),
        lacks=_lacks(variant, main, equipment) if equipment else (),
    )


def pictures(
    exercise: str, athlete: Athlete, set_up: Mapping[str, Value] | None = None, *, equipment: Equipment | None = None
) -> tuple[str, str] | None:
    """The still and the moving picture of a set-up as SVG documents; None where this body can't take the pose."""
    scene = scene_of_set_up(exercise, athlete, set_up or {}, bands=equipment.bands if equipment else None)
    return None if scene is None else (exercise_figure(scene), exercise_animation(scene))


def equipment_from_file(path: Path) -> Equipment:
    """What an athlete owns, from a TOML file.

    Raises:
        InputFileError: If the file is absent or can't be read.
        DeclarationError: If a section, key or value is not allowed.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise InputFileError(
            path, "there is no such text file, or it may not be read", "name a TOML file that says what is owned"
        ) from None
    return read_equipment(text, file=path.name)


def read_settings(words: Sequence[str]) -> dict[str, Value]:
    """Read 'key=value' words: numbers where they are numbers, text otherwise.

    Raises:
        ValueOutOfRangeError: If a word has no '='.
    """
    found: dict[str, Value] = {}
    for word in words:
        key, equals, text = word.partition("=")
        if not equals or not key.strip() or not text.strip():
            raise ValueOutOfRangeError("--set", f"'{word}'", "KEY=VALUE", "write for instance --set weight_kg=4")
        found[key.strip()] = _value(text.strip())
    return found


def _value(text: str) -> Value:
    try:
        return float(text)
    except ValueError:
        return text


def _lacks(exercise: Exercise, load: Load, equipment: Equipment) -> tuple[str, ...]:
    """What the exercise needs, and the band of this set-up, as far as they are not owned."""
    band = str(load.set_up.get("band", NO_BAND))
    bands = () if band in {NO_BAND, *equipment.bands} else (f"the {band} band",)
    return (*lacking(exercise, equipment), *bands)


def _tempo(seconds: tuple[float, float], hold_s: float) -> str:
    return f"{seconds[0]:g}-{hold_s:g}-{seconds[1]:g}"


def _source(entry: AthleteFile | None, bands: Sequence[CapacityBand]) -> str:
    if entry is None:
        return "Strength was not judged: give an athlete's file (--athlete) with strength tests."
    if not entry.tests:
        return "Strength is a guess from published norms: the athlete's file holds no test."
    tested = sorted({f"{band.side} {band.action}s" for band in bands if band.basis == "test"})
    return f"Strength from tests of {', '.join(tested)}; the rest is borrowed from the other side or from published norms."


def _push(name: str, exercise: Exercise, load: Load) -> SupportPush:
    force = load.supports_n[name]
    labels = {one.id: one.label for one in exercise.supports}
    label = labels.get(name) or f"{labels[name[:-2]]} ({'working side' if name.endswith('_w') else 'other side'})"
    time = load.time_s
    mean = float(np.trapezoid(force[:, 1], time) / (time[-1] - time[0]))
    return SupportPush(
        support=label, mean_n=mean, largest_n=float(force[:, 1].max()), largest_any_n=float(np.linalg.norm(force, axis=1).max())
    )
