"""The verb inspect: what a motion file holds."""

from ...motion import FileContent as FileContent
from ...motion import inspect_file as _of_programs
from ...motion.inspect import FileReport, keypoints_report
from ..clips.keypoints import is_own_keypoints, read_clip_keypoints


def inspect_file(file: FileContent) -> FileReport:
    """Say what a motion file holds.

    Args:
        file: A .c3d, .trc, .tsv, .csv, .mot or .sto file, or the keypoints of a clip.

    Raises:
        InputFileError: The file cannot be used.
    """
    return keypoints_report(read_clip_keypoints(file)) if is_own_keypoints(file) else _of_programs(file)
