"""How fast the pages of a large consultation answer: `./samstyring bench consultation`.

Fills a database of its own (SQLite, or PostgreSQL with `--postgres`) with a made-up consultation, starts the
web server as `./samstyring run` does, lets users ask for pages, and prints the times and the exports'.
`--keep FOLDER` uses a folder that stays, so that a second run needs not fill it again (SQLite).
"""

import argparse
import contextlib
import os
import resource
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from _load import Page, run


def main() -> None:
    """Measure in a folder of its own, so that no installation is touched."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replies", type=int, default=400)
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--pause", type=float, default=3, help="seconds a user reads before the next page")
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    with contextlib.ExitStack() as stack:
        folder = options.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        if options.postgres:
            from samstyring.commands import temporary_postgres

            os.environ["DATABASE_URL"] = stack.enter_context(temporary_postgres.server())
        os.environ["SAMSTYRING_DATA"] = str(folder)
        os.environ["DJANGO_SETTINGS_MODULE"] = "samstyring.site.settings"
        address = stack.enter_context(serving(options.replies, options.statements))
        measure(address, options)


@contextlib.contextmanager
def serving(replies: int, statements: int) -> Iterator[str]:
    """The filled database behind a running web server; yields its address."""
    from samstyring.commands import prepare, web

    prepare.prepare(example=False, say=say)
    from django.db import connection, connections

    from samstyring.apps.consultations.models import Consultation

    if not Consultation.objects.exists():
        from _consultations import fill

        began = time.perf_counter()
        fill(replies=replies, statements=statements, say=say)
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


def measure(address: str, options: argparse.Namespace) -> None:
    """Ask for the pages, first one by one and then by many users, and print both tables."""
    pages = pages_of_the_largest()
    alone = run(address, pages, users=1, seconds=max(3, options.seconds / 6), pause=0)
    say(f"one user\n{alone.table()}")
    many = run(address, pages, users=options.users, seconds=options.seconds, pause=options.pause)
    say(f"\n{options.users} users, {options.pause} s of reading between two pages\n{many.table()}")
    faults = sorted(set(alone.faults + many.faults))
    say("\n".join(faults) or "every answer was 200")
    for name, path in exports():
        began = time.perf_counter()
        size = len(urllib.request.urlopen(address + path, timeout=600).read())  # noqa: S310 - our own server
        say(f"{name:32} {time.perf_counter() - began:6.1f} s {size / 1e6:8.1f} MB")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    say(f"peak memory of a process that this one waited for: {peak:.0f} MB")


def pages_of_the_largest() -> list[Page]:
    """The pages of the consultation, with the filters that people use."""
    from django.urls import reverse

    from samstyring.apps.consultations.models import Consultation, Statement

    consultation = Consultation.objects.latest("pk")
    at = [consultation.public_id]
    documents = list(consultation.submissions.values_list("public_id", flat=True)[:60])
    places = Statement.objects.filter(reading__submission__consultation=consultation).values_list(
        "reading__submission__public_id", "start", "end"
    )[:60_000:1000]
    statements = reverse("consultations:statements", args=at)
    overview = reverse("consultations:overview", args=at)
    return [
        Page("consultations", [reverse("consultations:list")]),
        Page("documents", [reverse("consultations:consultation", args=at)]),
        Page("overview", [overview]),
        Page("overview, filtered", [f"{overview}?fylke=46", f"{overview}?avsenderslag=municipality"]),
        Page("statements", [statements]),
        Page("statements, by type", [f"{statements}?type={kind}" for kind in ("proposal", "example")]),
        Page("statements, by county", [f"{statements}?fylke={county}&type=proposal" for county in (46, 56)]),
        Page("statements, far page", [f"{statements}?side=1500", f"{statements}?side=700"]),
        Page(
            "statements, search", [f"{statements}?sok={word}" for word in ("journal", "pasient", "bemanning")]
        ),
        Page("document", [reverse("consultations:document", args=[one]) for one in documents]),
        Page("statement", [reverse("consultations:statement", args=place) for place in places]),
    ]


def exports() -> list[tuple[str, str]]:
    """Whole files to fetch once: name and address."""
    return []


def wait_for(address: str) -> None:
    """Wait until the server answers; raises TimeoutError after half a minute."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(address, timeout=2).read()  # noqa: S310 - our own server
            return
        time.sleep(0.2)
    raise TimeoutError(f"{address} does not answer.")


def say(text: str) -> None:
    """Print at once."""
    print(text, flush=True)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))
    main()
