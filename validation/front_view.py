"""One camera before or behind a runner against the full solution: twelve open runners filmed, each left out of what judges it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np

from hipdrive.arrays import FloatArray
from hipdrive.body import OTHER_SIDE, SIDES, Side
from hipdrive.gait import Movement, Run
from hipdrive.gait.front_view.both_legs import both_legs
from hipdrive.gait.front_view.calibration import ForwardSwing, FrontFigure, FrontViewCalibration, OwnClock
from hipdrive.gait.front_view.figures import FrontFigures, front_figures
from hipdrive.gait.front_view.folded_pair import FoldedPair, folded_pair
from hipdrive.gait.front_view.measured import OF_BOTH, OF_LEG
from hipdrive.gait.movement.figure import figure_points
from hipdrive.gait.movement.posture import posture_of

from .front_camera import JOINTS, Pair, Standpoint, filmed_pair
from .row import Row
from .trials import analysed
from .without_plates import rbds_trials

SECONDS = 12.0
TRACK_SECONDS = 4.0
NEW_SEED = 101
MIDDLE_SPEED_M_S = 3.5
HARMONICS = 5
TEACHING_HZ = 60.0
MOST_YAW_DEG = 10.0
"""Bands hold for cameras so far off the way of running; beyond, what they make of it is shown."""
WIDER = 1.5
WITHIN = 0.95
LEAST_INSIDE = 0.93
"""Bands were drawn at 95 legs of 100 of one set of clips; another set of errors may miss by two legs of 100."""
HIDDEN = "a figure whose band is wider than runners differ is shown nowhere"
CADENCE = "cadence"


class Shot(NamedTuple):
    """How a runner is filmed."""

    view: Literal["front", "rear"]
    frame_rate_hz: float = TEACHING_HZ
    yaw_deg: float = 0.0
    apart_m: float = 5.0
    on_track: bool = False
    seed: int | None = 1

    def named(self) -> str:
        """In words."""
        where = "track" if self.on_track else f"{self.apart_m:g} m"
        return f"  {self.view}, {self.frame_rate_hz:g} pictures/s, {self.yaw_deg:+g} deg, {where}"


def shots(*, first_seed: int = 1) -> tuple[Shot, ...]:
    """How every runner is filmed: both views at each rate, off the way of running, nearer and further, and coming up a track.

    Each shot has errors of its own, so that bands rest on as many draws of what a pose program places wrong all along.
    """
    views: tuple[Literal["front", "rear"], ...] = ("front", "rear")
    of_rates = (Shot(view, rate) for view in views for rate in (30.0, 60.0, 120.0))
    turned = (Shot(view, yaw_deg=yaw) for view in views for yaw in (10.0, -10.0, 20.0, -20.0))
    placed = (Shot(view, apart_m=apart) for view in views for apart in (4.0, 6.0))
    every = (*of_rates, *turned, *placed, Shot("front", on_track=True))
    return tuple(shot._replace(seed=first_seed + place) for place, shot in enumerate(every))


@dataclass(frozen=True, kw_only=True)
class PairTruth:
    """What the full solution says of a run, as far as a camera before or behind it could."""

    runner: str
    speed_m_s: float
    pair: Pair
    leg_m: float
    """Thigh and shank together."""
    contact_s: Mapping[Side, tuple[FloatArray, FloatArray]]
    """Landings and leavings (s)."""
    of_leg: Mapping[Side, Mapping[str, float]]
    """Figures by name; lengths in leg lengths."""
    of_both: Mapping[str, float]

    @cached_property
    def clock(self) -> Mapping[Side, "TrueClock"]:
        """Both legs on their own clocks."""
        return {side: true_clock(self, side) for side in SIDES}


@dataclass(frozen=True, kw_only=True)
class TrueClock:
    """When in a leg's own clock things are, and how its joints swing forward."""

    of: Mapping[str, float]
    """landing, mid_stance, toe_off, highest_thigh (strides)."""
    reach: float
    forward: Mapping[str, FloatArray]
    """Joint -> (HARMONICS,) complex coefficients in leg lengths."""


