"""Ways in which recordings lie, drawn by hypothesis: each takes one of the six open runs and alters what its files say."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
from hypothesis import strategies as st
from judged_recordings import Alteration
from recorded_scenes import METRES, SOURCES, WITHOUT_PLATES, Plate, Scene, between, open_sim_name, scene_of

from hipdrive.arrays import FloatArray
from hipdrive.motion import FileContent
from hipdrive.units import lb_from_kg

Draw = st.DrawFn
LEAST_LEFT_S = 1.5
"""A cut leaves at least so much."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of lie."""

    draw: Callable[[Draw, Path], Alteration]
    harmless: bool = False
    """Whether it changes nothing that matters: numbers come out, and the grade is not lower."""
    recoverable: bool = False
    """Whether the right answer can be had from what is left, so that nine in ten must be right."""

    def alterations(self, folder: Path) -> st.SearchStrategy[Alteration]:
        """Draw alterations of this kind."""
        return st.composite(self.draw)(folder)


def _scene(draw: Draw, folder: Path, *names: str, plates_only: bool = False) -> tuple[Scene, bool]:
    """One of the runs, and whether its plates are used."""
    name = draw(st.sampled_from(names or tuple(SOURCES)))
    plates = plates_only or name not in WITHOUT_PLATES or draw(st.sampled_from((True, True, False)))
    return scene_of(name, folder), plates


def _said(scene: Scene, plates: bool, what: str) -> str:
    return f"{scene.name}{'' if plates else ' without plates'}: {what}"


def _stretch(draw: Draw, scene: Scene, shortest_s: float, longest_s: float) -> tuple[float, float]:
    """Some stretch of the recording (s)."""
    length = draw(st.floats(shortest_s, longest_s))
    start = scene.time_s[0] + draw(st.floats(0.1, 0.9)) * (scene.time_s[-1] - scene.time_s[0] - length)
    return float(start), float(start + length)


def _frames(scene: Scene, from_s: float, to_s: float) -> list[int]:
    return [frame for frame, at_s in enumerate(scene.time_s) if from_s <= at_s < to_s]


def cut(draw: Draw, folder: Path) -> Alteration:
    """The ends are cut off, the forces with the markers or left whole."""
    scene, plates = _scene(draw, folder, "rajagopal", "rbds", "hamner", "dorn")
    first, last = float(scene.time_s[0]), float(scene.time_s[-1])
    spare = last - first - LEAST_LEFT_S
    before = draw(st.floats(0.05, 0.6)) * spare
    after = draw(st.floats(0.0, 1.0)) * (spare - before)
    shorter = between(scene, first + before, last - after)
    if scene.format == "trc" and draw(st.booleans()):
        shorter = replace(shorter, plates=scene.plates)
    lost = ((-np.inf, first + before), (last - after, np.inf))
    what = f"{before:.2f} s cut from the start, {after:.2f} s from the end"
    shift = float(scene.time_s[scene.time_s >= first + before - 1e-9][0]) if scene.format == "c3d" else 0.0
    return Alteration(words=_said(scene, plates, what), scene=shorter, plates=plates, lost=lost, clock=lambda at_s: at_s + shift)


def turned(scene: Scene, turn: FloatArray) -> Scene:
    """The laboratory's axes laid another way."""

    def plate(old: Plate) -> Plate:
        corners = None if old.corners_m is None else old.corners_m @ turn.T
        return replace(
            old,
            force_n=old.force_n @ turn.T,
            moment_nm=old.moment_nm @ turn.T,
            origin_m=turn @ old.origin_m,
            up=turn @ old.up,
            corners_m=corners,
        )

    return replace(scene, position_m=scene.position_m @ turn.T, plates=tuple(map(plate, scene.plates)))


def about(axis: FloatArray, angle_deg: float) -> FloatArray:
    """A turn (3, 3) about an axis (Rodrigues)."""
    angle = np.radians(angle_deg)
    across = np.cross(np.eye(3), -axis)
    turn: FloatArray = np.eye(3) + np.sin(angle) * across + (1.0 - np.cos(angle)) * across @ across
    return turn


def turn(draw: Draw, folder: Path) -> Alteration:
    """The laboratory is turned about the vertical by any angle, and its axes may be called otherwise."""
    scene, plates = _scene(draw, folder)
    angle = draw(st.integers(20, 340))
    cycles = draw(st.integers(0, 2))
    order = np.roll(np.eye(3), cycles, axis=0)
    what = f"turned by {angle} deg, axes moved on by {cycles}"
    return Alteration(words=_said(scene, plates, what), scene=turned(scene, order @ about(scene.up, angle)), plates=plates)


