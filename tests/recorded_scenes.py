"""Real recordings as values that a test may alter, and the files that a program would have written of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
from c3d_files import Trial, Value, file_of, single, whole

from hipdrive.arrays import FloatArray
from hipdrive.body import Athlete, Side
from hipdrive.motion import FileContent, ForcePlate, Motion, load_marker_sets, read_motion, recognise, with_plain_labels

METRES = {"mm": 0.001, "cm": 0.01, "m": 1.0}
FELT_N = 20.0
"""A force table gives no centre of pressure below this force."""
NO_TURN = np.eye(3)


def open_sim_name(mark: str, part: str, axis: str) -> str:
    """A column of forces ('v'), of points ('p') or of torques ('m') as OpenSim's examples call it."""
    return f"{mark}_ground_torque_{axis}" if part == "m" else f"{mark}_ground_force_{part}{axis}"


@dataclass(frozen=True, kw_only=True)
class Plate:
    """What a plate measured, before anybody computed a centre of pressure from it; axes of the laboratory."""

    time_s: FloatArray
    force_n: FloatArray
    """(k, 3) N."""
    moment_nm: FloatArray
    """(k, 3) Nm about the origin."""
    origin_m: FloatArray
    """(3,) m, a fixed point of its top."""
    up: FloatArray
    """(3,), away from the floor."""
    corners_m: FloatArray | None
    side: Side | None


@dataclass(frozen=True, kw_only=True)
class Scene:
    """One recording: markers, plates, and how they are written."""

    name: str
    athlete: Athlete
    static: FileContent | None
    format: str
    """'c3d', or 'trc' with its forces in a table beside it."""
    labels: tuple[str, ...]
    bodies: Mapping[str, tuple[str, ...]]
    """Which labels follow which body."""
    time_s: FloatArray
    rate_hz: float
    position_m: FloatArray
    """(n, m, 3) m, NaN where a marker was not seen; axes of the laboratory."""
    plates: tuple[Plate, ...]
    joint_offset_m: Mapping[str, float]
    unit: str = "mm"
    declared_unit: str = "mm"
    missing: str = ""
    """What a text holds for a marker that was not seen."""
    force_names: Callable[[str, str, str], str] = open_sim_name

    @property
    def up(self) -> FloatArray:
        """(3,), away from the floor."""
        return self.plates[0].up

    def files(self, *, plates: bool) -> tuple[FileContent, FileContent | None]:
        """The recording as files: markers, and forces where they stand in a file of their own."""
        if self.format == "c3d":
            return FileContent("run.c3d", c3d_of(self)), None
        forces = FileContent("forces.mot", force_table(self).encode()) if plates else None
        return FileContent("run.trc", marker_table(self).encode()), forces


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a recording lies, who ran, and which stretch of it is taken (s)."""

    run: str
    static: str | None
    forces: str | None
    athlete: Athlete
    stretch_s: tuple[float, float] = (0.0, np.inf)


SOURCES: Mapping[str, Source] = {
    "rajagopal": Source(
        run="rajagopal-run/motion_capture_run.trc",
        static="rajagopal-run/static_run.trc",
        forces="rajagopal-run/grf_run.mot",
        athlete=Athlete(mass_kg=72.84, height_m=1.80),
    ),
    "hamner": Source(
        run="hamner-run/subject02_running.trc",
        static="hamner-run/subject02_static.trc",
        forces="hamner-run/subject02_running_grf.mot",
        athlete=Athlete(mass_kg=65.9, height_m=1.80),
        stretch_s=(1.0, 6.0),
    ),
    "bmc": Source(
        run="bmc-run/motion_capture_run.trc",
        static="bmc-run/static_run.trc",
        forces="bmc-run/grf_run.mot",
        athlete=Athlete(mass_kg=70.0, height_m=1.70),
    ),
    "dorn": Source(
        run="dorn-sprint/JA1Gait21.c3d",
        static="dorn-sprint/JA1Static05.c3d",
        forces=None,
        athlete=Athlete(mass_kg=75.93, height_m=1.80),
    ),
    "vicon": Source(run="vicon-jog/jogging.c3d", static=None, forces=None, athlete=Athlete(mass_kg=67.79, height_m=1.80)),
    "rbds": Source(
        run="rbds/RBDS011runT35.c3d",
        static="rbds/RBDS011static.c3d",
        forces=None,
        athlete=Athlete(mass_kg=75.0, height_m=1.795),
        stretch_s=(10.0, 15.0),
    ),
}
WITHOUT_PLATES = ("rajagopal", "hamner", "dorn", "rbds")
"""The others hold no whole stride that markers alone would show."""


@cache
def scene_of(name: str, folder: Path) -> Scene:
    """One of the six open runs."""
    source = SOURCES[name]
    forces = None if source.forces is None else _content(folder, source.forces)
    motion = with_plain_labels(read_motion(_content(folder, source.run), grf=forces))
    markers = recognise(motion.labels, load_marker_sets())
    named = {body: tuple(label for label in labels if label in motion.labels) for body, labels in markers.tracking.items()}
    position = motion.position_m.copy()
    position[(position == 0.0).all(axis=2)] = np.nan
    up = np.eye(3)[1 if source.run.endswith("trc") or name == "rbds" else 2]
    kept, labels = _without_outputs(motion, {label for of_body in named.values() for label in of_body})
    whole_scene = Scene(
        name=name,
        athlete=source.athlete,
        static=None if source.static is None else _content(folder, source.static),
        format=motion.format,
        labels=labels,
        bodies=named,
        time_s=motion.time_s,
        rate_hz=motion.sampling_rate_hz,
        position_m=position[:, kept],
        plates=tuple(_plate(plate, up) for plate in motion.plates),
        joint_offset_m=motion.joint_offset_m,
    )
    return between(whole_scene, *source.stretch_s)


def between(scene: Scene, from_s: float, to_s: float) -> Scene:
    """The part of a recording from one instant until before another; a C3D's clock starts anew."""
    seen = (scene.time_s >= from_s - 1e-9) & (scene.time_s < to_s - 1e-9)
    from_s = float(scene.time_s[seen][0])
    zero = from_s if scene.format == "c3d" else 0.0
    plates = []
    for plate in scene.plates:
        kept = (plate.time_s >= from_s - 1e-9) & (plate.time_s < to_s - 1e-9)
        plates.append(replace(plate, time_s=plate.time_s[kept] - zero, force_n=plate.force_n[kept], moment_nm=plate.moment_nm[kept]))
    return replace(scene, time_s=scene.time_s[seen] - zero, position_m=scene.position_m[seen], plates=tuple(plates))


