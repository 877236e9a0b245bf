"""How steep the ground is: as told, as planted feet show it, and as the mean force shows what is plumb."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import scipy

from ...arrays import FloatArray
from ...body import SIDES
from ...body.joints import SUFFIX
from ...errors import HipDriveError
from ...language import Text, en, joined, layout
from ...motion import Motion, lowpass, turned
from ...note import Note

SEEN_IN_FEET = 0.035
"""Feet that show less than this are on the level: 38 level treadmill recordings read -2.5 to 1.8 %, three level floors -0.6 to 0.5 %."""
FLAT_FROM_GRADE, FLAT_TO_GRADE = -0.026, 0.02
"""Feet that show a slope between these may stand on a ground that lies along the laboratory's axes."""
AGREES_WITHIN = 0.03
"""Told and seen slope are one within this."""
SEEN_IN_FORCE = 0.015
"""A mean force over whole strides that leans by less than this is plumb: in 38 treadmill recordings it leans by -0.4 to 0.2 %."""
BELT_ABOVE_M_S = 0.5
FLAT_FROM, FLAT_TO = 0.25, 0.65
"""Shares of the ankle's way from farthest ahead to farthest behind between which the foot is flattest."""
AROUND_S = 0.01
FOOT_CUTOFF_HZ, LARGEST_CUTOFF_SHARE = 25.0, 0.4
SWING_SHARE, SHORTEST_STRIDE_S = 0.5, 0.35
LEAST_FLOOR_M = 1.0
"""A floor's slope is looked for in feet that were planted at least so far apart."""
LANDED_SHARE, FLIGHT_SHARE = 0.5, 0.1
"""Shares of the mean vertical force: above the first a foot has landed, below the second nobody stands."""
FEWEST_LANDINGS = 5


class SlopeContradictedError(HipDriveError):
    """The slope that was told is not the one that the recording shows."""

    code = "slope_contradicted"

    def __init__(self, file_name: str, told: float, found: Text) -> None:
        self.about = file_name
        super().__init__(
            en(
                "{file}: the slope given is {told:g} %, but {found}; give the slope of the ground in percent, uphill positive, "
                "within {within:g} % of what the recording shows, or leave it out to have it measured.",
                file=file_name,
                told=100 * told,
                found=found,
                within=100 * AGREES_WITHIN,
            )
        )


@dataclass(frozen=True, kw_only=True)
class Settled:
    """What is taken for the ground."""

    grade: float
    """Rise over level way in the direction of running, zero on the level."""
    turn_rad: float
    """By how much the laboratory's axes are turned about the runner's right so that Y is plumb."""


def on_slope(run: Motion, tracking: Mapping[str, tuple[str, ...]]) -> tuple[Motion, FloatArray | None]:
    """Find out how steep the ground is, and turn a recording whose axes lie along a sloping ground until Y is plumb.

    A planted foot goes with its belt, or stands on its floor: its path, or the heights of successive ones, show the slope against the
    laboratory's axes. The mean ground force over whole strides on a treadmill is plumb, by Newton's second law: how it leans shows the
    axes against plumb. Without forces, a slope that is told and that the feet don't show is taken for one along which the axes lie.

    Args:
        run: Oriented (X forward), tidied; `slope` as told (rise over level way), None where nothing was told.
        tracking: Labels by body; empty where feet are not to be asked.

    Returns:
        The run with its `slope` settled, turned where its axes were not plumb, and the (3, 3) rotation for what was recorded in the same
        axes; None where nothing was turned.

    Raises:
        SlopeContradictedError: If the slope that was told is not what feet and forces show.
    """
    feet = slope_in_feet(run, tracking)
    force = lean_of_force(run) if feet is not None and feet.on_belt else None
    settled = _settled(run.file_name, run.slope, None if feet is None else feet.grade, force)
    if settled.grade == 0.0 and settled.turn_rad == 0.0:
        return replace(run, slope=0.0), None
    noted = replace(run, slope=settled.grade, notes=(*run.notes, _note(settled, told=run.slope is not None)))
    if settled.turn_rad == 0.0:
        return noted, None
    cos, sin = np.cos(settled.turn_rad), np.sin(settled.turn_rad)
    rotation = np.array([[cos, -sin, 0.0], [sin, cos, 0.0], [0.0, 0.0, 1.0]])
    return turned(noted, rotation), rotation


