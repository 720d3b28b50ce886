"""A PostgreSQL server for the length of a block: Debian's binaries, a folder in /tmp, a Unix socket.

The server refuses to run as root; for root it runs as the user `postgres` that Debian's package makes, else
as `nobody`. Nothing that it writes needs to survive, so it does not wait for the disk.
"""

import contextlib
import ctypes
import os
import pwd
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from samstyring.commands import CommandFailed, postgres_programs

START_SECONDS = 60.0
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "shared_buffers": "64MB",
    "log_min_messages": "panic",
}


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Start a server, yield the DATABASE_URL of an empty database on it, stop it and remove its folder.

    Raises CommandFailed where it does not start.
    """
    initdb = postgres_programs.find("initdb")
    if initdb is None:
        raise CommandFailed("PostgreSQL is not installed: apt-get install postgresql")
    user = server_user()
    # Not under TMPDIR: the path of a Unix socket may have 107 bytes at most.
    with tempfile.TemporaryDirectory(prefix="samstyring-pg-", dir="/tmp", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        if user is not None:
            os.chown(folder, user, -1)
        data = folder / "data"
        initialise: list[str | Path] = [initdb, "-D", data, "-U", "samstyring", "-A", "trust", "-E", "UTF8"]
        done = subprocess.run(
            [*initialise, "--locale=C.UTF-8", "--no-sync"],
            user=user,
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise CommandFailed(f"PostgreSQL could not make its folder: {done.stderr.strip()}")
        options = [part for key, value in SETTINGS.items() for part in ("-c", f"{key}={value}")]
        process = subprocess.Popen(
            [initdb.parent / "postgres", "-D", data, "-k", folder, *options],
            user=user,
            cwd=folder,
            start_new_session=True,
            preexec_fn=end_with_parent,
        )
        try:
            url = f"postgresql://samstyring@{quote(name, safe='')}/postgres"
            wait_for(url, process)
            yield url
        finally:
            # SIGINT is PostgreSQL's fast shutdown: it ends the sessions that are still open.
            process.send_signal(signal.SIGINT)
            process.wait()


def server_user() -> int | None:
    """The id of the user to run as; None for the present one."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_uid
    raise CommandFailed("PostgreSQL does not run as root, and there is no user “nobody” to run it as.")


def end_with_parent() -> None:
    """In the child: have the kernel stop it, should the test run be killed."""
    ctypes.CDLL(None).prctl(1, signal.SIGINT)


def wait_for(url: str, process: "subprocess.Popen[bytes]") -> None:
    """Return once the server answers. Raises CommandFailed where it ends or takes too long."""
    import psycopg

    end = time.monotonic() + START_SECONDS
    while True:
        try:
            psycopg.connect(url, connect_timeout=5).close()
        except psycopg.OperationalError as error:
            if process.poll() is not None or time.monotonic() > end:
                raise CommandFailed(f"The temporary PostgreSQL server does not answer: {error}") from error
            time.sleep(0.05)
        else:
            return