def _content(folder: Path, place: str) -> FileContent:
    return FileContent(Path(place).name, (folder / place).read_bytes())


def _without_outputs(motion: Motion, tracked: set[str]) -> tuple[list[int], tuple[str, ...]]:
    """Places and names of what a camera saw: a model's points (Plug-in Gait writes four to a segment) only make files large."""
    outputs = {label for label in motion.labels if len(motion.labels) > 100 and len(label) == 4 and label[-1] in "OAPL"}
    kept = [place for place, label in enumerate(motion.labels) if label in tracked or label not in outputs]
    return kept, tuple(motion.labels[place] for place in kept)


def _plate(plate: ForcePlate, up: FloatArray) -> Plate:
    """A plate as measured; the force of a table without corners stands about the middle of its centres of pressure."""
    if plate.corners_m is not None:
        origin = plate.corners_m.mean(axis=0)
    else:
        felt = np.abs(plate.force_n @ up) > 200.0
        origin = np.median(plate.point_m[felt], axis=0)
    return Plate(
        time_s=plate.time_s,
        force_n=plate.force_n,
        moment_nm=plate.moment_about(origin),
        origin_m=origin,
        up=up,
        corners_m=plate.corners_m,
        side=plate.side,
    )


def marker_table(scene: Scene) -> str:
    """The text of a .trc."""
    frames, count = scene.position_m.shape[:2]
    rate = f"{scene.rate_hz:.10g}"
    head = [
        "PathFileType\t4\t(X/Y/Z)\trun.trc",
        "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames",
        f"{rate}\t{rate}\t{frames}\t{count}\t{scene.declared_unit}\t{rate}\t1\t{frames}",
        "Frame#\tTime\t" + "\t\t\t".join(scene.labels) + "\t\t",
        "\t\t" + "\t".join(f"{axis}{number + 1}" for number in range(count) for axis in "XYZ"),
        "",
    ]
    rows = (scene.position_m / METRES[scene.unit]).reshape(frames, -1).tolist()
    cells = [
        f"{number + 1}\t{time:.6f}\t" + "\t".join(scene.missing if value != value else f"{value:.6f}" for value in row)  # noqa: PLR0124
        for number, (time, row) in enumerate(zip(scene.time_s.tolist(), rows, strict=True))
    ]
    return "\n".join([*head, *cells]) + "\n"


