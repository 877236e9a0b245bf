"""Say what a motion file holds, without computing anything from it."""

from dataclasses import dataclass

import numpy as np

from ..language import en, joined
from ..note import Note
from .file_content import FileContent
from .flat_keypoints import FlatKeypoints
from .keypoint_files import is_keypoint_file, read_keypoints
from .keypoint_repair import repaired
from .marker_set import MarkerSetError, load_marker_sets, recognise
from .motion import ForcePlate, Motion
from .read import MARKER_FORMATS, format_of, read_motion
from .text import force_columns, is_force_file, read_qualisys_forces, read_sto, time_column


@dataclass(frozen=True, kw_only=True)
class FileReport:
    """What a file holds."""

    format: str
    """'c3d', 'trc', 'tsv', 'csv', 'mot', 'sto', 'keypoints' or 'clip'."""
    frames: int
    sampling_rate_hz: float
    duration_s: float
    units: str
    """Unit of length in the file; 'table' for .mot and .sto, 'px' for keypoints and clips."""
    markers: tuple[str, ...]
    plates: int
    """Force plates, or feet with ground force columns."""
    marker_set: str | None
    """Id of the marker set that fits."""
    missing_share: float
    """Marker samples not seen (NaN or exact zeros), 0 to 1; for a table the share of NaN."""
    notes: tuple[Note, ...]


def inspect_file(file: FileContent) -> FileReport:
    """Say what a motion file holds.

    Args:
        file: A .c3d, .trc, .tsv, .csv, .mot or .sto file, or the keypoints of a clip.

    Raises:
        InputFileError: The file cannot be used.
    """
    if is_keypoint_file(file):
        return keypoints_report(repaired(read_keypoints(file)))
    kind = format_of(file)
    if kind == "tsv" and is_force_file(file):
        return _forces_report(read_qualisys_forces(file)[0])
    return _markers_report(read_motion(file)) if kind in MARKER_FORMATS else _table_report(file, kind)


def keypoints_report(clip: FlatKeypoints) -> FileReport:
    """What keypoints of one camera hold."""
    return FileReport(
        format="keypoints",
        frames=len(clip.time_s),
        sampling_rate_hz=clip.frame_rate_hz,
        duration_s=float(clip.time_s[-1] - clip.time_s[0]),
        units="px",
        markers=clip.labels,
        plates=0,
        marker_set="keypoints",
        missing_share=float(np.mean(~np.isfinite(clip.position).all(axis=2))),
        notes=clip.notes,
    )


def _forces_report(plate: ForcePlate) -> FileReport:
    length_s = float(plate.time_s[-1] - plate.time_s[0])
    return FileReport(
        format="tsv",
        frames=len(plate.time_s),
        sampling_rate_hz=(len(plate.time_s) - 1) / length_s if length_s > 0.0 else 0.0,
        duration_s=length_s,
        units="mm",
        markers=(),
        plates=1,
        marker_set=None,
        missing_share=0.0,
        notes=(),
    )


def _markers_report(motion: Motion) -> FileReport:
    notes = list(motion.notes)
    marker_set = None
    try:
        marker_set = recognise(motion.labels, load_marker_sets()).id
    except MarkerSetError:
        message = en(
            "The markers fit no known marker set; to analyse the file, name one with --marker-set or give a TOML file of your own.",
        )
        notes.append(Note("marker_set_unknown", message))
    missing = np.isnan(motion.position_m).any(axis=2) | (motion.position_m == 0.0).all(axis=2)
    never = [label for label, gone in zip(motion.labels, missing.all(axis=0), strict=True) if gone]
    if never:
        notes.append(Note("marker_never_seen", en("Named but never seen: {markers}.", markers=joined(never, ", "))))
    return FileReport(
        format=motion.format,
        frames=len(motion.time_s),
        sampling_rate_hz=motion.sampling_rate_hz,
        duration_s=float(motion.time_s[-1] - motion.time_s[0]),
        units=motion.length_unit,
        markers=motion.labels,
        plates=len(motion.plates),
        marker_set=marker_set,
        missing_share=float(missing.mean()),
        notes=tuple(notes),
    )


def _table_report(file: FileContent, kind: str) -> FileReport:
    table = read_sto(file)
    notes = []
    names = [name.lower() for name in table.names]
    time_s = time_column(table, file.name)
    length_s = float(time_s[-1] - time_s[0])
    forces = force_columns(table.names)
    if any(name.endswith("hip_flexion_r") or "hip_flexion_r/" in name for name in names):
        notes.append(
            Note("joint_angles", en("Joint angles with OpenSim's names: 'hipdrive analyse' reads them; give the ground forces with --grf."))
        )
    elif not forces:
        notes.append(Note("no_ground_forces", en("No ground force columns such as R_ground_force_vx were found.")))
    return FileReport(
        format=kind,
        frames=len(time_s),
        sampling_rate_hz=(len(time_s) - 1) / length_s if length_s > 0.0 else 0.0,
        duration_s=length_s,
        units="table",
        markers=(),
        plates=len(forces),
        marker_set=None,
        missing_share=float(np.isnan(table.data).mean()),
        notes=tuple(notes),
    )
