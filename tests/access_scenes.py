"""A practice with two coaches, an athlete each, and browsers that are logged in or not."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest
from argon2 import PasswordHasher
from fastapi.testclient import TestClient

from hipdrive import coach
from hipdrive.coach.accounts import secret
from hipdrive.web import create_app

HERE = "http://127.0.0.1:8765"
SECURE = "https://127.0.0.1:8766"
PASSWORD = "four words in a row"  # noqa: S105  made up
NOW = datetime.now(tz=UTC)
ANN = {"name": "Ann <b>", "sex": "female", "height_m": 1.7, "mass_kg": 60, "consent_on": "2024-01-02", "born": "1990-03-04"}


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes that cost next to nothing, so that a test may make many."""
    secret._nobodys.cache_clear()
    monkeypatch.setattr(secret, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


def hashed() -> coach.PasswordHash:
    """The hash of the one password of all."""
    return coach.password_hash(PASSWORD, name="")


@dataclass(frozen=True, kw_only=True)
class Practice:
    """A program that asks for a login."""

    store: coach.Store
    ann: UUID
    """Carla's athlete."""
    bo: UUID
    """Dan's athlete."""

    def browser(self, *, address: str = HERE) -> TestClient:
        """A browser that is not logged in."""
        hosts = ["127.0.0.1:8765", "127.0.0.1:8766", "localhost:8765"]
        app = create_app(self.store, hosts=hosts, accounts=True)
        return TestClient(app, base_url=address, raise_server_exceptions=False, follow_redirects=False)

    def logged_in(self, name: str, *, address: str = HERE) -> TestClient:
        """A browser that is logged in."""
        browser = self.browser(address=address)
        answer = browser.post("/api/login", json={"name": name, "password": PASSWORD})
        assert answer.status_code == 200, answer.text
        return browser


@contextmanager
def practice(path: Path) -> Iterator[Practice]:
    """Carla coaches Ann, Dan coaches Bo, and Ann has an account of her own."""
    with coach.open_store(str(path)) as store:
        with store.writing(NOW) as unit:
            coach.add_account(unit, name="Carla", role="coach", password=hashed())
            ann = add_athlete(unit, "Ann <b>")
            coach.add_account(unit, name="Dan", role="coach", password=hashed())
            bo = add_athlete(unit, "Bo")
            coach.set_athletes(unit, "Dan", add=["Bo"])
            coach.add_account(unit, name="Ann", role="athlete", athlete="Ann <b>", password=hashed())
        yield Practice(store=store, ann=ann, bo=bo)


def add_athlete(unit: coach.Unit, name: str) -> UUID:
    """An athlete; with a single coach, theirs."""
    return coach.add_athlete(unit, name=name, sex="female", height_m=1.7, mass_kg=60, consent_on=date(2024, 1, 2)).uid
