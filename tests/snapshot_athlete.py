"""The scripted athlete of the snapshot: eight weeks from the first screen to the retest, then export, import and erasure."""

import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType

from snapshot_terminal import FIRST_DAY, Json, Terminal

DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
START = date(2026, 1, 5)
BODY = ("--sex", "female", "--height-m", 1.7, "--mass-kg", 62)
CONSENT = ("--consent", "2025-12-01")
OWNED = """
has = ["mat", "bench", "chair", "ankle cuff", "box", "pull-up bar", "cable machine"]
[bands]
own = ["yellow", "red", "green", "blue"]
[weights]
ankle_kg = [1, 2, 4]
kettlebell_kg = [2, 4, 8, 12]
"""
FORCE = ("--detail", "lever_m=0.40", "--detail", "hip_flexion_deg=0")

FIRST_TESTS: Mapping[str, tuple[object, ...]] = MappingProxyType(
    {
        "left-force": ("isometric_hip_flexion", "--side", "left", *FORCE, "--value", 160, "--value", 166, "--value", 163),
        "right-force": ("isometric_hip_flexion", "--side", "right", *FORCE, "--value", 46, "--unit", "lb", "--value", 47),
        "sprint": ("sprint_20_m", "--value", 3.42, "--value", 3.40),
        "reach": ("A01", "--side", "left", "--pass"),
    }
)
LAST_TESTS: Mapping[str, tuple[object, ...]] = MappingProxyType(
    {
        "left-force": ("isometric_hip_flexion", "--side", "left", *FORCE, "--value", 221),
        "right-force": ("isometric_hip_flexion", "--side", "right", *FORCE, "--value", 212),
        "sprint": ("sprint_20_m", "--value", 3.31),
        "reach": ("A01", "--side", "left", "--fail"),
    }
)


def follow_an_athlete(shell: Terminal) -> None:
    """Ann from being stored to being erased."""
    Path("owned.toml").write_text(OWNED, encoding="utf-8")
    _enter(shell)
    _plan(shell)
    _train(shell)
    _look_back(shell)
    _hand_over(shell)


def _enter(shell: Terminal) -> None:
    shell.go_to(FIRST_DAY)
    shell.show("list-empty", "athlete", "list")
    shell.show("add-without-consent", "athlete", "add", "Ann", *BODY)
    shell.run("add", "athlete", "add", "Ann", *BODY, *CONSENT, "--born", "1990-05-05", "--equipment", "owned.toml")
    shell.run("add-minor", "athlete", "add", "Kim", "--sex", "male", "--height-m", 1.78, "--mass-kg", 64, *CONSENT, "--born", "2010-02-03")
    shell.run("edit", "athlete", "edit", "Ann", "--mass-kg", 61.5, "--height-m", 1.71)
    shell.run("edit-earlier", "athlete", "edit", "Ann", "--mass-kg", 63, "--on", "2025-12-20")
    shell.show("plan-before-screen", "plan", "--athlete", "Ann", "--typical", 3.5)
    shell.run("screen-minor", "screen", "Kim", "--no-to-rest")
    shell.run("screen-stop", "screen", "Ann", "--yes", "groin_pain_under_load", "--no-to-rest", "--on", "2025-12-28")
    shell.run("show-stop", "athlete", "show", "Ann")
    Path("answers.toml").write_text(_answers(shell), encoding="utf-8")
    shell.run("screen-file", "screen", "Ann", "--answers", "answers.toml")
    for name, words in FIRST_TESTS.items():
        shell.run(f"first-{name}", "test", "add", "Ann", *words)
    wrong = _first_id(shell.run("first-shuttle", "test", "add", "Ann", "shuttle_4x5_8_m", "--value", 5.9))
    right = _first_id(shell.run("first-shuttle-corrected", "test", "correct", "Ann", wrong[:8], "--value", 6.4))
    shell.run("first-shuttle-deleted", "test", "delete", "Ann", right)
    shell.show("test-refused", "test", "add", "Ann", "isometric_hip_flexion", "--side", "left", *FORCE, "--value", 22)
    shell.run("results", "test", "results", "Ann")
    shell.run("show", "athlete", "show", "Ann")
    shell.run("list", "athlete", "list")


