"""The house rules that no tool checks for us: sizes, first lines, the lock, links, and names that must not leak."""

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

import hipdrive

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "src" / "hipdrive").rglob("*.py"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
TOOLS_LINE = "# Development tools from here on"
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)
LONGEST_FILE = 300
MARKDOWN_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def project_files() -> list[Path]:
    """Every file of the project, committed or about to be."""
    if not (ROOT / ".git").exists():
        pytest.skip("This copy of the project is no git repository, so its files cannot be listed.")
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607  git is wherever the user has it
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return [path for path in (ROOT / name for name in listing.split("\0") if name) if path.is_file()]


def names(wishes: list[str]) -> set[str]:
    return {re.split(r"[<>=!~\[; ]", wish)[0] for wish in wishes}


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", SOURCES, ids=short)
def test_a_file_of_the_package_fits_its_room(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= LONGEST_FILE, f"{short(path)} has {lines} lines; split it where the data takes a step (at most {LONGEST_FILE})"


@pytest.mark.parametrize("path", SOURCES, ids=short)
def test_a_file_of_the_package_says_first_what_it_is_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    first_line = (ast.get_docstring(ast.parse(text)) or "").split("\n", maxsplit=1)[0]
    assert text.startswith('"""'), f"{short(path)} does not begin with its docstring"
    assert first_line.endswith("."), f"the first line of {short(path)} is not one whole sentence: {first_line!r}"


def test_the_lock_names_no_index() -> None:
    assert [line for line in LOCK.splitlines() if "://" in line or line.startswith("-")] == []


def test_each_pin_of_the_lock_has_hashes() -> None:
    blocks = re.split(r"(?m)^(?=[a-z0-9])", LOCK)[1:]
    assert len(blocks) == len(PIN.findall(LOCK))
    assert [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_the_lock_pins_what_pyproject_asks_for() -> None:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    program, _, tools = LOCK.partition(TOOLS_LINE)
    in_program = {name for name, _ in PIN.findall(program)}
    in_tools = {name for name, _ in PIN.findall(tools)}
    assert names(asked["project"]["dependencies"] + asked["build-system"]["requires"]) - in_program == set()
    assert names(asked["dependency-groups"]["dev"]) - in_tools == set()
    assert in_program & in_tools == set()


def test_no_file_names_the_place_where_it_was_written() -> None:
    places = re.compile(r"\.\./" + r"shared\b|(?<![\w.])/" + r"work/")
    found = {short(path) for path in project_files() if places.search(path.read_text(encoding="utf-8", errors="replace"))}
    assert found - {".ci/run"} == set()


def test_links_between_documents_lead_somewhere() -> None:
    broken = []
    for page in project_files():
        if page.suffix == ".md":
            for target in MARKDOWN_LINK.findall(page.read_text(encoding="utf-8")):
                if "://" in target or target.startswith(("mailto:", "#")):
                    continue
                if not (page.parent / target.split("#")[0]).exists():
                    broken.append(f"{short(page)} -> {target}")
    assert broken == []


def test_the_citation_names_the_version_of_the_package() -> None:
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {hipdrive.__version__}\n" in citation


def test_the_changelog_has_an_entry_for_the_version_of_the_package() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"\n## {hipdrive.__version__}" in changelog
