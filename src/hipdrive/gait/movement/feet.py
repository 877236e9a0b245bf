"""Where points of the feet go in a run, laid on the feet's own markers: what landings, toe-offs and the ground's speed are read from."""

from collections.abc import Mapping, Sequence

import numpy as np

from ...arrays import FloatArray
from ...body import SIDES, Side
from ...body.joints import SUFFIX
from ...motion import Motion, lowpass
from ...physics.calibration import TrackedMarker
from ...physics.kinematics import Kinematics, points_on
from ...physics.rotation import fit_rigid
from ...physics.skeleton import BALL_OVER_FOOT, LegShape, Skeleton
from ..contact.by_pelvis import landed_by_pelvis, low_foot_speed_m_s, smoothed_before
from ..contact.on_markers import LegPath
from ..contact.on_plates import Contact

LANDING_CUTOFF_HZ = 45.0
"""Low-pass of the foot's markers for landings (at most 0.4 of the frame rate): a strike lasts some 20 ms."""
LEAVING_CUTOFF_HZ = 25.0
"""The same for toe-off, at which nothing is sudden."""
LARGEST_CUTOFF_SHARE = 0.4
HEEL_CLUSTER_FRONT_SHARE = 0.95
"""Where along the sole the point lies whose rise is toe-off where a foot has markers on its heel alone. They carry it stiffly, while real
toes bend; picked on runners of Fukuchi 2017 of whose feet only the heel markers were kept."""


def sole_point(skeleton: Skeleton, kinematics: Kinematics, side: Side, share: float) -> FloatArray:
    """(n, 3) point of the sole at a share of the way from heel to toe tip."""
    leg = skeleton.shape.legs[side]
    return points_on(kinematics, skeleton.body_index(f"calcn{SUFFIX[side]}"), leg.heel_m + share * (leg.toe_m - leg.heel_m))


def leg_path(
    skeleton: Skeleton,
    kinematics: Kinematics,
    markers: Sequence[TrackedMarker],
    seen_m: FloatArray,
    side: Side,
    rate_hz: float,
) -> LegPath:
    """What events are read from: the foot laid on its own, lightly smoothed markers, the rest from the fitted skeleton."""
    leg = skeleton.shape.legs[side]
    own = [marker.local_m for marker in markers if marker.body == f"calcn{SUFFIX[side]}"]

    def on_foot(point_m: FloatArray, cutoff_hz: float) -> FloatArray:
        return _on_own_markers(skeleton, kinematics, markers, seen_m, side, point_m, rate_hz=rate_hz, cutoff_hz=cutoff_hz)

    ankle = kinematics.position_m[:, skeleton.body_index(f"calcn{SUFFIX[side]}")]
    hips = np.mean([kinematics.position_m[:, skeleton.body_index(f"femur{SUFFIX[either]}"), 0] for either in SIDES], axis=0)
    return LegPath(
        heel_m=on_foot(leg.heel_m, LANDING_CUTOFF_HZ),
        ball_m=ball_path(skeleton, kinematics, markers, seen_m, side, rate_hz),
        front_m=on_foot(_foremost(own, leg), LEAVING_CUTOFF_HZ),
        reach_m=ankle[:, 0] - hips,
    )


def landed_with_heel_clusters(
    contacts: tuple[Contact, ...],
    run: Motion,
    skeleton: Skeleton,
    kinematics: Kinematics,
    markers: Sequence[TrackedMarker],
    forefoot_m: Mapping[Side, FloatArray],
) -> tuple[Contact, ...]:
    """Contacts; landings from the pelvis where feet carry heel clusters alone whose markers were smoothed so hard that no strike shows."""
    heights = []
    for side in SIDES:
        own = [marker for marker in markers if marker.body == f"calcn{SUFFIX[side]}"]
        if not _on_heel([marker.local_m for marker in own], skeleton.shape.legs[side]):
            return contacts
        height = np.mean([run.marker(marker.label)[:, 1] for marker in own], axis=0)
        heights.append(height[np.isfinite(height)])
    if not smoothed_before(heights, rate_hz=run.sampling_rate_hz):
        return contacts
    pelvis = kinematics.position_m[:, skeleton.body_index("pelvis")]
    forward_m_s = float(pelvis[-1, 0] - pelvis[0, 0]) / float(run.time_s[-1] - run.time_s[0])
    speed = low_foot_speed_m_s(contacts, forefoot_m, run.time_s) + forward_m_s
    return landed_by_pelvis(contacts, pelvis[:, 1], time_s=run.time_s, speed_m_s=speed)


def _on_heel(own: Sequence[FloatArray], leg: LegShape) -> bool:
    """Whether all markers of a foot sit behind the middle of its sole."""
    return max(float(place_m[0]) for place_m in own) < 0.5 * float(leg.heel_m[0] + leg.toe_m[0])


def _foremost(own: Sequence[FloatArray], leg: LegShape) -> FloatArray:
    """(3,) the foot's foremost marker; a point of the sole where all are on the heel, which rises long before toe-off."""
    if _on_heel(own, leg):
        return leg.heel_m + HEEL_CLUSTER_FRONT_SHARE * (leg.toe_m - leg.heel_m)
    return max(own, key=lambda place_m: float(place_m[0]))


def ball_path(
    skeleton: Skeleton, kinematics: Kinematics, markers: Sequence[TrackedMarker], seen_m: FloatArray, side: Side, rate_hz: float
) -> FloatArray:
    """(n, 3) ball of the foot at sole height, by the foot's own markers."""
    leg = skeleton.shape.legs[side]
    ball = leg.heel_m + BALL_OVER_FOOT * (leg.toe_m - leg.heel_m)
    return _on_own_markers(skeleton, kinematics, markers, seen_m, side, ball, rate_hz=rate_hz, cutoff_hz=LANDING_CUTOFF_HZ)


def _on_own_markers(
    skeleton: Skeleton,
    kinematics: Kinematics,
    markers: Sequence[TrackedMarker],
    seen_m: FloatArray,
    side: Side,
    point_m: FloatArray,
    *,
    rate_hz: float,
    cutoff_hz: float,
) -> FloatArray:
    """(n, 3) point of a foot laid on its own markers, smoothed no more than to the cut-off; on the fitted foot where too few were seen."""
    name = f"calcn{SUFFIX[side]}"
    own = [place for place, marker in enumerate(markers) if marker.body == name]
    smooth = lowpass(seen_m[:, own], rate_hz=rate_hz, cutoff_hz=min(cutoff_hz, LARGEST_CUTOFF_SHARE * rate_hz))
    rotation, origin = fit_rigid(np.array([markers[place].local_m for place in own]), smooth)
    lost = np.asarray(np.isnan(origin).any(axis=1))
    fitted = points_on(kinematics, skeleton.body_index(name), point_m)
    path: FloatArray = np.where(lost[:, None], fitted, origin + rotation @ point_m)
    return path
