"""Whatever is in a file, no exception but ours leaves inspect, analyse, compare, match or marker-set check, and it is one sentence."""

import json
import os
import traceback
import warnings
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from recorded_scenes import Plate, Scene, c3d_of
from test_motion_untrusted import harmed

from hipdrive import coach
from hipdrive.coach.athletes.athlete_file import AthleteFile, athlete_as_toml
from hipdrive.coach.athletes.for_analysis import Runner
from hipdrive.contract.runs.file import file_document
from hipdrive.contract.runs.run import run_document
from hipdrive.contract.wire import json_text
from hipdrive.errors import HipDriveError
from hipdrive.gait import reference_trial
from hipdrive.motion import FileContent, Motion, ground_forces_text, load_marker_sets, recognise, trc_text

CASES = int(os.environ.get("HIPDRIVE_FUZZ_CASES", "720")) // 10
"""Each of these is analysed, so that they are fewer than what the readers alone are tried with."""
LONG = CASES > 1000
FRAMES = 150
STRANGE = ("nan", "NaN", "inf", "-inf", "1e308", "-1e308", "1e-308", "", "0", "x", "9" * 400, "1,5", "\u0661", "--", "#N/A")
Generator = np.random.Generator


@cache
def whole_files() -> Mapping[str, bytes]:
    """A synthetic runner's recording, as a program, a laboratory and a user would write it."""
    trial = reference_trial()
    run = _beginning(trial.run, FRAMES)
    static = _beginning(trial.static, 10)
    texts = {
        "run.trc": trc_text(run, name="run.trc"),
        "grf.mot": ground_forces_text(run.plates, name="grf.mot"),
        "static.trc": trc_text(static, name="static.trc"),
        "athlete.toml": athlete_as_toml(AthleteFile(athlete=trial.athlete, tests=()), heading="Invented."),
    }
    files = {name: text.encode() for name, text in texts.items()}
    analysis = coach.analyse(_recording(files), Runner(athlete=trial.athlete))
    shipped = Path(coach.__file__).parents[1] / "data" / "markersets"
    markers = next(path for path in shipped.parent.rglob(f"{analysis.run.marker_set}.toml"))
    return {
        **files,
        "run.c3d": _as_c3d(run),
        "ik.mot": coach.opensim_files(analysis.movement)["ik.mot"].encode(),
        "run.json": json_text(run_document(analysis.run)).encode(),
        "set.toml": markers.read_bytes(),
    }


def _beginning(motion: Motion, frames: int) -> Motion:
    end_s = motion.time_s[frames - 1] + 1e-9
    plates = []
    for plate in motion.plates:
        kept = plate.time_s <= end_s
        rows = {name: getattr(plate, name)[kept] for name in ("time_s", "force_n", "point_m", "free_moment_nm")}
        plates.append(replace(plate, **rows))
    return replace(motion, time_s=motion.time_s[:frames], position_m=motion.position_m[:frames], plates=tuple(plates))


def _as_c3d(run: Motion) -> bytes:
    corners = np.array([[3.0, 0, 1.0], [3.0, 0, -1.0], [-3.0, 0, -1.0], [-3.0, 0, 1.0]])
    plates = tuple(
        Plate(
            time_s=plate.time_s,
            force_n=plate.force_n,
            moment_nm=plate.moment_about(corners.mean(axis=0)),
            origin_m=corners.mean(axis=0),
            up=np.array([0.0, 1.0, 0.0]),
            corners_m=corners,
            side=None,
        )
        for plate in run.plates
    )
    scene = Scene(
        name="synthetic",
        athlete=reference_trial().athlete,
        static=None,
        format="c3d",
        labels=run.labels,
        bodies=recognise(run.labels, load_marker_sets()).tracking,
        time_s=run.time_s,
        rate_hz=run.sampling_rate_hz,
        position_m=run.position_m,
        plates=plates,
        joint_offset_m={},
    )
    return c3d_of(scene)


def _recording(files: Mapping[str, bytes], *, run: str = "run.trc", plates: bool = True) -> coach.Recording:
    def content(name: str) -> FileContent:
        return FileContent(name, files[name])

    forces = content("grf.mot") if plates and run != "run.c3d" else None
    athlete = coach.read_athlete(files["athlete.toml"], name="athlete.toml").athlete
    return coach.read_recording(content(run), athlete, static=content("static.trc"), grf=forces, no_plates=not plates)


def _analysed(files: Mapping[str, bytes], run: str, *, plates: bool = True) -> None:
    file_document(coach.inspect_file(FileContent(run, files[run])))
    recording = _recording(files, run=run, plates=plates)
    athlete = coach.read_athlete(files["athlete.toml"], name="athlete.toml").athlete
    json_text(run_document(coach.analyse(recording, Runner(athlete=athlete)).run))


def _compared(files: Mapping[str, bytes]) -> None:
    harmed_run = coach.read_run(files["run.json"], name="run.json")
    json_text(coach.compare(harmed_run, coach.read_run(whole_files()["run.json"], name="before.json"), names=("a", "b")))
    coach.demand_of_run_file(files["run.json"], name="run.json")


def _checked(files: Mapping[str, bytes]) -> None:
    markers = coach.marker_set_from_text(files["set.toml"], name="set.toml")
    coach.check_recording(markers, FileContent("run.trc", files["run.trc"]))


TRIED: Mapping[str, Callable[[Mapping[str, bytes]], None]] = {
    "run.trc": lambda files: _analysed(files, "run.trc"),
    "run.trc without plates": lambda files: _analysed(files, "run.trc", plates=False),
    "grf.mot": lambda files: _analysed(files, "run.trc"),
    "static.trc": lambda files: _analysed(files, "run.trc"),
    "run.c3d": lambda files: _analysed(files, "run.c3d"),
    "ik.mot": lambda files: _analysed(files, "ik.mot"),
    "athlete.toml": lambda files: _analysed(files, "run.trc"),
    "run.json": _compared,
    "set.toml": _checked,
}
"""Which file is harmed (its first word) -> what is done with it."""


