"""From a clip of one camera before or behind a runner to a Run: what both legs and the pelvis do sideways, with bands."""

import math
from collections.abc import Collection, Container, Mapping
from typing import Literal

import numpy as np

from ...body import SIDES, Athlete, SegmentTable
from ...language import en
from ...motion import FlatKeypoints
from ...note import Note
from ..analyse import with_observations
from ..clip.fold import HIGHEST_HZ
from ..clip.points import leg_over_height
from ..measures.definitions import measure_definitions
from ..measures.measure import Measure, measure_of
from ..run import FrontPose, FrontView, Run, SideResult
from ..runners.norms import MEASURED_M_S
from .admitted import refuse_no_front_run, refuse_off_axis
from .both_legs import both_legs
from .calibration import FrontViewCalibration, front_view_calibration
from .figures import FrontFigures, front_figures
from .folded_pair import FoldedPair, folded_pair
from .hidden import front_not_shown
from .measured import measure_of_figure, per_figure
from .moments import front_moments, steps_of
from .refusal import OtherViewError, SpeedMissingError

MARKER_SET = "keypoints"
STEADY = 0.1
"""A runner whose size in the picture changes by less than this share stays on one spot, as on a belt; our choice."""


def analyse_front_view(
    clip: FlatKeypoints,
    athlete: Athlete,
    *,
    speed_m_s: float | None,
    said: Literal["front", "rear"] | None = None,
    table: SegmentTable = "de_leva",
) -> Run:
    """Analyse a run that one camera saw from the front or from behind.

    Nothing is made up of what the picture hides: no depth, no angle of hip or knee, no moment. Lengths are shares of the leg's length as
    seen, and centimetres by the length that a leg has at that body height.

    Args:
        clip: The runner's points.
        athlete: Height; mass and sex go with the run.
        speed_m_s: Running speed, which a camera on the way of running does not show.
        said: What the clip is said to be; None to see by the order of the hips.
        table: Segment table that goes with the run.

    Returns:
        The run, its figures with bands in `view`.

    Raises:
        SpeedMissingError: If no speed is given.
        OtherViewError: If it is said to be from the front and is from behind, or the other way round.
        HipDriveError: Another of its children, for a clip that shows no runner from the front or from behind for long enough.
    """
    legs = both_legs(clip)
    if said is not None and said != legs.view:
        raise OtherViewError(clip.file_name, legs.view)
    if speed_m_s is None:
        raise SpeedMissingError(clip.file_name, legs.view)
    learned = front_view_calibration()
    pair = folded_pair(legs).clocked(learned.clock)
    refuse_no_front_run(pair, learned)
    figures = front_figures(pair, learned, speed_m_s=speed_m_s)
    refuse_off_axis(clip.file_name, figures.yaw_rad, learned)
    leg_m = sum(leg_over_height().values()) * athlete.height_m
    bands = _bands(athlete, learned, leg_m=leg_m, speed_m_s=speed_m_s)
    hidden = {
        name for name, figure in learned.figures.items() if bands[measure_of_figure(name)] > float(figure.tells) * per_figure(name, leg_m)
    }
    cadence = 120.0 * pair.stride_hz
    shared = figures.of_both | {"cadence": cadence}
    scatter_m = leg_m / figures.leg * np.array([path.scatter for path in pair.path.values()])
    run = Run(
        athlete=athlete,
        segments=table,
        cutoff_hz=HIGHEST_HZ,
        marker_set=MARKER_SET,
        speed_m_s=speed_m_s,
        cadence_steps_per_min=cadence,
        treadmill=legs.size_change < STEADY,
        marker_error_rms_m=float(np.sqrt(np.mean(scatter_m**2))),
        marker_error_max_m=float(scatter_m.max()),
        residual_rms_bw=None,
        force_over_weight=None,
        trunk_recorded=False,
        from_plates=False,
        view=_view(clip, pair, figures, hidden, bands, seen_from=legs.view, leg_m=leg_m),
        sampling_rate_hz=clip.frame_rate_hz,
        sides={
            side: _side_result(figures.of_side[side] | shared, hidden, legs.view, leg_m=leg_m, strides=int(legs.strides)) for side in SIDES
        },
        demand=(),
        form=(),
        notes=(*clip.notes, *_notes(figures, learned)),
    )
    return with_observations(run, {})


