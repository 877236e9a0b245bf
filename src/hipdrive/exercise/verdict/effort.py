"""Effort: what each muscle group of each hip gets of a load, as a share of what it can give at that angle of hip and knee."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from ...arrays import FloatArray
from ...body import OTHER_SIDE, SIDES, Side
from ...curve import LOWEST_PEAK_NM_KG, RANGES, Action, Range, range_of
from ...data.declared import read_only
from ...language import Text, en
from ...range_words import Run, range_name, run_words
from ..declared.exercise import BOTH_LEGS, Exercise
from ..solve.load import ACTIONS, Load
from ..solve.load_curve import CHOICE_NM_KG
from ..solve.tempo import read_tempo

Leg = Literal["working", "other", "both"]
LEG_MUSCLES: Mapping[tuple[Leg, Action], Text] = {
    ("working", "flexor"): en("The working leg's flexors"),
    ("working", "extensor"): en("The working leg's extensors"),
    ("other", "flexor"): en("The other leg's flexors"),
    ("other", "extensor"): en("The other leg's extensors"),
    ("both", "flexor"): en("Both legs' flexors"),
    ("both", "extensor"): en("Both legs' extensors"),
}
TIED_DIGITS = 6
"""Shares that differ by less are a tie: the order then does not hang on how a machine rounds."""
SLOW_TEMPO = "20-0-20"
"""So slow that only the resistance itself counts, no inertia."""
CONSTANT_WITHIN = 0.25
"""Change over the whole range, relative to the mean, below which an effort is called constant; our choice."""
LEAST_SHARE = 0.01
"""A smaller mean share has no direction."""
SMALLEST_RANGE_RAD = math.radians(5.0)
"""A hip that moves less than this is held, and its effort is called constant; our choice."""


@dataclass(frozen=True, kw_only=True, eq=False)
class HipStrength:
    """What the muscles of both hips can give over hip and knee angle; handed in by whoever knows strength, so that this room need not."""

    angle_rad: FloatArray
    """(n,) rad, increasing, hip flexion positive; beyond its ends the last value is taken on."""
    knee_rad: FloatArray
    """(m,) rad, increasing, flexion of the same leg's knee; straight lines between, and beyond its ends the last row is taken on."""
    moment_nm_kg: Mapping[tuple[Side, Action], FloatArray]
    """(m, n) Nm/kg for each hip and action, all positive: isometric, on purpose, without what stretched tissue gives."""
    source: Text
    """Whose strength it is, in words that follow 'of': 'typical strength (published norms)'."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "moment_nm_kg", read_only(self.moment_nm_kg))
        for values in (self.angle_rad, self.knee_rad, *self.moment_nm_kg.values()):
            values.setflags(write=False)

    def at(self, side: Side, action: Action, hip_flexion_rad: FloatArray, *, knee_flexion_rad: FloatArray) -> FloatArray:
        """(k,) Nm/kg at hip angles (k,) with that leg's knee at angles (k,), rad."""
        rows = np.stack([np.interp(hip_flexion_rad, self.angle_rad, row) for row in self.moment_nm_kg[side, action]])
        place = np.interp(knee_flexion_rad, self.knee_rad, np.arange(len(rows)))
        below = place.astype(np.int64)
        above, column = np.minimum(below + 1, len(rows) - 1), np.arange(len(place))
        moment: FloatArray = rows[below, column] + (place - below) * (rows[above, column] - rows[below, column])
        return moment


@dataclass(frozen=True, kw_only=True)
class Effort:
    """How hard one muscle group of one hip works in a repetition."""

    leg: Leg
    """'both' where both legs do the same."""
    side: Side
    action: Action
    share: float
    """Largest share of its strength, 0 to 1 and beyond."""
    hip_flexion_rad: float
    """Where that is."""
    moment_nm_kg: float
    """What the muscles give there, sign left off."""
    by_range: Mapping[Range, float | None]
    """Largest share inside each range; None where the hip does not go or these muscles do nothing."""
    run: Run
    """What the share does from straight to flexed, moved slowly."""

    @property
    def range(self) -> Range:
        """The range in which these muscles work hardest."""
        return range_of(self.hip_flexion_rad)

    @property
    def sentence(self) -> Text:
        """'The working leg's flexors work at up to 38 % of their strength, at 95° (end); in a slow rep, harder as the thigh rises.'."""
        return en(
            "{muscles} work at up to {share:.0f} % of their strength, at {angle_deg}° ({range}); in a slow rep, {run}.",
            muscles=LEG_MUSCLES[self.leg, self.action],
            share=100 * self.share,
            angle_deg=round(math.degrees(self.hip_flexion_rad)),
            range=range_name(self.action, self.range),
            run=run_words(self.action, self.run),
        )


def effort_share(load: Load, strength: HipStrength, side: Side, action: Action) -> FloatArray:
    """(n,) share of its strength that one muscle group of one hip gives in each frame; 0 where the other group works."""
    moment = load.hip_flexion_moment_nm_kg[side] * (1.0 if action == "flexor" else -1.0)
    share: FloatArray = np.clip(moment, 0.0, None) / _strength(load, strength, side, action)
    return share


