"""What somebody has to train with: asked, taken for granted, kept; and a body that is typed beside an athlete."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import Command, Shown, command_runner, shown_by

from hipdrive.cli.door.owned import ASSUMED, QUESTION
from hipdrive.cli.equipment import QUESTIONS

BODY = ("--sex", "female", "--height-m", 1.7, "--mass-kg", 62, "--born", "1990-05-05", "--consent", "2024-01-02")
AtTerminal = Callable[..., tuple[Shown, list[str]]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Command:
    """Runs a command where nobody can be asked; Ann is stored, and nothing of what she owns."""
    monkeypatch.chdir(tmp_path)
    call = command_runner(monkeypatch, capsys, tmp_path / "store.sqlite3")
    assert 0 == call("athlete", "add", "Ann", *BODY).code
    return call


@pytest.fixture
def at_terminal(run: Command, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> AtTerminal:
    """Runs a command at a terminal, answering what it asks ('' is Enter); what it did and what it asked."""
    assert 0 == run("athlete", "list").code

    def call(answers: list[str], *words: object) -> tuple[Shown, list[str]]:
        asked: list[str] = []

        def answered(question: str, *, default: str, **_: object) -> str:
            asked.append(question)
            return answers[len(asked) - 1] or default

        with monkeypatch.context() as patched:
            for door in ("door.owned", "equipment"):
                patched.setattr(f"hipdrive.cli.{door}.somebody_there", lambda: True)
            patched.setattr("typer.prompt", answered)
            return shown_by(patched, capsys, *words), asked

    return call


def test_where_nobody_can_be_asked_a_gym_is_assumed_and_said_first(run: Command) -> None:
    shown = run("match", "--pace", "5:30")
    assert ASSUMED == shown.out.splitlines()[0]
    assert "--own" in ASSUMED
    planned = run("plan", "--preset", "modest").out.splitlines()
    assert ASSUMED == planned[0]
    assert planned[1].startswith("Typical demand at ")


def test_beside_json_on_standard_output_it_is_said_on_standard_error(run: Command) -> None:
    shown = run("match", "--pace", "5:30", "--json", "-")
    assert "hipdrive.match/1" == shown.json()["schema"]
    assert ASSUMED == shown.err.splitlines()[0]


def test_what_is_said_or_stored_is_not_assumed(run: Command) -> None:
    assert ASSUMED not in run("match", "--own", "nothing").out
    assert 0 == run("athlete", "edit", "Ann", "--own", "band red").code
    assert "Assuming" not in run("match", "--athlete", "Ann").out


def test_a_stored_athlete_of_whom_nothing_is_known_is_told_how_to_keep_it(run: Command) -> None:
    assert "To keep it with Ann, use 'hipdrive athlete edit Ann --own WORDS'." in run("match", "--athlete", "ann").out.splitlines()[0]


def test_at_a_terminal_it_is_asked_and_enter_is_a_floor_and_a_chair(at_terminal: AtTerminal) -> None:
    shown, asked = at_terminal([""], "match", "--pace", "5:30")
    assert [QUESTION] == asked
    assert "You have: chair of the usual height, because you gave none." == shown.out.splitlines()[0]
    assert "kg stack" not in shown.plain


def test_an_answer_that_cannot_be_understood_is_asked_for_again(at_terminal: AtTerminal) -> None:
    shown, asked = at_terminal(["unobtainium", "gym"], "match", "--pace", "5:30")
    assert [QUESTION, QUESTION] == asked
    assert "equipment 'unobtainium' is not known" in shown.err
    assert "You have: everything an ordinary gym has." == shown.out.splitlines()[0]


def test_the_answer_of_a_stored_athlete_is_kept_and_not_asked_for_again(run: Command, at_terminal: AtTerminal) -> None:
    shown, asked = at_terminal(["band red, chair 45 cm"], "match", "--athlete", "Ann", "--json", "-")
    assert ([QUESTION], 0) == (asked, shown.code)
    assert "Kept with Ann" in shown.err
    assert ["red"] == run("athlete", "show", "Ann", "--json", "-").json()["equipment"]["bands"]
    assert [] == at_terminal([], "match", "--athlete", "Ann")[1]


def test_equipment_is_asked_for_thing_by_thing_and_written(at_terminal: AtTerminal, tmp_path: Path) -> None:
    answers = ["red, grean", "red, green", "2x1 kg", "", "no", "", "yes", "bed", "", "45 cm", "ball"]
    shown, asked = at_terminal(answers, "equipment", "--out", "mine.toml")
    assert [QUESTIONS[0][1], *(question for _, question in QUESTIONS)] == asked
    assert "Did you mean green?" in shown.err
    assert "bed (taken as a bench) 50 cm high" in shown.plain
    plain = tomllib.loads((tmp_path / "mine.toml").read_text(encoding="utf-8"))
    assert ["red", "green"] == plain["bands"]["own"]
    assert {"ankle weight", "cable machine", "bench", "chair", "ball", "wall"} == set(plain["has"])


def test_equipment_that_is_said_is_json_with_the_file_and_kept_with_an_athlete(run: Command) -> None:
    said = run("equipment", "--own", "kettlebell 8 kg", "--athlete", "ann", "--json", "-").json()
    assert ("hipdrive.equipment/1", ["kettlebells of 8 kg"]) == (said["schema"], said["understood"])
    assert "kettlebell_kg = [8]" in said["toml"]
    assert said["equipment"] == run("athlete", "show", "Ann", "--json", "-").json()["equipment"]


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("equipment",), 2, "there is no one to ask here"),
        (("equipment", "--own", "band purple", "--out", "mine.toml"), 1, "band 'purple' is not known"),
        (("match", "--own", "unobtainium"), 1, "equipment 'unobtainium' is not known"),
        (("plan", "--own", "ankle weight 900 kg"), 1, "ankle weights weigh 0.1 to 10 kg"),
        (("tune", "seated_lift", "--range", "mid", "--own", "chair 4 m"), 1, "chairs are 20 to 120 cm high"),
        (("exercises", "--own", "kettelbell"), 1, "Did you mean kettlebell?"),
        (("load", "seated_lift", "--own", "band", "--equipment", "mine.toml"), 2, "--own or --equipment, not both"),
        (("match", "--pace", "12"), 1, "write 5:30/km for five and a half minutes a kilometre"),
        (("match", "--pace", "5'30"), 1, "write 5:30/km"),
        (("plan", "--pace", "0:00"), 1, "write 5:30/km"),
        (("plan", "--typical", "1:00/km"), 1, "60.0 km/h = 1:00 min/km = 16.67 m/s"),
        (("match", "--pace", "5:30", "--typical", "3"), 2, "give only one of them"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_sentence_and_nothing_is_written(
    run: Command, tmp_path: Path, words: tuple[str, ...], code: int, sentence: str
) -> None:
    ran = run(*words)
    assert code == ran.code
    assert "" == ran.out
    assert sentence in " ".join(ran.err.replace("│", " ").split())
    assert not (tmp_path / "mine.toml").exists()


def test_a_typed_body_wins_over_that_of_an_athlete_and_says_so(run: Command, tmp_path: Path) -> None:
    (tmp_path / "me.toml").write_text("mass_kg = 70\nheight_m = 1.75\n", encoding="utf-8")
    for whose, known in (("me.toml", 70), ("Ann", 62)):
        asked = ("load", "seated_lift", "--athlete", whose)
        shown = run(*asked, "--mass-kg", 65)
        assert "Body 65 kg" in shown.plain
        assert f"Taken as typed: 65 kg ({whose}: {known} kg)." == shown.out.splitlines()[0]
        assert "as typed" not in run(*asked).out
        assert "as typed" in run(*asked, "--mass-kg", 65, "--json", "-").err
    tuned = run("tune", "seated_lift", "--range", "mid", "--athlete", "Ann", "--own", "chair, band red", "--height-m", 1.8, "--sex", "male")
    assert "Taken as typed: 1.8 m (Ann: 1.7 m), male (Ann: female)." in tuned.plain
