"""A web server with a filled database of its own, as `./samstyring run` starts it, for measuring pages."""

import argparse
import contextlib
import os
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path


def arguments(doc: str | None, *, seconds: float) -> argparse.ArgumentParser:
    """The arguments that every measurement of pages takes; a measurement adds its own."""
    parser = argparse.ArgumentParser(description=doc)
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=seconds)
    parser.add_argument("--pause", type=float, default=3, help="seconds a user reads before the next page")
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--keep", type=Path)
    return parser


@contextlib.contextmanager
def database(*, postgres: bool, keep: Path | None) -> Iterator[None]:
    """A data folder of its own (or `keep`, which stays), so that no installation is touched."""
    with contextlib.ExitStack() as stack:
        folder = keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        if postgres:
            from samstyring.commands import temporary_postgres

            os.environ["DATABASE_URL"] = stack.enter_context(temporary_postgres.server())
        os.environ["SAMSTYRING_DATA"] = str(folder)
        os.environ["DJANGO_SETTINGS_MODULE"] = "samstyring.site.settings"
        yield


@contextlib.contextmanager
def serving(fill: Callable[[], None]) -> Iterator[str]:
    """Prepare the database, let `fill` fill it where it has not been, and start the server.

    Yields the server's address.
    """
    from samstyring.commands import prepare, web

    prepare.prepare(example=False, say=say)
    from django.db import connection, connections

    from samstyring.apps.consultations.models import Consultation

    if not Consultation.objects.exists():
        began = time.perf_counter()
        fill()
        say(f"filled in {time.perf_counter() - began:.0f} s")
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    say(f"{connection.vendor}, {os.cpu_count()} cores")
    connections.close_all()
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(128)
        port = listener.getsockname()[1]
        os.set_inheritable(listener.fileno(), True)
        server = subprocess.Popen(web.command(f"fd://{listener.fileno()}"), pass_fds=(listener.fileno(),))
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(address)
            yield address
        finally:
            server.terminate()
            server.wait()


def wait_for(address: str) -> None:
    """Wait until the server answers; raises TimeoutError after two minutes."""
    until = time.monotonic() + 120
    while time.monotonic() < until:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(address, timeout=2).read()  # noqa: S310 - our own server
            return
        time.sleep(0.2)
    raise TimeoutError(f"{address} does not answer.")


def say(text: str) -> None:
    """Print at once."""
    print(text, flush=True)
