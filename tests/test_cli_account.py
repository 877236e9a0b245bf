"""The commands account as a user meets them: the password is never a word of the command."""

import io
from pathlib import Path

import pytest
from command_line import Command, Shown, command_runner

from hipdrive import coach
from hipdrive.cli.door import clock

PASSWORD = "four words in a row"  # noqa: S105  made up
BODY = ("--sex", "female", "--height-m", 1.7, "--mass-kg", 62, "--consent", "2024-01-02")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Command:
    """Runs a command with a store of its own, a password on standard input."""
    command = command_runner(monkeypatch, capsys, tmp_path / "store.sqlite3")

    def typed(*words: object, password: str = PASSWORD) -> Shown:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
        return command(*words)

    return typed


def logs_in(path: Path, name: str, password: str) -> bool:
    with coach.open_store(str(path)) as store, store.reading(clock.now()) as unit:
        return coach.is_password(coach.account_for_login(unit, name), password)


def test_the_first_coach_looks_after_everybody_and_the_next_after_whom_one_says(run: Command, tmp_path: Path) -> None:
    for name in ("Ann", "Bo"):
        assert 0 == run("athlete", "add", name, *BODY).code
    assert "Carla can log in and sees 2 athletes." in run("account", "add", "Carla").plain
    assert "Dan can log in and sees 0 athletes." in run("account", "add", "Dan").plain
    assert "Dan looks after: Ann." in run("account", "athletes", "dan", "--add", "ann").plain
    assert "Dan looks after: Ann, Bo." in run("account", "athletes", "dan", "--all").plain
    assert "Dan looks after: Bo." in run("account", "athletes", "dan", "--drop", "Ann").plain
    listed = run("account", "list", "--json", "-").json()["accounts"]
    assert [("Carla", "coach", ["Ann", "Bo"]), ("Dan", "coach", ["Bo"])] == [(one["name"], one["role"], one["athletes"]) for one in listed]
    assert logs_in(tmp_path / "store.sqlite3", "carla", PASSWORD)
    assert not logs_in(tmp_path / "store.sqlite3", "carla", "another five words in a row")


def test_what_is_kept_of_a_password_is_slow_to_guess(run: Command, tmp_path: Path) -> None:
    assert 0 == run("account", "add", "Carla").code
    with coach.open_store(str(tmp_path / "store.sqlite3")) as store, store.reading(clock.now()) as unit:
        kept = coach.account_named(unit, "Carla").password
    assert kept is not None
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,")


def test_a_password_is_changed_and_an_account_removed(run: Command, tmp_path: Path) -> None:
    store, new = tmp_path / "store.sqlite3", "another five words in a row"
    assert 0 == run("athlete", "add", "Ann", *BODY).code
    assert 0 == run("account", "add", "Carla").code
    assert "Ann can log in and sees 1 athlete." in run("account", "add", "Ann", "--role", "athlete", "--athlete", "ann").plain
    assert "The password of Ann is changed." in run("account", "password", "ann", password=new).plain
    assert [False, True] == [logs_in(store, "Ann", typed) for typed in (PASSWORD, new)]
    assert "The account of Ann is removed." in run("account", "drop", "Ann", "--yes").plain
    assert not logs_in(store, "Ann", new)
    assert ["Ann"] == [one["name"] for one in run("athlete", "list", "--json", "-").json()["athletes"]]


@pytest.mark.parametrize(
    ("words", "password", "sentence"),
    [
        (("add", "Eve"), "short", "the password is 5 characters long, but must be 10 to 200 characters"),
        (("add", "Carla"), PASSWORD, "already an account named 'Carla'"),
        (("add", "Eve", "--role", "athlete"), PASSWORD, "that of one stored athlete"),
        (("add", "Eve", "--role", "athlete", "--athlete", "nobody"), PASSWORD, "athlete 'nobody' is not known"),
        (("password", "Eve"), PASSWORD, "account 'Eve' is not known"),
        (("athletes", "Carla", "--add", "nobody"), PASSWORD, "athlete 'nobody' is not known"),
        (("drop", "Eve", "--yes"), PASSWORD, "account 'Eve' is not known"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(run: Command, words: tuple[str, ...], password: str, sentence: str) -> None:
    assert 0 == run("account", "add", "Carla").code
    refused = run("account", *words, password=password)
    assert (1, "") == (refused.code, refused.out)
    assert sentence in refused.err
