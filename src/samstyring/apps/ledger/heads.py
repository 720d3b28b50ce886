"""Signed heads: how far the ledger had come, and with what hash, at a moment that cannot be moved afterwards.

A chain alone can be cut off at its end or be written anew as a whole. A head that was signed and kept
elsewhere (docs/methods/ledger.md says where) shows both: the ledger must still have that hash at that number.
"""

import json
from dataclasses import asdict, dataclass, fields
from datetime import UTC, date, datetime
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings
from django.utils import timezone

from .canonical import canonical
from .chain import timestamp
from .keys import signing_key, write_once
from .verification import START, Report, verify

PURPOSE = "samstyring ledger head"  # signed too, so that the signature is good for nothing else


class HeadUnreadable(Exception):
    """The file is not a signed head; the text names the file and what is wrong with it."""


class LedgerBroken(Exception):
    """The chain does not hold, so nothing is signed. `report` says where."""

    def __init__(self, report: Report) -> None:
        super().__init__("The ledger does not hold: " + " ".join(str(finding) for finding in report.findings))
        self.report = report


@dataclass(frozen=True)
class SignedHead:
    """Number of entries and hash of the last one at a time; key and signature in hexadecimal."""

    count: int
    hash: str
    time: str
    public_key: str
    signature: str

    def message(self) -> bytes:
        """What is signed: canonical JSON in UTF-8."""
        return message(self.count, self.hash, self.time)

    def signed_by(self, key: Ed25519PublicKey) -> bool:
        """Whether the signature is that of the key."""
        try:
            key.verify(bytes.fromhex(self.signature), self.message())
        except (InvalidSignature, ValueError):
            return False
        return True

    def as_json(self) -> str:
        """The head as its file has it."""
        return json.dumps(asdict(self), indent=2, sort_keys=True) + "\n"


def message(count: int, hash: str, time: str) -> bytes:
    """The bytes that a head's signature covers."""
    return canonical({"count": count, "hash": hash, "purpose": PURPOSE, "time": time}).encode()


def sign(head: tuple[int, str]) -> SignedHead:
    """Sign number and hash of the ledger's last entry with the installation's key."""
    key, now = signing_key(), timestamp(datetime.now(UTC))
    return SignedHead(
        count=head[0],
        hash=head[1],
        time=now,
        public_key=key.public_key().public_bytes_raw().hex(),
        signature=key.sign(message(*head, now)).hex(),
    )


def read(path: Path) -> SignedHead:
    """The head in the file. Raises HeadUnreadable; the signature is not checked here."""
    try:
        head = SignedHead(**json.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise HeadUnreadable(f"{path} cannot be read: {error.strerror}.") from error
    except (ValueError, TypeError):
        head = None
    if head is None or any(type(getattr(head, part.name)) is not part.type for part in fields(head)):
        raise HeadUnreadable(f"{path} is not a head that `ledger head` wrote.")
    return head


def folder() -> Path:
    """Where the daily heads are kept: beside the database, one file a day."""
    return Path(settings.DATA) / "heads"


def stored() -> dict[Path, SignedHead]:
    """The daily heads by file, oldest first. Raises HeadUnreadable."""
    return {path: read(path) for path in sorted(folder().glob("????-??-??.json"))}


def store_daily_head(day: date | None = None) -> Path:
    """Verify the ledger from the last stored head on, then sign and store the head of `day` (default: today).

    Where the day has its head already, that file is left as it is. Raises LedgerBroken instead of signing a
    chain that does not hold, and HeadUnreadable where an earlier head was damaged.
    """
    path = folder() / f"{day or timezone.localdate()}.json"
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    last = max(((head.count, head.hash) for head in stored().values()), default=START)
    report = verify(after=last)
    if not report.holds:
        raise LedgerBroken(report)
    write_once(path, sign(report.head).as_json().encode(), mode=0o644)
    return path
