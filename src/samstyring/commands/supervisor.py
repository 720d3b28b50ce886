"""Runs the web server and the worker as children of one process, and stops them together.

The worker is started again when it dies; when the web server dies by itself, everything stops. Each child
leads a session of its own, so Ctrl-C in the terminal reaches only the supervisor, which then asks each child;
and the kernel tells the children to stop should the supervisor be killed.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType

GRACE_SECONDS = 15.0
LOOK_SECONDS = 0.1
# A child that dies at once again and again is started at ever longer intervals.
SHORTEST_PAUSE, LONGEST_PAUSE, SETTLED = 1.0, 60.0, 30.0
PR_SET_PDEATHSIG = 1


@dataclass
class Child:
    """One process to keep: what to run, and whether it is started again when it ends."""

    name: str
    command: Sequence[str]
    restart: bool
    pass_fds: tuple[int, ...] = ()
    process: "subprocess.Popen[bytes] | None" = None
    started: float = 0.0
    pause: float = SHORTEST_PAUSE
    due: float = field(default=0.0)

    def start(self) -> None:
        """Start the process."""
        supervisor = os.getpid()
        libc = ctypes.CDLL(None, use_errno=True)

        def follow_supervisor() -> None:
            libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
            if os.getppid() != supervisor:
                os._exit(1)

        self.started = time.monotonic()
        self.process = subprocess.Popen(
            self.command,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            pass_fds=self.pass_fds,
            preexec_fn=follow_supervisor,
        )

    def code(self) -> int | None:
        """The exit code of a process that has ended, None while it runs or waits to be started."""
        return None if self.process is None else self.process.poll()

    def signal_all(self, number: int) -> None:
        """Send a signal to the process and everything it started."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)


class Supervisor:
    """Keeps children running until it is told to stop."""

    def __init__(self, children: Sequence[Child]) -> None:
        self.children = list(children)
        self.asked_to_stop = 0

    def listen_to_signals(self) -> None:
        """From now on SIGINT, SIGTERM and SIGHUP mean: stop in good order. A second one means: at once."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._asked)

    def _asked(self, _number: int, _frame: FrameType | None) -> None:
        self.asked_to_stop += 1

    def run(
        self, *, meanwhile: Callable[[], None], ready: Callable[[], bool], announce: Callable[[], None]
    ) -> int:
        """Start the first child, the others once `ready` says so, keep all running, stop all.

        `meanwhile` is called while the first child starts, `announce` when all have been started.
        Returns 0 when it was told to stop, 1 when a child that is not started again ended by itself.
        """
        failed = False
        announced = False
        try:
            self.children[0].start()
            meanwhile()
            while not self.asked_to_stop and not failed:
                failed = any(self._look_after(child) for child in self.children[: None if announced else 1])
                if not announced and not failed and ready():
                    announced = True
                    for child in self.children[1:]:
                        child.start()
                    announce()
                time.sleep(LOOK_SECONDS)
        finally:
            self.stop()
        return 1 if failed else 0

    def _look_after(self, child: Child) -> bool:
        """Start a child again where that is due. Returns whether its end means that all must stop."""
        now = time.monotonic()
        code = child.code()
        if code is not None:
            if not child.restart:
                print(f"samstyring: The {child.name} has stopped (exit code {code}).", file=sys.stderr)
                return True
            child.signal_all(signal.SIGKILL)
            child.pause = (
                SHORTEST_PAUSE if now - child.started > SETTLED else min(child.pause * 2, LONGEST_PAUSE)
            )
            child.due = now + child.pause
            child.process = None
            print(
                f"samstyring: The {child.name} has stopped (exit code {code}); it is started again.",
                file=sys.stderr,
            )
        elif child.process is None and now >= child.due:
            child.start()
        return False

    def stop(self) -> None:
        """Ask all children to stop, wait for them, and end by force those that do not."""
        before = self.asked_to_stop
        running = [child for child in self.children if child.process is not None]
        for child in running:
            # Only the leader is asked: it knows in which order to stop what it has started.
            if child.process is not None and child.code() is None:
                child.process.terminate()
        end = time.monotonic() + GRACE_SECONDS
        while any(child.code() is None for child in running):
            if time.monotonic() > end or self.asked_to_stop > max(before, 1):
                break
            time.sleep(LOOK_SECONDS)
        for child in running:
            child.signal_all(signal.SIGKILL)
            if child.process is not None:
                child.process.wait()
