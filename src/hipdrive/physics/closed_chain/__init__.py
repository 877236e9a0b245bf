"""Poses, paths and balance of a body some of whose points stay in place."""

from .balance import Balance as Balance
from .balance import balanced_pose as balanced_pose
from .pin import ROLL as ROLL
from .pin import Pin as Pin
from .rolling import BallUnderLimb as BallUnderLimb
from .rolling import ball_under as ball_under
from .rolling import rolling_constant_m as rolling_constant_m
from .solve import Trajectory as Trajectory
from .solve import UnreachablePoseError as UnreachablePoseError
from .solve import reachable_poses as reachable_poses
from .solve import solve_path as solve_path
from .solve import solve_pose as solve_pose
