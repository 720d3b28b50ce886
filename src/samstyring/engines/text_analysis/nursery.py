"""Children of a nursery: a reading in a process of its own without the second of loading everything anew.

One nursery (nursery_process.py) serves this process, whatever thread asks. It is started when it is first
needed, again when it has died, and anew when what it was started with has changed. Linux only; elsewhere,
and where it will not start, `NoNursery` says so and fresh.py does the work.
"""

import atexit
import contextlib
import os
import selectors
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

from samstyring.engines.text_analysis import fresh
from samstyring.engines.text_analysis.fresh import Outcome
from samstyring.engines.text_analysis.nursery_process import BORN, DIED, PLAIN, WITH_ALL_MODELS

AVAILABLE = sys.platform == "linux" and os.path.isdir("/proc/self/fd")
START_SECONDS = 60.0
"""How long a nursery may take to load everything and bear its first child, on a busy machine."""

_MODULE = "samstyring.engines.text_analysis.nursery_process"
_CHUNK = 1 << 18
_TAIL = 4096
_MOST_ANSWER = 1 << 29
_TRIES = 2
_END_SECONDS = 5.0


class NoNursery(Exception):
    """There is no nursery here, or it dies again and again."""


class _Lost(Exception):
    """The nursery died before it told how the child did."""


@dataclass(frozen=True, slots=True)
class _Ends:
    """This side of the channels to a child."""

    conversation: socket.socket
    complaints: socket.socket
    status: socket.socket


