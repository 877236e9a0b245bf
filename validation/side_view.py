"""One camera at the side against the full solution: twelve open runners filmed in a simulation, each left out of what it is judged by."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np

from hipdrive.arrays import FloatArray
from hipdrive.body import SIDES, Athlete
from hipdrive.gait import Movement, Run
from hipdrive.gait.movement.figure import figure_points
from hipdrive.gait.runners.typical import typical_measures
from hipdrive.gait.side_view.admitted import refuse_no_run
from hipdrive.gait.side_view.calibration import Contact, Figure, SideViewCalibration, shrunk
from hipdrive.gait.side_view.events import FoldedEvents, folded_events
from hipdrive.gait.side_view.figures import leg_figures
from hipdrive.gait.side_view.folded_leg import FoldedLeg, folded
from hipdrive.gait.side_view.near_leg import near_leg

from .row import Row
from .side_camera import Truth, filmed
from .trials import analysed
from .without_plates import rbds_trials

SECONDS = 12.0
NEW_SEED = 9
RATES_HZ = (30.0, 60.0, 120.0, 240.0)
YAWS_DEG = (10.0, -10.0, 20.0, -20.0)
MOST_YAW_DEG = 10.0
"""Bands hold for cameras so far off square; beyond, what they make of it is shown."""
YAW_RATE_HZ = 120.0
TEACHING_HZ = (60.0, 120.0)
"""Clips that teach; the others are judged by them."""
RELATIVE = ("flexor_impulse_swing_nm_s_kg", "peak_hip_flexor_moment_nm_kg")
TIMED = ("contact_time_s", "flight_time_s", "duty_factor")
AT_LANDING = ("foot_ahead_of_hip_m", "foot_ahead_m", "shank_angle_at_contact_rad", "thigh_at_contact_rad", "knee_flexion_at_contact_rad")
LEAST_HZ = dict.fromkeys((*TIMED, *AT_LANDING), 60.0)
BETWEEN_M_S = 3.5
"""A speed at which what is typical is known: a figure of which nothing is known there stands on the video alone."""
OF_THE_CLIP = ("stride_time_s", "stride_rate_steps_per_min", "stride_length_m")
WIDER = 1.5
WITHIN = 0.95
MOST_BIAS = 0.03
LEAST_INSIDE = 0.94
"""Bands were drawn at 95 legs of 100 of one set of clips; another set of errors may miss by one leg of 100."""


class Shot(NamedTuple):
    """How a leg is filmed."""

    frame_rate_hz: float
    yaw_deg: float = 0.0
    seed: int | None = 1


def shots() -> tuple[Shot, ...]:
    """How every leg is filmed."""
    return (*(Shot(rate) for rate in RATES_HZ), *(Shot(YAW_RATE_HZ, yaw, 2) for yaw in YAWS_DEG))


@dataclass(frozen=True, kw_only=True)
class Filmed:
    """One leg in one clip, beside the truth."""

    runner: str
    shot: Shot
    athlete: Athlete
    leg: FoldedLeg
    events: FoldedEvents
    truth: "LegTruth"


@dataclass(frozen=True, kw_only=True)
class LegTruth:
    """What the full solution says of a leg."""

    runner: str
    shown: Truth
    athlete: Athlete
    speed_m_s: float
    initial_contact_s: FloatArray
    values: dict[str, float]
    """Measures by name and unit, means over all strides."""


def truths_of(runner: str, run: Run, movement: Movement) -> tuple[LegTruth, ...]:
    """Both legs of an analysed run."""
    points = figure_points(movement)
    names = {"Hip": "hip", "Knee": "knee", "Ankle": "ankle", "Heel": "heel", "BigToe": "toe"}
    legs = []
    for side in SIDES:
        shown = Truth(side=side, time_s=movement.time_s, point_m={label: points[f"{name}_{side}"] for label, name in names.items()})
        values = {name: measure.mean for name, measure in run.sides[side].measures.items() if measure.mean is not None}
        contacts = np.array(run.sides[side].initial_contact_s)
        legs.append(
            LegTruth(
                runner=runner,
                shown=shown,
                athlete=run.athlete,
                speed_m_s=run.speed_m_s,
                initial_contact_s=contacts,
                values=values | angles_of(shown, contacts),
            )
        )
    return tuple(legs)


def all_truths(folder: Path) -> list[LegTruth]:
    """Both legs of every trial, by the full solution with force plates."""
    trials = (trial for trial in rbds_trials(folder))
    return [leg for trial in trials for leg in truths_of(trial.name.split()[0], *analysed(trial, folder, table="de_leva"))]


def angles_of(shown: Truth, contacts_s: FloatArray) -> dict[str, float]:
    """Angles of the segments against plumb in the mean stride of a leg, as a side camera without errors would see them."""
    thigh, shank = (_against_plumb(shown, *ends) for ends in (("Hip", "Knee"), ("Knee", "Ankle")))
    knee = thigh - shank
    strides = [np.linspace(start, end, 501) for start, end in pairwise(contacts_s)]
    thigh, knee = (np.mean([np.interp(at, shown.time_s, angle) for at in strides], axis=0) for angle in (thigh, knee))
    return {
        "thigh_at_contact_rad": float(thigh[0]),
        "largest_thigh_rad": float(thigh.max()),
        "lowest_thigh_rad": float(thigh.min()),
        "thigh_range_rad": float(np.ptp(thigh)),
        "knee_flexion_at_contact_rad": float(knee[0]),
        "largest_knee_flexion_rad": float(knee.max()),
        "knee_flexion_range_rad": float(np.ptp(knee)),
    }


def _against_plumb(shown: Truth, upper: str, lower: str) -> FloatArray:
    along = shown.point_m[lower] - shown.point_m[upper]
    angle: FloatArray = np.arctan2(along[:, 0], -along[:, 1])
    return angle


def film(truths: Sequence[LegTruth], shot: Shot) -> Iterator[Filmed]:
    """Film every leg once; no runner may be taken for a walker."""
    for number, truth in enumerate(truths):
        seed = None if shot.seed is None else 1000 * shot.seed + number
        clip = filmed(truth.shown, frame_rate_hz=shot.frame_rate_hz, seconds=SECONDS, yaw_rad=np.radians(shot.yaw_deg), seed=seed)
        leg = folded(near_leg(clip, truth.athlete))
        refuse_no_run(leg)
        yield Filmed(runner=truth.runner, shot=shot, athlete=truth.athlete, leg=leg, events=folded_events(leg), truth=truth)


def calibrated(filmed_legs: Sequence[Filmed]) -> SideViewCalibration:
    """Learn from filmed legs what their signs run ahead, how much the video is believed, and the bands."""
    late_s = float(np.mean([landing_late_s(one) for one in filmed_legs]))
    contact, ahead_m = _contact_of(filmed_legs), _ahead_of_hip_m(filmed_legs)
    first = SideViewCalibration(source="", landing_late_s=late_s, contact=contact, body_ahead_of_hip_m=ahead_m, figures={}, wider=WIDER)
    video = [_video(one, first) for one in filmed_legs]
    figures = {name: _figure(name, filmed_legs, video) for name in video[0] if name in filmed_legs[0].truth.values}
    return replace(first, figures=figures)


def landing_late_s(one: Filmed) -> float:
    """The heel's sign less the plate's landing."""
    leg = one.leg
    inside = one.truth.initial_contact_s
    inside = inside[(inside > leg.leg.time_s[0]) & (inside < leg.leg.time_s[-1])]
    phases = np.interp(inside, leg.leg.time_s, leg.phase.phase)
    landing = np.angle(np.mean(np.exp(2j * np.pi * phases))) / (2.0 * np.pi)
    return float((one.events.landing_phase - landing + 0.5) % 1.0 - 0.5) / leg.stride_hz


def _contact_of(legs: Sequence[Filmed]) -> Contact:
    signs = [[1.0, one.events.thigh_turns_s, one.events.toe_rises_s, one.truth.speed_m_s, one.events.stride_s] for one in legs]
    times = [one.truth.values["contact_time_s"] for one in legs]
    constant, turns, rises, speed, stride = (float(value) for value in np.linalg.lstsq(np.array(signs), np.array(times), rcond=None)[0])
    return Contact(constant_s=constant, thigh_turns=turns, toe_rises=rises, speed_s2_m=speed, stride=stride)


def _ahead_of_hip_m(legs: Sequence[Filmed]) -> float:
    return float(np.mean([one.truth.values["foot_ahead_of_hip_m"] - one.truth.values["foot_ahead_m"] for one in legs]))


def _video(one: Filmed, calibration: SideViewCalibration) -> dict[str, float]:
    return leg_figures(one.leg, one.athlete, calibration, speed_m_s=one.truth.speed_m_s).values


def typical_of(legs: Iterable[LegTruth], name: str, speed_m_s: float) -> float:
    """Mean over legs of a measure at the speed that is nearest."""
    near = [leg.values[name] for leg in legs if abs(leg.speed_m_s - speed_m_s) < 0.3]
    return float(np.mean(near))


def _figure(name: str, legs: Sequence[Filmed], video: Sequence[dict[str, float]]) -> Figure:
    """Bias and weight of one figure; contact is what it is by its own regression."""
    others = {runner: truths_in(one for one in legs if one.runner != runner) for runner in {one.runner for one in legs}}
    pairs = [
        (values[name], true_of(one, name), typical_of(others[one.runner], name, one.truth.speed_m_s))
        for one, values in zip(legs, video, strict=True)
    ]
    shown, true, typical = np.array(pairs).T
    relative = name in RELATIVE
    off = shown / true - 1.0 if relative else shown - true
    bias = float(np.mean(off))
    other = typical / true - 1.0 if relative else typical - true
    alone = name in TIMED or name in OF_THE_CLIP
    weight = 1.0 if alone or name not in typical_measures(BETWEEN_M_S) else float(np.mean(other**2) / (np.mean(other**2) + np.var(off)))
    return Figure(bias=0.0 if alone else bias, weight=weight, band=0.0, relative=relative, least_hz=LEAST_HZ.get(name, 0.0))


def truths_in(legs: Iterable[Filmed]) -> list[LegTruth]:
    """Legs behind clips, each once."""
    return list({id(one.truth): one.truth for one in legs}.values())


def true_of(one: Filmed, name: str) -> float:
    """The truth of a figure; what changes along a recording is that of the clip's own strides."""
    if name not in OF_THE_CLIP:
        return one.truth.values[name]
    contacts = one.truth.initial_contact_s
    inside = contacts[(contacts > one.leg.leg.time_s[0]) & (contacts < one.leg.leg.time_s[-1])]
    stride_s = float(inside[-1] - inside[0]) / (len(inside) - 1)
    length_m = one.truth.speed_m_s * stride_s
    return {"stride_time_s": stride_s, "stride_rate_steps_per_min": 120.0 / stride_s, "stride_length_m": length_m}[name]


