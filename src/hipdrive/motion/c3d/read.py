"""Read markers and force plates from a C3D file."""

import numpy as np

from ...errors import InputFileError
from ...language import en, joined
from ...note import Note
from ..file_content import FileContent
from ..length_unit import METRES_PER_UNIT, guessed_unit, settled_unit
from ..motion import Array, Motion
from .joint_width import joint_offsets
from .layout import Layout, read_layout
from .parameters import EXPORT_AGAIN, Groups, continued, texts
from .plates import plates_from_channels
from .samples import analog_samples, point_positions, points_all_flagged
from .segment_poses import joint_points, pose_unit, segment_poses

_MODEL_OUTPUTS = ("ANGLES", "FORCES", "MOMENTS", "POWERS", "SCALARS")


def read_c3d(file: FileContent, *, length_unit: str | None = None, of_run: bool = False) -> Motion:
    """Read marker paths and force plates from a C3D file.

    Time starts at 0 with the first frame in the file.

    Args:
        file: The file.
        length_unit: The unit of its lengths (a key of `METRES_PER_UNIT`), plates included; None for the one that it names.
        of_run: Whether somebody runs on the plates: then their zero is read from every flight.

    Returns:
        The motion, lab axes as in the file, with the ground's force on the runner.

    Raises:
        InputFileError: The file is no C3D, is cut short, or holds nothing that can be used.
    """
    layout = read_layout(file)
    labels, kept, notes = _markers(layout.groups, layout.points)
    flagged = points_all_flagged(layout, kept)
    points, analogs = point_positions(layout, flags_count=not flagged), analog_samples(layout)
    rate_hz = layout.rate_hz
    _check_plausible(file.name, points, rate_hz)
    poses = segment_poses(file, layout)
    if not labels and not poses:
        raise InputFileError(file.name, en("it holds no markers"), en("give the trial that holds the marker trajectories"))
    notes += _notes_on_frames(layout, flagged=flagged)
    points = points if len(kept) == layout.points else points[:, kept]
    sized = np.stack([pose[:, :3, 3] for pose in poses.values()], axis=1) if poses else points
    unit, unit_notes = (length_unit, []) if length_unit else _unit(file.name, layout.groups, sized)
    if poses and not length_unit:
        unit, more_notes = pose_unit(poses, unit)
        unit_notes += more_notes
    points *= METRES_PER_UNIT[unit]
    if poses:
        labels, points, pose_note = _with_joints(labels, points, joint_points(poses, layout.groups, METRES_PER_UNIT[unit]))
        notes.append(pose_note)
    points.setflags(write=False)
    analog_hz = rate_hz * layout.per_frame
    metres = METRES_PER_UNIT[unit]
    plates, plate_notes = plates_from_channels(file.name, layout.groups, analogs, analog_hz, metres, points, of_run=of_run)
    return Motion(
        file_name=file.name,
        format="c3d",
        labels=labels,
        time_s=np.arange(layout.frames) / rate_hz,
        sampling_rate_hz=rate_hz,
        position_m=points,
        plates=plates,
        notes=(*notes, *unit_notes, *plate_notes),
        length_unit=unit,
        joint_offset_m=joint_offsets(layout.groups),
    )


def _with_joints(labels: tuple[str, ...], points: Array, joints: dict[str, Array]) -> tuple[tuple[str, ...], Array, Note]:
    """Markers and the joints that segment poses carry, and a note."""
    added = {name: path for name, path in joints.items() if name not in labels}
    message = en(
        "The file holds segment poses (Theia3D): {count} joints and points of the feet were taken from them as "
        "keypoints; the rotation of the segments about their own length was not.",
        count=len(added),
    )
    joined = np.concatenate([points, np.stack(list(added.values()), axis=1)], axis=1) if added else points
    return (*labels, *added), joined, Note("segment_poses", message)


def _notes_on_frames(layout: Layout, *, flagged: bool) -> list[Note]:
    notes = []
    if flagged:
        message = en("Every marker in every frame is flagged as not seen, but the file holds positions: these were used.")
        notes.append(Note("all_flagged_invalid", message))
    if layout.uncounted:
        notes.append(
            Note(
                "frames_by_size",
                en("The file does not say how many frames it holds; judging by its size there are {frames}.", frames=layout.frames),
            )
        )
    return notes


def _check_plausible(file_name: str, points: Array, rate_hz: float) -> None:
    """Refuse what can be read but cannot be a recording."""
    if not 0.0 < rate_hz < 1e5:
        raise InputFileError(
            file_name,
            en("its sampling rate is {rate_hz:g} Hz", rate_hz=rate_hz),
            en("set a sampling rate above zero in the motion capture program"),
        )
    seen = points[np.isfinite(points)]
    if seen.size and float(np.percentile(np.abs(seen), 50)) > 1e7:
        raise InputFileError(file_name, en("its marker positions are farther away than any laboratory is large"), EXPORT_AGAIN)


def _markers(groups: Groups, count: int) -> tuple[tuple[str, ...], list[int], list[Note]]:
    """Name the points, leaving out what a model computed (angles, forces ...)."""
    names = [name for part in continued(groups, "POINT", "LABELS") if isinstance(part, list) for name in part]
    names = [name or f"unnamed_{index + 1}" for index, name in enumerate(names[:count])]
    names += [f"unnamed_{index + 1}" for index in range(len(names), count)]
    outputs = {name for kind in _MODEL_OUTPUTS for name in texts(groups, "POINT", kind)}
    kept = [index for index, name in enumerate(names) if name not in outputs]
    notes = []
    if len(kept) < count:
        notes.append(
            Note(
                "model_outputs_left_out",
                en("{count} computed channels (angles, moments ...) are not markers and were left out.", count=count - len(kept)),
            )
        )
    labels: list[str] = []
    count_of: dict[str, int] = {}
    for index in kept:
        name = names[index]
        while name in count_of:
            count_of[names[index]] += 1
            name = f"{names[index]}_{count_of[names[index]]}"
        count_of[name] = 1
        labels.append(name)
    renamed = [label for label, index in zip(labels, kept, strict=True) if label != names[index]]
    if renamed:
        notes.append(Note("label_twice", en("Markers named more than once were renamed: {renamed}.", renamed=joined(renamed[:8], ", "))))
    return tuple(labels), kept, notes


def _unit(file_name: str, groups: Groups, points: Array) -> tuple[str, list[Note]]:
    """Settle the unit of length: as named, or from the size of the numbers where the file is silent."""
    named = (texts(groups, "POINT", "UNITS") or [""])[0]
    if named:
        return settled_unit(file_name, named, en("in POINT:UNITS")), []
    unit, note = guessed_unit(points)
    return unit, [note]
