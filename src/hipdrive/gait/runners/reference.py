"""A synthetic runner made from the mean stride of twelve open treadmill runners: for the demo, and for tests that know the truth."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from ...arrays import FloatArray
from ...body import SIDES, Athlete, Side, segment_inertias
from ...body.joints import SUFFIX
from ...data.declared import shipped_rows
from ...errors import ValueOutOfRangeError
from ...language import Text, en, joined, layout
from ...motion import ForcePlate, Motion
from ...note import SYNTHETIC, Note
from ...physics.calibration import TrackedMarker
from ...physics.kinematics import Kinematics, forward_kinematics, points_on
from ...physics.skeleton import BALL_OVER_FOOT, BodyShape, Skeleton, build_skeleton, typical_shape
from ...units import STANDARD_GRAVITY_M_S2
from .norms import FOLDER, MEASURED_M_S, between_measured, mixed_columns
from .reference_markers import MARKER_SET, reference_markers
from .typical import typical_measures

ATHLETE = Athlete(mass_kg=70.0, height_m=1.76, sex="male")
"""Invented."""
MARKER_RATE_HZ = 100.0
FORCE_RATE_HZ = 500.0
STATIC_FRAMES = 50
BEFORE_STRIDES, AFTER_STRIDES = 0.8, 0.43
"""Running before the right foot's first landing and after its last; the recording ends in flight, so no contact is cut there."""
PLANTED_FROM, PLANTED_TO = 0.2, 0.8
"""Shares of a contact between which the posed ball of the foot goes with the belt: from when all metatarsal heads are down (De Cock et al.
2005, Gait Posture 21:432), and the mirror image."""
LEG = ("hip_flexion", "hip_adduction", "hip_rotation", "knee_flexion", "ankle_angle", "subtalar_angle")
PELVIS = ("pelvis_tx", "pelvis_ty", "pelvis_tz", "pelvis_tilt", "pelvis_list", "pelvis_rotation")
RAMP_OF_CONTACT = 0.03
"""The mean contact starts and ends at 50 N; the force rises from zero and falls to it over this share of a contact."""
SWING_SPREAD_RAD: Mapping[str, float] = {"hip_flexion": np.radians(1.5), "knee_flexion": np.radians(2.0)}
"""Standard deviation from stride to stride of the height of a bump that fills the swing: invented, so that bands have a width."""
LEFT_LESS_RAD: Mapping[str, float] = {"hip_flexion": np.radians(2.0), "knee_flexion": np.radians(2.0)}
"""By so much less the left leg bends in mid-swing: invented, so that the sides differ."""
TEMPO_WAVER, TEMPO_PERIOD_STRIDES = 0.004, 3.7
"""The stride's clock runs ahead and behind by this share of a stride, over this many strides: invented."""
DRIFT_M, DRIFT_PERIOD_STRIDES = 0.01, 5.3
"""The runner drifts forward and back on the belt: invented."""
TRUNK_LEAN_RAD = np.radians(8.0)
TRUNK_TURN_RAD = np.radians(8.0)
ARM_BACK_RAD, ARM_SWING_RAD, ARM_OUT_RAD = np.radians(-10.0), np.radians(28.0), np.radians(-12.0)
ELBOW_RAD, ELBOW_SWING_RAD = np.radians(95.0), np.radians(10.0)
"""Trunk and arms were not recorded: they lean, turn and swing against the legs by invented, plausible amounts."""


@dataclass(frozen=True, kw_only=True)
class ReferenceTrial:
    """A synthetic trial and what it was made with."""

    run: Motion
    """Markers (X forward, Y up, Z right) and a force plate for each foot, as from an instrumented treadmill."""
    static: Motion
    """The same body standing still with all coordinates at zero."""
    athlete: Athlete
    speed_m_s: float
    cadence_steps_per_min: float
    about: Text
    """One sentence for every page: that it is synthetic, and what from."""