class Nursery:
    """A nursery, as its callers see it. Safe to use from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._environment: dict[str, str] = {}
        self.largest_kilobytes = 0
        """The most memory that a child has held, what it shares with the nursery included."""

    @property
    def pid(self) -> int | None:
        """The process that runs now, if there is one."""
        return self._process.pid if self._process is not None else None

    def run(self, request: bytes, seconds: float, *, models: bool = False) -> Outcome:
        """Have `request` (see `serving.request`) answered within `seconds`, counted from the child's birth.

        `models` says that it needs the vectors' model as well. Raises TimeoutError, NoNursery, and
        MemoryError for an answer without end.
        """
        if not AVAILABLE:
            raise NoNursery
        for _ in range(_TRIES):
            with contextlib.suppress(_Lost), self._child(WITH_ALL_MODELS if models else PLAIN) as ends:
                return self._talk(ends, request, time.monotonic() + seconds)
        raise NoNursery

    def close(self) -> None:
        """End the nursery and collect it. The next request starts another."""
        with self._lock:
            self._stop()

    def forget(self) -> None:
        """For a fork of the process that has it: the nursery is the parent's, and is left alone."""
        self._lock = threading.Lock()
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            _left.append(self._process)
        self._process = self._control = None

    @contextlib.contextmanager
    def _child(self, message: bytes) -> Iterator[_Ends]:
        """A child that has been born. It is killed, and all that it started, when the block ends."""
        with contextlib.ExitStack() as stack:
            ours, theirs = [], []
            for kind in (socket.SOCK_STREAM, socket.SOCK_STREAM, socket.SOCK_SEQPACKET):
                one, other = socket.socketpair(socket.AF_UNIX, kind)
                ours.append(stack.enter_context(one))
                theirs.append(stack.enter_context(other))
            asked = self._send(message, [end.fileno() for end in theirs])
            for end in theirs:
                end.close()
            ends = _Ends(*ours)
            ends.status.settimeout(START_SECONDS)
            try:
                born = ends.status.recv(len(BORN))
            except TimeoutError:
                self._kill(asked)
                raise _Lost from None
            except OSError:
                born = b""
            if born != BORN:
                raise _Lost
            yield ends

    def _send(self, message: bytes, descriptors: list[int]) -> "subprocess.Popen[bytes] | None":
        """Ask the nursery for a child. Returns which nursery it was."""
        with self._lock:
            for _ in range(_TRIES):
                with contextlib.suppress(OSError):
                    socket.send_fds(self._running(), [message], descriptors)
                    return self._process
                self._stop()  # it has died, or ended for want of work
        raise NoNursery

    def _running(self) -> socket.socket:
        """The way to the nursery, which is started where need be."""
        environment = fresh.environment()
        if self._control is not None and environment != self._environment:
            self._stop()
        if self._control is None:
            ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            with theirs:
                try:
                    self._process = subprocess.Popen(
                        fresh.command(_MODULE, str(theirs.fileno())),
                        stdin=subprocess.DEVNULL,
                        stdout=subprocess.DEVNULL,
                        pass_fds=[theirs.fileno()],
                        start_new_session=True,
                        cwd="/",
                        env=environment,
                    )
                except OSError:
                    ours.close()
                    raise
            ours.settimeout(START_SECONDS)
            self._control, self._environment = ours, environment
        return self._control

    def _stop(self) -> None:
        if self._control is not None:
            self._control.close()  # which is what ends it
            self._control = None
        if self._process is not None:
            try:
                self._process.wait(_END_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None

    def _kill(self, asked: "subprocess.Popen[bytes] | None") -> None:
        """End a nursery that does not answer, unless another took its place already."""
        with self._lock:
            if asked is not None and asked is self._process:
                asked.kill()
                self._stop()

    def _talk(self, ends: _Ends, request: bytes, deadline: float) -> Outcome:
        """Send the request and take the answer, until the child has ended."""
        talk = _Talk(ends, request)
        ended = talk.until(deadline)
        if len(ended) != DIED.size:
            raise _Lost
        status, kilobytes = DIED.unpack(ended)
        self.largest_kilobytes = max(self.largest_kilobytes, kilobytes)
        return Outcome(bytes(talk.answer), bytes(talk.complaint), status)


class _Talk:
    """One conversation: bytes go out and come in at the same time."""

    def __init__(self, ends: _Ends, request: bytes) -> None:
        self.answer, self.complaint = bytearray(), bytearray()
        self._ends = ends
        self._left = memoryview(request)
        self._ended: set[socket.socket] = set()

    def until(self, deadline: float) -> bytes:
        """What the nursery tells of the child's end. Raises TimeoutError."""
        ends = self._ends
        with selectors.DefaultSelector() as selector:
            for end in (ends.conversation, ends.complaints, ends.status):
                end.setblocking(False)
                selector.register(end, selectors.EVENT_READ)
            selector.modify(ends.conversation, selectors.EVENT_READ | selectors.EVENT_WRITE)
            while True:
                events = selector.select(max(0.0, deadline - time.monotonic()))
                if not events and time.monotonic() >= deadline:
                    raise TimeoutError
                for key, ready in events:
                    if key.fileobj is ends.status:
                        ended = _received(ends.status) or b""
                        while self._take_answer() or self._take_complaint():
                            pass
                        return ended
                    if key.fileobj is ends.complaints:
                        self._take_complaint()
                    else:
                        self._converse(ready, selector)
                    if key.fileobj in self._ended:
                        selector.unregister(key.fileobj)

    def _converse(self, ready: int, selector: selectors.BaseSelector) -> None:
        """Take and give what can be."""
        conversation = self._ends.conversation
        if ready & selectors.EVENT_WRITE:
            try:
                self._left = self._left[conversation.send(self._left[:_CHUNK]) :]
            except BlockingIOError:
                pass
            except OSError:
                self._left = self._left[:0]  # the child has ended before it had read everything
            if not self._left:
                with contextlib.suppress(OSError):
                    conversation.shutdown(socket.SHUT_WR)
                selector.modify(conversation, selectors.EVENT_READ)
        if ready & selectors.EVENT_READ:
            self._take_answer()

    def _take_answer(self) -> bool:
        if len(self.answer) > _MOST_ANSWER:
            raise MemoryError
        return self._take(self._ends.conversation, self.answer)

    def _take_complaint(self) -> bool:
        """Take some and keep the end of it: a child may complain without end."""
        some = self._take(self._ends.complaints, self.complaint)
        del self.complaint[:-_TAIL]
        return some

    def _take(self, end: socket.socket, into: bytearray) -> bool:
        """Some of what is there now. Returns whether there was any."""
        data = _received(end)
        if data == b"":
            self._ended.add(end)
        into += data or b""
        return bool(data)


def _received(end: socket.socket) -> bytes | None:
    """Some bytes; none at the end, None where there is nothing yet."""
    try:
        return end.recv(_CHUNK)
    except BlockingIOError:
        return None
    except OSError:
        return b""


_left: list["subprocess.Popen[bytes]"] = []
"""Nurseries of the process that this one is a fork of."""

shared = Nursery()
"""The nursery of this process."""

atexit.register(shared.close)
if AVAILABLE:
    os.register_at_fork(after_in_child=shared.forget)


def run_somewhere(request: bytes, seconds: float, *, models: bool = False) -> Outcome:
    """As `Nursery.run`, in a fresh process where there is no nursery. Raises TimeoutError and MemoryError."""
    try:
        return shared.run(request, seconds, models=models)
    except NoNursery:
        return fresh.run(request, seconds)
