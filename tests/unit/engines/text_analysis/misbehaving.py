"""A nursery whose children misbehave as their request says: a file that got the better of them."""

import os
import subprocess
import sys
from typing import IO

from samstyring.engines.text_analysis import nursery_process, serving


def serve(incoming: IO[bytes], outgoing: IO[bytes]) -> None:
    """Do what the first line says."""
    what = incoming.readline().strip()
    if what == b"leave somebody behind":
        left = subprocess.Popen(["sleep", "1000"])
        outgoing.write(str(left.pid).encode())
        outgoing.flush()
        os._exit(0)
    if what == b"complain without end":
        while True:
            os.write(2, b"help " * 1000)
    if what == b"answer without end":
        while True:
            outgoing.write(b"yes " * 1_000_000)
    if what == b"crash":
        os.abort()
    if what == b"list what is open":
        outgoing.write(" ".join(sorted(os.listdir("/proc/self/fd"))).encode())
        outgoing.flush()
    if what == b"end the nursery":
        os.kill(os.getppid(), 9)
        incoming.read()


if __name__ == "__main__":
    serving.serve = serve
    nursery_process.load = lambda: None
    sys.exit(nursery_process.main())
