"""Teams and tests from spreadsheets, and back into them: all or nothing, whatever a spreadsheet does to a file."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from command_line import Command, command_runner

TEAM = "name,sex,height_m,mass_kg,born,consent"
ANN = "Ann,female,1.68,58.5,1995-04-02,2024-01-02"
BO = "Bo,male,1.80,75,,2024-01-02"
TESTS = "athlete,test,side,value,unit,passed,date,lever_m,hip_flexion_deg"
PUSH = "Ann,isometric_hip_flexion,left,212.5,N,,2024-05-03,0.40,0"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Command:
    """Runs a command with an empty store."""
    monkeypatch.chdir(tmp_path)
    return command_runner(monkeypatch, capsys, tmp_path / "store.sqlite3")


def written(*lines: str, name: str = "TEAM.csv", end: str = "\n", code: str = "utf-8") -> Path:
    path = Path(name)
    path.write_bytes((end.join(lines) + end).encode(code))
    return path


def stored(run: Command) -> list[dict[str, Any]]:
    athletes: list[dict[str, Any]] = run("athlete", "list", "--json", "-").json()["athletes"]
    return sorted(athletes, key=lambda athlete: str(athlete["name"]))


def test_a_team_is_stored_from_a_file_as_it_says(run: Command) -> None:
    document = run("athlete", "import-csv", written(TEAM, ANN, BO), "--json", "-").json()
    assert ("hipdrive.athletes_csv/1", False, "TEAM.csv") == (document["schema"], document["dry_run"], document["file"])
    assert [(2, "Ann", "added"), (3, "Bo", "added")] == [(one["line"], one["name"], one["what"]) for one in document["athletes"]]
    ann, bo = stored(run)
    assert ("female", 1.68, 58.5, "1995-04-02", "2024-01-02") == tuple(
        ann[key] for key in ("sex", "height_m", "mass_kg", "born", "consent_on")
    )
    assert ("male", 1.8, 75.0, None) == (bo["sex"], bo["height_m"], bo["mass_kg"], bo["born"])


def test_a_dry_run_says_all_and_stores_nothing(run: Command) -> None:
    team = written(TEAM, ANN, BO)
    shown = run("athlete", "import-csv", team, "--dry-run").plain
    assert "Ann added female, 1.68 m, 58.5 kg, born 1995-04-02" in shown
    assert "Dry run: nothing is stored yet. Without --dry-run: 2 athletes added, 0 changed." in shown
    assert [] == stored(run)
    assert 0 == run("athlete", "import-csv", team).code
    tests = written(TESTS, PUSH, name="TESTS.csv")
    assert "1 result added" in run("test", "import-csv", tests, "--dry-run").plain
    assert [] == run("test", "results", "Ann", "--json", "-").json()["results"]


@pytest.mark.parametrize(
    ("lines", "end", "code"),
    [
        ((TEAM, ANN, BO), "\r\n", "utf-8-sig"),
        ((TEAM.replace(",", ";"), "Ann;female;1,68;58,5;02.04.1995;02.01.2024", "Bo;male;1,80;75;;02.01.2024"), "\r\n", "utf-8-sig"),
        ((TEAM.replace(",", "\t"), ANN.replace(",", "\t"), BO.replace(",", "\t")), "\n", "utf-8"),
        (("sep=;", TEAM.replace(",", ";"), ANN.replace(",", ";"), BO.replace(",", ";")), "\r\n", "utf-8"),
        ((" NAME ,Sex,Height (m),Mass (kg), Born,Consent", ANN, BO, ",,,,,", "", ",,,,,"), "\n", "utf-8"),
        ((f"{TEAM},,", f"{ANN},,", "# Cy,male,1.8,70,,2024-01-02", f"{BO},,"), "\r", "utf-8"),
        ((TEAM, 'Ann,F,"1,68"," 58,5 ",1995/04/02,2024-01-02', BO), "\n", "utf-8"),
    ],
    ids=["byte order mark", "semicolons and decimal commas", "tabs", "sep=", "headings and blank rows", "blank columns", "quotes"],
)
def test_what_spreadsheets_do_to_a_file_changes_nothing(run: Command, lines: tuple[str, ...], end: str, code: str) -> None:
    shown = run("athlete", "import-csv", written(*lines, end=end, code=code))
    assert 0 == shown.code, shown.err
    keys = ("name", "height_m", "mass_kg", "born", "consent_on")
    assert [("Ann", 1.68, 58.5, "1995-04-02", "2024-01-02"), ("Bo", 1.8, 75.0, None, "2024-01-02")] == [
        tuple(athlete[key] for key in keys) for athlete in stored(run)
    ]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Cy,male,1m80,75,,2024-01-02", ("line 7", "column height_m", "found '1m80'", "a plain number, such as 1.68")),
        ("Cy,male,180,75,,2024-01-02", ("line 7", "column height_m", "is 180", "between 1.2 and 2.3 m", "did you mean 1.80?")),
        ("Cy,man,1.80,75,,2024-01-02", ("line 7", "column sex", "found 'man'", "female, male, f, m")),
        ("Cy,male,1.80,75,04/02/1995,2024-01-02", ("line 7", "column born", "found '04/02/1995'", "2026-11-23 or 23.11.2026")),
        ("Cy,male,1.80,75,,", ("line 7", "column consent", "blank", "the day on which they agreed")),
        (",male,1.80,75,,2024-01-02", ("line 7", "column name", "blank")),
        ("ann,male,1.80,75,,2024-01-02", ("line 7", "column name", "'ann' is already in line 2")),
        ("Cy,male,1,80,75,,2024-01-02", ("line 7", "7 cells but the heading has 6", "write 1,68 in quotes or as 1.68")),
        ("Cy,male,1.80,75,,2199-01-02", ("line 7", "column consent", "2199-01-02")),
    ],
)
def test_a_bad_line_seven_is_named_with_column_value_and_what_is_allowed_and_nothing_is_stored(
    run: Command, line: str, words: tuple[str, ...]
) -> None:
    others = [f"Athlete {number},male,1.80,75,,2024-01-02" for number in range(4)]
    refused = run("athlete", "import-csv", written(TEAM, ANN, *others, line))
    assert (1, "") == (refused.code, refused.out)
    assert [] == [word for word in ("TEAM.csv", *words, "Nothing was stored.") if word not in refused.err]
    assert 1 == len(refused.err.strip().splitlines())
    assert [] == stored(run)


def test_how_many_lines_are_bad_is_said_at_once(run: Command) -> None:
    refused = run("athlete", "import-csv", written(TEAM, "A,man,1.8,75,,2024-01-02", "B,male,18,75,,2024-01-02", ANN))
    assert "line 2, column sex" in refused.err
    assert "1 more line cannot be used either." in refused.err


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"name,sex,heigth_m,mass_kg,consent\n", "column 'heigth_m': it is not known; did you mean height_m?"),
        (b"name,sex,mass_kg,consent\n", "column height_m: it is missing"),
        (b"name,name,sex,height_m,mass_kg,consent\n", "column name: it is there twice"),
        (TEAM.encode(), "it has a heading but no lines below it"),
        (b" \n,,\n", "it is empty"),
        (f"{TEAM}\nJos\u00e9,male,1.8,75,,2024-01-02\n".encode("cp1252"), "it is not saved in UTF-8"),
        (b"PK\x03\x04rest", "this is a workbook, not a CSV file"),
        (b'name,sex,height_m,mass_kg,consent\n"Ann,female\n', "this is not a CSV file"),
    ],
)
def test_a_file_that_is_no_sheet_of_athletes_says_why(run: Command, content: bytes, words: str) -> None:
    Path("TEAM.csv").write_bytes(content)
    refused = run("athlete", "import-csv", "TEAM.csv")
    assert (1, True) == (refused.code, words in refused.err), refused.err
    assert 1 == run("athlete", "import-csv", "none.csv").code


def test_who_is_stored_already_is_named_and_changed_only_when_told(run: Command) -> None:
    run("athlete", "import-csv", written(TEAM, ANN))
    again = written(TEAM, BO, "ANN,female,1.69,60,,2024-01-02")
    refused = run("athlete", "import-csv", again)
    assert "line 3, column name: Ann is already stored; leave the line out, or give --update to change what is stored." in refused.err
    assert ["Ann"] == [athlete["name"] for athlete in stored(run)]
    document = run("athlete", "import-csv", again, "--update", "--json", "-").json()
    assert [("Bo", "added"), ("Ann", "changed")] == [(one["name"], one["what"]) for one in document["athletes"]]
    ann = stored(run)[0]
    assert (1.69, 60.0, "1995-04-02") == (ann["height_m"], ann["mass_kg"], ann["born"])
    assert ["unchanged"] * 2 == [one["what"] for one in run("athlete", "import-csv", again, "--update", "--json", "-").json()["athletes"]]
    consent = run("athlete", "import-csv", written("name,consent", "Ann,2024-02-02"), "--update")
    assert "column consent: found 2024-02-02, but 2024-01-02 is already stored" in consent.err


def test_the_template_is_read_as_it_is_and_its_example_is_nobody(run: Command) -> None:
    assert 0 == run("athlete", "template", "--out", "new.csv").code
    assert "heading but no lines" in run("athlete", "import-csv", "new.csv").err
    text = Path("new.csv").read_text(encoding="utf-8-sig")
    Path("new.csv").write_text(f"{text}{BO}\n", encoding="utf-8-sig")
    assert 0 == run("athlete", "import-csv", "new.csv").code
    assert ["Bo"] == [athlete["name"] for athlete in stored(run)]
    assert TEAM == run("athlete", "template").out.splitlines()[0]


def results(run: Command, name: str = "Ann") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = run("test", "results", name, "--json", "-").json()["results"]
    return found


def test_results_are_stored_with_their_units_details_and_verdicts(run: Command) -> None:
    run("athlete", "import-csv", written(TEAM, ANN))
    lines = (
        TESTS.replace(",", ";"),
        "Ann;isometric_hip_flexion;L;212,5;;;03.05.2024;0,40;0",
        "ann;isometric_hip_flexion;right;20;kg;;2024-05-03;0,40;0",
        "Ann;A01;left;;;yes;2024-05-03;;",
        "Ann;A01;right;;;Failed;2024-05-03;;",
        "Ann;A01;right;;;;2024-05-04;;",
    )
    document = run("test", "import-csv", written(*lines, name="TESTS.csv"), "--json", "-").json()
    assert ("hipdrive.results_csv/1", [6]) == (document["schema"], document["not_done"])
    values = [(one["side"], one["value"], one["passed"]) for one in results(run)]
    assert [("left", 212.5, None), ("right", pytest.approx(196.133), None), ("left", None, True), ("right", None, False)] == values
    assert {"lever_m": 0.4, "hip_flexion_deg": 0.0} == results(run)[0]["details"]


def test_the_same_file_read_twice_stores_each_result_once_and_two_equal_tries_twice(run: Command) -> None:
    run("athlete", "import-csv", written(TEAM, ANN))
    tests = written(TESTS, PUSH, PUSH, name="TESTS.csv")
    for what in ("added", "stored_before"):
        document = run("test", "import-csv", tests, "--json", "-").json()
        assert [what] * 2 == [one["what"] for one in document["results"]]
    assert 2 == len(results(run))
    run("test", "delete", "Ann", results(run)[0]["id"])
    run("test", "import-csv", tests)
    assert 1 == len(results(run))  # what was deleted does not come back


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (PUSH.replace("Ann", "Anne"), ("column athlete", "athlete 'Anne' is not known. Did you mean Ann?")),
        (PUSH.replace("hip_flexion,", "hip_flexon,"), ("column test", "Did you mean isometric_hip_flexion")),
        (PUSH.replace("212.5", "212N"), ("column value", "found '212N'", "a plain number")),
        (PUSH.replace("212.5", "2"), ("column value", "is 2 N", "between 10 and 2000")),
        (PUSH.replace("0.40", "40"), ("column lever_m", "is 40", "did you mean 0.4?")),
        (PUSH.replace("0.40", ""), ("column lever_m", "missing")),
        (PUSH.replace("left", "both"), ("column side", "found 'both'", "left, right")),
        (PUSH.replace("2024-05-03", "2199-05-03"), ("column date", "2199-05-03")),
        (PUSH.replace("2024-05-03", ""), ("column date", "blank")),
        (PUSH.replace(",N,", ",stone,"), ("column unit", "'stone'", "kgf")),
        ("Ann,A01,left,,,maybe,2024-05-03,,", ("column passed", "found 'maybe'")),
    ],
)
def test_a_bad_result_is_named_with_line_and_column_and_no_result_is_stored(run: Command, line: str, words: tuple[str, ...]) -> None:
    run("athlete", "import-csv", written(TEAM, ANN))
    refused = run("test", "import-csv", written(TESTS, PUSH, line, name="TESTS.csv"))
    assert 1 == refused.code
    assert [] == [word for word in ("TESTS.csv, line 3", *words, "Nothing was stored.") if word not in refused.err], refused.err
    assert [] == results(run)


def test_the_sheet_of_tests_has_a_line_for_each_athlete_test_and_side(run: Command) -> None:
    run("athlete", "import-csv", written(TEAM, ANN, BO))
    assert 0 == run("test", "template", "isometric_hip_flexion", "sprint_20_m", "--out", "TESTS.csv").code
    rows = list(csv.DictReader(io.StringIO(Path("TESTS.csv").read_text(encoding="utf-8-sig"))))
    asked = [("isometric_hip_flexion", "left"), ("isometric_hip_flexion", "right"), ("sprint_20_m", "")]
    assert [(name, *one) for name in ("Ann", "Bo") for one in asked] == [(row["athlete"], row["test"], row["side"]) for row in rows]
    assert {"lever_m", "hip_flexion_deg", "timing"} <= set(rows[0])
    assert "skipped" in run("test", "import-csv", "TESTS.csv").plain
    assert 1 == run("test", "template", "sprint_20").code


def test_an_export_as_spreadsheets_is_read_back_and_no_cell_is_a_formula(run: Command, tmp_path: Path) -> None:
    run("athlete", "import-csv", written(TEAM, ANN.replace("Ann", '"=Ann()"'), BO))
    run("test", "import-csv", written(TESTS, PUSH.replace("Ann", "=Ann()"), name="TESTS.csv"))
    run("log", "Bo", "seated_lift LR 2x8 rir 3 pain 2 groin", "--note", "=1+1")
    document = run("export", "sheets", "--csv", "--json", "-").json()
    assert {"athletes.csv": 2, "tests.csv": 1, "masses.csv": 2, "sessions.csv": 4, "pains.csv": 2} == document["lines"]
    tables = {path.name: list(csv.reader(io.StringIO(path.read_text("utf-8-sig")))) for path in Path("sheets").iterdir()}
    assert [] == [cell for table in tables.values() for row in table for cell in row if cell.startswith(("=", "+", "-", "@"))]
    sessions = tables["sessions.csv"]
    assert [("seated_lift", side, "8", "2") for side in ("left", "left", "right", "right")] == [
        tuple(row[sessions[0].index(column)] for column in ("exercise", "side", "reps", "worst_pain")) for row in sessions[1:]
    ]
    assert 1 == run("export", "sheets", "--csv").code
    assert 0 == run("export", "sheets", "--csv", "--force", "--athlete", "Bo").code
    assert 0 == run("export", "again", "--csv").code
    other = tmp_path / "other.sqlite3"
    assert 0 == run("athlete", "import-csv", "again/athletes.csv", "--db", other).code
    assert 0 == run("test", "import-csv", "again/tests.csv", "--db", other).code
    assert [212.5] == [one["value"] for one in run("test", "results", "=Ann()", "--json", "-", "--db", other).json()["results"]]
    assert f"{tmp_path / 'again'}" in run("athlete", "delete", "Bo", "--yes").out.replace("\n", "")
