"""The verbs inspect_file and inspect_clip: what a motion file or a clip holds."""

from typing import BinaryIO

from ...motion import FileContent as FileContent
from ...motion import inspect_file as _of_programs
from ...motion.inspect import FileReport, keypoints_report
from ...video import clip_facts
from ..clips.keypoints import is_own_keypoints, read_clip_keypoints


def inspect_file(file: FileContent) -> FileReport:
    """Say what a motion file holds.

    Args:
        file: A .c3d, .trc, .tsv, .csv, .mot or .sto file, or the keypoints of a clip.

    Raises:
        InputFileError: The file cannot be used.
    """
    return keypoints_report(read_clip_keypoints(file)) if is_own_keypoints(file) else _of_programs(file)


def inspect_clip(file: BinaryIO, *, name: str) -> FileReport:
    """Say what a clip holds.

    Args:
        file: The clip; it must be able to seek.
        name: What sentences call it.

    Raises:
        InputFileError: It is no clip, cannot be decoded here, or holds hardly a picture.
        VideoLibrariesMissingError: The extra 'video' is not installed.
    """
    facts = clip_facts(file, name=name)
    return FileReport(
        format="clip",
        frames=len(facts.clock.stamp_s),
        sampling_rate_hz=facts.clock.captured_hz,
        duration_s=facts.duration_s,
        units="px",
        markers=(),
        plates=0,
        marker_set=None,
        missing_share=0.0,
        notes=facts.clock.notes,
    )
