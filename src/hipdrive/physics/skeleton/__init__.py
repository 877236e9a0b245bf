"""The body: its shape, the mass of its segments, the places where it is touched, and the MuJoCo model made of them."""

from .coordinate_tree import CoordinateTree as CoordinateTree
from .patch import ATTACHMENTS as ATTACHMENTS
from .patch import PATCH_BODY as PATCH_BODY
from .patch import PATCHES as PATCHES
from .patch import attachment as attachment
from .patch import patch_body as patch_body
from .patch import patch_corners as patch_corners
from .patch import patch_points as patch_points
from .shape import ANKLE_HEIGHT_OVER_HEIGHT as ANKLE_HEIGHT_OVER_HEIGHT
from .shape import BALL_OVER_FOOT as BALL_OVER_FOOT
from .shape import HEEL_BEHIND_ANKLE_OVER_FOOT as HEEL_BEHIND_ANKLE_OVER_FOOT
from .shape import HIP_HALF_WIDTH_OVER_HEIGHT as HIP_HALF_WIDTH_OVER_HEIGHT
from .shape import SHOULDER_BELOW_SUPRASTERNALE_OVER_HEIGHT as SHOULDER_BELOW_SUPRASTERNALE_OVER_HEIGHT
from .shape import ArmShape as ArmShape
from .shape import BodyShape as BodyShape
from .shape import LegShape as LegShape
from .shape import typical_shape as typical_shape
from .skeleton import Skeleton as Skeleton
from .skeleton import build_skeleton as build_skeleton
