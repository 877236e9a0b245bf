"""The guide to filming: one sheet of paper, one page in the app, the same words at the terminal, in both languages."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import Command, command_runner
from fastapi.testclient import TestClient
from web_scenes import asking

from hipdrive.coach import film_guide, film_guide_on_paper, film_guide_words, open_store
from hipdrive.language import reader, reading_in


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Command:
    return command_runner(monkeypatch, capsys, tmp_path / "store.sqlite3")


@pytest.fixture
def web(tmp_path: Path) -> Iterator[TestClient]:
    with open_store(str(tmp_path / "store.sqlite3")) as store:
        yield asking(store)


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_guide_is_one_sheet_of_paper(language: str) -> None:
    with reading_in(language):
        made = film_guide_on_paper()
    assert made.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", made)) == 1


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_page_says_each_step(language: str) -> None:
    with reading_in(language):
        page = film_guide()
        words = [reader().show(step) for _, steps in film_guide_words() for step in steps]
    shown = re.sub(r"\s+", " ", page)
    apart = [word for word in words if word.split(":")[0] not in shown.replace("&#39;", "'")]
    assert apart == []
    assert len(words) > 15
    assert page.count("<svg") == 2
    assert "https://" not in page.replace("http://www.w3.org/2000/svg", "")


def test_the_command_prints_the_guide_and_writes_it(command: Command, tmp_path: Path) -> None:
    assert "ten strides of each leg" in command("film").plain
    assert command("film", "--out", str(tmp_path / "guide.pdf")).code == 0
    assert command("film", "--out", str(tmp_path / "guide.html")).code == 0
    assert (tmp_path / "guide.pdf").read_bytes().startswith(b"%PDF")
    assert "How to film a runner" in (tmp_path / "guide.html").read_text(encoding="utf-8")
    other = command("film", "--out", str(tmp_path / "guide.txt"))
    assert (other.code, "written as .html or .pdf" in other.err) == (1, True)
    assert command("film", "clip.mov", "--out", str(tmp_path / "guide.pdf")).code == 2


def test_the_app_shows_the_guide_and_its_paper(web: TestClient) -> None:
    page = web.get("/film")
    assert page.status_code == 200
    assert 'href="/film.pdf"' in page.text
    assert web.get("/film.pdf").content.startswith(b"%PDF")
