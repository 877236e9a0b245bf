"""The command line in the reader's language: how it is chosen, what it changes, and what it leaves as it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import Shown, shown_by

from hipdrive.cli.door.help_words import WRONG, wrong_usage_words
from hipdrive.cli.door.language import language_of
from hipdrive.errors import UnknownLanguageError
from hipdrive.language import en, reading_in, to_reader
from hipdrive.language.catalogue import catalogue
from hipdrive.language.reading import reader_of

GERMAN = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

msgid "No exercise matches '{query}' with these filters."
msgstr "Keine Übung passt zu '{query}' mit diesen Filtern."

msgid "Options"
msgstr "Optionen"

msgid "Usage: "
msgstr "Aufruf: "

msgid "[OPTIONS]"
msgstr "[OPTIONEN]"

msgid "COMMAND [ARGS]..."
msgstr "BEFEHL [ARGUMENTE]..."

msgid "Error"
msgstr "Fehler"

msgid "No such option: {option}"
msgstr "Diese Option gibt es nicht: {option}"

msgid "Invalid value: {found}"
msgstr "Ungültiger Wert: {found}"

msgid "--tempo needs one exercise: give its id"
msgstr "--tempo braucht eine Übung: ihre Id angeben"

msgid "List every test that can be done."
msgstr "Alle Tests auflisten."

msgid "position"
msgstr "Lage"

msgid "standing"
msgstr "stehend"

msgid "y/N"
msgstr "j/N"

msgid "y|yes"
msgstr "j|ja"

msgid "n|no"
msgstr "n|nein"

msgid "Erase {name} for good, with all tests, screens, plans and sessions, here and in the known backups?"
msgstr "{name} endgültig löschen?"

msgid "Nothing was erased."
msgstr "Nichts wurde gelöscht."
"""
NOTHING_FITS = "Keine Übung passt zu 'xyzzy' mit diesen Filtern."