def _plan(shell: Terminal) -> None:
    shell.run("match", "match", "--athlete", "Ann", "--typical", 3.5)
    shell.run("plan-looked", "plan", "--athlete", "Ann", "--typical", 3.5, "--look", "--ban", "seated_lift")
    shell.run("plan", "plan", "--athlete", "Ann", "--typical", 3.5, "--start", START, "--calendar", "plan.ics", "--report", "plan.html")
    for name in ("plan.ics", "plan.html"):
        shell.keep_file(name, name)
    shell.run("plan-shown", "plan", "--athlete", "Ann", "--show", "--calendar", "again.ics")
    shell.keep_file("again.ics", "again.ics")
    for scenario in ("all_good", "one_sided_pain", "missed_fortnight", "red_flag_pain"):
        shell.run(f"simulated-{scenario}", "plan", "--athlete", "Ann", "--show", "--simulate", scenario)


def _train(shell: Terminal) -> None:
    days = _days_of(shell.documents["plan"])
    first = days[0]
    shell.go_to(first)
    coming = shell.run("log-01-coming", "log", "Ann")
    shell.run("log-01-typed", "log", "Ann", *_lines(coming))
    shell.go_to(days[1])
    shell.run("log-02-as-planned", "log", "Ann", "--as-planned")
    shell.show("log-02-again", "log", "Ann", "--as-planned")
    shell.go_to(days[1] + timedelta(days=1))
    shell.run("log-02-next-morning", "log", "Ann", "--pain", "3 front_of_hip L next_morning")
    shell.go_to(days[2])
    shell.run("log-03-coming", "log", "Ann")
    shell.run("log-03-as-planned-note", "log", "Ann", "--as-planned", "--note", "the left side felt stiff", "--pain", "1 groin R")
    shell.go_to(days[3])
    shell.run("log-04-skipped", "log", "Ann", "--skipped", "--note", "travelling")
    shell.go_to(days[4])
    done = _lines(shell.run("log-05-coming", "log", "Ann"))
    shell.run("log-05-part", "log", "Ann", done[0])
    shell.run("log-05-corrected", "log", "Ann", "--correct", "last", done[0], *(f"{line} pain 2" for line in done[1:2]))
    shell.go_to(days[6])
    shell.run("log-06-yesterday", "log", "Ann", "--as-planned", "--on", days[5])
    shell.run(
        "log-07-typed", "log", "Ann", "seated_lift LR 2x8 @2kg rir 2 form no-twist", "bent_knee_march LR 2x20 @bodyweight", "--on", days[6]
    )
    listed = shell.run("log-07-list", "log", "Ann", "--show")
    shell.run("log-07-deleted", "log", "Ann", "--delete", "last")
    shell.run("log-07-as-planned", "log", "Ann", "--as-planned")
    shell.show("log-07-delete-again", "log", "Ann", "--delete", _newest(listed))
    shell.run("plan-halfway", "plan", "--athlete", "Ann", "--show")
    shell.run("progress-halfway", "progress", "Ann")
    for number, day in enumerate(days[7:17], start=8):
        shell.go_to(day)
        pain = ("--pain", "5 front_of_hip L") if number == 12 else ()
        shell.run(f"log-{number:02}-as-planned", "log", "Ann", "--as-planned", *pain)
    shell.show("log-unknown-exercise", "log", "Ann", "seated_lfit LR 2x8")
    shell.show("log-future", "log", "Ann", "seated_lift LR 2x8", "--on", "2026-12-01")
    shell.show("log-no-pain", "log", "Ann", "--pain", "11 groin")


def _look_back(shell: Terminal) -> None:
    shell.go_to(START + timedelta(weeks=8))
    for name, words in LAST_TESTS.items():
        shell.run(f"last-{name}", "test", "add", "Ann", *words)
    shell.run("change", "test", "change", "Ann", "--since", START)
    shell.run("results-force", "test", "results", "Ann", "--test", "isometric_hip_flexion")
    shell.run("progress", "progress", "Ann")
    shell.run("progress-since", "progress", "Ann", "--since", "2026-01-26")
    shell.run("log-list", "log", "Ann", "--show", 20)
    shell.run("log-after", "log", "Ann")
    shell.run("plan-after", "plan", "--athlete", "Ann", "--show")
    shell.run("show-after", "athlete", "show", "Ann")
    shell.run("match-after", "match", "--athlete", "Ann", "--typical", 3.5)


