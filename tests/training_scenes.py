"""Scenes for the training tests: strides, capacities and exercises whose answer can be read off."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from hipdrive.body import SIDES, Side
from hipdrive.capacity import CapacityBand
from hipdrive.curve import Action, Mode, MomentCurve
from hipdrive.language import Text, en, verbatim
from hipdrive.training import Candidate, DoseSource


def curve(
    side: Side = "right",
    action: Action = "flexor",
    mode: Mode = "concentric",
    *,
    from_deg: int = -20,
    to_deg: int = 60,
    moment_nm_kg: float | Sequence[float] = 1.0,
    speed_deg_s: float = 100.0,
) -> MomentCurve:
    """A curve over whole degrees; a number is a level, two numbers a straight line between its ends."""
    angle = np.radians(np.arange(from_deg, to_deg + 1.0))
    ends = np.atleast_1d(np.asarray(moment_nm_kg, dtype=float))
    sign = 1.0 if action == "flexor" else -1.0
    direction = {"concentric": sign, "eccentric": -sign, "isometric": 0.0}[mode]
    moment = np.linspace(ends[0], ends[-1], len(angle)) * sign
    return MomentCurve(
        side=side,
        action=action,
        mode=mode,
        phase="",
        angle_rad=angle,
        moment_nm_kg=moment,
        velocity_rad_s=np.full(len(angle), direction * np.radians(speed_deg_s)),
        count=np.ones(len(angle), dtype=np.int64),
        source=Text("made up"),
    )


def joined(first: MomentCurve, second: MomentCurve) -> MomentCurve:
    """One curve through the angles of both, the first of them below the second."""
    angle, moment, velocity, count = (
        np.concatenate([getattr(first, name), getattr(second, name)]) for name in ("angle_rad", "moment_nm_kg", "velocity_rad_s", "count")
    )
    return replace(first, angle_rad=angle, moment_nm_kg=moment, velocity_rad_s=velocity, count=count)


def flat_capacity(low: float = 2.0, high: float | None = None, *, valid: tuple[int, int] = (-30, 115)) -> tuple[CapacityBand, ...]:
    """The same capacity at every angle, for both hips, actions and all modes."""
    modes: tuple[Mode, ...] = ("concentric", "eccentric", "isometric")
    actions: tuple[Action, Action] = ("flexor", "extensor")
    return tuple(
        CapacityBand(
            side=side,
            action=action,
            mode=mode,
            low=curve(side, action, mode, from_deg=-45, to_deg=130, moment_nm_kg=low),
            centre=curve(side, action, mode, from_deg=-45, to_deg=130, moment_nm_kg=low if high is None else (low * high) ** 0.5),
            high=curve(side, action, mode, from_deg=-45, to_deg=130, moment_nm_kg=low if high is None else high),
            valid_low_rad=np.radians(valid[0]),
            valid_high_rad=np.radians(valid[1]),
            basis="test",
            source=Text("made up"),
        )
        for side in SIDES
        for action in actions
        for mode in modes
    )


def exercise(
    name: str,
    *curves: MomentCurve,
    resistance: float = 5.0,
    side: Side = "right",
    family: str = "",
    position: str = "standing",
    feasible: bool = True,
) -> Candidate:
    """An exercise that loads the hips as the curves say, 5 to 10 repetitions in 2 to 5 sets."""
    return Candidate(
        exercise=name,
        name=verbatim(name.replace("_", " ")),
        set_up={"weight_kg": resistance},
        resistance=resistance,
        family=family or name,
        side=side,
        curves=curves,
        feasible=feasible,
        notes=() if feasible else (en("the bench would have to pull"),),
        position=verbatim(position),
        evidence=("K01",),
        equipment=(en("ankle weight"),),
        dose=DoseSource(sets=(2, 5), reps=(5, 10), tempo="2-1-3", rest_s=60.0, source=Text("made up")),
    )


def mirrored(candidate: Candidate) -> Candidate:
    """The same exercise with the other leg."""
    other: dict[Side, Side] = {"left": "right", "right": "left"}
    curves = tuple(replace(one, side=other[one.side]) for one in candidate.curves)
    return replace(candidate, side=other[candidate.side], curves=curves)


def stride() -> tuple[MomentCurve, ...]:
    """A stride that asks the flexors of both hips from -20 to 60 deg, most behind the body."""
    return tuple(curve(side, from_deg=-20, to_deg=60, moment_nm_kg=(1.8, 0.6), speed_deg_s=300.0) for side in SIDES)


def gym() -> tuple[Candidate, ...]:
    """Three exercises for each side: one for the early range, one for the high thigh, one in between; each in three resistances."""
    offered: list[Candidate] = []
    for name, low, high in (("early_cable", -20, 15), ("mid_march", 10, 45), ("high_lift", 40, 90)):
        for resistance in (2.0, 5.0, 8.0):
            one = exercise(name, curve(from_deg=low, to_deg=high, moment_nm_kg=0.3 * resistance / 2.0 + 0.2), resistance=resistance)
            offered.extend((one, mirrored(one)))
    return tuple(offered)