def reference_trial(*, speed_m_s: float = 3.5, strides: int = 10, seed: int = 1) -> ReferenceTrial:
    """Make the trial of a runner who does not exist.

    Our skeleton of an invented athlete is posed by the mean joint angles of twelve runners, with declared, seeded differences between
    strides and sides, and pushed by their mean ground force, scaled so that it carries exactly one body weight over a stride and neither
    speeds up nor slows down. The stride takes as long as the belt needs to carry the planted foot along.

    Args:
        speed_m_s: Speed of the belt (m/s), 2.5 to 4.5; between the measured speeds the mean curves are interpolated.
        strides: Whole strides of each side, 3 to 60.
        seed: Of the differences between strides; the same seed makes the same trial.

    Returns:
        The trial.

    Raises:
        ValueOutOfRangeError: If speed or strides are outside their range.
    """
    if not MEASURED_M_S[0] <= speed_m_s <= MEASURED_M_S[-1]:
        allowed = en(
            "between {slowest:g} and {fastest:g} m/s, the speeds that were measured", slowest=MEASURED_M_S[0], fastest=MEASURED_M_S[-1]
        )
        raise ValueOutOfRangeError(en("The speed of the reference runner"), layout("{speed:g} m/s", speed=speed_m_s), allowed)
    if not 3 <= strides <= 60:
        raise ValueOutOfRangeError(en("The number of strides"), strides, en("between 3 and 60"))
    between = between_measured(speed_m_s)
    mean, contact = mixed_columns("reference_stride.csv", between), mixed_columns("reference_contact.csv", between)
    typical = typical_measures(speed_m_s)
    duty = typical["contact_time_s"].mean / typical["stride_time_s"].mean
    skeleton = build_skeleton(ATHLETE, shape=_shape())
    stride_s, down_m = _belt_and_ground(skeleton, mean, duty, speed_m_s)
    clock = _Clock(stride_s=stride_s, seed=seed, strides=strides)
    time_s = np.arange(0.0, (BEFORE_STRIDES + strides + AFTER_STRIDES) * stride_s, 1.0 / MARKER_RATE_HZ)
    q = _pose(skeleton, mean, duty, clock, time_s)
    q[:, skeleton.index("pelvis_ty")] -= down_m
    kinematics = forward_kinematics(skeleton, q)
    plates = tuple(_plate(side, skeleton, kinematics, contact, duty, clock, time_s) for side in SIDES)
    about = en(
        "Synthetic: nobody ran this. Joint angles and ground forces are the mean of 12 men at {speed:g} m/s on a treadmill "
        "(computed from Fukuchi et al. 2017, CC BY 4.0), put on an invented runner; trunk, arms and the differences between strides and "
        "sides are invented too.",
        speed=speed_m_s,
    )
    standing = np.zeros((STATIC_FRAMES, len(skeleton.coordinates)))
    standing[:, skeleton.index("pelvis_ty")] = _standing_height_m(skeleton)
    markers = reference_markers(skeleton.shape)
    run = _motion("reference_run.trc", skeleton, markers, kinematics, about)
    static = _motion("reference_static.trc", skeleton, markers, forward_kinematics(skeleton, standing), about)
    return ReferenceTrial(
        run=replace(run, plates=plates),
        static=static,
        athlete=ATHLETE,
        speed_m_s=speed_m_s,
        cadence_steps_per_min=120.0 / stride_s,
        about=about,
    )


@dataclass(frozen=True, kw_only=True)
class _LengthRow:
    length: str
    mean: float
    """Share of the body's height."""


def _shape() -> BodyShape:
    """Typical proportions of the invented athlete, with the mean leg of the twelve runners, whose joint angles belong to it."""
    share = {row.length: row.mean for row in shipped_rows(tuple[_LengthRow, ...], FOLDER, "reference_body.csv")}
    thigh_m, shank_m = (share[f"{name}_over_height"] * ATHLETE.height_m for name in ("thigh", "shank"))
    shape = typical_shape(ATHLETE, segment_inertias(ATHLETE))
    legs = {
        side: replace(leg, knee_m=np.array([0.0, -thigh_m, 0.0]), ankle_m=np.array([0.0, -shank_m, 0.0]))
        for side, leg in shape.legs.items()
    }
    return replace(shape, legs=legs)


@dataclass(frozen=True, kw_only=True)
class _Clock:
    """When each stride happens; the same seed gives the same waver and the same spread."""

    stride_s: float
    seed: int
    strides: int

    def phase(self, time_s: FloatArray, side: Side) -> FloatArray:
        """Strides of one foot since its first landing; whole numbers are landings, the left half a stride after the right."""
        even = time_s / self.stride_s - BEFORE_STRIDES + (0.0 if side == "right" else -0.5)
        offset = np.random.default_rng(self.seed).uniform(0.0, 2 * np.pi)
        waver: FloatArray = TEMPO_WAVER * np.sin(2 * np.pi * time_s / (TEMPO_PERIOD_STRIDES * self.stride_s) + offset)
        return even + waver

    def spread(self, coordinate: str, side: Side, phase: FloatArray) -> FloatArray:
        """(n,) standard normal numbers, one a stride, by the stride that each frame belongs to."""
        stream = [self.seed, SIDES.index(side), sorted(SWING_SPREAD_RAD).index(coordinate)]
        drawn = np.random.default_rng(stream).standard_normal(self.strides + 4)
        drawn = (drawn - drawn.mean()) / drawn.std()
        return np.asarray(drawn[np.floor(phase).astype(int) + 2])


