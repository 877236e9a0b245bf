"""From quiet standing to a scaled skeleton with its markers."""

from .calibration import ARM_COORDINATES as ARM_COORDINATES
from .calibration import Calibration as Calibration
from .calibration import TrackedMarker as TrackedMarker
from .calibration import calibrate as calibrate
from .joint_centre import ANKLE_OFFSET_OVER_HEIGHT as ANKLE_OFFSET_OVER_HEIGHT
from .joint_centre import KNEE_OFFSET_OVER_HEIGHT as KNEE_OFFSET_OVER_HEIGHT
from .joint_centre import centre_beside_lateral_marker as centre_beside_lateral_marker
from .joint_centre import hip_centres as hip_centres
from .joint_centre import pelvis_axes as pelvis_axes
from .joint_centre import spines_about_hips as spines_about_hips
from .landmarks import SHOULDER_BELOW_ACROMION_M as SHOULDER_BELOW_ACROMION_M
from .landmarks import Landmarks as Landmarks
from .landmarks import MissingLandmarkError as MissingLandmarkError
from .standing_from_run import STANDING_HIP_RAD as STANDING_HIP_RAD
from .standing_from_run import STANDING_HIP_SD_RAD as STANDING_HIP_SD_RAD
from .standing_from_run import ArmPoints as ArmPoints
from .standing_from_run import LegPoints as LegPoints
from .standing_from_run import assembled_standing as assembled_standing