def harmed_table(whole: bytes, generator: Generator) -> bytes:
    """A text table in which cells, rows, columns or a block are not what they were."""
    lines = whole.decode().split("\n")
    rows = [line.split("\t") for line in lines]
    at = int(generator.integers(len(rows)))
    body = [place for place, row in enumerate(rows) if len(row) > 8 and place > 8]
    column = int(generator.integers(len(rows[body[0]])))
    match generator.integers(8):
        case 0:
            place = int(generator.integers(len(rows[at])))
            rows[at][place] = str(generator.choice(STRANGE))
        case 1:
            for row in body:
                rows[row][column] = str(STRANGE[at % len(STRANGE)])
        case 2:
            other = int(generator.integers(len(rows[body[0]])))
            for row in body:
                rows[row][column], rows[row][other] = rows[row][other], rows[row][column]
        case 3:
            rows[at:at] = rows[at : at + int(generator.integers(1, 80))]
        case 4:
            del rows[at : at + int(generator.integers(1, 120))]
        case 5:
            start = int(generator.choice(body))
            for row in body[start - body[0] : start - body[0] + int(generator.integers(1, 80))]:
                rows[row][2:] = [str(generator.choice(STRANGE[:7]))] * len(rows[row][2:])
        case 6:
            factor = float(generator.choice([0.0, -1.0, 1e-6, 1e6, 1e150]))
            for row in body:
                rows[row][2:] = [_times(cell, factor) for cell in rows[row][2:]]
        case _:
            for row in body:
                rows[row][column:] = rows[row][column + 1 :]
    return "\n".join("\t".join(row) for row in rows).encode()


def _times(cell: str, factor: float) -> str:
    try:
        return repr(float(cell) * factor)
    except ValueError:
        return cell


def harmed_json(whole: bytes, generator: Generator) -> bytes:
    """A document in which some value is another, gone, or of another kind."""
    plain = json.loads(whole)
    here = plain
    while True:
        keys = list(here) if isinstance(here, dict) else list(range(len(here)))
        key = keys[int(generator.integers(len(keys)))]
        if isinstance(here[key], dict | list) and here[key] and generator.integers(5):
            here = here[key]
            continue
        strange: tuple[object, ...] = (None, "x", -1, 0, 1e308, float("nan"), [], {}, True, [None], "2026", float("inf"))
        here[key] = strange[int(generator.integers(len(strange)))]
        return json.dumps(plain).encode()


def harmed_file(name: str, whole: bytes, generator: Generator) -> bytes:
    """A harmed copy, as fits its kind; a third of them byte by byte."""
    if name.endswith(("c3d", "toml")) or not generator.integers(3):
        for _ in range(int(generator.integers(1, 4))):
            whole = harmed(whole, generator) if whole else whole
        return whole
    return harmed_json(whole, generator) if name.endswith("json") else harmed_table(whole, generator)


def leak_of(work: Callable[[], None]) -> str:
    """What left that is not ours, and where from; empty if nothing did."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a warning is kept off the terminal by the door
            work()
    except HipDriveError as error:
        sentence = str(error)
        return "" if sentence.strip().endswith((".", "?")) and "\n" not in sentence else f"no sentence: {sentence[:200]}"
    except Exception as error:  # noqa: BLE001  (that no other leaves is what is asked)
        place = next(frame for frame in reversed(traceback.extract_tb(error.__traceback__)) if "hipdrive" in frame.filename)
        return f"{type(error).__name__}: {str(error)[:120]} at {'/'.join(place.filename.split('/')[-3:])}:{place.lineno} {place.line}"
    return ""


@pytest.mark.parametrize("what", TRIED)
def test_no_exception_but_ours_leaves_a_command_on_a_fuzzed_file(what: str) -> None:
    name = what.split(maxsplit=1)[0]
    generator = np.random.default_rng(len(what) + sum(map(ord, what)))
    leaks: Counter[str] = Counter()
    for _ in range(-(-CASES // len(TRIED))):
        files = {**whole_files(), name: harmed_file(name, whole_files()[name], generator)}
        leaks[leak_of(lambda files=files: TRIED[what](files))] += 1  # type: ignore[misc]
    del leaks[""]
    assert {} == dict(leaks)


def odd_files(recordings: Path) -> list[Path]:
    """Every file of the recordings that breaks readers, and of formats that we do not read."""
    return sorted(path for folder in ("c3d-odd", "trc-variants", "fit") for path in (recordings / folder).rglob("*") if path.is_file())


@pytest.mark.recordings
def test_no_exception_but_ours_leaves_a_command_on_an_odd_file(recordings: Path) -> None:
    leaks = {}
    for path in odd_files(recordings):
        files = {**whole_files(), path.name: path.read_bytes()}
        for plates in (True, False) if LONG else (True,):
            leak = leak_of(lambda name=path.name, files=files, plates=plates: _odd(files, name, plates=plates))  # type: ignore[misc]
            if leak:
                leaks[f"{path.relative_to(recordings)}, {'with' if plates else 'without'} plates"] = leak
    assert {} == leaks


def _odd(files: Mapping[str, bytes], name: str, *, plates: bool) -> None:
    """Inspect and analyse a file by itself."""
    file = FileContent(name, files[name])
    file_document(coach.inspect_file(file))
    athlete = reference_trial().athlete
    recording = coach.read_recording(file, athlete, no_plates=not plates)
    json_text(run_document(coach.analyse(recording, Runner(athlete=athlete)).run))
