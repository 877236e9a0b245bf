"""Setting the analysis of an altered recording beside that of the unaltered one: right, doubtful, refused, or silently wrong."""

import importlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal
from unittest.mock import patch

import numpy as np
from recorded_scenes import Scene, scene_of

from hipdrive import coach
from hipdrive.body import SIDES, Side
from hipdrive.coach.athletes.for_analysis import Runner
from hipdrive.errors import HipDriveError
from hipdrive.gait import Run
from hipdrive.gait.measures.measured_stride import MeasuredStride as InRun
from hipdrive.gait.measures.stride_scene import StrideScene

MEASURES = (
    "contact_time_s",
    "peak_hip_flexor_moment_nm_kg",
    "peak_hip_extensor_moment_stance_nm_kg",
    "step_length_m",
    "largest_vertical_force_bw",
)
TOLERANCE = {True: 0.03, False: 0.05}
"""With plates and without."""
SAME_LANDING_S = 0.05
"""Landings nearer than this are the same."""
MARGIN_S = 0.3
"""A stride that comes nearer than this to what was taken away may be left out: the contact that ends it must be whole."""
GRADES = ("good", "usable", "doubtful")
Outcome = Literal["right", "doubtful", "refused", "nothing left", "SILENT", "LEAKED"]
Clock = Callable[[float], float]
Interval = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class MeasuredStride:
    """One stride that went into a result."""

    side: Side
    landing_s: float
    end_s: float
    values: Mapping[str, float | None]


@dataclass(frozen=True, kw_only=True)
class Analysed:
    """An analysis, with the strides behind its means."""

    run: Run
    strides: tuple[MeasuredStride, ...]

    def grade(self, *, but: str = "") -> int:
        """Place in `GRADES` of the worst check but one."""
        quality = self.run.quality
        return max(GRADES.index(check.grade) for check in quality.checks if check.id != but)

    @property
    def codes(self) -> frozenset[str]:
        """What the notes are called."""
        return frozenset(note.code for note in self.run.notes)


@dataclass(frozen=True, kw_only=True)
class Alteration:
    """What was done to a recording."""

    words: str
    scene: Scene
    plates: bool = True
    lost: tuple[Interval, ...] = ()
    """Stretches of the unaltered clock of which nothing, or not all, is left (s)."""
    clock: Clock = field(default=lambda at_s: at_s)
    """The unaltered recording's instant of one of the altered one's (s)."""


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """How an altered recording was met."""

    outcome: Outcome
    words: str


@contextmanager
def strides_measured() -> Iterator[list[MeasuredStride]]:
    """Collect the strides that an analysis measures while it runs."""
    found: list[MeasuredStride] = []
    module = importlib.import_module("hipdrive.gait.analyse")
    measured = module.side_measures

    def watched(scene: StrideScene, strides: Sequence[InRun], *, side: Side) -> object:
        for stride, values in (one for one in strides if one.stride.side == side):
            found.append(MeasuredStride(side=side, landing_s=stride.contact.initial_contact_s, end_s=stride.end_s, values=dict(values)))
        return measured(scene, strides, side=side)

    with patch.object(module, "side_measures", watched):
        yield found


def analysed(scene: Scene, *, plates: bool) -> Analysed:
    """Write a scene, read it and analyse it as the command does.

    Raises:
        HipDriveError: It is refused.
    """
    run, forces = scene.files(plates=plates)
    recording = coach.read_recording(run, scene.athlete, static=scene.static, grf=forces, no_plates=not plates)
    with strides_measured() as strides:
        analysis = coach.analyse(recording, Runner(athlete=scene.athlete))
    return Analysed(run=analysis.run, strides=tuple(strides))


@cache
def base_of(name: str, folder: Path, *, plates: bool) -> Analysed:
    """The unaltered recording's answer."""
    return analysed(scene_of(name, folder), plates=plates)


def judged(alteration: Alteration, folder: Path, *, harmless: bool) -> Verdict:
    """Analyse an altered recording and say how it was met."""
    base = base_of(alteration.scene.name, folder, plates=alteration.plates)
    left = [stride for stride in base.strides if _untouched(stride, alteration)]
    try:
        got = analysed(alteration.scene, plates=alteration.plates)
    except HipDriveError as error:
        return Verdict(outcome="refused" if left else "nothing left", words=str(error))
    except Exception as error:  # noqa: BLE001  (that no other leaves is what is asked)
        return Verdict(outcome="LEAKED", words=repr(error))
    faults = _faults(got, base, left, alteration)
    told = bool(got.codes - base.codes)
    if harmless and got.grade(but="strides") > base.grade(but="strides"):
        against = "; ".join(f"{check.id}: {check.reason}" for check in got.run.quality.against)
        faults.append(f"grade {GRADES[got.grade()]} ({against})")
    if not faults:
        return Verdict(outcome="right" if left else "nothing left", words="")
    words = f"{'; '.join(faults)}; new notes: {', '.join(sorted(got.codes - base.codes)) or 'none'}"
    doubted = told and got.run.quality.grade == "doubtful"
    return Verdict(outcome="doubtful" if doubted else "SILENT", words=words)


def _untouched(stride: MeasuredStride, alteration: Alteration) -> bool:
    return all(stride.end_s + MARGIN_S < from_s or stride.landing_s - MARGIN_S > to_s for from_s, to_s in alteration.lost)


def _faults(got: Analysed, base: Analysed, left: Sequence[MeasuredStride], alteration: Alteration) -> list[str]:
    """What is wrong with the strides that came out: not in the unaltered recording, too few, or with other measures."""
    faults = []
    for side in SIDES:
        own = [stride for stride in got.strides if stride.side == side]
        known = [stride for stride in base.strides if stride.side == side]
        pairs, strange = [], 0
        for stride in own:
            landing, end = alteration.clock(stride.landing_s), alteration.clock(stride.end_s)
            same = [b for b in known if abs(b.landing_s - landing) < SAME_LANDING_S and abs(b.end_s - end) < SAME_LANDING_S]
            pairs += [(stride, same[0])] if same else []
            strange += not same
        expected = sum(stride.side == side for stride in left)
        faults += [f"{side}: {strange} of {len(own)} strides are none of the unaltered ones"] if strange else []
        faults += [f"{side}: {len(own)} strides, {expected} are whole"] if 2 * len(pairs) < expected else []
        faults += [f"{side} {fault}" for fault in _off(pairs, TOLERANCE[alteration.plates])]
    return faults


def _off(pairs: Sequence[tuple[MeasuredStride, MeasuredStride]], tolerance: float) -> Iterator[str]:
    """Measures whose mean over the same strides differs by more than the tolerance."""
    for name in MEASURES:
        both = [(a, b) for a, b in ((got.values[name], was.values[name]) for got, was in pairs) if a is not None and b is not None]
        if not both:
            continue
        got, was = np.mean(both, axis=0)
        if not abs(got - was) <= tolerance * abs(was):
            yield f"{name} {got:.3f}, right {was:.3f}"
