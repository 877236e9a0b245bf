"""The commands load, exercises and evidence as a user meets them, in a narrow and a wide terminal."""

import base64
import hashlib
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import hipdrive
from hipdrive.cli import main
from hipdrive.exercise import exercises, ladders, variants_of

WIDTHS = (80, 120)


class Shown:
    """What a command printed."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def plain(self) -> str:
        """Standard output as one line of words."""
        return " ".join(self.out.split())


Command = Callable[..., Shown]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    def call(*words: object, width: int = 80) -> Shown:
        monkeypatch.setattr(sys, "argv", ["hipdrive", *map(str, words)])
        monkeypatch.setenv("COLUMNS", str(width))
        with pytest.raises(SystemExit) as stop:
            main()
        shown = capsys.readouterr()
        return Shown(int(stop.value.code or 0), shown.out, shown.err)

    return call


@pytest.mark.parametrize("width", WIDTHS)
def test_load_prints_both_hips_body_supports_and_tempos_within_the_width(run: Command, width: int) -> None:
    shown = run("load", "band_hip_drive_thrust", width=width)
    assert 0 == shown.code
    assert all(len(line) <= width for line in shown.out.splitlines())
    for words in (
        "Can be done.",
        "left hip right hip, working",
        "Mean moment, Nm/kg (Nm)",
        "Largest moment, Nm/kg (Nm)",
        "Share of impulse",
        "-11° and +11°",
        "produced (concentric)",
        "absorbed (eccentric)",
        "Low back: back extensors",
        "Support forces, body weights (N)",
        "slow 4-1-4 chosen 1-1-2 brisk 0.6-1-1",
        "can be done",
        "The values for the red band are typical",
        "The load was not compared with anyone's strength",
    ):
        assert words in shown.plain, words


def test_load_says_that_a_leading_range_depends_on_the_pelvis(run: Command) -> None:
    assert "depends on the pelvis definition: left hip's extensors" in run("load", "band_hip_drive_thrust", width=120).plain


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("kettlebell_hip_flexion", "--set", "weight_kg=40"), "would have to pull"),
        (("cable_hip_flexion", "--set", "stack_kg=60"), "Not possible"),
        (("kettlebell_hip_flexion", "--set", "bench_height_m=0.3", "--set", "hip_start_deg=-30"), "hit the floor"),
        (("seated_lift", "--set", "trunk_lean_deg=45", "--set", "spine_flexion_deg=0"), "beyond its range"),
        (("bent_knee_march", "--set", "band=red", "--set", "rest_length_m=0.1"), "table"),
    ],
)
def test_what_cannot_be_done_says_why_and_exits_0(run: Command, words: tuple[str, ...], reason: str) -> None:
    shown = run("load", *words, width=120)
    assert 0 == shown.code
    assert "Cannot be done like this:" in shown.out
    assert reason in shown.plain


def test_load_judges_an_athletes_strength(run: Command, tmp_path: Path) -> None:
    athlete = tmp_path / "me.toml"
    test = '[[tests]]\nside = "right"\naction = "flexor"\nforce_n = 110\nlever_m = 0.42\nhip_flexion_deg = 10\n'
    athlete.write_text(f"mass_kg = 70\nheight_m = 1.75\n{test}", encoding="utf-8")
    words = ("load", "kettlebell_hip_flexion", "--set", "weight_kg=6", "--athlete", athlete)
    assert "Too heavy: the right hip's flexors" in run(*words).plain
    plain = json.loads(run(*words, "--json", "-").out)
    assert plain["feasible"] is False
    assert "capacity_exceeded" in {note["code"] for note in plain["notes"]}


def test_load_draws_pictures_that_are_whole_documents(run: Command, tmp_path: Path) -> None:
    still, moving = tmp_path / "still.svg", tmp_path / "moving.svg"
    assert 0 == run("load", "seated_lift", "--picture", still, "--animation", moving, "--json", tmp_path / "load.json").code
    for path in (still, moving):
        assert ET.fromstring(path.read_text(encoding="utf-8")).tag.endswith("svg")  # noqa: S314 - written by us a moment ago
    assert {"tempos", "peaks", "capacity", "by_range", "frames"} <= set(json.loads((tmp_path / "load.json").read_text(encoding="utf-8")))


def test_load_reads_an_exercise_of_ones_own(run: Command, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    text = (Path(hipdrive.__file__).parent / "data" / "exercises" / "seated_lift.toml").read_text(encoding="utf-8")
    path.write_text(text.replace('"seated_lift"', '"my_lift"'), encoding="utf-8")
    assert "(my_lift)" in run("load", "--file", path).plain
    assert "(my_lift;" in run("exercises", "--file", path).plain
    fixed = [
        word
        for value in ("weight_kg=1", "hip_start_deg=60", "trunk_lean_deg=0", "bench_height_m=0.43", "knee_flexion_deg=90")
        for word in ("--set", value)
    ]
    tuned = run("tune", "--file", path, "--range", "end", *fixed)
    assert tuned.out.startswith("my_lift for the end range")
    path.write_text(text.replace("position =", "positoin =", 1), encoding="utf-8")
    refused = run("load", "--file", path)
    assert 1 == refused.code
    assert "mine.toml" in refused.err


@pytest.mark.parametrize("words", ["X28", "x28", "Seated hip-flexor lift", "seated hip-FLEXOR lift", "seated flexor"])
def test_load_takes_a_row_a_name_or_words_that_fit_one_exercise(run: Command, words: str) -> None:
    assert "seated_lift" == json.loads(run("load", words, "--json", "-").out)["exercise"]


def test_a_row_of_a_variant_chooses_the_variant_and_a_setting_has_the_last_word(run: Command) -> None:
    chosen, named = (
        json.loads(run("load", "X19", *words, "--json", "-").out)["set_up"]["variant"] for words in ((), ("--set", "variant=forceful"))
    )
    assert ("weighted_hold", "forceful") == (chosen, named)


def test_words_that_fit_several_exercises_name_their_ids(run: Command) -> None:
    shown = run("load", "march")
    assert 1 == shown.code
    assert "hipdrive: 'march' fits several exercises; give one of these ids: bent_knee_march, standing_march.\n" == shown.err


@pytest.mark.parametrize("words", [("load",), ("exercises",), ("tune", "--range", "mid")])
def test_a_path_is_no_id_and_what_it_names_is_not_opened(run: Command, tmp_path: Path, words: tuple[str, ...]) -> None:
    path = tmp_path / "secret.toml"
    path.write_text('password = "hunter2"\n', encoding="utf-8")
    refused = run(*words[:1], path, *words[1:])
    assert 1 == refused.code
    assert "is not known" in refused.err
    assert "seated_lift" in refused.err
    assert f"--file {path}" in refused.err
    assert "password" not in refused.err
    assert "hunter2" not in refused.err


@pytest.mark.parametrize("command", ["load", "tune"])
def test_an_exercise_is_an_id_or_a_file_and_not_both(run: Command, command: str) -> None:
    more = ("--range", "mid") if command == "tune" else ()
    for words in ((), ("seated_lift", "--file", "mine.toml")):
        refused = run(command, *words, *more)
        assert 2 == refused.code
        assert "--file FILE.toml" in " ".join(refused.err.replace("│", " ").split())


def test_a_file_that_is_absent_is_named(run: Command) -> None:
    refused = run("load", "--file", "absent.toml")
    assert 1 == refused.code
    assert "absent.toml: there is no such text file" in refused.err


@pytest.mark.parametrize("width", WIDTHS)
def test_the_list_keeps_ids_whole_and_within_the_width(run: Command, width: int) -> None:
    shown = run("exercises", width=width)
    assert all(len(line) <= width for line in shown.out.splitlines())
    for name in exercises():
        assert re.search(rf"^{name}\s", shown.out, re.MULTILINE), name
    assert "X06" in shown.out


@pytest.mark.parametrize(
    ("words", "allowed"),
    [
        (("--range", "top"), "early, mid, end"),
        (("--position", "sitting"), "seated"),
        (("--resistance", "magnet"), "own weight, weight, band, cable, sled"),
        (("--quality", "good"), "constant, rising, falling"),
        (("--ladder", "rope"), ", ".join(ladders())),
        (("--evidence", "K99"), "K01"),
        (("--equipment", "absent.toml"), "absent.toml"),
    ],
)
def test_a_filter_that_cannot_be_names_the_allowed_ones(run: Command, words: tuple[str, ...], allowed: str) -> None:
    shown = run("exercises", *words)
    assert 1 == shown.code
    assert "" == shown.out
    assert allowed in shown.err


def test_filters_that_leave_nothing_say_so(run: Command) -> None:
    assert "No exercise matches these filters." in run("exercises", "--position", "seated", "--both-hips", "--resistance", "weight").plain
    assert "No exercise matches 'xylophone'" in run("exercises", "xylophone").plain


def test_the_wall_of_pictures_shows_each_variant_once_with_a_link_to_it(run: Command, tmp_path: Path) -> None:
    wall = tmp_path / "wall.html"
    assert 0 == run("exercises", "--pictures", wall).code
    page = wall.read_text(encoding="utf-8")
    places = [f"{one.id}-{name}" if name else one.id for one in exercises().values() for name in variants_of(one)]
    assert sorted(places) == sorted(re.findall(r'<article class="card" id="([^"]+)"', page))
    for place in places:
        assert f'<h3><a href="#{place}">' in page
    assert "<title>All exercises in pictures</title>" in page
    assert 3 * len(places) <= page.count("<svg ")
    assert "<script" not in page
    assert not re.findall(r'(?:src|href)="(?!#)', page), "everything is inside"


def test_the_wall_of_pictures_shows_what_is_listed(run: Command, tmp_path: Path) -> None:
    wall = tmp_path / "wall.html"
    assert 0 == run("exercises", "--resistance", "sled", "--pictures", wall).code
    assert ["sled_drag"] == re.findall(r'<article class="card" id="([^"]+)"', wall.read_text(encoding="utf-8"))
    nothing = tmp_path / "nothing.html"
    assert "No exercise matches 'xylophone'" in run("exercises", "xylophone", "--pictures", nothing).plain
    assert not nothing.exists()
    refused = run("exercises", "--pictures", tmp_path / "absent" / "wall.html")
    assert 1 == refused.code
    assert "there is no folder" in refused.err


@pytest.mark.parametrize("width", WIDTHS)
def test_an_id_prints_the_page(run: Command, width: int) -> None:
    shown = run("exercises", "kettlebell_hip_flexion", width=width)
    assert all(len(line) <= width for line in shown.out.splitlines())
    headings = (
        "First",
        "How to do it",
        "Stop for",
        "How much",
        "Where it loads",
        "What can be set (--set KEY=VALUE)",
        "What it is based on",
    )
    for words in (*headings, "Our choice:", "bench_height_m", "D13"):
        assert words in shown.plain, words


def test_a_row_prints_the_page_of_its_exercise_or_its_note(run: Command) -> None:
    assert "(kettlebell_hip_flexion;" in run("exercises", "X08").plain
    assert "single_leg_hip_thrust" in run("exercises", "x06").plain


def test_a_page_as_json_is_a_row_of_the_list_with_more(run: Command) -> None:
    plain = json.loads(run("exercises", "seated_lift", "--json", "-").out)
    assert "hipdrive.exercises/1" == plain["schema"]
    assert ["seated_lift"] == [row["id"] for row in plain["exercises"]]
    assert plain["exercises"][0]["page"]["cues"]


def test_the_page_as_html_is_one_offline_file(run: Command, tmp_path: Path) -> None:
    path = tmp_path / "lift.html"
    assert 0 == run("exercises", "seated_lift", "--report", path).code
    html = path.read_text(encoding="utf-8")
    assert 3 == html.count("<svg ")
    (script,) = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}';" in html
    assert not re.search(r'(src|href)="(?!#|data:)', html)
    assert 2 == run("exercises", "seated", "--report", path).code


def test_the_page_takes_a_tempo(run: Command, tmp_path: Path) -> None:
    path = tmp_path / "lift.html"
    assert 0 == run("exercises", "seated_lift", "--tempo", "3-1-4", "--report", path).code
    assert "3 s up, 1 s hold, 4 s down" in path.read_text(encoding="utf-8")
    assert 1 == run("exercises", "seated_lift", "--tempo", "quick").code
    assert 1 == run("exercises", "hip_flexor_stretch", "--tempo", "3-1-4").code
    assert 2 == run("exercises", "seated", "--tempo", "3-1-4").code


def test_the_grid_has_a_line_for_each_resistance_and_position(run: Command) -> None:
    shown = run("exercises", "--grid", width=120)
    assert "early / lock-out" in shown.plain
    assert "barbell hip thrust*" in shown.plain
    assert re.search(r"^weight\s+supine\s+kettlebell", shown.out, re.MULTILINE)
    assert "hipdrive.grid/1" == json.loads(run("exercises", "--grid", "--json", "-").out)["schema"]


@pytest.mark.parametrize("width", WIDTHS)
def test_evidence_lists_every_row_and_shows_one_with_its_uses(run: Command, width: int) -> None:
    listing = run("evidence", width=width)
    assert all(len(line) <= width for line in listing.out.splitlines())
    for row in ("K01", "K26", "D13", "P35"):
        assert re.search(rf"^{row}\s", listing.out, re.MULTILINE), row
    thrust = run("evidence", "k19", width=width)
    for words in ("Said by", "Sources", "Verdict", "How sure", "Where it is used", "Answered by computation", "Does not hold."):
        assert words in thrust.plain, words
    assert "No exercise or rule cites it" in run("evidence", "K04").plain
    assert "K02" in run("evidence", "psoas").out
    assert "No row of the evidence contains 'xylophone'" in run("evidence", "xylophone").plain
