"""What the documents say is what the program does."""

from hipdrive.cli.app import app
from hipdrive.data import DATA
from hipdrive.exercise import exercises, read_equipment
from hipdrive.exercise.owned.equipment_file import EXAMPLE_EQUIPMENT
from tools.cli_page import PAGE, cli_page
from tools.measures_page import PAGE as MEASURES
from tools.measures_page import measures_page


def test_the_page_of_commands_is_what_help_says() -> None:
    assert cli_page() == PAGE.read_text(encoding="utf-8"), "run 'make docs'"


def test_the_page_of_measures_is_what_is_declared() -> None:
    assert measures_page() == MEASURES.read_text(encoding="utf-8"), "run 'make docs'"


def test_every_command_is_on_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for command in app.registered_commands:
        assert command.callback is not None
        assert f"## hipdrive {command.name or command.callback.__name__}\n" in page


def test_every_exercise_file_is_named_after_its_exercise() -> None:
    files = {entry.name.removesuffix(".toml") for entry in (DATA / "exercises").iterdir() if entry.name.endswith(".toml")}
    assert set(exercises()) == files


def test_the_page_on_equipment_shows_the_example_that_is_read() -> None:
    page = (PAGE.parent / "equipment.md").read_text(encoding="utf-8")
    example = page.split("```toml\n", 1)[1].split("```", 1)[0]
    assert example.strip() == EXAMPLE_EQUIPMENT.strip()
    assert "my-blue" in read_equipment(example, file="mine.toml").bands
