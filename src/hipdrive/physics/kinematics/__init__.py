"""Where bodies are and how points on them move, from coordinates and their rates; many frames at once."""

from .kinematics import Kinematics as Kinematics
from .kinematics import cross_rows as cross_rows
from .kinematics import forward_kinematics as forward_kinematics
from .kinematics import generalised_forces as generalised_forces
from .kinematics import points_on as points_on
from .point_motion import AxisMotion as AxisMotion
from .point_motion import PointMotion as PointMotion
from .point_motion import axis_motion as axis_motion
from .point_motion import motions_of_points as motions_of_points
from .point_motion import point_bias as point_bias
from .point_motion import rotation_bias as rotation_bias
from .poses import Poses as Poses
from .poses import poses_of as poses_of
