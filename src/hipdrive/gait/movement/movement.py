"""One recorded run as mechanics: joint angles in time, ground forces on each foot, joint moments."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ...arrays import BoolArray, FloatArray
from ...body import SIDES, Athlete, SegmentTable, Side
from ...body.joints import SLACK, SUFFIX
from ...language import en
from ...motion import ROLES, MarkersAbsentError, MarkerSet, Motion, has_landmark, landmark, lowpass, stretches
from ...physics.calibration import Calibration, Landmarks, TrackedMarker, calibrate
from ...physics.inverse_dynamics import inverse_dynamics
from ...physics.inverse_kinematics import adjust_upper_body_markers, fit_markers
from ...physics.kinematics import forward_kinematics
from ...physics.skeleton import BALL_OVER_FOOT, Skeleton
from ..contact.named import Cut
from ..contact.on_markers import contacts_from_feet, over_ground
from ..contact.on_plates import Contact
from ..ground_force.required import required_ground_forces
from ..spline import quintic
from .feet import ball_path, landed_with_heel_clusters, leg_path, sole_point
from .gaps import long_gaps_bridged
from .on_ground import plates_under_feet


@dataclass(frozen=True, kw_only=True)
class Movement:
    """Joint angles, ground forces and joint moments of a run; X forward, Y up, Z right."""

    skeleton: Skeleton
    time_s: FloatArray
    """(n,) s."""
    seen: BoolArray
    """(n,) whether the whole runner was seen; where not, nothing is known, and no stride touches these frames."""
    q: FloatArray
    """(n, nv) coordinates (rad, m)."""
    velocity: FloatArray
    """(n, nv) (rad/s, m/s)."""
    moment_nm: FloatArray
    """(n, nv) internal generalised forces (Nm, N); the first six are the residual on the pelvis."""
    ground_n: Mapping[Side, FloatArray]
    """(n, 3) N, low-passed ground force on each foot, zero outside contact."""
    contacts: tuple[Contact, ...]
    """Whole contacts in order of time."""
    cut_contacts: tuple[Contact, ...] = ()
    """Contacts that an end of the recording cuts: they load the foot, but are no events."""
    from_plates: bool = True
    """Whether contacts and ground forces were measured by plates; if not, both come from the movement."""
    centre_of_mass_m: FloatArray
    """(n, 3) m, of the whole body; a trunk without markers counts as upright on the pelvis."""
    hips_m: FloatArray
    """(n, 3) m, midway between the hip centres."""
    ankle_m: Mapping[Side, FloatArray]
    """(n, 3) m, ankle centres."""
    forefoot_m: Mapping[Side, FloatArray]
    """(n, 3) m, ball of the foot at sole height, laid on the foot's own, lightly smoothed markers: the fitted leg would pull it along."""
    foot_marker_height_m: Mapping[Side, FloatArray]
    """(n, k) m, unfiltered heights of the markers on each foot; NaN where missing."""
    marker_error_m: FloatArray
    """(n, m) m, distance from each marker to its place on the skeleton; NaN where missing."""
    slope: float = 0.0
    """Rise of the ground over level way in the direction of running."""

    @property
    def joint_play_m(self) -> float | None:
        """Root mean square of how far the joint with the most play comes apart (m); None where joints have none."""
        if not self.skeleton.loose_joints:
            return None
        slack = self.q[self.seen][:, [self.skeleton.index(name) for name in SLACK]].reshape(np.count_nonzero(self.seen), -1, 3)
        return float(np.sqrt(np.mean(np.sum(slack**2, axis=2), axis=0)).max())

    def seen_throughout(self, start_s: float, end_s: float) -> bool:
        """Whether the runner was seen all the time from one instant to another (s)."""
        return bool(self.seen[(self.time_s >= start_s) & (self.time_s <= end_s)].all())

    def passage_at(self, at_s: float) -> slice:
        """The frames around an instant (s) in which the runner is seen without a break; empty where they are not seen."""
        frame = int(np.argmin(np.abs(self.time_s - at_s)))
        return next((slice(start, end) for start, end in stretches(self.seen) if start <= frame < end), slice(0, 0))

    def of(self, coordinate: str, side: Side) -> int:
        """Place of a coordinate of one side, such as 'hip_flexion'."""
        return self.skeleton.index(coordinate + SUFFIX[side])