def _at(values: FloatArray, phase: FloatArray) -> FloatArray:
    """Trigonometric interpolation of a periodic curve (101,) at phases (n,): smooth, and exact at whole percents."""
    spectrum = np.fft.rfft(values[:-1]) / (len(values) - 1)
    kept = np.flatnonzero(np.abs(spectrum) > 1e-7)
    terms = spectrum[kept] * np.where(kept == 0, 1.0, 2.0)
    result: FloatArray = np.real(np.exp(2j * np.pi * np.outer(phase, kept)) @ terms)
    return result


def _belt_and_ground(skeleton: Skeleton, mean: Mapping[str, FloatArray], duty: float, speed_m_s: float) -> tuple[float, float]:
    """Stride time (s) at which the planted right foot goes with the belt, and how far (m) the posed runner hovers over it."""
    phase = np.linspace(PLANTED_FROM * duty, PLANTED_TO * duty, 31)
    q = np.zeros((len(phase), len(skeleton.coordinates)))
    _set_mean(skeleton, q, mean, {"right": phase, "left": phase - 0.5})
    leg = skeleton.shape.legs["right"]
    ball = points_on(
        forward_kinematics(skeleton, q), skeleton.body_index("calcn_r"), leg.heel_m + BALL_OVER_FOOT * (leg.toe_m - leg.heel_m)
    )
    backward_m_per_stride = float(ball[0, 0] - ball[-1, 0]) / float(phase[-1] - phase[0])
    return backward_m_per_stride / speed_m_s, float(np.median(ball[:, 1]))


def _set_mean(skeleton: Skeleton, q: FloatArray, mean: Mapping[str, FloatArray], phase: Mapping[Side, FloatArray]) -> None:
    """Write the mean stride of pelvis and legs into q (n, nv)."""
    for name in PELVIS:
        length = skeleton.athlete.height_m if name.startswith("pelvis_t") and name != "pelvis_tilt" else 1.0
        q[:, skeleton.index(name)] = _at(mean[name], phase["right"]) * length
    for side in SIDES:
        for name in LEG:
            q[:, skeleton.index(name + SUFFIX[side])] = _at(mean[name], phase[side])


def _pose(skeleton: Skeleton, mean: Mapping[str, FloatArray], duty: float, clock: _Clock, time_s: FloatArray) -> FloatArray:
    """(n, nv) coordinates of the whole run."""
    q = np.zeros((len(time_s), len(skeleton.coordinates)))
    phase = {side: clock.phase(time_s, side) for side in SIDES}
    _set_mean(skeleton, q, mean, phase)
    for side in SIDES:
        share = np.clip((np.mod(phase[side], 1.0) - duty) / (1.0 - duty), 0.0, 1.0)
        bump = np.sin(np.pi * share) ** 2
        for name, spread in SWING_SPREAD_RAD.items():
            height = 0.5 * LEFT_LESS_RAD[name] * (1.0 if side == "right" else -1.0)
            q[:, skeleton.index(name + SUFFIX[side])] += bump * (height + spread * clock.spread(name, side, phase[side]))
    q[:, skeleton.index("pelvis_tx")] += DRIFT_M * np.sin(2 * np.pi * time_s / (DRIFT_PERIOD_STRIDES * clock.stride_s))
    _swing_trunk_and_arms(skeleton, q, mean, phase)
    return q