def pair_truth(runner: str, run: Run, movement: Movement) -> PairTruth:
    """A solved run as a camera before or behind it could see it.

    The hips are set on the pelvis' own line: the recorded thighs' ends play beside it by some millimetres, mostly skin.
    """
    points, posture = figure_points(movement), posture_of(movement)
    up, turn = posture.pelvis_right_up_rad, posture.pelvis_turn_rad
    rightward = np.stack([np.sin(turn) * np.cos(up), np.sin(up), np.cos(turn) * np.cos(up)], axis=1)
    middle = 0.5 * (points["hip_left"] + points["hip_right"])
    half = 0.5 * float(np.mean(np.linalg.norm(points["hip_right"] - points["hip_left"], axis=1)))
    hips = {"left": middle - half * rightward, "right": middle + half * rightward}
    path = {(side, joint): points[f"{joint.lower()}_{side}"] for side in SIDES for joint in JOINTS[1:]}
    path |= {(side, "Hip"): hips[side] for side in SIDES}
    legs = [np.linalg.norm(path[side, a] - path[side, b], axis=1) for side in SIDES for a, b in pairwise(JOINTS)]
    leg_m = 0.5 * float(np.sum([np.median(length) for length in legs]))

    def figure(side: Side, measure: str) -> float:
        value = run.sides[side].measures[measure].mean
        if value is None:
            raise ValueError(measure)
        return value / leg_m if measure.endswith("_m") else value

    return PairTruth(
        runner=runner,
        speed_m_s=run.speed_m_s,
        pair=Pair(time_s=movement.time_s, point_m=path),
        leg_m=leg_m,
        contact_s={side: (np.array(run.sides[side].initial_contact_s), np.array(run.sides[side].toe_off_s)) for side in SIDES},
        of_leg={side: {name: figure(side, measure) for name, measure in OF_LEG.items()} for side in SIDES},
        of_both={name: float(np.mean([figure(side, measure) for side in SIDES])) for name, measure in OF_BOTH.items() if name != CADENCE},
    )


def all_pairs(folder: Path) -> list[PairTruth]:
    """Every trial, by the full solution with force plates."""
    return [pair_truth(trial.name.split()[0], *analysed(trial, folder, table="de_leva")) for trial in rbds_trials(folder)]


def true_clock(truth: PairTruth, side: Side) -> TrueClock:
    """A leg's own clock in the mean stride of the full solution: it starts where the ankle is highest beside the other's."""
    landings, leavings = truth.contact_s[side]
    strides = [(start, end) for start, end in pairwise(landings) if end - start < 1.5 * np.median(np.diff(landings))]
    share = np.arange(200) / 200.0

    def mean(signal: FloatArray) -> FloatArray:
        value: FloatArray = np.mean([np.interp(start + share * (end - start), truth.pair.time_s, signal) for start, end in strides], axis=0)
        return value

    points = truth.pair.point_m
    hip, knee, ankle = (points[side, joint] for joint in JOINTS)
    middle = 0.5 * (points["left", "Hip"] + points["right", "Hip"])
    swing = mean(ankle[:, 1] - points[OTHER_SIDE[side], "Ankle"][:, 1])
    start = -float(np.angle(np.mean(swing * np.exp(-2j * np.pi * share)))) / (2.0 * np.pi) % 1.0
    gone = [(off[0] - at) / (end - at) for at, end in strides if len(off := leavings[(leavings > at) & (leavings < end)])]
    contact = float(np.mean(gone))
    thigh = mean(np.arctan2((knee - hip)[:, 0], (hip - knee)[:, 1]))
    reach = mean(np.linalg.norm((ankle - hip)[:, 1:], axis=1)) / truth.leg_m
    of = {
        "landing": 1.0 - start,
        "mid_stance": 0.5 * contact - start,
        "toe_off": contact - start,
        "highest_thigh": float(share[int(np.argmax(thigh))]) - start,
    }
    k = np.arange(HARMONICS)[:, None]
    waves = np.exp(-2j * np.pi * k * (share - start)) * np.where(k == 0, 1.0, 2.0)
    forward = {
        name: np.mean(mean((path - middle)[:, 0]) / truth.leg_m * waves, axis=1) for name, path in (("knee", knee), ("ankle", ankle))
    }
    return TrueClock(of=of, reach=float(np.interp(0.5 * contact, share, reach)), forward=forward)