def _hand_over(shell: Terminal) -> None:
    shell.run("export", "export", "all.zip")
    shell.run("export-athlete", "export", "ann.zip", "--athlete", "Ann")
    for name, file in (("export", "all.zip"), ("export-athlete", "ann.zip")):
        _forget_size(shell, name)
        _keep_zip(shell, file)
    shell.run("backup", "backup", "copy.sqlite3")
    shell.run("rename", "athlete", "rename", "Ann", "Ann Lee")
    shell.store = "other.sqlite3"
    shell.run("import", "import", "all.zip")
    _sort_names(shell, "import")
    shell.show("import-again", "import", "ann.zip")
    shell.run("import-renamed", "import", "ann.zip", "--rename", "Ann=Beth")
    shell.run("other-list", "athlete", "list")
    shell.run("other-show", "athlete", "show", "Beth")
    shell.run("other-progress", "progress", "Ann")
    shell.store = "store.sqlite3"
    shell.run("delete", "athlete", "delete", "Ann Lee", "--yes")
    shell.run("list-after-delete", "athlete", "list")
    shell.show("show-after-delete", "athlete", "show", "Ann Lee")


def _answers(shell: Terminal) -> str:
    """Answers to all questions as a file: only pain in the back is told."""
    listed = shell.run("questions", "screen", "--questions")
    del shell.documents["questions"]  # kept elsewhere
    assert isinstance(listed, dict)
    rows = listed["questions"]
    assert isinstance(rows, list)
    names = [row["id"] for row in rows if isinstance(row, dict)]
    return "\n".join(f"{name} = {json.dumps(name == 'back_pain')}" for name in names)


def _days_of(plan: Json) -> list[date]:
    """The dates of the plan's sessions; after its end, Mondays and Thursdays."""
    assert isinstance(plan, dict)
    sessions = plan["sessions"]
    assert isinstance(sessions, list)
    days = sorted({date.fromisoformat(str(session["date"])) for session in sessions if isinstance(session, dict)})
    after = days[-1] + timedelta(days=7 - days[-1].weekday())
    return [*days, *(after + timedelta(days=7 * (number // 2) + 3 * (number % 2)) for number in range(16))]


def _lines(coming: Json) -> Sequence[str]:
    """The lines that log the coming session as it is asked."""
    assert isinstance(coming, dict)
    session = coming["next"]
    assert isinstance(session, dict)
    lines = session["to_log"]
    assert isinstance(lines, list)
    return [str(line) for line in lines]


def _first_id(answer: Json) -> str:
    """The id of the first result in an answer of 'test add'."""
    assert isinstance(answer, dict)
    results = answer["results"]
    assert isinstance(results, list)
    result = results[0]
    assert isinstance(result, dict)
    return str(result["id"])


def _newest(listed: Json) -> str:
    """The id of the newest session in a list of them."""
    assert isinstance(listed, dict)
    sessions = listed["sessions"]
    assert isinstance(sessions, list)
    session = sessions[-1]
    assert isinstance(session, dict)
    return str(session["id"])


def _forget_size(shell: Terminal, name: str) -> None:
    """Take out how many bytes a zip has: random ids do not always pack equally well."""
    document = shell.documents[name]
    assert isinstance(document, dict)
    assert document["bytes"]
    document["bytes"] = None
    shell.texts[name] = re.sub(r"\([\d,]+\s+bytes\)", "(bytes)", shell.texts[name])


def _sort_names(shell: Terminal, name: str) -> None:
    """Sort the names of two imported athletes, which stand in the order of their random ids."""
    document = shell.documents[name]
    assert isinstance(document, dict)
    assert isinstance(document["athletes"], list)
    document["athletes"] = sorted(document["athletes"], key=str)
    shell.texts[name] = shell.texts[name].replace("Athletes: Kim, Ann.", "Athletes: Ann, Kim.")


def _keep_zip(shell: Terminal, file: str) -> None:
    """The names and contents of the files in a zip; digests depend on ids and are left out, and rows that are sorted by ids sorted anew."""
    with zipfile.ZipFile(file) as archive:
        for name in archive.namelist():
            text = DIGEST.sub("digest", archive.read(name).decode())
            if name.endswith(".csv"):
                heading, *rows = text.splitlines(keepends=True)
                text = "".join([heading, *sorted(rows, key=shell.without_new_ids)])
            shell.keep_text(f"{file}-{shell.without_new_ids(name)}".replace("/", "-"), text)
