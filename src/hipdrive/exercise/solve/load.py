"""Load: what one set-up of one exercise asks of both hips, with the forces behind it and whether it is possible at all."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ...arrays import FloatArray
from ...body import OTHER_SIDE, SIDES, Side
from ...body.joints import SUFFIX
from ...curve import RANGES, Action, MomentCurve, Range, mean_by_range, ranges_of
from ...data.declared import read_only
from ...note import Note
from ..declared.exercise import Value
from .sided_fact import SidedFact

ACTIONS: tuple[Action, Action] = ("flexor", "extensor")
NO_LOAD_NM_KG = 0.01
"""Mean moment below which an action counts as not loaded at all."""
MIDLINE_COORDINATES = ("pelvis_tz", "pelvis_list", "pelvis_rotation", "lumbar_bending", "lumbar_rotation")
"""Coordinates that a mirror turns round; those of a limb change sides instead."""
PER_HIP = (
    "hip_flexion_rad",
    "hip_velocity_rad_s",
    "hip_flexion_moment_nm_kg",
    "hip_adduction_moment_nm_kg",
    "hip_rotation_moment_nm_kg",
    "moment_band_nm_kg",
)
"""Fields of a load that hold one array for each hip; a left and a right hip that do the same have the same numbers."""


@dataclass(frozen=True, kw_only=True)
class Load:
    """The load of one repetition; nothing in it can be written to, as some loads are kept and handed out again."""

    exercise: str
    set_up: Mapping[str, Value]
    """All values, defaults included."""
    feasible: bool
    """Whether it can be done; the facts say why not."""
    facts: tuple[Note | SidedFact, ...]
    """What must be known of it, reasons why it can't be done first; those about a side as data."""
    working_side: Side
    curves: tuple[MomentCurve, ...]
    """Both hips; none where they were not asked for."""
    time_s: FloatArray
    """(n,) s; empty if no pose was found."""
    hip_flexion_rad: Mapping[Side, FloatArray]
    """(n,) rad."""
    hip_velocity_rad_s: Mapping[Side, FloatArray]
    """(n,) rad/s, flexing positive."""
    hip_flexion_moment_nm_kg: Mapping[Side, FloatArray]
    """(n,) Nm/kg of body mass, internal, flexor positive."""
    hip_adduction_moment_nm_kg: Mapping[Side, FloatArray]
    """(n,) Nm/kg, internal, about the axis that goes forward with the pelvis and turns with hip flexion: adductors positive, abductors
    negative."""
    hip_rotation_moment_nm_kg: Mapping[Side, FloatArray]
    """(n,) Nm/kg, internal, about the thigh: inward rotators positive, outward ones negative."""
    lumbar_moment_nm_kg: FloatArray
    """(n,) Nm/kg between pelvis and trunk, internal: the back's extensors positive, the abdomen's negative."""
    lumbar_rotation_moment_nm_kg: FloatArray
    """(n,) Nm/kg between pelvis and trunk about the trunk's own length, internal: positive turns the trunk to the left."""
    supports_n: Mapping[str, FloatArray]
    """Support -> (n, 3) force on the body, lab."""
    resistance_moment_nm_kg: FloatArray
    """(n,) moment that bands and cables (at this tempo) and the pull of gravity on added weight ask of the working hip; flexor positive."""
    key_frames: tuple[int, ...]
    """Frames where the moment band is given."""
    moment_band_nm_kg: Mapping[Side, FloatArray]
    """(key frames, 2) smallest and largest hip flexion moment the supports allow; both the same where they leave no choice."""
    coordinates: tuple[str, ...]
    """(nv,) names."""
    q: FloatArray
    """(n, nv) poses (rad, m), for drawing."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "set_up", read_only(self.set_up))
        for name in ("time_s", "lumbar_moment_nm_kg", "lumbar_rotation_moment_nm_kg", "resistance_moment_nm_kg", "q"):
            object.__setattr__(self, name, _locked(getattr(self, name)))
        for name in (*PER_HIP, "supports_n"):
            values: Mapping[str, FloatArray] = getattr(self, name)
            object.__setattr__(self, name, read_only({key: _locked(array) for key, array in values.items()}))

    @property
    def notes(self) -> tuple[Note, ...]:
        """The facts in sentences; reasons why it can't be done stand first."""
        return tuple(fact if isinstance(fact, Note) else fact.note for fact in self.facts)

    def knee_flexion_rad(self, side: Side) -> FloatArray:
        """(n,) rad, flexion of a leg's knee, on which the strength of its hip depends; empty if no pose was found."""
        return self.q[:, self.coordinates.index(f"knee_flexion{SUFFIX[side]}")] if self.coordinates else np.zeros(0)

    def by_range(self, *, shift_rad: float = 0.0) -> dict[Side, dict[Action, dict[Range, float | None]]]:
        """Mean moment (Nm/kg) by side, action and range; shift_rad asks what another zero of the hip would say."""
        return {
            side: {
                "flexor": mean_by_range(self.curves, side=side, action="flexor", shift_rad=shift_rad),
                "extensor": mean_by_range(self.curves, side=side, action="extensor", shift_rad=shift_rad),
            }
            for side in SIDES
        }

    def impulse_share(self, side: Side, action: Action, *, shift_rad: float = 0.0) -> dict[Range, float] | None:
        """Share of a hip's angular impulse (Nm s) of one action that falls in each range; None where there is none.

        Args:
            side: The hip.
            action: Flexor or extensor.
            shift_rad: Added to the hip angle, to ask what another zero of the hip would say.
        """
        if not len(self.time_s):
            return None
        moment = self.hip_flexion_moment_nm_kg[side]
        impulse = np.clip(moment if action == "flexor" else -moment, 0.0, None) * _spans(self.time_s)
        total = float(impulse.sum())
        if total / float(self.time_s[-1]) < NO_LOAD_NM_KG:
            return None
        by_range = np.bincount(ranges_of(self.hip_flexion_rad[side], shift_rad=shift_rad), weights=impulse, minlength=len(RANGES))
        return {name: float(by_range[place]) / total for place, name in enumerate(RANGES)}

    def power_w_kg(self, side: Side) -> FloatArray:
        """(n,) power of a hip in flexion and extension (W/kg); positive where it gives energy."""
        return self.hip_flexion_moment_nm_kg[side] * self.hip_velocity_rad_s[side]