def renamed(scene: Scene, name: Callable[[str], str]) -> Scene:
    """Other labels in the run and, where it is a text, in its standing trial."""
    static = scene.static
    if static is not None and static.name.endswith(".trc"):
        lines = static.content.split(b"\n")
        cells = lines[3].decode("latin-1").rstrip("\r").split("\t")
        lines[3] = "\t".join([*cells[:2], *(name(cell) if cell.strip() else cell for cell in cells[2:])]).encode("latin-1")
        static = FileContent(static.name, b"\n".join(lines))
    return replace(scene, labels=tuple(map(name, scene.labels)), static=static)


def prefixed(draw: Draw, folder: Path) -> Alteration:
    """Labels carry the runner's name, or force columns are called as other programs call them."""
    scene, plates = _scene(draw, folder, "rajagopal", "hamner", "bmc", "dorn")
    style = draw(st.sampled_from(tuple(COLUMN_STYLES))) if scene.format == "trc" and plates else "subject"
    if style != "subject":
        return Alteration(words=_said(scene, plates, f"columns {style}"), scene=replace(scene, force_names=COLUMN_STYLES[style]))
    named = renamed(scene, lambda label: f"Runner_1:{label}")
    return Alteration(words=_said(scene, plates, "labels with the runner's name"), scene=named, plates=plates)


def _calcn(mark: str, part: str, axis: str, *, torque: str = "") -> str:
    foot = f"calcn_{mark.lower()}"
    if part == "m":
        return f"ground_torque_{foot}_v{axis}" if torque else f"ground_force_{foot}_m{axis}"
    return f"ground_force_{foot}_{part}{axis}"


def _glued(mark: str, part: str, axis: str) -> str:
    number = {"R": "1", "L": "2"}.get(mark, mark)
    return f"ground_torque{number}_{axis}" if part == "m" else f"ground_force{number}_{part}{axis}"


COLUMN_STYLES: Mapping[str, Callable[[str, str, str], str]] = {
    "as AddBiomechanics": partial(_calcn, torque="v"),
    "as OpenGRF": _calcn,
    "as MOtoNMS": _glued,
    "in the middle": lambda mark, part, axis: open_sim_name("", part, axis)[1:].replace("_", f"_{mark.lower()}_", 1),
    "subject": open_sim_name,
}
"""Names of force columns in public use; the last stands for labels that carry the runner's name."""


def spelt(draw: Draw, folder: Path) -> Alteration:
    """Labels are written in another case, or with blanks or underscores."""
    scene, plates = _scene(draw, folder, "rajagopal", "hamner", "bmc", "vicon")
    how = draw(st.sampled_from(("lower", "upper", "under")))
    spell = {"lower": str.lower, "upper": str.upper, "under": lambda label: label.replace(".", "_")}[how]
    return Alteration(words=_said(scene, plates, f"labels {how}"), scene=renamed(scene, spell), plates=plates)


def reorder(draw: Draw, folder: Path) -> Alteration:
    """Markers and plates stand in another order."""
    scene, plates = _scene(draw, folder)
    order = draw(st.permutations(range(len(scene.labels))))
    of_plates = draw(st.permutations(range(len(scene.plates))))
    other = replace(
        scene,
        labels=tuple(scene.labels[place] for place in order),
        position_m=scene.position_m[:, order],
        plates=tuple(scene.plates[place] for place in of_plates),
    )
    return Alteration(words=_said(scene, plates, "markers and plates in another order"), scene=other, plates=plates)


def _some_markers(draw: Draw, scene: Scene) -> tuple[str, list[int]]:
    """One marker, all of a body, or all there are."""
    body = draw(st.sampled_from(sorted(body for body, labels in scene.bodies.items() if labels)))
    labels = scene.bodies[body]
    match draw(st.sampled_from(("all", "body", "one"))):
        case "all":
            return "nothing", list(range(len(scene.labels)))
        case "body":
            return f"nothing of {body}", [scene.labels.index(label) for label in labels]
        case _:
            label = draw(st.sampled_from(labels))
            return f"no {label}", [scene.labels.index(label)]


def gap(draw: Draw, folder: Path) -> Alteration:
    """Markers are not seen for a while."""
    scene, plates = _scene(draw, folder)
    words, places = _some_markers(draw, scene)
    from_s, to_s = _stretch(draw, scene, 0.05, 0.6)
    position = scene.position_m.copy()
    position[np.ix_(_frames(scene, from_s, to_s), places)] = np.nan
    missing = draw(st.sampled_from(("", "nan", "0")))
    other = replace(scene, position_m=position, missing=missing)
    what = f"{words} from {from_s:.2f} to {to_s:.2f} s"
    return Alteration(words=_said(scene, plates, what), scene=other, plates=plates, lost=((from_s, to_s),))


