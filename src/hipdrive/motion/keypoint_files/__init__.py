"""Files of keypoints that a pose program found in one clip: JSON of several programs, zipped frames and flat TRC, to `FlatKeypoints`."""

from .names import body_order as body_order
from .names import keypoint_label as keypoint_label
from .people_seen import PeopleSeen as PeopleSeen
from .people_seen import one_runner as one_runner
from .read import is_keypoint_file as is_keypoint_file
from .read import read_keypoints as read_keypoints