def calibration_of(static: Motion, marker_set: MarkerSet, athlete: Athlete, table: SegmentTable) -> Calibration:
    """Scale the skeleton to the runner by the standing trial.

    Args:
        static: Quiet standing, oriented (Y up), zeros marked as missing.
        marker_set: Names of landmarks and tracked markers.
        athlete: Body mass and height.
        table: Segment table.

    Returns:
        Skeleton and markers.

    Raises:
        MissingLandmarkError: If a landmark of pelvis, knee or ankle was not recorded.
    """
    seen = {role: _mean_seen(landmark(static, marker_set, role)) for role in ROLES if has_landmark(static, marker_set, role)}
    standing = {label: _mean_seen(static.marker(label)) for label in static.labels if np.isfinite(static.marker(label)).all(axis=1).any()}
    return calibrate(athlete, landmarks=Landmarks(seen), standing_m=standing, tracking=marker_set.tracking, table=table)


def fits_like(first: Calibration, second: Calibration) -> bool:
    """Whether the same angles fit both to a run: joints and markers in the same places, so that only masses (or soles) differ."""
    if [(marker.label, marker.body) for marker in first.markers] != [(marker.label, marker.body) for marker in second.markers]:
        return False
    return first.skeleton.coordinates == second.skeleton.coordinates and np.array_equal(_places_m(first), _places_m(second))


def _places_m(calibration: Calibration) -> FloatArray:
    """(n, 3) places of joints and markers on their bodies."""
    return np.concatenate([calibration.skeleton.model.body_pos, *([marker.local_m] for marker in calibration.markers)])