@dataclass(frozen=True, kw_only=True)
class Judged:
    """One figure of one filmed leg, by what the other runners taught."""

    name: str
    shot: Shot
    shown: float
    video: float
    true: float
    typical: float

    @property
    def off(self) -> float:
        """Shown less true, as a share where the figure is relative."""
        return self.shown / self.true - 1.0 if self.name in RELATIVE else self.shown - self.true


def judged(legs: Sequence[Filmed]) -> list[Judged]:
    """Every figure of every leg, its runner left out of calibration and typical values."""
    teachers = [one for one in legs if one.shot.yaw_deg == 0.0 and one.shot.frame_rate_hz in TEACHING_HZ]
    found = []
    for runner in dict.fromkeys(one.runner for one in legs):
        taught_by = [one for one in teachers if one.runner != runner]
        calibration, others = calibrated(taught_by), truths_in(taught_by)
        for one in (leg for leg in legs if leg.runner == runner):
            video = _video(one, calibration)
            for name, figure in calibration.figures.items():
                typical = typical_of(others, name, one.truth.speed_m_s)
                shown, true = shrunk(video[name], typical, figure), true_of(one, name)
                found.append(Judged(name=name, shot=one.shot, shown=shown, video=video[name], true=true, typical=typical))
    return found


def filmed_anew(folder: Path) -> list[Judged]:
    """Every leg filmed with other errors than the shipped calibration was taught by, and judged."""
    truths = all_truths(folder)
    legs = [one for shot in shots() for one in film(truths, shot._replace(seed=NEW_SEED))]
    return judged(legs)


