"""The nursery: a process that has the reader loaded and forks a child for each file, which dies with it.

Started by nursery.py with one end of a socket. Each message on it brings three file descriptors: the
conversation with the child (as `serving.serve` has it), where its complaints go, and where the nursery tells
that it was born and how it died. The nursery never looks into a file, nor at what a child says, so that a
child is as fresh as the first. It has one thread, since only then is a fork safe, and ends when its caller
is gone, or when there was nothing to do for a while. Linux only.
"""

import array
import contextlib
import ctypes
import gc
import os
import selectors
import signal
import socket
import struct
import sys
import traceback
from dataclasses import dataclass
from typing import Never

from samstyring.engines.text_analysis import serving

IDLE_SECONDS = 300.0
BORN = b"born"
DIED = struct.Struct("<iQ")
"""How a child ended: its exit status (signals below zero) and the most memory that it held, in kilobytes."""

PLAIN, WITH_ALL_MODELS = b"p", b"m"
"""A message: whether the child needs the vectors' model too, which is loaded for the first that does."""

_DESCRIPTORS = 3
_ERRORS, _CONVERSATION = 2, 3
"""The descriptors that a child keeps, beside an empty input and output."""
_PR_SET_PDEATHSIG = 1
_SAMPLE = (
    "# Høringssvar fra Eksempelkommunen\n\nKommunen viser til høringsbrevet. Vi mener at staten bør dekke "
    "utgiftene, jf. loven § 3.\n\n- Innføringen har tatt lang tid.\n\nMed hilsen\nKari Eksempel\n"
)


@dataclass(slots=True)
class _Child:
    """A child and where the one who asked for it is told of it."""

    pid: int
    status: socket.socket


class Nursery:
    """The loop: messages in, children out."""

    def __init__(self, control: socket.socket, *, idle_seconds: float = IDLE_SECONDS) -> None:
        self._control = control
        self._idle = idle_seconds
        self._children: dict[int, _Child] = {}
        self._selector = selectors.DefaultSelector()
        self._selector.register(control, selectors.EVENT_READ)
        self._woken, wake = socket.socketpair()
        for end in (self._woken, wake):
            end.setblocking(False)
        self._selector.register(self._woken, selectors.EVENT_READ)
        self._wake = wake
        self._libc = ctypes.CDLL(None)
        self._pid = os.getpid()
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wake.fileno(), warn_on_full_buffer=False)
        # A service manager asks all processes at once to stop; what is being read is finished all the same.
        # The caller's end is what ends the nursery.
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)

    def run(self) -> None:
        """Until the caller is gone, or there was nothing to do for long."""
        while True:
            events = self._selector.select(None if self._children else self._idle)
            if not events and not self._children:
                return
            for key, _ in events:
                if key.fileobj is self._control:
                    if not self._take():
                        self._end_all()
                        return
                elif key.fileobj is self._woken:
                    with contextlib.suppress(BlockingIOError):
                        self._woken.recv(4096)
                else:
                    self._kill(key.data)  # whoever asked is gone, or will wait no longer
            self._collect()

    def _take(self) -> bool:
        """One message. Returns False at the end of them."""
        size = array.array("i").itemsize
        # The descriptors of one message only: the kernel keeps messages apart (SOCK_SEQPACKET).
        try:
            message, extra, _, _ = self._control.recvmsg(1, socket.CMSG_SPACE(_DESCRIPTORS * size))
        except ConnectionError:
            return False
        if not message:
            return False
        given = array.array("i")
        for _, _, content in extra:
            given.frombytes(content[: len(content) - len(content) % size])
        if len(given) != _DESCRIPTORS:
            for descriptor in given:
                os.close(descriptor)
            return True
        if message == WITH_ALL_MODELS:
            load_vectors()
        self._bear(*given)
        return True

    def _bear(self, conversation: int, complaints: int, told: int) -> None:
        status = socket.socket(fileno=told)
        try:
            pid = os.fork()
        except OSError:  # no memory, too many processes: the caller is told by the end of its socket
            status.close()
            return
        else:
            if not pid:
                self._be_child(conversation, complaints)
        finally:
            os.close(conversation)
            os.close(complaints)
        status.setblocking(False)
        with contextlib.suppress(OSError):
            status.send(BORN)
        child = _Child(pid, status)
        self._children[pid] = child
        self._selector.register(status, selectors.EVENT_READ, child)

    def _be_child(self, conversation: int, complaints: int) -> Never:
        """What the child does; it never comes back."""
        ended = 1
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.setsid()
            self._libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
            if os.getppid() != self._pid:
                os._exit(ended)  # the nursery died between
            _keep_only(conversation, complaints)
            with open(_CONVERSATION, "rb") as incoming, open(_CONVERSATION, "wb", closefd=False) as outgoing:
                serving.serve(incoming, outgoing)
            ended = 0
        except BaseException:
            with contextlib.suppress(BaseException):
                traceback.print_exc()
        finally:
            os._exit(ended)

    def _kill(self, child: _Child) -> None:
        """End a child and whatever it started. It is collected when its end is told."""
        self._selector.unregister(child.status)
        _end(child.pid)

    def _collect(self) -> None:
        """Tell of the children that have ended."""
        for pid in list(self._children):
            if os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
                continue
            # Before it is collected, so that the number is still its own: what it started ends with it.
            _end(pid)
            _, status, used = os.wait4(pid, 0)
            child = self._children.pop(pid)
            with contextlib.suppress(OSError):
                child.status.send(DIED.pack(os.waitstatus_to_exitcode(status), used.ru_maxrss))
            with contextlib.suppress(KeyError):
                self._selector.unregister(child.status)
            child.status.close()

    def _end_all(self) -> None:
        for child in self._children.values():
            _end(child.pid)
        for pid in self._children:
            os.waitpid(pid, 0)


def load() -> None:
    """Load what a reading needs: modules, words, the learned model, and what the first reading works out."""
    from samstyring.engines.text_analysis.extraction import table  # noqa: F401 - the library for workbooks
    from samstyring.engines.text_analysis.reading import read

    read(_SAMPLE.encode(), name="eksempel.txt")
    _settle()


def load_vectors() -> None:
    """Load the vectors' model as well; once is enough."""
    from samstyring.engines.text_analysis import vectors

    with contextlib.suppress(FileNotFoundError):  # the child says it better
        vectors.load()
        _settle()


def main() -> None:
    """The nursery, with the socket whose number is its argument."""
    with socket.socket(fileno=int(sys.argv[1])) as control:
        load()
        Nursery(control).run()


def _settle() -> None:
    """What is there now is left alone by the collector, so that its pages stay shared with the children."""
    gc.collect()
    gc.freeze()


def _keep_only(conversation: int, complaints: int) -> None:
    """Close every descriptor but two: a child has nothing of the nursery's or of another child's."""
    os.dup2(complaints, _ERRORS)
    if conversation != _CONVERSATION:
        os.dup2(conversation, _CONVERSATION, inheritable=False)
    for name in os.listdir("/proc/self/fd"):
        if int(name) > _CONVERSATION:
            with contextlib.suppress(OSError):
                os.close(int(name))


def _end(pid: int) -> None:
    """Kill a child and all that it started."""
    for kill in (os.kill, os.killpg):  # it may not lead its group yet
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(pid, signal.SIGKILL)


if __name__ == "__main__":
    main()