def _swing_trunk_and_arms(skeleton: Skeleton, q: FloatArray, mean: Mapping[str, FloatArray], phase: Mapping[Side, FloatArray]) -> None:
    """Write trunk and arms into q: upright but for a lean, turning and swinging in time with the other side's thigh."""
    first = np.fft.rfft(mean["hip_flexion"][:-1])[1]
    swing = {side: np.cos(2 * np.pi * phase[side] + np.angle(first)) for side in SIDES}
    q[:, skeleton.index("lumbar_extension")] = -TRUNK_LEAN_RAD - q[:, skeleton.index("pelvis_tilt")]
    q[:, skeleton.index("lumbar_bending")] = -q[:, skeleton.index("pelvis_list")]
    q[:, skeleton.index("lumbar_rotation")] = TRUNK_TURN_RAD * swing["left"] - q[:, skeleton.index("pelvis_rotation")]
    for side, other in zip(SIDES, reversed(SIDES), strict=True):
        s = SUFFIX[side]
        q[:, skeleton.index(f"arm_flex{s}")] = ARM_BACK_RAD + ARM_SWING_RAD * swing[other]
        q[:, skeleton.index(f"arm_add{s}")] = ARM_OUT_RAD
        q[:, skeleton.index(f"elbow_flex{s}")] = ELBOW_RAD + ELBOW_SWING_RAD * swing[other]


def _plate(
    side: Side,
    skeleton: Skeleton,
    kinematics: Kinematics,
    contact: Mapping[str, FloatArray],
    duty: float,
    clock: _Clock,
    marker_time_s: FloatArray,
) -> ForcePlate:
    """Ground force on one foot in newtons, with its centre of pressure on the belt (Y = 0)."""
    time_s = np.arange(round(FORCE_RATE_HZ * float(marker_time_s[-1])) + 1) / FORCE_RATE_HZ
    share = np.mod(clock.phase(time_s, side) + 0.5, 1.0) - 0.5
    force_n = _force_bw(contact, duty, share / duty) * skeleton.athlete.mass_kg * STANDARD_GRAVITY_M_S2
    force_n[:, 2] *= 1.0 if side == "right" else -1.0
    out = 1.0 if side == "right" else -1.0
    ankle = kinematics.position_m[:, skeleton.body_index(f"calcn{SUFFIX[side]}")]
    percent = np.clip(share / duty, 0.0, 1.0) * 100.0
    forward, lateral = (
        np.interp(percent, np.arange(101), contact[f"pressure_{axis}_over_height"]) * skeleton.athlete.height_m
        for axis in ("forward", "lateral")
    )
    point_m = np.zeros_like(force_n)
    point_m[:, 0] = np.interp(time_s, marker_time_s, ankle[:, 0]) + forward
    point_m[:, 2] = np.interp(time_s, marker_time_s, ankle[:, 2]) + out * lateral
    point_m[force_n[:, 1] <= 0.0] = np.nan
    return ForcePlate(name=side, time_s=time_s, force_n=force_n, point_m=point_m, free_moment_nm=np.zeros_like(force_n), side=side)


def _force_bw(contact: Mapping[str, FloatArray], duty: float, share_of_contact: FloatArray) -> FloatArray:
    """(n, 3) force in body weights, forward, up and lateral, at shares of a contact; zero outside its ramps.

    Scaled so that both feet together carry one body weight over a stride, and tilted so that the stride's braking and push cancel.
    """
    places = np.concatenate([[-RAMP_OF_CONTACT], np.linspace(0.0, 1.0, 101), [1.0 + RAMP_OF_CONTACT]])
    table = np.pad(np.stack([contact[f"force_{axis}_bw"] for axis in ("forward", "up", "lateral")], axis=1), ((1, 1), (0, 0)))
    impulse = np.trapezoid(table, places, axis=0)
    table[:, 0] -= table[:, 1] * impulse[0] / impulse[1]
    table /= 2.0 * duty * impulse[1]
    return np.stack([np.interp(share_of_contact, places, column) for column in table.T], axis=1)


def _standing_height_m(skeleton: Skeleton) -> float:
    """Height (m) of the pelvis' origin when standing straight on the ground."""
    leg = skeleton.shape.legs["right"]
    return -float(leg.hip_m[1] + leg.knee_m[1] + leg.ankle_m[1] + leg.heel_m[1])


def _motion(file_name: str, skeleton: Skeleton, markers: tuple[TrackedMarker, ...], kinematics: Kinematics, about: Text) -> Motion:
    """Markers in the lab, with the note that nobody wore them."""
    paths = [points_on(kinematics, skeleton.body_index(marker.body), marker.local_m) for marker in markers]
    frames = len(kinematics.position_m)
    return Motion(
        file_name=file_name,
        format="trc",
        labels=tuple(marker.label for marker in markers),
        time_s=np.arange(frames) / MARKER_RATE_HZ,
        sampling_rate_hz=MARKER_RATE_HZ,
        position_m=np.stack(paths, axis=1),
        notes=(Note(SYNTHETIC, joined((about, en("Labels as in the marker set '{marker_set}'.", marker_set=MARKER_SET)))),),
    )
