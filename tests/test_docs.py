"""What the documents say is what the program does."""

from cli_page import PAGE, cli_page

from hipdrive.cli.app import app
from hipdrive.data import DATA
from hipdrive.exercise import exercises


def test_the_page_of_commands_is_what_help_says() -> None:
    assert cli_page() == PAGE.read_text(encoding="utf-8"), "run 'make docs'"


def test_every_command_is_on_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for command in app.registered_commands:
        assert command.callback is not None
        assert f"## hipdrive {command.callback.__name__}\n" in page


def test_every_exercise_file_is_named_after_its_exercise() -> None:
    files = {entry.name.removesuffix(".toml") for entry in (DATA / "exercises").iterdir() if entry.name.endswith(".toml")}
    assert set(exercises()) == files