def force_table(scene: Scene) -> str:
    """The text of a .mot: force, centre of pressure and free moment of each plate, in the laboratory's axes."""
    names, columns = ["time"], [scene.plates[0].time_s[:, None]]
    for number, plate in enumerate(scene.plates, start=1):
        mark = str(number) if plate.side is None else plate.side[0].upper()
        names += [scene.force_names(mark, part, axis) for part in "vpm" for axis in "xyz"]
        point, twist = pressure(plate)
        columns += [plate.force_n, point, twist]
    rows = np.hstack(columns)
    lines = ["forces.mot", "version=1", f"nRows={len(rows)}", f"nColumns={rows.shape[1]}", "inDegrees=no", "endheader", "\t".join(names)]
    return "\n".join([*lines, *("\t".join(f"{value:.7g}" for value in row) for row in rows.tolist())]) + "\n"


def pressure(plate: Plate) -> tuple[FloatArray, FloatArray]:
    """Centre of pressure (k, 3) and free moment (k, 3) as a program computes them; zeros where nothing is felt."""
    upward = (plate.force_n @ plate.up)[:, None]
    felt = np.greater_equal(np.abs(upward), FELT_N)
    across = np.cross(plate.up, plate.moment_nm) / np.where(felt, upward, 1.0)
    twist = plate.moment_nm - np.cross(across, plate.force_n)
    return np.where(felt, plate.origin_m + across, 0.0), np.where(felt, twist, 0.0)


def c3d_of(scene: Scene) -> bytes:
    """The bytes of a C3D whose plates are of type 2: three forces and three moments about the middle of the top."""
    frames, count = scene.position_m.shape[:2]
    seen = np.asarray(np.isfinite(scene.position_m).all(axis=2))
    points = np.zeros((frames, count, 4), dtype=np.float32)
    points[..., :3] = np.where(seen[..., None], scene.position_m / METRES[scene.unit], 0.0)
    points[..., 3] = np.where(seen, 0.0, -1.0)
    per_frame = round(len(scene.plates[0].time_s) / frames) if scene.plates else 1
    channels = [_channels(plate, frames * per_frame) for plate in scene.plates]
    number = len(channels)
    corners = np.stack([plate.corners_m for plate in scene.plates if plate.corners_m is not None], axis=-1) / METRES[scene.unit]
    declared: dict[str, Value] = {
        "USED": whole(number),
        "TYPE": np.full(number, 2, dtype=np.int16),
        "ZERO": whole(0, 0),
        "CORNERS": np.moveaxis(corners, 0, 1).astype(np.float32),
        "ORIGIN": np.zeros((3, number), dtype=np.float32),
        "CHANNEL": np.arange(1, 6 * number + 1, dtype=np.int16).reshape(number, 6).T,
    }
    analog: dict[str, Value] = {
        "SCALE": np.ones(6 * number, dtype=np.float32),
        "OFFSET": np.zeros(6 * number, dtype=np.int16),
        "GEN_SCALE": single(1.0),
        "UNITS": ["N", "N", "N", "Nm", "Nm", "Nm"] * number,
    }
    units = {"UNITS": [scene.declared_unit]} if scene.declared_unit else {}
    widths: dict[str, Value] = {
        f"{joint[0].upper()}{joint[2:].capitalize()}Width": single(2000.0 * offset - 14.0) for joint, offset in scene.joint_offset_m.items()
    }
    trial = Trial(
        points=points,
        analogs=np.hstack(channels).reshape(frames, per_frame, -1).astype(np.float32),
        scale=1.0,
        rate_hz=scene.rate_hz,
        parameters={
            "POINT": {"LABELS": list(scene.labels), **units},
            "ANALOG": analog,
            "FORCE_PLATFORM": declared,
            **({"PROCESSING": {**widths, "MarkerDiameter": single(14.0)}} if widths else {}),
        },
    )
    return file_of(trial)


def _channels(plate: Plate, samples: int) -> FloatArray:
    """(samples, 6) N and Nm in the axes of the plate; the last sample stands where the plates end a little early."""
    corners = plate.corners_m
    assert corners is not None
    across = corners[0] + corners[3] - corners[1] - corners[2]
    normal = np.cross(across, corners[0] + corners[1] - corners[2] - corners[3])
    x_axis, z_axis = across / np.linalg.norm(across), normal / np.linalg.norm(normal)
    lab_from_plate = np.stack([x_axis, np.cross(z_axis, x_axis), z_axis], axis=1)
    rows = np.hstack([plate.force_n @ lab_from_plate, plate.moment_nm @ lab_from_plate])
    return np.concatenate([rows, np.repeat(rows[-1:], max(0, samples - len(rows)), axis=0)])[:samples]