def rows_of(results: Sequence[Judged], shipped: SideViewCalibration) -> tuple[Row, ...]:
    """Bias of the moments within 3 % and every band kept, over clips from up to 10 deg off square; by frame rate and yaw for the record."""
    rows = []
    names = [name for name in dict.fromkeys(one.name for one in results) if name in shipped.figures]
    for name in names:
        figure = shipped.figures[name]
        of_name = [one for one in results if one.name == name and one.shot.frame_rate_hz >= float(figure.least_hz)]
        square = [one for one in of_name if abs(one.shot.yaw_deg) <= MOST_YAW_DEG]
        if name in RELATIVE:
            bias = float(np.mean([one.off for one in square]))
            rows.append(Row(quantity=f"{name}: bias, share", reached=bias, low=-MOST_BIAS, high=MOST_BIAS))
        rows.append(Row(quantity=f"{name}: share within {float(figure.band):.3g}", reached=_inside(square, figure), low=LEAST_INSIDE))
        rows += [
            Row(quantity=f"  {shot.frame_rate_hz:g} pictures/s, {shot.yaw_deg:+g} deg", reached=_inside(legs, figure))
            for shot in dict.fromkeys(one.shot for one in of_name)
            if (legs := [one for one in of_name if one.shot == shot])
        ]
    return tuple(rows)


def _inside(results: Sequence[Judged], figure: Figure) -> float:
    return float(np.mean([abs(one.off) <= float(figure.band) for one in results]))