def held(draw: Draw, folder: Path) -> Alteration:
    """The last values are written again and again."""
    scene, plates = _scene(draw, folder)
    words, places = _some_markers(draw, scene)
    from_s, to_s = _stretch(draw, scene, 0.15, 0.6)
    position = scene.position_m.copy()
    frames = _frames(scene, from_s, to_s)
    position[np.ix_(frames, places)] = position[max(0, frames[0] - 1), places]
    what = f"{words} moves from {from_s:.2f} to {to_s:.2f} s"
    other = replace(scene, position_m=position)
    return Alteration(words=_said(scene, plates, what), scene=other, plates=plates, lost=((from_s, to_s),))


def with_plates(scene: Scene, plate: Callable[[Plate], Plate]) -> Scene:
    """Other plates."""
    return replace(scene, plates=tuple(map(plate, scene.plates)))


def offset(draw: Draw, folder: Path) -> Alteration:
    """The plates were never zeroed."""
    scene, plates = _scene(draw, folder, plates_only=True)
    size = draw(st.sampled_from((1, -1))) * draw(st.floats(15.0, 150.0))
    shear = 0.2 * size * draw(st.floats(-1.0, 1.0))
    sideways = np.roll(scene.up, 1)
    other = with_plates(scene, lambda plate: replace(plate, force_n=plate.force_n + size * scene.up + shear * sideways))
    return Alteration(words=_said(scene, plates, f"{size:.0f} N upward and {shear:.0f} N level on every plate"), scene=other)


def drift(draw: Draw, folder: Path) -> Alteration:
    """The plates' zero wanders."""
    scene, plates = _scene(draw, folder, "rbds", "rajagopal", "hamner", plates_only=True)
    size, wave = draw(st.floats(30.0, 150.0)), draw(st.floats(0.0, 30.0))
    bend, turns = draw(st.floats(0.7, 1.5)), draw(st.floats(1.0, 6.0))

    def wander(plate: Plate) -> Plate:
        share = np.linspace(0.0, 1.0, len(plate.time_s))
        return replace(plate, force_n=plate.force_n + np.outer(size * share**bend + wave * np.sin(turns * share), scene.up))

    return Alteration(words=_said(scene, plates, f"a drift of {size:.0f} N with waves of {wave:.0f} N"), scene=with_plates(scene, wander))


def declared(draw: Draw, folder: Path) -> Alteration:
    """Lengths are written in another unit, and the file says so."""
    scene, plates = _scene(draw, folder)
    unit = draw(st.sampled_from(("m", "cm")))
    return Alteration(words=_said(scene, plates, f"in {unit}"), scene=replace(scene, unit=unit, declared_unit=unit), plates=plates)


def undeclared(draw: Draw, folder: Path) -> Alteration:
    """A unit is not what the file or the user says."""
    scene, plates = _scene(draw, folder)
    match draw(st.sampled_from(("length", "pounds", "centimetres"))):
        case "length":
            unit, said = draw(st.sampled_from([(unit, said) for unit in METRES for said in METRES if unit != said]))
            what, other = f"{unit} called {said}", replace(scene, unit=unit, declared_unit=said)
        case "pounds":
            athlete = replace(scene.athlete, mass_kg=lb_from_kg(scene.athlete.mass_kg))
            what, other = "pounds called kilograms", replace(scene, athlete=athlete)
        case _:
            athlete = replace(scene.athlete, height_m=draw(st.floats(1.35, 2.25)))
            what, other = f"a height of {athlete.height_m:.2f} m", replace(scene, athlete=athlete)
    return Alteration(words=_said(scene, plates, what), scene=other, plates=plates)


def clock(draw: Draw, folder: Path) -> Alteration:
    """The forces run on a clock that starts elsewhere."""
    scene, plates = _scene(draw, folder, plates_only=True)
    shift = draw(st.sampled_from((1, -1))) * draw(st.floats(0.03, 0.5))

    def later(plate: Plate) -> Plate:
        if scene.format == "trc":
            return replace(plate, time_s=plate.time_s + shift)
        places = np.arange(len(plate.time_s)) - round(shift * (len(plate.time_s) - 1) / (plate.time_s[-1] - plate.time_s[0]))
        known = ((places >= 0) & (places < len(places)))[:, None]
        force, moment = (np.where(known, rows[np.clip(places, 0, len(places) - 1)], 0.0) for rows in (plate.force_n, plate.moment_nm))
        return replace(plate, force_n=force, moment_nm=moment)

    ends = ((-np.inf, scene.time_s[0] + max(0.0, shift)), (scene.time_s[-1] + min(0.0, shift), np.inf))
    return Alteration(words=_said(scene, plates, f"forces {shift:+.3f} s late"), scene=with_plates(scene, later), lost=ends)


