"""The installation's key pair (Ed25519) that signs the head of the ledger, and files that are written once.

The private key is made on first use under settings.KEYS, readable by its owner only, and is part of a backup.
The public key beside it may be given to anybody who is to check signatures.
"""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

PRIVATE = "ledger-ed25519.pem"
PUBLIC = "ledger-ed25519.public.pem"


class KeyUnreadable(Exception):
    """The file does not hold the key that it should; the text names the file and says what to do."""


def signing_key() -> Ed25519PrivateKey:
    """The installation's private key, made on first use.

    Raises KeyUnreadable where its file holds something else.
    """
    path = Path(settings.KEYS) / PRIVATE
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = Ed25519PrivateKey.generate()
        # Two processes may start at once: the key of the first one counts, for both.
        write_once(
            path,
            made.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            ),
        )
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyUnreadable(
            f"{path} is not an Ed25519 private key: put the file of your backup in its place."
        )
    write_once(path.with_name(PUBLIC), pem(key.public_key()), mode=0o644)
    return key


def read_public_key(path: Path) -> Ed25519PublicKey:
    """The public key in the PEM file. Raises KeyUnreadable where there is none."""
    try:
        key = serialization.load_pem_public_key(path.read_bytes())
    except (OSError, ValueError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PublicKey):
        raise KeyUnreadable(
            f"{path} is not an Ed25519 public key: name the installation's {PUBLIC} with --public-key."
        )
    return key


def pem(key: Ed25519PublicKey) -> bytes:
    """The public key as a PEM file holds it."""
    return key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def write_once(path: Path, content: bytes, *, mode: int = 0o600) -> bool:
    """Write the file whole, or not at all where there is one by this name already; whether it was written."""
    if path.exists():
        return False
    descriptor, unfinished = tempfile.mkstemp(dir=path.parent, prefix=".unfinished-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(unfinished, mode)
        with suppress(FileExistsError):
            os.link(unfinished, path)
            return True
        return False
    finally:
        os.unlink(unfinished)
