"""The result of analysing one run: what was measured on each side, how well, and what it demands of the hips."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ..arrays import FloatArray
from ..body import SIDES, Athlete, SegmentTable, Side
from ..curve import MomentCurve, Range
from ..errors import NOTHING
from ..language import Text
from ..note import SYNTHETIC, Note
from .measures.definitions import measure_definitions
from .measures.measure import Measure
from .measures.symmetry import Symmetry, symmetry_of
from .verdict.form import FormFinding
from .verdict.quality import Quality, quality_of, quality_of_clip

MomentName = Literal["landing", "mid_stance", "toe_off", "highest_knee", "knee_inmost", "foot_outmost"]
"""The last two are of a swinging leg seen from the front or from behind."""
LEAST_STRIDES = 2
"""A side is set beside the other from so many strides on: one stride has no spread."""


@dataclass(frozen=True, kw_only=True)
class StrideCurve:
    """Mean and spread of one signal over strides, at 0, 1, ... 100 % from own-side initial contact to the next."""

    mean: FloatArray
    """(101,) in the unit of the signal's name."""
    sd: FloatArray
    """(101,) sample standard deviation over strides, zero with one stride."""
    zero: Text = NOTHING
    """What stands for zero, where it is not that of the signal's definition."""


@dataclass(frozen=True, kw_only=True)
class ImpulseShare:
    """Share of a stride's hip flexor impulse in one range, and what it would be with another pelvis definition."""

    share: float
    """0 to 1, zero of hip flexion as in quiet standing."""
    low: float
    """Smallest of the shares with the zero moved by -11, 0 and +11 deg."""
    high: float
    """Largest of them."""


@dataclass(frozen=True, kw_only=True)
class SideResult:
    """What was measured on one side."""

    strides: int
    measures: Mapping[str, Measure]
    """By name and unit: contact_time_s, foot_ahead_m, peak_hip_flexor_moment_nm_kg, ..."""
    curves: Mapping[str, StrideCurve]
    """By name and unit: hip_flexion_rad, hip_flexion_moment_nm_kg, ...; empty without a whole stride."""
    flexor_impulse: Mapping[Range, ImpulseShare]
    """How the flexor impulse of the stride is shared between the ranges; empty without a whole stride."""
    initial_contact_s: tuple[float, ...]
    toe_off_s: tuple[float, ...]
    figure_m: Mapping[str, FloatArray] = field(default_factory=dict)
    """Point of the body -> (51, 3) m, its mean path over these strides (`movement.figure`); empty without a whole stride."""


@dataclass(frozen=True, kw_only=True)
class NotShown:
    """Something that a clip does not show, and what to do about it."""

    what: Text
    why: Text


@dataclass(frozen=True, kw_only=True)
class ClipMoment:
    """One moment of one stride of a clip."""

    name: MomentName
    side: Side
    clip: int
    """Which of the clips that were analysed together, from 0."""
    time_s: float
    """On that clip's clock."""
    thigh_rad: float | None = None
    """Against plumb, forward positive; of the mean stride. Only a camera at the side shows it, and the knee alike."""
    knee_flexion_rad: float | None = None
    """Of the mean stride."""


@dataclass(frozen=True, kw_only=True)
class ClipStrides:
    """When the near foot of one clip lands and leaves."""

    side: Side
    landings_s: tuple[float, ...]
    """On the clip's clock; below 60 pictures a second to the nearest picture."""
    contact_s: float


@dataclass(frozen=True, kw_only=True)
class ClipSteps:
    """When each foot of a clip from the front or from behind stands below the body; landing and leaving are not told."""

    mid_stance_s: Mapping[Side, tuple[float, ...]]
    """On the clip's clock."""


@dataclass(frozen=True, kw_only=True)
class SideView:
    """How far a run that one camera saw from the side can be believed."""

    near: tuple[Side, ...]
    """Legs that faced a camera, one a clip."""
    bands: Mapping[str, float]
    """Measure by name: 95 legs of 100 lie within this of the truth, in the measure's unit."""
    not_shown: tuple[NotShown, ...]
    moments: tuple[ClipMoment, ...] = field(default=(), compare=False)
    """Moments of one stride of each clip, for those who have the clip; they are not kept with the run."""
    strides: tuple[ClipStrides, ...] = field(default=(), compare=False)
    """Of each clip; not kept with the run either."""
    seen_from: Literal["side"] = "side"


@dataclass(frozen=True, kw_only=True)
class FrontPose:
    """Both legs in the mean stride while one foot stands below the body, as a camera on the way of running sees them."""

    side: Side
    """Whose foot stands."""
    points: Mapping[str, tuple[float, float]]
    """hip_left, knee_left ... ankle_right -> rightward of the runner and up from the middle of the hips, in leg lengths."""


