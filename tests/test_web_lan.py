"""Phones: nobody is served from elsewhere without accounts, the certificate authority is kept, and a phone that trusts it gets in."""

import hashlib
import json
import re
import signal
import ssl
import stat
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest
from access_scenes import PASSWORD, practice, quick_hashes
from command_line import Command, command_runner

from hipdrive.web import authority_in
from hipdrive.web.door.refused import AddressUnusableError
from hipdrive.web.network.address import as_host, is_loopback, listening, own_address, refuse_every_address

__all__ = ["quick_hashes"]

LONGEST_S = 30


@dataclass(frozen=True, kw_only=True)
class Doors:
    """Addresses of a program that serves phones."""

    home: str
    secure: str
    plain: str
    folder: Path
    shown: str


@pytest.fixture(scope="module")
def doors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Doors]:
    """A program that serves phones, at the address that every machine has."""
    own = tmp_path_factory.mktemp("own")
    with practice(own / "store.sqlite3"):
        pass
    words = [sys.executable, "-m", "hipdrive", "serve", "--lan", "--host", "127.0.0.1", "--port", "0", "--no-browser"]
    words += ["--db", str(own / "store.sqlite3")]
    folder = own / "folder"
    environment = {"HIPDRIVE_FOLDER": str(folder), "PYTHONPATH": ":".join(sys.path), "PATH": "/usr/bin:/bin", "PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=environment) as served:
        assert served.stdout is not None
        shown = ""
        while "SHA-256" not in shown:
            line = served.stdout.readline()
            assert line, shown
            shown += line
        home, plain, secure = re.findall(r"https?://127\.0\.0\.1:\d+", shown)
        try:
            yield Doors(home=home, secure=secure, plain=plain, folder=folder / "certificates", shown=shown)
        finally:
            served.send_signal(signal.SIGINT)
            assert served.wait(timeout=LONGEST_S) in {0, -signal.SIGINT, 130}


def asked(address: str, *, trusts: bytes = b"", **headers: str) -> tuple[int, str]:
    """Status and text of an answer; under https only where the certificate is trusted."""
    context = ssl.create_default_context(cadata=trusts.decode()) if trusts else None
    try:
        with urlopen(Request(address, headers=headers), timeout=LONGEST_S, context=context) as answer:  # noqa: S310  our own
            return answer.status, answer.read().decode()
    except HTTPError as refused:
        return refused.code, refused.read().decode()


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Command:
    """Runs a command with a store of its own."""
    return command_runner(monkeypatch, capsys, tmp_path / "store.sqlite3")


@pytest.mark.parametrize("words", [("--host", "0.0.0.0"), ("--lan",), ("--accounts",), ("--host", "192.0.2.7")])  # noqa: S104  it is refused
def test_without_accounts_only_this_machine_is_served(run: Command, words: tuple[str, ...]) -> None:
    refused = run("serve", "--no-browser", *words)
    assert (1, "") == (refused.code, refused.out)
    assert "Nobody has an account yet" in refused.err
    assert "hipdrive account add NAME" in refused.err


@pytest.mark.enable_socket
def test_an_address_that_no_phone_can_open_is_refused_in_a_sentence(run: Command, tmp_path: Path) -> None:
    with practice(tmp_path / "store.sqlite3"):
        refused = run("serve", "--no-browser", "--port", "0", "--host", "0.0.0.0")  # noqa: S104  it is refused
    assert 1 == refused.code
    assert "0.0.0.0 stands for every address at once" in refused.err
    assert "such as 192.168.1.20" in refused.err


@pytest.mark.enable_socket
def test_a_phone_gets_in_over_https_once_it_trusts_the_certificate(doors: Doors) -> None:
    status, steps = asked(doors.plain)
    assert 200 == status
    assert "A locked phone gives no alarm" in steps
    assert doors.secure in steps
    status, authority = asked(f"{doors.plain}/hipdrive-ca.crt")
    assert (200, (doors.folder / "authority.pem").read_text()) == (status, authority)
    fingerprint = hashlib.sha256(ssl.PEM_cert_to_DER_cert(authority)).digest().hex(" ").upper()
    assert fingerprint in doors.shown
    assert fingerprint in steps
    with pytest.raises(URLError, match="CERTIFICATE_VERIFY_FAILED"):
        asked(f"{doors.secure}/login")
    trusts = authority.encode()
    assert 200 == asked(f"{doors.secure}/login", trusts=trusts)[0]
    assert 401 == asked(f"{doors.secure}/api/athletes", trusts=trusts)[0]
    log_in = Request(f"{doors.secure}/api/login", json.dumps({"name": "Carla", "password": PASSWORD}).encode())  # noqa: S310  our own
    log_in.add_header("content-type", "application/json")
    with urlopen(log_in, timeout=LONGEST_S, context=ssl.create_default_context(cadata=authority)) as answer:  # noqa: S310  our own
        cookie = answer.headers["set-cookie"].split(";")[0]
    status, listed = asked(f"{doors.secure}/api/athletes", trusts=trusts, cookie=cookie)
    assert (200, ["Ann <b>"]) == (status, [row["name"] for row in json.loads(listed)["athletes"]])


@pytest.mark.enable_socket
def test_every_door_has_its_own_names_and_only_this_machines_own_is_open(doors: Doors) -> None:
    trusts = (doors.folder / "authority.pem").read_bytes()
    assert 200 == asked(f"{doors.home}/api/athletes")[0]
    assert 421 == asked(f"{doors.secure}/api/athletes", trusts=trusts, host="evil.example")[0]
    assert 421 == asked(doors.plain, host="evil.example")[0]
    home_name = doors.home.rpartition("/")[2]
    assert 401 == asked(f"{doors.secure}/api/athletes", trusts=trusts, host=home_name)[0]
    forwarded = {"x-forwarded-for": "127.0.0.1", "forwarded": "for=127.0.0.1"}
    assert 401 == asked(f"{doors.secure}/api/athletes", trusts=trusts, **forwarded)[0]
    assert 404 == asked(f"{doors.plain}/api/athletes")[0]
    status, page = asked(f"{doors.home}/phone")
    assert 200 == status
    assert doors.plain in page
    assert "data:image/svg+xml" in page


def test_the_authority_is_kept_for_its_owner_alone_and_the_servers_certificate_is_new_each_time(tmp_path: Path) -> None:
    folder, now = tmp_path / "own" / "certificates", datetime.now(tz=UTC)
    first, second = authority_in(folder), authority_in(folder)
    assert first.pem == second.pem
    assert [0o700, 0o600, 0o600] == [stat.S_IMODE(path.stat().st_mode) for path in (folder, *sorted(folder.iterdir()))]
    trusting = ssl.create_default_context(cadata=first.pem.decode())
    shown = [handshake(authority.server_context("192.168.1.20", now=now), trusting, "192.168.1.20") for authority in (first, second)]
    assert 2 == len({one["serialNumber"] for one in shown})
    ends, begins = (ssl.cert_time_to_seconds(str(shown[0][key])) for key in ("notAfter", "notBefore"))
    assert 397 * 86400 == ends - begins
    with pytest.raises(ssl.SSLCertVerificationError, match="mismatch"):
        handshake(first.server_context("192.168.1.20", now=now), trusting, "192.168.1.21")


def handshake(server: ssl.SSLContext, client: ssl.SSLContext, host: str) -> Mapping[str, object]:
    """The certificate that a client is shown, and finds right."""
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    here = client.wrap_bio(to_client, to_server, server_hostname=host)
    there = server.wrap_bio(to_server, to_client, server_side=True)
    for _ in range(4):
        for side in (here, there):
            try:
                side.do_handshake()
            except ssl.SSLWantReadError:
                continue
    shown = here.getpeercert()
    assert shown is not None
    return shown


@pytest.mark.parametrize(
    ("host", "here", "written"),
    [("127.0.0.1", True, "127.0.0.1"), ("LocalHost", True, "localhost"), ("::1", True, "[::1]"), ("Desk.local", False, "desk.local")],
)
def test_hosts_are_told_apart_and_written_as_in_addresses(host: str, here: bool, written: str) -> None:
    assert (here, written) == (is_loopback(host), as_host(host))


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])  # noqa: S104  they are refused
def test_all_addresses_at_once_are_refused(host: str) -> None:
    with pytest.raises(AddressUnusableError, match="every address at once"):
        refuse_every_address(host)


@pytest.mark.enable_socket
def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(AddressUnusableError, match="is no address of this computer"):
        listening(0, host="198.51.100.7")


@pytest.mark.enable_socket
def test_ones_own_address_is_one_that_can_be_listened_at() -> None:
    try:
        found = own_address()
    except AddressUnusableError:
        pytest.skip("this machine is in no network")
    with listening(0, host=found) as place:
        assert found == place.getsockname()[0]
