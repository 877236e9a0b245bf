"""From clips of one camera at the side to a Run: what the near legs show, with bands, and what stays hidden."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ...body import SIDES, Athlete, SegmentTable
from ...body_words import SIDE_WORDS
from ...curve import MomentCurve
from ...language import en
from ...motion import FlatKeypoints
from ...note import Note
from ...units import km_h_from_m_s
from ..analyse import with_observations
from ..clip.fold import HIGHEST_HZ
from ..clip.phase import instants_of
from ..measures.definitions import measure_definitions
from ..measures.measure import Measure, measure_of
from ..run import ClipMoment, ClipStrides, Run, SideResult, SideView, StrideCurve
from ..runners.demand import typical_demand
from ..runners.norms import FASTEST_M_S, MEASURED_M_S, SLOWEST_M_S
from ..runners.typical import typical_measures
from .admitted import refuse_no_run
from .calibration import SideViewCalibration, shrunk, side_view_calibration
from .figures import LegFigures, leg_figures
from .folded_leg import FoldedLeg, folded
from .hidden import not_shown
from .moments import clip_moments
from .near_leg import near_leg
from .refusal import SameSideTwiceError

IMPULSE = "flexor_impulse_swing_nm_s_kg"
MARKER_SET = "keypoints"
SPEED_OFF = 0.15
"""A planted foot whose speed differs by more from the one given is named: it is 1 % off in the mean, spread 5 %; our choice."""
BELT_BAND = 0.1
"""95 of 100 belts lie within this share of what the planted foot shows, by the same simulation (spread 5 %)."""
SQUARE_RAD = math.radians(15.0)
"""A runner who seems turned further than this is doubtful: bands were drawn for cameras up to 10 deg off square."""


@dataclass(frozen=True, kw_only=True)
class _Filmed:
    """One near leg with its figures."""

    clip: FlatKeypoints
    leg: FoldedLeg
    figures: LegFigures
    values: Mapping[str, float]
    """Shrunk towards what is typical, by name and unit; what the clip does not show is left out."""


def analyse_side_view(
    clips: Sequence[FlatKeypoints], athlete: Athlete, *, speed_m_s: float | None = None, table: SegmentTable = "de_leva"
) -> Run:
    """Analyse a run that one camera saw from the side; two clips, one from each side, make a pair with both near legs.

    The far leg is hidden by the near one and is not measured. There are no moments in stance, because nothing shows the ground's force, and
    no hip flexion, because nothing shows how the pelvis is tilted: thigh and trunk are against plumb.

    Args:
        clips: One or two clips of the same runner at the same speed.
        athlete: Mass, height and sex.
        speed_m_s: Running speed; None to take the belt's from the planted foot.
        table: Segment table.

    Returns:
        The run, its figures with bands in `view`.

    Raises:
        SameSideTwiceError: If two clips show the same side.
        HipDriveError: Another of its children, for a clip that shows no runner from the side for long enough.
    """
    learned = side_view_calibration()
    legs = [folded(near_leg(clip, athlete)) for clip in clips]
    for leg in legs:
        refuse_no_run(leg)
    near = tuple(leg.leg.side for leg in legs)
    if len(set(near)) < len(near):
        raise SameSideTwiceError(clips[1].file_name, near[0])
    raw = [leg_figures(leg, athlete, learned, speed_m_s=speed_m_s, table=table) for leg in legs]
    speed = speed_m_s if speed_m_s is not None else float(np.mean([figures.speed_m_s for figures in raw]))
    filmed = [_filmed(*one, speed, learned) for one in zip(clips, legs, raw, strict=True)]
    rate_hz = min(clip.frame_rate_hz for clip in clips)
    scatter_m = [leg.path[name].scatter for leg in legs for name in leg.path]
    run = Run(
        athlete=athlete,
        segments=table,
        cutoff_hz=HIGHEST_HZ,
        marker_set=MARKER_SET,
        speed_m_s=speed,
        cadence_steps_per_min=float(np.mean([one.values["stride_rate_steps_per_min"] for one in filmed])),
        treadmill=True,
        marker_error_rms_m=float(np.sqrt(np.mean(np.square(scatter_m)))),
        marker_error_max_m=float(np.max(scatter_m)),
        residual_rms_bw=None,
        force_over_weight=None,
        trunk_recorded=any("trunk" in leg.angle for leg in legs),
        from_plates=False,
        view=SideView(
            near=near,
            bands=_bands(filmed, athlete, speed, learned, given=speed_m_s is not None),
            not_shown=not_shown(near, rate_hz, speed),
            moments=tuple(moment for number, one in enumerate(filmed) for moment in _moments(one, number)),
            strides=tuple(ClipStrides(side=one.leg.leg.side, landings_s=_landings(one), contact_s=one.figures.contact_s) for one in filmed),
        ),
        sampling_rate_hz=rate_hz,
        sides={side: _side_result([one for one in filmed if one.leg.leg.side == side]) for side in SIDES},
        demand=tuple(curve for one in filmed for curve in _demand(one, speed, learned)),
        form=(),
        notes=_notes(filmed, given_m_s=speed_m_s),
    )
    return with_observations(run, {})


def _filmed(clip: FlatKeypoints, leg: FoldedLeg, figures: LegFigures, speed_m_s: float, learned: SideViewCalibration) -> _Filmed:
    """Shrink the figures that this clip shows towards what is typical."""
    known = SLOWEST_M_S <= speed_m_s <= FASTEST_M_S
    typical = {name: measure.mean for name, measure in typical_measures(speed_m_s).items()} if known else {}
    values = {}
    for name, video in figures.values.items():
        figure = learned.figures[name]
        if clip.frame_rate_hz * (1.0 + 0.02) < float(figure.least_hz) or (figure.relative and not known):
            continue
        values[name] = shrunk(video, typical.get(name), figure)
    return _Filmed(clip=clip, leg=leg, figures=figures, values=values)


def _bands(filmed: Sequence[_Filmed], athlete: Athlete, speed_m_s: float, learned: SideViewCalibration, *, given: bool) -> dict[str, float]:
    """Half the width of each figure's band, wider where nobody was measured."""
    inside = 0.98 * MEASURED_M_S[0] <= speed_m_s <= 1.02 * MEASURED_M_S[-1] and athlete.sex == "male"
    wider = 1.0 if inside else float(learned.wider)
    bands: dict[str, float] = {}
    for one in filmed:
        for name, value in one.values.items():
            figure = learned.figures[name]
            if name == "stride_length_m" and not given:
                bands[name] = BELT_BAND * value
                continue
            bands[name] = max(bands.get(name, 0.0), wider * float(figure.band) * (abs(value) if figure.relative else 1.0))
    return bands