def mirrored(load: Load) -> Load:
    """The same load with the other leg working: its mirror image, with nothing solved again."""
    swapped = [name[:-2] + {"_l": "_r", "_r": "_l"}[name[-2:]] if name.endswith(("_l", "_r")) else name for name in load.coordinates]
    turned = np.array([-1.0 if name in MIDLINE_COORDINATES else 1.0 for name in load.coordinates])
    order = [swapped.index(name) for name in load.coordinates]
    per_hip: dict[str, Any] = {name: {side: getattr(load, name)[OTHER_SIDE[side]] for side in SIDES} for name in PER_HIP}
    return replace(
        load,
        set_up={**load.set_up, "side": OTHER_SIDE[load.working_side]},
        facts=tuple(fact if isinstance(fact, Note) else fact.mirrored() for fact in load.facts),
        working_side=OTHER_SIDE[load.working_side],
        curves=tuple(sorted((replace(curve, side=OTHER_SIDE[curve.side]) for curve in load.curves), key=lambda curve: curve.side)),
        lumbar_rotation_moment_nm_kg=-load.lumbar_rotation_moment_nm_kg,
        supports_n={name: force * np.array([1.0, 1.0, -1.0]) for name, force in load.supports_n.items()},
        q=(load.q * turned)[:, order] if len(load.coordinates) else load.q,
        **per_hip,
    )


def _spans(time_s: FloatArray) -> FloatArray:
    """(n,) time (s) that each frame stands for."""
    edges = np.concatenate([time_s[:1], 0.5 * (time_s[1:] + time_s[:-1]), time_s[-1:]])
    spans: FloatArray = np.diff(edges)
    return spans


def _locked(values: FloatArray) -> FloatArray:
    """A view that can't be written to."""
    view = values.view()
    view.setflags(write=False)
    return view
