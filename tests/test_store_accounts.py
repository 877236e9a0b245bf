"""Accounts, logins and links in the store, the same on SQLite and PostgreSQL."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from store_scenes import ANNA, BO, add_anna, add_bo, sheets
from store_work import NOW, ask, do

from hipdrive.store import (
    DuplicateError,
    IdTakenError,
    Store,
    UnknownEntryError,
    account_named,
    add_account,
    add_login,
    backup,
    coached_by,
    drop_account,
    entrust,
    erase_person,
    find_person,
    invited_account,
    is_anothers,
    link_with,
    list_accounts,
    list_links,
    list_people,
    logged_in,
    only_coach,
    open_store,
    put_link,
    release,
    set_invitation,
    set_password,
    withdraw_link,
)
from hipdrive.store.database.schema import Base


@pytest.fixture
def practice(store: Store) -> Store:
    """Two people; a coach who looks after Anna, and Anna's own account."""
    add_anna(store)
    add_bo(store)
    coach = do(store, add_account, name="Carla", role="coach")
    do(store, entrust, coach.uid, [ask(store, find_person, ANNA).uid])
    do(store, add_account, name="anna", role="athlete", athlete=ANNA)
    return store


def test_an_account_put_twice_is_one_and_its_name_is_taken(practice: Store) -> None:
    uid = uuid4()
    first, second = (do(practice, add_account, name="Dan", role="coach", uid=uid) for _ in range(2))
    assert first == second
    assert ["anna", "Carla", "Dan"] == [account.name for account in ask(practice, list_accounts)]
    with pytest.raises(DuplicateError, match="already an account named 'CARLA'"):
        do(practice, add_account, name="CARLA", role="coach")
    with pytest.raises(DuplicateError, match="has an account already"):
        do(practice, add_account, name="anna 2", role="athlete", athlete=ANNA)
    with pytest.raises(IdTakenError):
        do(practice, add_account, name="Eve", role="coach", uid=uid)


def test_a_coach_has_the_athletes_who_were_entrusted(practice: Store) -> None:
    carla, people = ask(practice, account_named, "carla").uid, {one.name: one.uid for one in ask(practice, list_people)}
    do(practice, entrust, carla, [people[ANNA], people[ANNA]])
    assert {people[ANNA]} == ask(practice, coached_by, carla)
    assert [False, True, False] == [ask(practice, is_anothers, carla, uid) for uid in (people[ANNA], people[BO], uuid4())]
    do(practice, release, carla, [people[ANNA]])
    assert set() == ask(practice, coached_by, carla)
    assert carla == ask(practice, only_coach)
    do(practice, add_account, name="Dan", role="coach")
    assert ask(practice, only_coach) is None


def test_a_login_ends_by_itself_and_with_a_new_password(practice: Store) -> None:
    anna = ask(practice, account_named, "anna")
    do(practice, add_login, anna.uid, "old", until=NOW)
    do(practice, add_login, anna.uid, "hash", until=NOW + timedelta(days=1))
    assert [None, anna, None] == [ask(practice, logged_in, token) for token in ("old", "hash", "other")]
    do(practice, set_password, anna.uid, "secret")
    assert ask(practice, logged_in, "hash") is None


def test_an_invitation_ends_by_itself_and_with_the_password(practice: Store) -> None:
    anna = ask(practice, account_named, "anna").uid
    do(practice, set_invitation, anna, "late", until=NOW)
    assert ask(practice, invited_account, "late") is None
    do(practice, set_invitation, anna, "hash", until=NOW + timedelta(days=1))
    assert (invited := ask(practice, invited_account, "hash")) is not None
    assert (anna, None) == (invited.uid, invited.password)
    do(practice, set_password, anna, "secret")
    assert (ask(practice, invited_account, "hash"), ask(practice, account_named, "anna").password) == (None, "secret")


def test_a_link_is_found_by_its_token_until_it_ends_or_is_withdrawn(practice: Store) -> None:
    uid, later = uuid4(), NOW + timedelta(days=1)
    do(practice, put_link, ANNA, uid, shows="progress", token="one", until=later)  # noqa: S106  made up
    link = do(practice, put_link, ANNA, uid, shows="progress", token="two", until=later)  # noqa: S106  made up
    do(practice, put_link, BO, uuid4(), shows="calendar", token="gone", until=NOW)  # noqa: S106  made up
    found = [ask(practice, link_with, token, shows="progress") for token in ("one", "two", "gone")]
    assert [None, link, None] == found
    assert ask(practice, link_with, "two", shows="calendar") is None
    assert (link,) == ask(practice, list_links, ANNA)
    with pytest.raises(IdTakenError):
        do(practice, put_link, BO, uid, shows="progress", token="three", until=later)  # noqa: S106  made up
    with pytest.raises(UnknownEntryError):
        do(practice, withdraw_link, BO, uid)
    do(practice, withdraw_link, ANNA, uid)
    assert () == ask(practice, list_links, ANNA)


def counts(store: Store) -> dict[str, int]:
    """Rows of each table that says who may come in."""
    tables = [Base.metadata.tables[name] for name in ("account", "login", "coached", "link")]
    with store.engine.connect() as connection:
        return {table.name: connection.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


def test_an_erased_person_takes_account_logins_and_links_along(practice: Store) -> None:
    anna = ask(practice, account_named, "anna").uid
    do(practice, add_login, anna, "hash", until=NOW + timedelta(days=1))
    do(practice, put_link, ANNA, uuid4(), shows="calendar", token="one", until=None)  # noqa: S106  made up
    assert {"account": 2, "login": 1, "coached": 1, "link": 1} == counts(practice)
    assert erase_person(practice, ANNA, now=NOW).wiped
    assert {"account": 1, "login": 0, "coached": 0, "link": 0} == counts(practice)


def test_a_removed_coach_leaves_the_athletes(practice: Store) -> None:
    do(practice, drop_account, ask(practice, account_named, "carla").uid)
    assert {"account": 1, "login": 0, "coached": 0, "link": 0} == counts(practice)
    assert 2 == len(ask(practice, list_people))


def test_an_export_holds_nobodys_password_or_link_and_a_backup_the_hashes(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "store.sqlite3")) as store:
        add_bo(store)
        without = sheets(store, tmp_path / "without.zip")
        account = do(store, add_account, name="Bo", role="athlete", athlete=BO)
        do(store, set_password, account.uid, "hash of a password")
        do(store, put_link, BO, uuid4(), shows="calendar", token="hash of a token", until=None)  # noqa: S106  made up
        assert without == sheets(store, tmp_path / "with.zip")
        copy = backup(store, tmp_path / "copy.sqlite3", now=NOW)
    with open_store(str(copy)) as copied:
        assert "hash of a password" == ask(copied, account_named, "Bo").password
