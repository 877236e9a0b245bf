"""The verb read_clip_keypoints: keypoints that a pose program found in one clip, mended."""

from ...motion import FileContent, FlatKeypoints, read_keypoints, repaired
from ...motion import is_keypoint_file as is_keypoint_file


def read_clip_keypoints(file: FileContent, *, frame_rate_hz: float | None = None) -> FlatKeypoints:
    """Read the keypoints of one clip, put exchanged sides back and take leaping points out.

    Args:
        file: JSON of OpenPose, MMPose (RTMPose), MediaPipe or with named points; a zip of OpenPose's frames; a flat .trc of Sports2D.
        frame_rate_hz: Frames a second at which the clip was filmed; None for what the file says.

    Returns:
        The runner's points; notes say what was touched.

    Raises:
        InputFileError: The file holds no keypoints that can be used, or nobody says how many frames a second there are.
        ValueOutOfRangeError: The frame rate is none of a camera.
    """
    return repaired(read_keypoints(file, frame_rate_hz=frame_rate_hz))