def _settled(file_name: str, told: float | None, feet: float | None, force: float | None) -> Settled:
    """Weigh what is told against what feet and forces show (rise over way, or lean, each None where it isn't known)."""
    turn = 0.0 if force is None or abs(force) < SEEN_IN_FORCE else float(np.arctan(force))
    along_axes = feet is None or FLAT_FROM_GRADE <= feet <= FLAT_TO_GRADE
    seen = float(np.tan((0.0 if along_axes or feet is None else float(np.arctan(feet))) + turn))
    if told is None:
        exact = along_axes and turn != 0.0
        return Settled(grade=seen if exact or abs(seen) > SEEN_IN_FEET else 0.0, turn_rad=turn)
    if feet is None and force is None:
        return Settled(grade=told, turn_rad=0.0)
    if abs(told - seen) <= AGREES_WITHIN or (feet is not None and force is None and abs(told - feet) <= AGREES_WITHIN):
        return Settled(grade=told, turn_rad=turn)
    if force is None and along_axes:
        return Settled(grade=told, turn_rad=float(np.arctan(told)))
    found = (
        en("planted feet show {slope:.1f} %")
        if force is None or feet is None
        else en("planted feet and the mean force on the plates show {slope:.1f} %")
    )
    raise SlopeContradictedError(file_name, told, found.filled(slope=100 * (seen if force is not None or feet is None else feet)))


def _note(settled: Settled, *, told: bool) -> Note:
    """What was found, and what was made of it."""
    if settled.grade == 0.0:
        ground = en("The ground slopes level ({source})")
    elif settled.grade > 0.0:
        ground = en("The ground slopes uphill by {percent:.1f} % ({source})")
    else:
        ground = en("The ground slopes downhill by {percent:.1f} % ({source})")
    ground = ground.filled(percent=100 * abs(settled.grade), source=en("as given") if told else en("measured"))
    measured = en("heights of the feet are measured from it, lengths and speeds along it")
    leaning = en(
        "The laboratory's axes lean by {percent:.1f} % from the vertical and were turned upright.",
        percent=100 * abs(np.tan(settled.turn_rad)),
    )
    sentence = layout("{ground}: {measured}.", ground=ground, measured=measured)
    return Note("slope", sentence if settled.turn_rad == 0.0 else joined((sentence, leaning)))


@dataclass(frozen=True, kw_only=True)
class SlopeInFeet:
    """What planted feet show of the ground."""

    grade: float
    """Rise over level way, against the laboratory's axes."""
    on_belt: bool
    """Whether planted feet move backwards."""


def slope_in_feet(run: Motion, tracking: Mapping[str, tuple[str, ...]]) -> SlopeInFeet | None:
    """Slope of the ground against the laboratory's axes by planted feet; None where they don't show it."""
    feet = [_planted(run, tracking, f"calcn{SUFFIX[side]}") for side in SIDES]
    planted = np.concatenate(feet) if feet else np.zeros((0, 4))
    if len(planted) < 2:
        return None
    forward, height, speed, rise = planted.T
    if float(np.median(-speed)) > BELT_ABOVE_M_S:
        moving = -speed > BELT_ABOVE_M_S
        return SlopeInFeet(grade=float(np.median(rise[moving] / speed[moving])), on_belt=True)
    if float(np.ptp(forward)) < LEAST_FLOOR_M:
        return None
    return SlopeInFeet(grade=float(np.polyfit(forward - forward.mean(), height, 1)[0]), on_belt=False)


