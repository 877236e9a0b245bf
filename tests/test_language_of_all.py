"""Every command and page in a made-up language: no word that somebody reads is out of the catalogue's reach.

What stays as it is everywhere is listed here with its reason; a word beyond that is a sentence that no other language can say.
"""

import re
import shlex
from html import unescape
from pathlib import Path

import pytest
from command_line import Command, command_runner
from pseudo_language import CODE, out_of_reach, pseudo_language

from hipdrive import coach
from hipdrive.capacity import protocols
from hipdrive.exercise import exercises

TYPED = r"hipdrive [^\n]*|--[a-z-]+|'[a-z_]+ (?:LR?|R|alt) [^\n]*"
"""Commands to type, with the lines of a log."""
CODES = r"[A-Za-z0-9]+(?:_[A-Za-z0-9]+)+|\b[A-Z]\d{2}[a-z]?\b|\b[0-9a-f]{8}\b|\b\d\S*|\b\w+=\S+"
UNITS = r"Nm/kg|Nm s/kg|Nms/kg|J/kg|W/kg|km/h|min/km|\bm/s\b|\bkg\b|\bms\b"
FILES = r"[\w./-]*\w\.(?:json|html|trc|mot|toml|csv|pdf|ics|c3d|fit)\b|https?://\S+"
PARAMETERS = r"<[a-z|]+>|\[?\b[A-Z][A-Z.|]+\b\]?"
"""How the help writes what to give: <path>, NAME|FILE."""
AS_IT_IS = re.compile(f"{TYPED}|{FILES}|{CODES}|{UNITS}|{PARAMETERS}")
NAMES = {"Ann", "Nobody", "jet", "engine", "nonsense", "run", "later", "hipdrive", "Fukuchi", "Leva"}
"""What was typed here, and who published a table."""
NOTATION = {"rir", "hold", "bodyweight", "side", "left", "right", "free", "weights", "json", "trc", "residual"}
"""Words of doses, set-ups, steps of a ladder, file formats and checks, as they are typed or stand in JSON."""
RULES = {"unlock", "maintenance"}
"""Names of rules in a played plan."""
CITED = re.compile(r"\([^()]*(?:\d{4}|thesis)[^()]*\)|[A-Z][a-z]+(?: \w+)? et al\. [^\n]*")
"""Sources stand as they were published."""


def ids() -> set[str]:
    """Words of ids, of what may be chosen in a set-up, and of what files call their parts."""
    words = {*exercises(), *protocols(), *coach.marker_set_ids(), *(question.id for question in coach.screen_questions().questions)}
    for exercise in exercises().values():
        words |= {*exercise.variants, *exercise.settings}
        for setting in exercise.settings.values():
            words |= {setting.key, str(setting.default), *setting.choices}
    return {part for word in words for part in re.findall(r"[A-Za-z]+", word)}


def beyond_reach(shown: str) -> set[str]:
    """Words that somebody reads and no catalogue can translate."""
    rest = AS_IT_IS.sub(" ", CITED.sub(" ", out_of_reach(shown)))
    return set(re.findall(r"[A-Za-z]{3,}", rest)) - ids() - NAMES - NOTATION - RULES


def read_off(page: str) -> str:
    """What a page shows and says."""
    without = re.sub(r"<(style|script|head)\b.*?</\1>", " ", page, flags=re.DOTALL)
    said = re.findall(r'(?:aria-label|alt|title|data-label)="([^"]*)"', without)
    return unescape("\n".join([re.sub(r"<[^>]+>", "\n", without), *said]))


COMMANDS = """
demo --folder .
inspect run.trc
analyse run.trc --static static.trc --grf grf.mot --mass-kg 70 --height-m 1.76 --json later.json --report report.html
compare run.json later.json --report two.html
exercises
exercises standing_march --report exercise.html
load cable_hip_flexion --set stack_kg=5
tune cable_hip_flexion --range early
match run.json --own 'band red, chair'
match --combined-or-separate --pace 5:00/km --own 'band red, chair'
evidence D02
athlete add Ann --born 1990-03-04 --sex female --mass-kg 60 --height-m 1.70 --consent 2024-01-02
athlete show Ann
screen --questions
screen Ann --no-to-rest
test list
test add Ann isometric_hip_flexion --side left --value 212 --detail lever_m=0.40 --detail hip_flexion_deg=0 --detail knee_flexion_deg=90
plan --athlete Ann --pace 5:30/km --own 'band red, chair, ankle weights 2x1 kg'
plan --athlete Ann --show
plan --athlete Ann --simulate all_good
log Ann
log Ann 'standing_march LR 2x8 rir 2' --pain '4 front_of_hip R next_morning'
log Ann --show 5
progress Ann --report progress.html
test change Ann
athlete list
plan --help
experiment plan --help
"""
REFUSED = """
load nonsense
load cable_hip_flexion --set stack=5
match --pace 5.30
analyse run.trc --mass-kg 70 --height-m 3
plan --athlete Nobody
log Ann --on 2024-02-30
exercises --own 'a jet engine'
"""


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Command:
    """Runs a command in the made-up language, on a terminal so wide that nothing is broken."""
    monkeypatch.chdir(tmp_path)
    call = command_runner(monkeypatch, capsys, tmp_path / "store.sqlite3")
    monkeypatch.setenv("COLUMNS", "3000")
    monkeypatch.setattr("hipdrive.cli.app.language_of", lambda words, _: (CODE, list(words)))
    return call


def test_every_word_of_the_commands_and_pages_is_within_reach(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    with pseudo_language(monkeypatch):
        found = {}
        for line in COMMANDS.strip().splitlines():
            shown = run(*shlex.split(line))
            assert shown.code == 0, f"{line}: {shown.err}"
            found[line] = beyond_reach(shown.out + shown.err)
        for page in ("report", "two", "exercise", "progress"):
            found[page] = beyond_reach(read_off(Path(f"{page}.html").read_text(encoding="utf-8")))
    assert {} == {where: words for where, words in found.items() if words}


def test_every_word_of_a_refusal_is_within_reach(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    with pseudo_language(monkeypatch):
        run("demo", "--folder", ".")
        run("athlete", "add", "Ann", "--sex", "female", "--mass-kg", "60", "--height-m", "1.70", "--consent", "2024-01-02")
        found = {}
        for line in REFUSED.strip().splitlines():
            shown = run(*shlex.split(line))
            assert shown.code != 0, line
            found[line] = beyond_reach(shown.err)
    assert {} == {where: words for where, words in found.items() if words}


def test_the_load_sheet_and_the_wall_are_within_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    with pseudo_language(monkeypatch):
        pages = {"loads": coach.load_sheet(coach.fitting_exercises()), "wall": coach.picture_wall(coach.fitting_exercises())}
        found = {name: beyond_reach(read_off(page)) for name, page in pages.items()}
    assert {name: set() for name in pages} == found
