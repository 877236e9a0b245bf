"""How far a run that one camera saw can be believed, to and from the domain."""

from typing import Literal

from ...body import Side
from ...gait.run import FrontPose, FrontView, NotShown, SideView
from ..wire_model import Wire


class SideViewDocument(Wire):
    """How far a run that one camera saw from the side can be believed."""

    near: tuple[Side, ...]
    """Legs that faced a camera, one a clip."""
    bands: dict[str, float]
    """By measure: 95 legs of 100 lie within this of the truth, in the measure's unit; made by simulation (data/gait/side_view.toml)."""


class FrontPoseDocument(Wire):
    """Both legs in the mean stride while one foot stands below the body."""

    side: Side
    """Whose foot stands."""
    points: dict[str, tuple[float, float]]
    """hip_left, knee_left ... ankle_right -> rightward of the runner and up from the middle of the hips, in leg lengths."""


class FrontViewDocument(Wire):
    """How far a run that one camera saw from the front or from behind can be believed."""

    seen_from: Literal["front", "rear"]
    yaw_rad: float
    """How far the camera seems to stand off the way of running; it is taken out of what is sideways."""
    leg_m: float
    """Length of thigh and shank at that body height: what was seen are shares of it, and measures in metres are those shares times it."""
    bands: dict[str, float]
    """By measure: 95 legs of 100 lie within this of the truth, in the measure's unit; made by simulation (data/gait/front_view.toml)."""
    poses: tuple[FrontPoseDocument, ...]


def side_view_document(view: SideView) -> SideViewDocument:
    """A view from the side as it stands in JSON."""
    return SideViewDocument(near=view.near, bands=dict(view.bands))


def front_view_document(view: FrontView) -> FrontViewDocument:
    """A view from the front or from behind as it stands in JSON."""
    return FrontViewDocument(
        seen_from=view.seen_from,
        yaw_rad=view.yaw_rad,
        leg_m=view.leg_m,
        bands=dict(view.bands),
        poses=tuple(FrontPoseDocument(side=pose.side, points=dict(pose.points)) for pose in view.poses),
    )


def view_from(
    side: SideViewDocument | None, front: FrontViewDocument | None, *, hidden: tuple[NotShown, ...]
) -> SideView | FrontView | None:
    """A view read back; None of a run that no camera saw alone.

    Args:
        side: Of a run seen from the side.
        front: Of one seen from the front or from behind.
        hidden: What it does not show.
    """
    if front is not None:
        poses = tuple(FrontPose(side=pose.side, points=pose.points) for pose in front.poses)
        return FrontView(
            seen_from=front.seen_from, yaw_rad=front.yaw_rad, leg_m=front.leg_m, bands=front.bands, not_shown=hidden, poses=poses
        )
    return None if side is None else SideView(near=side.near, bands=side.bands, not_shown=hidden)
