"""The data folder: whether it can be written, and who is using it.

Running processes hold a shared lock on the file `in-use`; replacing everything needs it alone. The kernel
lets go of the lock when a process dies, however it dies.
"""

import contextlib
import fcntl
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from samstyring.commands import CommandFailed

LOCK = "in-use"
# Stands in the data folder while a restore exchanges its contents.
MARKER = "half-restored"


def data_folder() -> Path:
    """The folder that holds the installation's own files (SAMSTYRING_DATA). Loads no settings."""
    given = os.environ.get("SAMSTYRING_DATA", "").strip()
    return Path(given).expanduser().resolve() if given else Path(__file__).resolve().parents[3] / "data"


def check_data_folder() -> Path:
    """Make the data folder if it is missing and return it. From now on new files are their owner's alone.

    Raises CommandFailed where it cannot be written.
    """
    folder = data_folder()
    os.umask(0o077)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise CommandFailed(
            f"The data folder “{folder}” cannot be written ({error.strerror}). "
            "Give this user the right to it, or choose another folder with SAMSTYRING_DATA=/a/folder."
        ) from error
    return folder


def hold(*, alone: bool, restoring: bool = False) -> int:
    """Take the lock on the data folder for as long as the process lives; returns its file descriptor.

    Raises CommandFailed when `alone` is asked for while a server or worker runs, when somebody holds it alone
    right now, or when a restore was cut off in the middle and this is not another one (`restoring`).
    """
    descriptor = os.open(data_folder() / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        if alone:
            raise CommandFailed(
                "Samstyring is running on this data folder. Stop it first, and try again."
            ) from None
        raise CommandFailed(
            "Samstyring is being started or restored here. Wait until that is done."
        ) from None
    if (data_folder() / MARKER).exists() and not restoring:
        os.close(descriptor)
        raise CommandFailed(
            "A restore was cut off here, and the data is not whole. Restore again with --replace; "
            "what was there before is in the data folder, in “replaced-…”."
        )
    return descriptor


def share(descriptor: int) -> None:
    """Let others use the data folder too, after it was held alone."""
    fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)


@contextlib.contextmanager
def held(*, alone: bool, restoring: bool = False) -> Iterator[int]:
    """`hold` for the length of a block."""
    descriptor = hold(alone=alone, restoring=restoring)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