def _view(
    clip: FlatKeypoints,
    pair: FoldedPair,
    figures: FrontFigures,
    hidden: Collection[str],
    bands: Mapping[str, float],
    *,
    seen_from: Literal["front", "rear"],
    leg_m: float,
) -> FrontView:
    """Where the camera stood, how well each figure is known, and which are not shown."""
    learned = front_view_calibration()
    return FrontView(
        seen_from=seen_from,
        yaw_rad=figures.yaw_rad,
        leg_m=leg_m,
        bands={measure_of_figure(name): bands[measure_of_figure(name)] for name in learned.figures if name not in hidden},
        not_shown=front_not_shown(learned, hidden, bands, leg_m=leg_m),
        poses=_poses(pair, figures, learned),
        moments=front_moments(clip, pair, figures, learned),
        strides=(steps_of(pair, learned),),
    )


def _bands(athlete: Athlete, learned: FrontViewCalibration, *, leg_m: float, speed_m_s: float) -> dict[str, float]:
    """Half the width of each measure's band, wider where nobody was measured."""
    inside = 0.98 * MEASURED_M_S[0] <= speed_m_s <= 1.02 * MEASURED_M_S[-1] and athlete.sex == "male"
    wider = 1.0 if inside else float(learned.wider)
    return {measure_of_figure(name): wider * float(figure.band) * per_figure(name, leg_m) for name, figure in learned.figures.items()}


def _side_result(
    shown: Mapping[str, float], hidden: Container[str], view: Literal["front", "rear"], *, leg_m: float, strides: int
) -> SideResult:
    """Measures of one leg from its figures and those that both share; what is hidden is left out."""
    learned = front_view_calibration().figures
    values = {
        measure_of_figure(name): Measure(mean=learned[name].freed(value, view) * per_figure(name, leg_m), sd=None, n=strides)
        for name, value in shown.items()
        if name not in hidden
    }
    nothing = dict.fromkeys(measure_definitions(), measure_of([]))
    return SideResult(strides=strides, measures=nothing | values, curves={}, flexor_impulse={}, initial_contact_s=(), toe_off_s=())


def _poses(pair: FoldedPair, figures: FrontFigures, learned: FrontViewCalibration) -> tuple[FrontPose, ...]:
    """Hips, knees and ankles in the mean stride, while each foot stands below the body; the hips level in the mean of the stride."""
    lower = {side: float(pair.path[side, "hip", "up"].cosine[0]) for side in SIDES}
    poses = []
    for side in SIDES:
        at = pair.fold_phase(side, np.array([float(learned.clock.mid_stance)]))
        points = {}
        for of in SIDES:
            for joint in ("hip", "knee", "ankle"):
                across, up = (float(pair.path[of, joint, way].at(at)[0]) for way in ("across", "up"))
                up -= lower[of] if joint == "hip" else 0.0
                points[f"{joint}_{of}"] = (across / figures.leg, up / figures.leg)
        poses.append(FrontPose(side=side, points=points))
    return tuple(poses)


def _notes(figures: FrontFigures, learned: FrontViewCalibration) -> tuple[Note, ...]:
    """What is doubtful about the view."""
    if abs(figures.yaw_rad) <= float(learned.doubtful_yaw_rad):
        return ()
    message = en(
        "The camera seems to stand {turn:.0f}° off the way of running. That is taken out of the figures, but their bands were drawn for "
        "cameras up to {most:.0f}° off.",
        turn=math.degrees(abs(figures.yaw_rad)),
        most=math.degrees(float(learned.doubtful_yaw_rad)),
    )
    return (Note("camera_off_square", message),)