def efforts_of(load: Load, slow: Load, strength: HipStrength, *, exercise: Exercise) -> tuple[Effort, ...]:
    """Efforts of all muscle groups that do something, the hardest first.

    Args:
        load: The repetition.
        slow: The same set-up at SLOW_TEMPO, for what the effort does over the range.
        strength: What the hips can give.
        exercise: In the variant that was solved; where both legs do the same, they are told of once.
    """
    alike = exercise.laterality == BOTH_LEGS
    efforts = [
        _effort(load, slow, strength, side=side, action=action, leg=_leg(load, side, alike=alike))
        for side in ((load.working_side,) if alike else (load.working_side, OTHER_SIDE[load.working_side]))
        for action in ACTIONS
        if len(load.time_s) and _largest(load, side, action) >= LOWEST_PEAK_NM_KG
    ]
    return tuple(sorted(efforts, key=lambda effort: -round(effort.share, TIED_DIGITS)))


def hardest(efforts: tuple[Effort, ...], leg: Leg) -> Effort | None:
    """The muscle group of a leg that works hardest; None if it does nothing. Where both legs do the same, each is meant."""
    return next((effort for effort in efforts if effort.leg in {leg, "both"}), None)


def share_at_once(load: Load, strength: HipStrength) -> float:
    """The share of strength that both hips get at one moment, flexors on one side and extensors on the other.

    Where supports could share otherwise, only what they can't take away counts, at the key frames for which that is known.
    """
    if not len(load.time_s):
        return 0.0
    unique = all(np.ptp(load.moment_band_nm_kg[side], axis=1).max() <= CHOICE_NM_KG for side in SIDES)
    frames = np.arange(len(load.time_s)) if unique else np.array(load.key_frames)

    def least(side: Side, action: Action) -> FloatArray:
        if unique:
            return effort_share(load, strength, side, action)
        band = load.moment_band_nm_kg[side]
        sure = band[:, 0] if action == "flexor" else -band[:, 1]
        surely: FloatArray = np.clip(sure, 0.0, None) / _strength(load, strength, side, action)[frames]
        return surely

    one, other = SIDES
    pairs = (np.minimum(least(one, "flexor"), least(other, "extensor")), np.minimum(least(one, "extensor"), least(other, "flexor")))
    return float(np.max(pairs))


def way_up(load: Load) -> slice:
    """The frames from the start to the top of a repetition."""
    return slice(0, int(np.searchsorted(load.time_s, read_tempo(str(load.set_up["tempo"])).up_s, side="right")))


def _leg(load: Load, side: Side, *, alike: bool) -> Leg:
    return "both" if alike else "working" if side == load.working_side else "other"


def _strength(load: Load, strength: HipStrength, side: Side, action: Action) -> FloatArray:
    """(n,) Nm/kg that one muscle group of one hip can give in each frame, at the hip and knee angles of that leg."""
    return strength.at(side, action, load.hip_flexion_rad[side], knee_flexion_rad=load.knee_flexion_rad(side))


def _largest(load: Load, side: Side, action: Action) -> float:
    moment = load.hip_flexion_moment_nm_kg[side]
    return float(moment.max() if action == "flexor" else -moment.min())


def _effort(load: Load, slow: Load, strength: HipStrength, *, side: Side, action: Action, leg: Leg) -> Effort:
    share, angle = effort_share(load, strength, side, action), load.hip_flexion_rad[side]
    ranges = np.array([range_of(float(one)) for one in angle])
    largest = {name: float(share[ranges == name].max(initial=0.0)) for name in RANGES}
    hardest_at = int(np.argmax(share))
    return Effort(
        leg=leg,
        side=side,
        action=action,
        share=float(share.max()),
        hip_flexion_rad=float(angle[hardest_at]),
        moment_nm_kg=abs(float(load.hip_flexion_moment_nm_kg[side][hardest_at])),
        by_range=read_only({name: value or None for name, value in largest.items()}),
        run=_run(slow, effort_share(slow, strength, side, action), side),
    )


def _run(slow: Load, share: FloatArray, side: Side) -> Run:
    """Judged on a straight line through the share over the hip's way up: constant while it changes by less than a quarter of the mean."""
    if not len(slow.time_s):
        return "constant"
    up = way_up(slow)
    angle = slow.hip_flexion_rad[side][up]
    if np.ptp(angle) < SMALLEST_RANGE_RAD:
        return "constant"
    order = np.argsort(angle)
    grid = np.linspace(angle.min(), angle.max(), 41)
    size = np.interp(grid, angle[order], share[up][order])
    change = float(np.polyfit(grid, size, 1)[0] * np.ptp(grid) / max(float(size.mean()), LEAST_SHARE))
    if abs(change) < CONSTANT_WITHIN:
        return "constant"
    return "rising" if change > 0 else "falling"