@pytest.fixture
def german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A small German catalogue, the only one there is."""
    (tmp_path / "de.po").write_text(GERMAN, encoding="utf-8")
    monkeypatch.setattr("hipdrive.language.catalogue.FOLDER", tmp_path)
    monkeypatch.setenv("HIPDRIVE_DB", str(tmp_path / "people.db"))
    monkeypatch.setenv("COLUMNS", "100")
    for cached in (catalogue, reader_of):
        cached.cache_clear()
    yield
    for cached in (catalogue, reader_of):
        cached.cache_clear()


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    "words",
    [
        ("--lang", "de", "exercises", "xyzzy"),
        ("exercises", "xyzzy", "--lang", "de"),
        ("exercises", "--lang=de", "xyzzy"),
        ("exercises", "xyzzy", "--lang", "DE_at.UTF-8"),
    ],
)
def test_the_language_is_named_anywhere_in_the_command(
    words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert NOTHING_FITS == shown_by(monkeypatch, capsys, *words).plain


@pytest.mark.usefixtures("german")
def test_the_environment_names_the_language_and_the_command_has_the_last_word(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HIPDRIVE_LANG", "de")
    assert NOTHING_FITS == shown_by(monkeypatch, capsys, "exercises", "xyzzy").plain
    english = "No exercise matches 'xyzzy' with these filters."
    assert english == shown_by(monkeypatch, capsys, "exercises", "xyzzy", "--lang", "en").plain


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(("words", "asked"), [(("--lang", "fr", "demo"), "fr"), (("demo", "--lang=fr"), "fr"), (("demo", "--lang"), "")])
def test_a_language_that_is_not_there_is_refused(
    words: tuple[str, ...], asked: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    refused = shown_by(monkeypatch, capsys, *words)
    assert (1, "") == (refused.code, refused.out)
    assert f"hipdrive: Hipdrive does not speak '{asked}'. There are: de, en.\n" == refused.err


def test_what_stands_behind_two_dashes_is_no_option() -> None:
    assert ("en", ["log", "Ann", "--", "--lang", "fr"]) == language_of(["log", "Ann", "--", "--lang", "fr"], {})
    with pytest.raises(UnknownLanguageError):
        language_of(["log"], {"HIPDRIVE_LANG": "xx"})


@pytest.mark.usefixtures("german")
def test_json_is_the_same_in_every_language(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def listed(*words: str) -> Shown:
        return shown_by(monkeypatch, capsys, "exercises", *words)

    assert listed("--json", "-").json() == listed("--json", "-", "--lang", "de").json()
    table = listed("--lang", "de").plain
    assert "Lage" in table
    assert "stehend" in table


@pytest.mark.usefixtures("german")
def test_help_and_wrong_usage_are_in_the_readers_language_and_english_again_afterwards(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def said(*words: str) -> str:
        shown = shown_by(monkeypatch, capsys, *words)
        return " ".join((shown.out + shown.err).split())

    helped = said("test", "list", "--help", "--lang", "de")
    assert [] == [word for word in ("Aufruf: hipdrive test list [OPTIONEN]", "Optionen", "Alle Tests auflisten.") if word not in helped]
    assert "Aufruf: hipdrive test [OPTIONEN] BEFEHL [ARGUMENTE]..." in said("test", "--help", "--lang", "de")
    assert [] == [word for word in ("Fehler", "Diese Option gibt es nicht: --nix") if word not in said("--lang", "de", "demo", "--nix")]
    wrong = "Ungültiger Wert: --tempo braucht eine Übung: ihre Id angeben"
    assert wrong in said("exercises", "--tempo", "1-1-1", "--lang", "de")
    helped = said("test", "list", "--help")
    assert [] == [word for word in ("Usage: hipdrive", "Options", "List every test that can be done.") if word not in helped]
    assert "No such option: --nix" in said("demo", "--nix")


@pytest.mark.parametrize(
    "message",
    [
        "No such option: --sped",
        "No such option: --sped (Possible options: --speed)",
        "No such command 'demmo'.",
        "No such command 'demmo'. Did you mean 'demo'?",
        "Missing command.",
        "Missing argument 'NAME'.",
        "Missing option '--sex'. Choose from: male, female",
        "Missing option '--mass-kg'.",
        "Option '--on' requires an argument.",
        "Option '--look' does not take a value.",
        "Got unexpected extra argument(s) (a b)",
        "Invalid value for '--sex': 'man' is not one of 'male', 'female'.",
        "Invalid value: give --own or --equipment, not both",
    ],
)
def test_what_is_said_of_wrong_usage_is_known_word_for_word(message: str) -> None:
    assert any(str(text) != message and wrong_usage_words(message) == message for text in WRONG.values())


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(("answer", "erased"), [("ja", True), ("y", True), ("nein", False), ("", False)])
def test_a_question_takes_yes_and_no_of_the_readers_language(
    answer: str, erased: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    add = ("athlete", "add", "Ann", "--sex", "female", "--height-m", "1.7", "--mass-kg", "60", "--consent", "2024-01-02")
    assert 0 == shown_by(monkeypatch, capsys, *add).code
    asked: list[str] = []

    def answered(question: str, **_: object) -> str:
        asked.append(question)
        return answer

    monkeypatch.setattr("typer.prompt", answered)
    shown = shown_by(monkeypatch, capsys, "athlete", "delete", "Ann", "--lang", "de")
    assert ["Ann endgültig löschen? [j/N]"] == asked
    assert (0, "") == (shown.code, shown.err) if erased else (1, "Nichts wurde gelöscht.\n") == (shown.code, shown.err)


@pytest.mark.usefixtures("german")
def test_what_the_catalogue_lacks_is_shown_in_english() -> None:
    with reading_in("de"):
        assert "Nothing of this is there." == to_reader(en("Nothing of this is there."))
