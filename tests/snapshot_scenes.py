"""What the snapshot runs: named scenes of commands on fixed inputs, and the documents and texts that they give."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from snapshot_athlete import follow_an_athlete
from snapshot_terminal import Json, Terminal, terminal

SET_UPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "band_hip_drive_thrust-green": ("band_hip_drive_thrust", "band=green", "strands=2", "tempo=2-1-3"),
        "bent_knee_march-blue-left": ("bent_knee_march", "band=blue", "side=left"),
        "bent_knee_march-beyond-table": ("bent_knee_march", "band=red", "rest_length_m=0.1"),
        "cable_hip_flexion-high-left": ("cable_hip_flexion", "stack_kg=10", "pulley_y_m=0.6", "side=left"),
        "cable_hip_flexion-infeasible": ("cable_hip_flexion", "stack_kg=60"),
        "kettlebell_hip_flexion-ankle": ("kettlebell_hip_flexion", "weight_kg=4", "weight_at=ankle", "tempo=4-1-4"),
        "kettlebell_hip_flexion-infeasible": ("kettlebell_hip_flexion", "weight_kg=40"),
        "seated_lift-leaning": ("seated_lift", "weight_kg=2", "trunk_lean_deg=20", "tempo=X-2-2"),
        "standing_march-band": ("standing_march", "band=red", "hip_start_deg=-20", "side=left"),
    }
)
"""Set-ups that are loaded beside every exercise and variant as they are by themselves."""

FILTERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "list-early-cable": ("--range", "early", "--resistance", "cable"),
        "list-both-hips": ("--both-hips",),
        "list-rising": ("--quality", "rising", "--position", "supine"),
        "list-ladder": ("--ladder", "march"),
        "list-evidence": ("--evidence", "K14"),
        "list-words": ("knee",),
        "list-owned": ("--equipment", "owned.toml"),
    }
)

OWNED = """
has = ["chair", "mat", "bench", "ankle cuff", "pull-up bar"]
[bands]
own = ["red", "green", "loop_light"]
strands = 2
[[measured_bands]]
id = "my-blue"
rest_length_m = 0.50
points = [[0.70, 19.6], [1.00, 34.3], [1.40, 49.0]]
[weights]
ankle_kg = [1, 2]
kettlebell_kg = [8, 12]
[cable]
machine = "dual_adjustable"
ratio = 2
first_kg = 5
step_kg = 5
most_kg = 60
pulley_heights_m = [0.1, 0.5, 1.0]
"""

MOBILITY = ("hip_flexion_mobility", "hip_flexor_stretch")
"""Exercises that have a dose and no load."""

REFUSED: tuple[tuple[str, ...], ...] = (
    ("load", "nothing"),
    ("load", "seated_lift", "--set", "colour=red"),
    ("load", "seated_lift", "--set", "band"),
    ("load", "seated_lift", "--mass-kg", "250"),
    ("load", "seated_lift", "--height-m", "175"),
    ("load", "seated_lift", "--athlete", "absent.toml"),
    ("exercises", "--range", "top"),
    ("exercises", "--ladder", "rope"),
    ("exercises", "xylophone"),
    ("evidence", "K99"),
    ("inspect", "absent.c3d"),
    ("match", "--typical", "12"),
    ("match", "absent.json"),
    ("match", "owned.toml"),
    ("plan", "--minutes-per-week", "1"),
    ("plan", "--typical", "3.5", "--pin", "cable_hip_flexon"),
    ("plan", "--typical", "3.5", "--pin", "seated_lift", "--ban", "seated_lift"),
    ("plan", "--typical", "3.5", "--calendar", "none.ics"),
    ("tune", "kettlebell_hip_flexion", "--range", "end", "--intensity", "3"),
    ("test", "show", "thigh_to_rips"),
)
"""Input that is refused in one sentence."""

INSPECTED: Mapping[str, str] = MappingProxyType(
    {
        "inspect-rbds": "rbds/RBDS001runT35.c3d",
        "inspect-clusters": "ric-runs/20160226T120637_run.c3d",
        "inspect-trc-missing": "trc-variants/dataWithNaNsOfDifferentCases.trc",
        "inspect-trc-windows": "trc-variants/gait10dof18musc_walk_CRLF_line_ending.trc",
        "inspect-forces": "rajagopal-run/grf_run.mot",
        "inspect-angles": "rajagopal-run/opensim_ik.mot",
        "inspect-vicon": "vicon-jog/jogging.c3d",
        "inspect-dec": "c3d-odd/c3d.org/sample02/Dec_real.c3d",
        "inspect-plate-4": "c3d-odd/c3d.org/sample10/TYPE-4.C3D",
    }
)
"""Recordings of many formats that are looked into."""

BROKEN = ("c3d-odd/c3d.org/sample18/bad_parameter_section.c3d", "rbds", "rbds/runners.csv")


def run_the_demo(shell: Terminal) -> None:
    """The made-up runner through the whole chain, and what starts from its files."""
    shell.run("match", "demo", "--folder", "demo")
    for name in ("report.html", "run.trc", "static.trc", "grf.mot", "athlete.toml", "run.json", "plan.json"):
        shell.keep_file(name, f"demo/{name}")
    shell.run("match-from-file", "match", "demo/run.json", "--athlete", "demo/athlete.toml")
    body = ("--mass-kg", 70, "--height-m", 1.76)
    shell.run("analyse", "analyse", "demo/run.trc", "--static", "demo/static.trc", "--grf", "demo/grf.mot", *body)
    shell.run("plan", "plan", "demo/run.json", "--athlete", "demo/athlete.toml")
    shell.run("tune", "tune", "lying_cable_raise", "--demand", "demo/run.json", "--athlete", "demo/athlete.toml")
    shell.run("load", "load", "kettlebell_hip_flexion", "--set", "weight_kg=8", "--athlete", "demo/athlete.toml")


def read_the_catalogue(shell: Terminal) -> None:
    """Lists and pages of exercises, evidence, tests and questions, and sentences for bad input."""
    Path("owned.toml").write_text(OWNED, encoding="utf-8")
    shell.run("list", "exercises")
    shell.run("grid", "exercises", "--grid")
    for name, words in FILTERS.items():
        shell.run(name, "exercises", *words)
    for exercise in _variants():
        shell.run(f"page-{exercise}", "exercises", exercise)
    shell.show("page-report", "exercises", "band_hip_drive_thrust", "--report", "page.html")
    shell.keep_file("page.html", "page.html")
    shell.run("evidence", "evidence")
    shell.run("evidence-K14", "evidence", "K14")
    shell.run("tests", "test", "list")
    shell.run("test-force", "test", "show", "isometric_hip_flexion")
    shell.run("questions", "screen", "--questions")
    for words in REFUSED:
        shell.show(f"refused-{'-'.join(words)}".replace("/", "_"), *words)


def load_every_variant(shell: Terminal) -> None:
    """The load of each exercise and variant as it is by itself, of some set-ups, and pictures."""
    Path("owned.toml").write_text(OWNED, encoding="utf-8")
    for exercise, variants in _variants().items():
        for variant in variants:
            chosen = ("--set", f"variant={variant}") if variant else ()
            call = shell.show if exercise in MOBILITY else shell.run
            call(f"{exercise}-{variant}".strip("-"), "load", exercise, *chosen)
    for name, (exercise, *values) in SET_UPS.items():
        shell.run(name, "load", exercise, *(word for value in values for word in ("--set", value)))
    words = ("load", "seated_lift", "--set", "band=my-blue", "--equipment", "owned.toml")
    shell.run("seated_lift-own-band", *words, "--sex", "female", "--mass-kg", 58, "--height-m", 1.66)
    for exercise in ("seated_lift", "band_hip_drive_thrust"):
        shell.show(f"{exercise}-drawn", "load", exercise, "--picture", "still.svg", "--animation", "moving.svg")
        shell.keep_file(f"{exercise}-still.svg", "still.svg")
        shell.keep_file(f"{exercise}-moving.svg", "moving.svg")


def choose_and_plan(shell: Terminal) -> None:
    """Tuning, matching and planning without a recording and without an athlete."""
    Path("owned.toml").write_text(OWNED, encoding="utf-8")
    shell.run("tune-early", "tune", "cable_hip_flexion", "--range", "early")
    shell.run("tune-owned", "tune", "kettlebell_hip_flexion", "--range", "mid", "--equipment", "owned.toml", "--intensity", 0.5)
    shell.run("match", "match", "--typical", 3.5)
    shell.run("match-new-owned", "match", "--typical", 3.0, "--experience", "new", "--equipment", "owned.toml")
    shell.run("plan", "plan", "--typical", 3.5, "--report", "plan.html")
    shell.keep_file("plan.html", "plan.html")
    shell.run("plan-modest", "plan", "--typical", 3.0, "--preset", "modest", "--goal", "general", "--experience", "new")
    sprint = ("--goal", "sprint", "--school", "short_range", "--minutes-per-week", 60, "--weeks", 5, "--sessions-per-week", 2)
    shell.run("plan-sprint", "plan", "--typical", 4.5, *sprint, "--start", "2026-01-05", "--calendar", "plan.ics")
    shell.keep_file("plan.ics", "plan.ics")
    shell.run("plan-pinned", "plan", "--typical", 3.5, "--pin", "cable_hip_flexion", "--ban", "kettlebell_hip_flexion")


def analyse_recordings(shell: Terminal) -> None:
    """Real runs of each kind, what starts from them, and files that are looked into or refused."""
    rbds, rajagopal, dorn = "data/rbds/RBDS001", "data/rajagopal-run", "data/dorn-sprint"
    fukuchi = ("--static", f"{rbds}static.c3d", "--mass-kg", 62, "--height-m", 1.81)
    shell.run("rbds", "analyse", f"{rbds}runT35.c3d", *fukuchi)
    shell.run("rbds-dempster", "analyse", f"{rbds}runT45.c3d", *fukuchi, "--segments", "dempster", "--cutoff-hz", 10)
    other = ("--static", "data/rbds/RBDS002static.c3d", "--mass-kg", 80, "--height-m", 1.83)
    shell.run("rbds-other", "analyse", "data/rbds/RBDS002runT35.c3d", *other)
    laboratory = ("--static", f"{rajagopal}/static_run.trc", "--grf", f"{rajagopal}/grf_run.mot", "--mass-kg", 72.84, "--height-m", 1.8)
    written = ("--opensim", "opensim", "--report", "run.html")
    shell.run("rajagopal", "analyse", f"{rajagopal}/motion_capture_run.trc", *laboratory, *written)
    for name in ("opensim/ik.mot", "opensim/id.sto", "run.html"):
        shell.keep_file(name.replace("/", "-"), name)
    jog = ("--static", f"{dorn}/JA1Static05.c3d", "--mass-kg", 75.93, "--height-m", 1.8, "--no-plates")
    shell.run("dorn-without-plates", "analyse", f"{dorn}/JA1Gait21.c3d", *jog)
    shell.run("clusters", "analyse", "data/ric-runs/20160226T120637_run.c3d", "--mass-kg", 79, "--height-m", 1.77)
    shell.run("compare", "compare", "rbds.json", "rbds-other.json", "--all")
    shell.show("compare-refused", "compare", "rbds.json", "rbds-dempster.json")
    shell.run("match", "match", "rbds.json")
    for name, file in INSPECTED.items():
        shell.run(name, "inspect", f"data/{file}")
    for file in BROKEN:
        shell.show(f"broken-{Path(file).name}", "inspect", f"data/{file}")
    shell.run("marker-set", "marker-set", "check", "dorn", "data/dorn-sprint/JA1Gait35.c3d")
    shell.show("no-plate", "analyse", f"{rbds}static.c3d", *fukuchi)


Scene = Callable[[Terminal], None]

SCENES: Mapping[str, Scene] = MappingProxyType(
    {
        "demo": run_the_demo,
        "catalogue": read_the_catalogue,
        "load": load_every_variant,
        "choose": choose_and_plan,
        "athlete": follow_an_athlete,
    }
)
"""Scenes by name that need nothing but the program."""

RECORDED_SCENES: Mapping[str, Scene] = MappingProxyType({"recordings": analyse_recordings})
"""Scenes by name that need the real recordings."""


UNKEPT = frozenset(
    {
        "demo/analyse",
        "demo/match-from-file",
        "choose/match-new-owned",
        "choose/plan-pinned",
        "athlete/match",
        "athlete/match-after",
        "athlete/plan-looked",
        "athlete/plan-halfway",
        "recordings/rbds-other",
        "recordings/match",
    }
)
"""Large documents that are compared to the last bit only, and not kept, because one like them is kept."""


def kept_of(scene: str, recordings: Path | None = None) -> dict[str, Json]:
    """The documents of a scene that are kept with the tests, by name."""
    documents, _ = played(scene, recordings)
    return {name: document for name, document in documents.items() if f"{scene}/{name}" not in UNKEPT}


def played(scene: str, recordings: Path | None = None) -> tuple[dict[str, Json], dict[str, str]]:
    """Play a scene.

    Args:
        scene: Its name.
        recordings: Folder of the real recordings, for a scene that needs them.

    Returns:
        Documents and texts by name.
    """
    with terminal(recordings) as shell:
        ({**SCENES, **RECORDED_SCENES})[scene](shell)
        return shell.documents, shell.texts


def _variants() -> dict[str, list[str]]:
    """The names of all variants of each exercise, "" where there is but one, as the declared files say."""
    Terminal(Path.cwd()).run("all-exercises", "exercises")
    rows = json.loads(Path("all-exercises.json").read_text(encoding="utf-8"))["exercises"]
    return {row["id"]: [variant["variant"] for variant in row["variants"]] for row in rows}