def _side_result(filmed: Sequence[_Filmed]) -> SideResult:
    """Measures and curves of one side; nothing of a leg that no camera faced."""
    nothing = dict.fromkeys(measure_definitions(), measure_of([]))
    if not filmed:
        return SideResult(strides=0, measures=nothing, curves={}, flexor_impulse={}, initial_contact_s=(), toe_off_s=())
    one = filmed[0]
    strides = int(one.leg.strides)
    events = one.clip.frame_rate_hz >= float(side_view_calibration().figures["contact_time_s"].least_hz)
    landings = _landings(one) if events else ()
    return SideResult(
        strides=strides,
        measures=nothing | {name: Measure(mean=value, sd=None, n=strides) for name, value in one.values.items()},
        curves=_curves(one),
        flexor_impulse={},
        initial_contact_s=landings,
        toe_off_s=tuple(at_s + one.figures.contact_s for at_s in landings),
    )


def _moments(one: _Filmed, number: int) -> tuple[ClipMoment, ...]:
    """Moments of one stride of the clip."""
    figures = one.figures
    return clip_moments(
        one.clip,
        one.leg.leg.side,
        number=number,
        landings_s=_landings(one),
        stride_s=figures.stride_s,
        contact_s=figures.contact_s,
        curves=figures.curves,
    )


def _landings(one: _Filmed) -> tuple[float, ...]:
    """Instants (s) of the clip at which the foot lands, by the phase of the stride."""
    strides_s = instants_of(one.leg.phase.phase, one.leg.leg.time_s, [one.figures.landing_phase])
    return tuple(landing_s for (landing_s,) in strides_s)


def _curves(one: _Filmed) -> dict[str, StrideCurve]:
    """(101,) angles over the stride with the scatter of the pictures about them."""
    scatter = {
        "thigh_rad": one.leg.angle["thigh"].scatter,
        "knee_flexion_rad": math.hypot(one.leg.angle["thigh"].scatter, one.leg.angle["shank"].scatter),
        "trunk_lean_rad": one.leg.angle["trunk"].scatter if "trunk" in one.leg.angle else 0.0,
    }
    every = (len(one.figures.curves["thigh_rad"]) - 1) // 100
    return {name: StrideCurve(mean=curve[::every], sd=np.full(101, scatter[name])) for name, curve in one.figures.curves.items()}


def _demand(one: _Filmed, speed_m_s: float, learned: SideViewCalibration) -> tuple[MomentCurve, ...]:
    """Typical demand at the speed on the near hip, what its flexors do in swing scaled to the impulse that the clip shows."""
    if IMPULSE not in one.values:
        return ()
    side = one.leg.leg.side
    scale = one.values[IMPULSE] / typical_measures(speed_m_s)[IMPULSE].mean
    source = en(
        "typical at {speed:.1f} km/h, the {side} flexors' part in swing times {scale:.2f} as one camera shows it (within {band:.0f} %)",
        speed=km_h_from_m_s(speed_m_s),
        side=SIDE_WORDS[side],
        scale=scale,
        band=100.0 * float(learned.figures[IMPULSE].band),
    )
    count = int(one.leg.strides)

    def own(curve: MomentCurve) -> MomentCurve:
        by = scale if curve.action == "flexor" and curve.phase == "swing" else 1.0
        return replace(curve, moment_nm_kg=by * curve.moment_nm_kg, count=np.full(len(curve.angle_rad), count), source=source)

    return tuple(own(curve) for curve in typical_demand(speed_m_s) if curve.side == side)


def _notes(filmed: Sequence[_Filmed], *, given_m_s: float | None) -> tuple[Note, ...]:
    """What reading noted, and what is doubtful about the view."""
    notes = list(dict.fromkeys(note for one in filmed for note in one.clip.notes))
    for one in filmed:
        turn, side = one.leg.leg.turn_rad, SIDE_WORDS[one.leg.leg.side]
        if turn > SQUARE_RAD:
            message = en(
                "The runner seems to be turned by {turn:.0f}° from the side ({side} leg): bands were drawn for cameras up to 10° off "
                "square.",
                turn=math.degrees(turn),
                side=side,
            )
            notes.append(Note("camera_off_square", message))
        if given_m_s is not None and abs(one.figures.belt_m_s / given_m_s - 1.0) > SPEED_OFF:
            message = en(
                "The planted foot goes back at {seen:.1f} km/h, but the speed given is {given:.1f} km/h: check speed, body height and "
                "frame rate.",
                seen=km_h_from_m_s(one.figures.belt_m_s),
                given=km_h_from_m_s(given_m_s),
            )
            notes.append(Note("speed_doubtful", message))
    return tuple(notes)