@dataclass(frozen=True, kw_only=True)
class FilmedPair:
    """A runner in one clip, beside the truth."""

    shot: Shot
    truth: PairTruth
    folded: FoldedPair


def film_pairs(truths: Sequence[PairTruth], shot: Shot) -> Iterator[FilmedPair]:
    """Film every runner once."""
    for number, truth in enumerate(truths):
        seconds = TRACK_SECONDS if shot.on_track else SECONDS
        nears_m_s = truth.speed_m_s if shot.on_track else 0.0
        camera = Standpoint(
            view=shot.view, yaw_rad=np.radians(shot.yaw_deg), apart_m=shot.apart_m + seconds * nears_m_s, nears_m_s=nears_m_s
        )
        seed = None if shot.seed is None else 1000 * shot.seed + number
        clip = filmed_pair(truth.pair, camera, frame_rate_hz=shot.frame_rate_hz, seconds=seconds, seed=seed)
        yield FilmedPair(shot=shot, truth=truth, folded=folded_pair(both_legs(clip)))


def calibrated(truths: Sequence[PairTruth], clips: Sequence[FilmedPair]) -> FrontViewCalibration:
    """Learn the clock and the swing forward from the full solution, and the figures' bias from clips of the same runners."""
    clocks = [(truth.speed_m_s - MIDDLE_SPEED_M_S, truth.clock[side]) for truth in truths for side in SIDES]
    faster = np.array([[1.0, more] for more, _ in clocks])
    forward = {}
    for joint in ("knee", "ankle"):
        middle, slope = np.linalg.lstsq(faster, np.array([clock.forward[joint] for _, clock in clocks]), rcond=None)[0]
        forward[joint] = ForwardSwing(
            cosine=tuple(map(float, middle.real)),
            sine=tuple(map(float, -middle.imag)),
            cosine_s_m=tuple(map(float, slope.real)),
            sine_s_m=tuple(map(float, -slope.imag)),
        )
    of = {name: float(np.mean([clock.of[name] for _, clock in clocks])) for name in ("landing", "mid_stance", "toe_off", "highest_thigh")}

    def starts_late(view: str) -> float:
        return float(np.mean([starts_late_of(clip) for clip in clips if clip.shot.view == view]))

    first = FrontViewCalibration(
        source="",
        middle_speed_m_s=MIDDLE_SPEED_M_S,
        clock=OwnClock(late_front=starts_late("front"), late_rear=starts_late("rear"), **of),
        reach=float(np.mean([clock.reach for _, clock in clocks])),
        yaw_band_rad=0.0,
        doubtful_yaw_rad=0.0,
        most_yaw_rad=0.0,
        forward=forward,
        figures={},
        wider=WIDER,
    )
    off = [(name, clip.shot.view, shown - true) for clip in clips for name, shown, true in pairs_of(clip, first)]

    def bias(name: str, view: str) -> float:
        return float(np.mean([value for other, seen_from, value in off if (other, seen_from) == (name, view)]))

    names = dict.fromkeys(name for name, _, _ in off)
    figures = {name: FrontFigure(bias_front=bias(name, "front"), bias_rear=bias(name, "rear"), band=0.0, tells=0.0) for name in names}
    return replace(first, figures=figures)


def starts_late_of(clip: FilmedPair) -> float:
    """How much later (strides) the left leg's own clock starts in a clip than in the full solution."""
    legs, landings = clip.folded.legs, clip.truth.contact_s["left"][0]
    inside = landings[(landings > legs.time_s[0]) & (landings < legs.time_s[-1])]
    landing = float(np.angle(np.mean(np.exp(2j * np.pi * np.interp(inside, legs.time_s, legs.phase.phase))))) / (2.0 * np.pi)
    return (clip.folded.start - (landing - clip.truth.clock["left"].of["landing"]) + 0.5) % 1.0 - 0.5