def _planted(run: Motion, tracking: Mapping[str, tuple[str, ...]], body: str) -> FloatArray:
    """(k, 4) place forward and height (m) and their speeds (m/s) of one foot, each time at its flattest between landing and leaving."""
    nothing = np.zeros((0, 4))
    foot, pelvis = (_path(run, tracking.get(name, ())) for name in (body, "pelvis"))
    if foot is None or pelvis is None or foot.shape[1] < 2:
        return nothing
    order = np.argsort(foot[:, :, 0].mean(axis=0))
    paths = np.stack([foot.mean(axis=1), foot[:, order[-1]] - foot[:, order[0]], pelvis.mean(axis=1)], axis=1)
    cutoff_hz = min(FOOT_CUTOFF_HZ, LARGEST_CUTOFF_SHARE * run.sampling_rate_hz)
    middle, toes, hips = np.moveaxis(lowpass(paths[:, :, :2], rate_hz=run.sampling_rate_hz, cutoff_hz=cutoff_hz), 1, 0)
    step_s = 1.0 / run.sampling_rate_hz
    turning = np.abs(np.gradient(np.unwrap(np.arctan2(toes[:, 1], toes[:, 0])), step_s))
    half = max(1, round(AROUND_S * run.sampling_rate_hz))
    turning = np.convolve(turning, np.full(2 * half + 1, 1.0 / (2 * half + 1)), mode="same")
    reach = middle[:, 0] - hips[:, 0]
    apart, sway = max(1, round(SHORTEST_STRIDE_S * run.sampling_rate_hz)), SWING_SHARE * float(np.ptp(reach))
    if sway == 0.0:
        return nothing
    ahead, behind = (scipy.signal.find_peaks(sign * reach, prominence=sway, distance=apart)[0] for sign in (1.0, -1.0))
    rows = []
    for start in ahead:
        ends = behind[behind > start]
        if len(ends) == 0:
            continue
        first, last = (start + round(share * (ends[0] - start)) for share in (FLAT_FROM, FLAT_TO))
        at = first + int(np.argmin(turning[first : last + 1]))
        if half <= at < len(middle) - half:
            way = (middle[at + half] - middle[at - half]) / (2 * half * step_s)
            rows.append([middle[at, 0], middle[at, 1], way[0], way[1]])
    return np.array(rows).reshape(-1, 4)


def _path(run: Motion, labels: tuple[str, ...]) -> FloatArray | None:
    """(n, m, 3) m paths of those markers that were nearly always seen, gaps bridged; None without any."""
    seen = [run.marker(label) for label in labels if label in run.labels]
    frames = np.arange(len(run.time_s))
    paths = []
    for path in seen:
        there = np.isfinite(path).all(axis=1)
        if there.mean() > 0.5:
            paths.append(np.stack([np.interp(frames, frames[there], axis[there]) for axis in path.T], axis=1))
    return np.stack(paths, axis=1) if paths else None


def lean_of_force(run: Motion) -> float | None:
    """How far forward the mean ground force over whole strides leans, as a share of its height; None without plates or strides on them."""
    if not run.plates:
        return None
    time_s = run.plates[0].time_s
    force = sum(
        (np.stack([np.interp(time_s, plate.time_s, axis) for axis in plate.force_n.T], axis=1) for plate in run.plates), np.zeros((1, 3))
    )
    if not np.isfinite(force).all():
        return None
    mean_n = float(force[:, 1].mean())
    flight = force[:, 1] < FLIGHT_SHARE * mean_n
    landed = np.flatnonzero((force[:-1, 1] < LANDED_SHARE * mean_n) & (force[1:, 1] >= LANDED_SHARE * mean_n))
    flights_before = np.cumsum(flight)[landed]
    landed = landed[np.flatnonzero(np.diff(flights_before, prepend=-1) > 0)]
    if mean_n <= 0.0 or len(landed) < FEWEST_LANDINGS:
        return None
    last = landed[-1 if len(landed) % 2 else -2]  # whole strides
    over = force[landed[0] : last] - np.median(force[flight], axis=0)
    return float(over[:, 0].mean() / over[:, 1].mean())
