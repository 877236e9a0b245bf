"""A certificate authority of one's own, kept in the user's folder, and the server's certificate that it signs at each start."""

import hashlib
import os
import ssl
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import trustme

KEY_FILE, CERTIFICATE_FILE = "authority-key.pem", "authority.pem"
OWNER = "Hipdrive"
VALID_DAYS = 395
"""Of the server's certificate from now on: browsers refuse one that holds for much more than a year."""
BEFORE = timedelta(days=2)
"""A phone whose clock is behind must find it valid too."""


@dataclass(frozen=True, kw_only=True)
class Authority:
    """What vouches for this machine to phones that trust it."""

    pem: bytes
    """Its certificate, to be given to phones."""
    ca: trustme.CA = field(repr=False)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of its certificate, in pairs of letters, as phones show it."""
        return hashlib.sha256(ssl.PEM_cert_to_DER_cert(self.pem.decode())).digest().hex(" ").upper()

    def server_context(self, host: str, *, now: datetime) -> ssl.SSLContext:
        """What a server needs to be this machine under a name or address."""
        certificate = self.ca.issue_cert(
            host, organization_name=OWNER, common_name=host, not_before=now - BEFORE, not_after=now + timedelta(days=VALID_DAYS)
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        certificate.configure_cert(context)
        return context


def authority_in(folder: Path) -> Authority:
    """The authority that a folder keeps; made where there is none.

    Args:
        folder: For the owner only; made where it is missing.
    """
    key, certificate = folder / KEY_FILE, folder / CERTIFICATE_FILE
    if key.is_file() and certificate.is_file():
        pem = certificate.read_bytes()
        return Authority(pem=pem, ca=trustme.CA.from_pem(pem, key.read_bytes()))
    made = trustme.CA(organization_name=OWNER, organization_unit_name=OWNER, path_length=0)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _write(key, made.private_key_pem.bytes())
    _write(certificate, made.cert_pem.bytes())
    return Authority(pem=made.cert_pem.bytes(), ca=made)


def _write(path: Path, content: bytes) -> None:
    """Write a file that only its owner may read; whole, or not at all."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(content)
    part.replace(path)