def pairs_of(clip: FilmedPair, learned: FrontViewCalibration) -> Iterator[tuple[str, float, float]]:
    """Each figure as the video alone shows it, and the truth."""
    figures = figures_of(clip, learned)
    for side in SIDES:
        yield from ((name, figures.of_side[side][name], true) for name, true in clip.truth.of_leg[side].items())
    yield from ((name, figures.of_both[name], true) for name, true in clip.truth.of_both.items())
    legs = clip.folded.legs
    landings = clip.truth.contact_s["left"][0]
    inside = landings[(landings > legs.time_s[0]) & (landings < legs.time_s[-1])]
    yield CADENCE, 120.0 * clip.folded.stride_hz, 120.0 * (len(inside) - 1) / float(inside[-1] - inside[0])


def figures_of(clip: FilmedPair, learned: FrontViewCalibration) -> FrontFigures:
    """The figures of a clip."""
    return front_figures(clip.folded.clocked(learned.clock), learned, speed_m_s=clip.truth.speed_m_s)


@dataclass(frozen=True, kw_only=True)
class JudgedFigure:
    """One figure of one clip, by what the other runners taught."""

    name: str
    """yaw (rad) among them."""
    shot: Shot
    off: float
    """Shown less true."""


def judged(truths: Sequence[PairTruth], clips: Sequence[FilmedPair]) -> list[JudgedFigure]:
    """Every figure of every clip, its runner left out of what was taught."""
    found = []
    for runner in dict.fromkeys(truth.runner for truth in truths):
        others = [truth for truth in truths if truth.runner != runner]
        taught_by = [one for one in clips if one.truth.runner != runner and teaches(one.shot)]
        learned = calibrated(others, taught_by)
        for one in (clip for clip in clips if clip.truth.runner == runner):
            for name, shown, true in pairs_of(one, learned):
                off = learned.figures[name].freed(shown, one.shot.view) - true
                found.append(JudgedFigure(name=name, shot=one.shot, off=off))
            yaw = figures_of(one, learned).yaw_rad
            found.append(JudgedFigure(name="yaw", shot=one.shot, off=yaw - np.radians(one.shot.yaw_deg)))
    return found


def teaches(shot: Shot) -> bool:
    """Whether clips of this kind teach; the others are judged by them."""
    return shot.yaw_deg == 0.0 and shot.frame_rate_hz == TEACHING_HZ and shot.apart_m == 5.0 and not shot.on_track


def filmed_anew(folder: Path) -> list[JudgedFigure]:
    """Every runner filmed with other errors than the shipped calibration was taught by, and judged."""
    truths = all_pairs(folder)
    clips = [one for shot in shots(first_seed=NEW_SEED) for one in film_pairs(truths, shot)]
    return judged(truths, clips)


def rows_of(results: Sequence[JudgedFigure], shipped: FrontViewCalibration) -> tuple[Row, ...]:
    """Every band kept over clips up to 10 deg off the way of running; by shot for the record."""
    rows = []
    bands = {name: float(figure.band) for name, figure in shipped.figures.items()} | {"yaw": float(shipped.yaw_band_rad)}
    hidden = {name for name, figure in shipped.figures.items() if float(figure.band) > float(figure.tells)}
    for name, band in bands.items():
        of_name = [one for one in results if one.name == name]
        square = [one for one in of_name if abs(one.shot.yaw_deg) <= MOST_YAW_DEG]
        rows.append(Row(quantity=f"{name}: bias", reached=float(np.mean([one.off for one in square])), low=-0.3 * band, high=0.3 * band))
        excuse = HIDDEN if name in hidden else ""
        rows.append(Row(quantity=f"{name}: share within {band:.3g}", reached=_inside(square, band), low=LEAST_INSIDE, excuse=excuse))
        shots_seen = dict.fromkeys(one.shot for one in of_name)
        rows += [Row(quantity=shot.named(), reached=_inside([one for one in of_name if one.shot == shot], band)) for shot in shots_seen]
    return tuple(rows)


def _inside(results: Sequence[JudgedFigure], band: float) -> float:
    return float(np.mean([abs(one.off) <= band for one in results]))