@dataclass(frozen=True, kw_only=True)
class FrontView:
    """How far a run that one camera saw from the front or from behind can be believed."""

    seen_from: Literal["front", "rear"]
    yaw_rad: float
    """How far the camera seems to stand off the way of running; it is taken out of what is sideways."""
    leg_m: float
    """Length of thigh and shank at that body height, by which shares of the leg become metres."""
    bands: Mapping[str, float]
    """Measure by name: 95 legs of 100 lie within this of the truth, in the measure's unit."""
    not_shown: tuple[NotShown, ...]
    poses: tuple[FrontPose, ...] = ()
    near: tuple[Side, ...] = SIDES
    """Both legs face such a camera."""
    moments: tuple[ClipMoment, ...] = field(default=(), compare=False)
    """Mid-stance, knee furthest inward and foot furthest outward of each leg, for those who have the clip; not kept with the run."""
    strides: tuple[ClipSteps, ...] = field(default=(), compare=False)
    """Of the clip; not kept with the run either."""


@dataclass(frozen=True, kw_only=True)
class Run:
    """One analysed run."""

    athlete: Athlete
    segments: SegmentTable
    cutoff_hz: float
    marker_set: str
    speed_m_s: float
    cadence_steps_per_min: float
    treadmill: bool
    slope: float = 0.0
    """Rise of the ground over level way, uphill positive."""
    marker_error_rms_m: float
    marker_error_max_m: float
    joint_play_m: float | None = None
    """How far the joint with the most play comes apart by the markers (root mean square, m); None where joints have no play."""
    residual_rms_bw: float | None
    """Root mean square of the force on the pelvis that the model cannot explain, in body weights; None without a model of it."""
    force_over_weight: float | None
    """Mean vertical ground force over whole strides, in body weights; None where a stride was not wholly on plates."""
    believed_share: float = 1.0
    """Share of the whole strides that show nothing beyond what bodies can do; the others were left out."""
    trunk_recorded: bool
    from_plates: bool = True
    """Whether ground forces and contacts were measured by plates; if not, both come from the movement."""
    clusters_only: bool = False
    """Whether there were only rigid clusters: no skeleton is fitted, so there are no moments and the joints' angles have no zero."""
    view: SideView | FrontView | None = None
    """Only of a run that one camera saw: bands of its figures, and what stays hidden."""
    sampling_rate_hz: float
    sides: Mapping[Side, SideResult]
    demand: tuple[MomentCurve, ...]
    form: tuple[FormFinding, ...]
    notes: tuple[Note, ...]

    @property
    def quality(self) -> Quality:
        """How far the recording can be trusted, why, and what to do about it."""
        if self.view is not None:
            strides = {side: self.sides[side].strides for side in self.view.near}
            beside = isinstance(self.view, SideView)
            return quality_of_clip(sampling_rate_hz=self.sampling_rate_hz, strides=strides, notes=self.notes, from_the_side=beside)
        return quality_of(
            sampling_rate_hz=self.sampling_rate_hz,
            strides={side: self.sides[side].strides for side in SIDES},
            marker_error_rms_m=self.marker_error_rms_m,
            joint_play_m=self.joint_play_m,
            residual_rms_bw=self.residual_rms_bw if self.from_plates else None,
            trunk_recorded=self.trunk_recorded,
            force_over_weight=self.force_over_weight,
            believed_share=self.believed_share,
            notes=self.notes,
        )

    @property
    def synthetic(self) -> bool:
        """Whether the program made the runner up."""
        return any(note.code == SYNTHETIC for note in self.notes)

    @property
    def thin_sides(self) -> tuple[Side, ...]:
        """Sides with fewer than two whole strides: they show no spread, so nothing is said of both sides and they are not compared."""
        return tuple(side for side in SIDES if self.sides[side].strides < LEAST_STRIDES)

    @property
    def symmetry(self) -> dict[str, Symmetry]:
        """Left less right of each measure that both sides show in two strides or more, with its noise.

        None of a run on video, whose bands are wider than sides differ.
        """
        if self.view is not None:
            return {}
        left, right = (self.sides[side].measures for side in SIDES)
        of_measure = {
            name: symmetry_of(definition, left[name], right[name])
            for name, definition in measure_definitions().items()
            if name in left and name in right
        }
        return {name: symmetry for name, symmetry in of_measure.items() if symmetry is not None}


CURVES = (
    "hip_flexion_rad",
    "knee_flexion_rad",
    "ankle_dorsiflexion_rad",
    "hip_flexion_moment_nm_kg",
    "hip_flexion_power_w_kg",
    "hip_power_w_kg",
    "grf_vertical_bw",
    "thigh_rad",
    "trunk_lean_rad",
)
"""Signals over the stride; hip_power sums the three axes of the hip. Thigh and trunk against plumb are given of a run on video alone."""
