"""Many users at once against a running web server: how long each page takes to answer."""

import http.client
import random
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit


@dataclass(frozen=True)
class Page:
    """A page to ask for: the name in the table and the addresses among which each request chooses."""

    name: str
    paths: Sequence[str]


@dataclass
class Times:
    """What the users met: seconds of each request by page, and answers other than a page or a way to one."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    faults: list[str] = field(default_factory=list)

    def table(self, *, processor: Mapping[str, float] | None = None, goal: float | None = None) -> str:
        """Median, 95th percentile and count of each page, in milliseconds.

        With `processor` (milliseconds by page) also those; with `goal` whether the 95th percentile is within.
        """
        lines = [f"{'page':32} {'requests':>8} {'p50 ms':>8} {'p95 ms':>8} {'max ms':>8}"]
        lines[0] += f" {'cpu ms':>8}" if processor else ""
        lines[0] += f" {f'goal {goal:.0f}':>9}" if goal else ""
        for name, seconds in sorted(self.seconds.items()):
            ordered = sorted(seconds)
            figures = [ordered[int(share * (len(ordered) - 1))] * 1000 for share in (0.5, 0.95, 1)]
            line = f"{name:32} {len(ordered):8} " + " ".join(f"{value:8.0f}" for value in figures)
            line += f" {processor.get(name, 0):8.0f}" if processor else ""
            line += f" {'within' if figures[1] <= goal else 'OVER':>9}" if goal else ""
            lines.append(line)
        return "\n".join(lines)


def processor(
    address: str, pages: Sequence[Page], *, spent: Callable[[], float], requests: int = 20
) -> dict[str, float]:
    """Milliseconds of processor time of one request, by page: each asked for `requests` times, one by one.

    `spent` tells the seconds that the server and its database have used so far.
    """
    found = {}
    server = urlsplit(address)
    for page in pages:
        before = spent()
        for number in range(requests):
            connection = http.client.HTTPConnection(server.hostname or "", server.port, timeout=60)
            path = page.paths[number % len(page.paths)]
            connection.request("GET", quote(path, safe="/?&=%:#"))
            connection.getresponse().read()
            connection.close()
        found[page.name] = (spent() - before) * 1000 / requests
    return found


def run(
    address: str,
    pages: Sequence[Page],
    *,
    users: int,
    seconds: float,
    pause: float,
    headers: Mapping[str, str] | Sequence[Mapping[str, str]] | None = None,
    act: Callable[[], None] | None = None,
    act_every: float = 5,
) -> Times:
    """Let `users` threads ask for pages drawn by lot for `seconds`, each resting `pause` seconds on average
    between two requests, as a person does who reads. Each request has a connection of its own, since the
    server closes one that rests.

    Where there are several `headers` (a visitor's, somebody's who has logged in), users take them in turn.
    `act` is done every `act_every` seconds meanwhile: what somebody changes while others read.
    """
    times = Times()
    lock = threading.Lock()
    until = time.monotonic() + seconds

    def user(number: int) -> None:
        lot = random.Random(number)
        own = dict(headers[number % len(headers)] if isinstance(headers, Sequence) else headers or {})
        server = urlsplit(address)
        time.sleep(lot.random() * pause)
        while time.monotonic() < until:
            page = lot.choice(pages)
            path = lot.choice(page.paths)
            began = time.perf_counter()
            connection = http.client.HTTPConnection(server.hostname or "", server.port, timeout=60)
            try:
                connection.request("GET", quote(path, safe="/?&=%:#"), headers=own)
                answer = connection.getresponse()
                answer.read()
            except (OSError, http.client.HTTPException) as error:
                # The user goes on: one who left in silence would make the server look faster than it is.
                with lock:
                    times.faults.append(f"{type(error).__name__} {path}")
                continue
            finally:
                connection.close()
            taken = time.perf_counter() - began
            with lock:
                times.seconds[page.name].append(taken)
                if answer.status not in (200, 302):
                    times.faults.append(f"{answer.status} {path}")
            time.sleep(lot.expovariate(1 / pause) if pause else 0)

    def actor() -> None:
        while act is not None and time.monotonic() < until:
            act()
            time.sleep(act_every)

    threads = [threading.Thread(target=user, args=(number,), daemon=True) for number in range(users)]
    threads.append(threading.Thread(target=actor, daemon=True))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times