def doubled(draw: Draw, folder: Path) -> Alteration:
    """Every frame stands twice, at twice the rate; or the recording stands twice in its file."""
    scene, plates = _scene(draw, folder)
    if draw(st.booleans()):
        half = 0.5 / scene.rate_hz
        times = np.stack([scene.time_s, scene.time_s + half], axis=1).ravel()
        other = replace(scene, time_s=times, position_m=np.repeat(scene.position_m, 2, axis=0), rate_hz=2.0 * scene.rate_hz)
        if scene.format == "c3d":
            other = with_plates(other, partial(_at, times_s=times))
        return Alteration(words=_said(scene, plates, "every frame twice"), scene=other, plates=plates)
    length = len(scene.time_s) / scene.rate_hz
    twice = replace(scene, time_s=np.concatenate([scene.time_s, scene.time_s + length]), position_m=np.tile(scene.position_m, (2, 1, 1)))
    other = with_plates(twice, partial(_twice, length_s=length, from_s=float(scene.time_s[0])))
    seam = float(scene.time_s[0]) + length

    def within(at_s: float) -> float:
        return at_s if at_s < seam else at_s - length

    return Alteration(words=_said(scene, plates, "the recording twice in one file"), scene=other, plates=plates, clock=within)


def _at(plate: Plate, *, times_s: FloatArray) -> Plate:
    """A plate with as many samples to each of the frames as it had, at most."""
    per_frame = max(1, len(plate.time_s) // len(times_s))
    step = float(np.diff(times_s).mean())
    fine = times_s[0] + step / per_frame * np.arange(len(times_s) * per_frame)
    force, moment = (
        np.stack([np.interp(fine, plate.time_s, axis) for axis in rows.T], axis=1) for rows in (plate.force_n, plate.moment_nm)
    )
    return replace(plate, time_s=fine, force_n=force, moment_nm=moment)


def _twice(plate: Plate, *, length_s: float, from_s: float) -> Plate:
    own = plate.time_s < from_s + length_s - 1e-9
    times, force, moment = plate.time_s[own], plate.force_n[own], plate.moment_nm[own]
    return replace(
        plate, time_s=np.concatenate([times, times + length_s]), force_n=np.tile(force, (2, 1)), moment_nm=np.tile(moment, (2, 1))
    )


def marker_twice(draw: Draw, folder: Path) -> Alteration:
    """A marker stands twice, under its own name again or under one that nobody knows."""
    scene, plates = _scene(draw, folder)
    label = draw(st.sampled_from(sorted({label for labels in scene.bodies.values() for label in labels})))
    name = draw(st.sampled_from((label, f"{label}_copy", "M001")))
    path = scene.position_m[:, scene.labels.index(label)]
    other = replace(scene, labels=(*scene.labels, name), position_m=np.concatenate([scene.position_m, path[:, None]], axis=1))
    return Alteration(words=_said(scene, plates, f"{label} again as {name}"), scene=other, plates=plates)


def action(draw: Draw, folder: Path) -> Alteration:
    """Plates give the runner's push on the ground."""
    scene, plates = _scene(draw, folder, plates_only=True)
    other = with_plates(scene, lambda plate: replace(plate, force_n=-plate.force_n, moment_nm=-plate.moment_nm))
    return Alteration(words=_said(scene, plates, "action for reaction"), scene=other)


KINDS: Mapping[str, Kind] = {
    "cut": Kind(draw=cut, harmless=True, recoverable=True),
    "turned": Kind(draw=turn, harmless=True, recoverable=True),
    "known names": Kind(draw=prefixed, harmless=True, recoverable=True),
    "other spelling": Kind(draw=spelt),
    "reordered": Kind(draw=reorder, harmless=True, recoverable=True),
    "gap": Kind(draw=gap, recoverable=True),
    "held": Kind(draw=held, recoverable=True),
    "plate offset": Kind(draw=offset, harmless=True, recoverable=True),
    "plate drift": Kind(draw=drift, recoverable=True),
    "unit declared": Kind(draw=declared, harmless=True, recoverable=True),
    "unit not declared": Kind(draw=undeclared),
    "clock of forces": Kind(draw=clock),
    "doubled": Kind(draw=doubled, recoverable=True),
    "marker twice": Kind(draw=marker_twice),
    "action": Kind(draw=action, recoverable=True),
}
