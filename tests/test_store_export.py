"""An export is read back exactly, everything or nothing; what was cut, changed or made to do harm ends in a sentence."""

import csv
import hashlib
import io
import json
import random
import struct
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_scenes import ANNA, BO, DAY, a_session, add_anna, add_bo, sheets
from store_work import ask, do, export_to, import_from

from hipdrive.errors import HipDriveError, InputFileError, UnknownNameError
from hipdrive.language import en
from hipdrive.store import (
    DuplicateError,
    Store,
    add_person,
    add_session,
    find_person,
    list_people,
    list_results,
    list_sessions,
    open_store,
    rename_person,
)
from hipdrive.store.entries.person import tidy_text
from hipdrive.training.log.session import SessionRecord

Files = dict[str, bytes]


def written(path: Path, files: Mapping[str, bytes]) -> Path:
    """A zip of files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in files.items():
            file.writestr(name, data)
    return path


def signed(files: Files) -> Files:
    """The files with a manifest that fits them, as somebody would make who wants a change to pass."""
    manifest = json.loads(files["manifest.json"])
    manifest["files"] = {}
    for name, data in files.items():
        if name != "manifest.json":
            about = {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
            manifest["files"][name] = about if name.endswith(".json") else {**about, "rows": rows_of(data)}
    return {**files, "manifest.json": json.dumps(manifest).encode()}


def rows_of(data: bytes) -> int:
    return sum(1 for _ in csv.reader(io.StringIO(data.decode(), newline=""))) - 1


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    """An export of two people."""
    with open_store(str(tmp_path / "first.sqlite3")) as first:
        add_anna(first)
        add_bo(first)
        export_to(first, tmp_path / "export.zip")
    return tmp_path / "export.zip"


@pytest.fixture
def files(exported: Path) -> Files:
    """What stands in that export."""
    with zipfile.ZipFile(exported) as file:
        return {name: file.read(name) for name in file.namelist()}


def test_an_export_goes_from_either_engine_into_either_and_back_without_a_byte_of_difference(
    store: Store, exported: Path, files: Files, tmp_path: Path
) -> None:
    intake = import_from(store, exported)
    assert {ANNA, BO} == set(intake.people)
    back = sheets(store, tmp_path / "back.zip")
    assert {name: data for name, data in files.items() if name != "manifest.json"} == back
    assert {name: rows_of(back[f"{name}.csv"]) for name in intake.rows} == intake.rows
    assert all(intake.rows.values()), "the scene must hold something in every table"


def test_what_was_imported_is_what_was_entered(store: Store, exported: Path) -> None:
    import_from(store, exported)
    with open_store(str(exported.parent / "first.sqlite3")) as first:
        for name in (ANNA, BO):
            assert ask(first, find_person, name) == ask(store, find_person, name)
            assert ask(first, list_sessions, name, history=True) == ask(store, list_sessions, name, history=True)
            assert ask(first, list_results, name, history=True) == ask(store, list_results, name, history=True)


@pytest.mark.parametrize("name", ["=1+1", "+Ann", "-Ann", "@Ann", "'=Ann", "''@Ann", "＝Ann", "'Ann", "O'Neill"])
def test_no_cell_of_an_export_is_a_formula_and_it_reads_back_as_it_was(name: str, tmp_path: Path) -> None:
    """A spreadsheet computes a cell that begins so (OWASP, CSV Injection)."""
    with open_store(str(tmp_path / "first.sqlite3")) as first:
        do(first, add_person, name=name, sex="female", height_m=1.70, consent_on=DAY)
        do(first, add_session, name, SessionRecord(on=DAY, note=f"{name} at -10 degrees"))
        export_to(first, tmp_path / "export.zip")
    with zipfile.ZipFile(tmp_path / "export.zip") as file:
        texts = [file.read(name).decode() for name in file.namelist() if name.endswith(".csv")]
    cells = [cell for text in texts for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert [] == [cell for cell in cells if cell[:1] in set("=+-@\t\r＝＋－＠") and not cell[1:2].isdigit()]
    with open_store(str(tmp_path / "second.sqlite3")) as second:
        import_from(second, tmp_path / "export.zip")
        assert [name] == [person.name for person in ask(second, list_people)]
        assert [f"{name} at -10 degrees"] == [entry.value.note for entry in ask(second, list_sessions, name)]


def test_an_export_from_before_cells_were_defused_is_read(exported: Path, files: Files, store: Store) -> None:
    harmful = signed({**files, "person.csv": files["person.csv"].replace(BO.encode(), b"=1+1")})
    import_from(store, written(exported.parent / "old.zip", harmful))
    assert {ANNA, "=1+1"} == {person.name for person in ask(store, list_people)}


def test_the_export_of_one_person_holds_nobody_else(store: Store, tmp_path: Path) -> None:
    add_anna(store)
    add_bo(store)
    one = sheets(store, tmp_path / "one.zip", BO.upper())
    assert all(ANNA.encode() not in data for data in one.values())
    assert (1, 1, 0) == tuple(rows_of(one[f"{name}.csv"]) for name in ("person", "session", "plan"))
    with pytest.raises(UnknownNameError):
        export_to(store, tmp_path / "none.zip", "Eve")
    assert not list(tmp_path.glob(".*")), "nothing half-written is left"


def test_an_export_is_for_its_owner_only_and_overwrites_nothing(store: Store, tmp_path: Path) -> None:
    add_bo(store)
    path = tmp_path / "export.zip"
    assert 1 == export_to(store, path)["person"]
    assert 0o600 == path.stat().st_mode & 0o777
    with pytest.raises(InputFileError, match="already"):
        export_to(store, path)
    with pytest.raises(InputFileError, match="cannot be written"):
        export_to(store, tmp_path / "no folder" / "export.zip")


def test_a_name_that_is_taken_is_refused_or_changed(store: Store, exported: Path) -> None:
    add_bo(store)
    with pytest.raises(DuplicateError, match="named 'Bo'; nothing was imported"):
        import_from(store, exported)
    assert [BO] == [one.name for one in ask(store, list_people)]
    assert {ANNA, "Bo the second"} == set(import_from(store, exported, {"bo": "Bo the second"}).people)
    with pytest.raises(UnknownNameError, match="Eve"):
        import_from(store, exported, {"Eve": "Adam"})


def test_somebody_can_be_imported_beside_themselves_under_another_name(store: Store, exported: Path) -> None:
    import_from(store, exported)
    do(store, rename_person, ANNA, "Anna the first")
    with pytest.raises(DuplicateError, match="under another name"):
        import_from(store, exported, {BO: "Bo 2"})
    import_from(store, exported, {ANNA: "Anna 2", BO: "Bo 2"})
    first, second = (ask(store, list_sessions, name, history=True) for name in ("Anna the first", "Anna 2"))
    assert [one.value for one in first] == [one.value for one in second]
    assert not {one.uid for one in first} & {one.uid for one in second}
    assert [one.uid for one in second if one.superseded_at and not one.deleted] == [one.corrects for one in second if one.corrects]


def refuses(store: Store, path: Path) -> str:
    """The sentence with which an import is refused; nothing of it may stay."""
    with pytest.raises(HipDriveError) as caught:
        import_from(store, path)
    assert () == ask(store, list_people)
    assert "nothing was imported" in str(caught.value)
    return str(caught.value)


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """Path of an empty SQLite store."""
    open_store(str(tmp_path / "empty.sqlite3")).close()
    return tmp_path / "empty.sqlite3"


def test_a_zip_cut_anywhere_is_not_imported(exported: Path, empty: Path, tmp_path: Path) -> None:
    whole = exported.read_bytes()
    with open_store(str(empty)) as store:
        for length in [0, 1, 30, *range(100, len(whole), len(whole) // 40), len(whole) - 1]:
            (tmp_path / "cut.zip").write_bytes(whole[:length])
            refuses(store, tmp_path / "cut.zip")


def contents_in(whole: bytes, path: Path) -> set[int]:
    """Places of the bytes of a zip that are content of its files."""
    with zipfile.ZipFile(path) as file:
        entries = file.infolist()
    places: set[int] = set()
    for entry in entries:
        name_bytes, extra_bytes = struct.unpack_from("<HH", whole, entry.header_offset + 26)
        start = entry.header_offset + 30 + name_bytes + extra_bytes
        places |= set(range(start, start + entry.compress_size))
    return places


def test_a_zip_with_a_changed_byte_is_not_imported_or_says_the_same(exported: Path, empty: Path, tmp_path: Path) -> None:
    whole = exported.read_bytes()
    contents = contents_in(whole, exported)
    chance = random.Random(7)  # noqa: S311  no secret
    hit, alike = 0, 0
    with open_store(str(empty)) as store:
        for _ in range(150):
            changed, place = bytearray(whole), chance.randrange(len(whole))
            changed[place] ^= 1 << chance.randrange(8)
            hit += place in contents
            (tmp_path / "changed.zip").write_bytes(changed)
            try:
                refuses(store, tmp_path / "changed.zip")
            except pytest.fail.Exception:  # a bit that means nothing, such as one of a date, or two ways to pack one content
                alike += place in contents
                with zipfile.ZipFile(exported) as before, zipfile.ZipFile(tmp_path / "changed.zip") as after:
                    assert [before.read(name) for name in before.namelist()] == [after.read(name) for name in after.namelist()]
                store.close()
                empty.unlink()
                open_store(str(empty)).close()
    assert 10 * alike < hit


def changed(name: str, old: str, new: str) -> Callable[[Files], Files]:
    def work(files: Files) -> Files:
        text = files[name].decode()
        assert old in text
        return {**files, name: text.replace(old, new, 1).encode()}

    return work


def without(name: str) -> Callable[[Files], Files]:
    return lambda files: {one: data for one, data in files.items() if one != name}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (changed("pain.csv", "during,2", "during,11"), "pain is 11"),
        (changed("pain.csv", "during,2", "during,02"), "cannot be read"),
        (changed("logged_set.csv", "12.5kg", "12.5st"), "12.5st"),
        (changed("logged_set.csv", ",left,", ",top,"), "side of a set"),
        (changed("session.csv", "2026-03-02", "1026-03-02"), "date of a session"),
        (changed("session.csv", "+00:00", "+01:00"), "cannot be read"),
        (changed("session.csv", "skipped", "left_out"), "columns"),
        (changed("person.csv", "1.703", "170.3"), "height_m"),
        (changed("person.csv", "1.703", "nan"), "height_m"),
        (changed("person.csv", "2026-01-05", ""), "cannot be read"),
        (changed("test_result.csv", "88.0", "1e999"), "cannot be read"),
        (changed("plan.csv", "true", "True"), "cannot be read"),
        (changed("manifest.json", "hipdrive.store/1", "hipdrive.store/9"), "hipdrive.store/9"),
        (changed("manifest.json", '"revision": "', '"revision": "9'), "newer one"),
        (changed("manifest.json", "{", "["), "cannot be read"),
        (changed("manifest.json", '"revision"', '"revison"'), "the key 'revision' is missing"),
        (without("pain.csv"), "pain.csv is missing"),
        (without("manifest.json"), "manifest.json is missing"),
        (lambda files: {**files, "../evil.csv": b""}, "no export has"),
        (lambda files: {**files, "run/../../etc/passwd.json": b"{}"}, "no export has"),
        (lambda files: {**files, "person.csv": files["person.csv"] + files["person.csv"].splitlines(keepends=True)[1]}, "already"),
        (lambda files: {**files, "logged_set.csv": b"".join(files["logged_set.csv"].splitlines(keepends=True)[:-1])}, ""),
        (lambda files: {**files, "logged_set.csv": drop_line(files["logged_set.csv"], 1)}, "missing or stand in another order"),
    ],
)
def test_a_change_that_makes_no_sense_is_refused_even_with_a_fitting_check_sum(
    change: Callable[[Files], Files], words: str, files: Files, empty: Path, tmp_path: Path
) -> None:
    made = change(files)
    if "manifest.json" in made and made["manifest.json"] == files["manifest.json"]:
        if words:
            made = signed(made)
        else:
            words = "changed since it was written"
    with open_store(str(empty)) as store:
        assert words in refuses(store, written(tmp_path / "changed.zip", made))


def drop_line(data: bytes, number: int) -> bytes:
    lines = data.splitlines(keepends=True)
    return b"".join(lines[:number] + lines[number + 1 :])


def test_a_zip_that_unpacks_to_more_than_any_export_is_refused_before_it_is_unpacked(files: Files, empty: Path, tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    block = b"0" * 2**20
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as bomb:
        for name, data in files.items():
            if name != "pain.csv":
                bomb.writestr(name, data)
        with bomb.open("pain.csv", "w", force_zip64=True) as out:
            for _ in range(600):
                out.write(block)
    with open_store(str(empty)) as store:
        assert "unpacks to more" in refuses(store, path)


def test_what_is_no_zip_ends_in_a_sentence(empty: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Sir or Madam")
    with open_store(str(empty)) as store:
        assert "not a zip file" in refuses(store, tmp_path / "letter.txt")


@settings(max_examples=30)
@given(note=st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_note_that_is_kept_comes_back_letter_by_letter(note: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("note")
    try:
        tidy_text(en("note"), note)
    except HipDriveError:
        return
    with open_store(str(folder / "a.sqlite3")) as first, open_store(str(folder / "b.sqlite3")) as second:
        do(first, add_person, name=BO, sex="male", height_m=1.8, consent_on=DAY)
        do(first, add_session, BO, SessionRecord(on=DAY, note=note))
        do(first, add_session, BO, a_session())
        export_to(first, folder / "export.zip")
        import_from(second, folder / "export.zip")
        assert ask(first, list_sessions, BO) == ask(second, list_sessions, BO)
        assert sheets(first, folder / "c.zip") == sheets(second, folder / "d.zip")