def movement_of(
    run: Motion, calibration: Calibration, *, cutoff_hz: float, fitted: Movement | None = None, cut: Cut | None = None
) -> Movement:
    """Solve inverse kinematics and inverse dynamics of a run.

    Without plates the contacts come from the feet's movement and the ground forces from that of the whole body.

    Args:
        run: Oriented run, gaps filled; with force plates or without.
        calibration: The runner's skeleton with its markers.
        cutoff_hz: Zero-lag low-pass of markers and forces alike (-3 dB).
        fitted: The same run, filtered so, on a skeleton that differs in masses alone: its angles are taken over.
        cut: A movement that is no run, with its contacts as a person names them; a foot that stands beside plates then carries no force.

    Returns:
        The movement at the marker frames.

    Raises:
        MarkersAbsentError: If the run lacks calibrated markers of a leg or the pelvis.
        NotRunningError: If both feet are on the ground at once.
    """
    skeleton, slope = calibration.skeleton, run.slope or 0.0
    markers = tuple(marker for marker in calibration.markers if marker.label in run.labels)
    _refuse_bare_bodies(run, calibration)
    seen = np.stack([run.marker(marker.label) for marker in markers], axis=1)
    whole = long_gaps_bridged(skeleton, markers, seen, rate_hz=run.sampling_rate_hz, cutoff_hz=cutoff_hz)
    if fitted is None:
        q, marker_error = _fitted(skeleton, markers, seen, whole, run.sampling_rate_hz, cutoff_hz)
    else:
        q, marker_error = fitted.q, fitted.marker_error_m
    spline = quintic(run.time_s, q)
    velocity, acceleration = spline(run.time_s, 1), spline(run.time_s, 2)
    kinematics = forward_kinematics(skeleton, q)
    forefoot = {side: sole_point(skeleton, kinematics, side, BALL_OVER_FOOT) for side in SIDES}
    if run.plates or cut is not None:
        contacts, outer = plates_under_feet(run, forefoot, cutoff_hz=cutoff_hz, cut=cut)
    else:
        legs = {side: over_ground(leg_path(skeleton, kinematics, markers, whole, side, run.sampling_rate_hz), slope) for side in SIDES}
        contacts = contacts_from_feet(legs, time_s=run.time_s, file_name=run.file_name)
        contacts = landed_with_heel_clusters(contacts, run, skeleton, kinematics, markers, forefoot)
        forces = required_ground_forces(skeleton, q, contacts, time_s=run.time_s, rate_hz=run.sampling_rate_hz, cutoff_hz=cutoff_hz)
        outer = [forces[side] for side in SIDES]
    moment = inverse_dynamics(skeleton, kinematics, q=q, velocity=velocity, acceleration=acceleration, outer=outer)
    mass = skeleton.model.body_mass
    return Movement(
        skeleton=skeleton,
        time_s=run.time_s,
        seen=np.ones(len(run.time_s), dtype=bool),
        q=q,
        velocity=velocity,
        moment_nm=moment,
        ground_n={side: load.force_n for side, load in zip(SIDES, outer, strict=True)},
        contacts=tuple(contact for contact in contacts if contact.whole),
        cut_contacts=tuple(contact for contact in contacts if not contact.whole),
        from_plates=bool(run.plates),
        centre_of_mass_m=np.einsum("b,nbi->ni", mass, kinematics.com_m) / mass.sum(),
        hips_m=np.mean([kinematics.position_m[:, skeleton.body_index(f"femur{SUFFIX[side]}")] for side in SIDES], axis=0),
        ankle_m={side: kinematics.position_m[:, skeleton.body_index(f"calcn{SUFFIX[side]}")] for side in SIDES},
        forefoot_m={side: ball_path(skeleton, kinematics, markers, whole, side, run.sampling_rate_hz) for side in SIDES},
        foot_marker_height_m={
            side: np.stack([run.marker(m.label)[:, 1] for m in markers if m.body == f"calcn{SUFFIX[side]}"], axis=1) for side in SIDES
        },
        marker_error_m=marker_error,
        slope=slope,
    )


def _fitted(
    skeleton: Skeleton, markers: tuple[TrackedMarker, ...], seen_m: FloatArray, whole_m: FloatArray, rate_hz: float, cutoff_hz: float
) -> tuple[FloatArray, FloatArray]:
    """Coordinates (n, nv) that follow the markers best, and (n, m) distances to these, NaN where one was not seen."""
    smooth = lowpass(whole_m, rate_hz=rate_hz, cutoff_hz=cutoff_hz)
    fit = fit_markers(skeleton, adjust_upper_body_markers(skeleton, markers, smooth), smooth)
    return fit.q, np.where(np.isnan(seen_m).any(axis=2), np.nan, fit.error_m)


def _mean_seen(path_m: FloatArray) -> FloatArray:
    """Mean (3,) over the frames in which a marker was seen."""
    mean: FloatArray = path_m[np.isfinite(path_m).all(axis=1)].mean(axis=0)
    return mean


def _refuse_bare_bodies(run: Motion, calibration: Calibration) -> None:
    """Refuse a run in which pelvis, thigh, shank or foot has fewer than three calibrated markers."""
    for body in ("pelvis", *(bone + SUFFIX[side] for bone in ("femur", "tibia", "calcn") for side in SIDES)):
        labels = [marker.label for marker in calibration.markers if marker.body == body]
        present = [label for label in labels if label in run.labels]
        if len(present) < 3:
            absent = tuple(label for label in labels if label not in present) or (en("of {body}", body=body),)
            needed_for = en("following the body '{body}' (three are needed, {found} found)", body=body, found=len(present))
            raise MarkersAbsentError(run.file_name, absent, needed_for)
