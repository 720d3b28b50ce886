"""What is to be read: files, and the documents in archives, each on its own.

So both processors are busy with an archive too, one slow document in it stops no other, and the time limit is
for a document and not for all of them.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from samstyring.engines.text_analysis import limits
from samstyring.engines.text_analysis.errors import Refusal, UnreadableFile
from samstyring.engines.text_analysis.isolated import check_size, unpack_in_worker
from samstyring.engines.text_analysis.model import Refused


@dataclass(frozen=True, slots=True)
class Source:
    """A document by the name that it is known by, with the file that holds it or why there is none."""

    name: str
    path: Path
    refused: Refused | None = None


@contextmanager
def sources(paths: Sequence[Path], *, seconds: float = limits.WORKER_SECONDS) -> Iterator[list[Source]]:
    """The documents of the paths, in their order. What was unpacked is gone after the block."""
    with TemporaryDirectory(prefix="samstyring-") as folder:
        found: list[Source] = []
        for number, path in enumerate(paths):
            # A name may be in any encoding, a report may not.
            name = os.fsencode(path).decode("utf-8", "replace")
            if path.suffix.lower() == ".zip" and path.is_file():
                into = Path(folder) / str(number)
                into.mkdir()
                found += _unpacked(path, name, into, seconds)
            else:
                found.append(Source(name, path))
        yield found


def _unpacked(path: Path, name: str, into: Path, seconds: float) -> list[Source]:
    try:
        check_size(path.stat().st_size)
        members = unpack_in_worker(path.read_bytes(), name=name, into=into, seconds=seconds)
    except UnreadableFile as error:
        return [Source(name, path, Refused(name, error.code.value, str(error)))]
    except OSError as error:
        return [Source(name, path, Refused(name, "unavailable", f"{error.strerror}."))]
    return [
        Source(f"{name}/{member.name}", into / member.file, _why_not(f"{name}/{member.name}", member.refusal))
        for member in members
    ]


def _why_not(name: str, code: str) -> Refused | None:
    return Refused(name, code, str(UnreadableFile(Refusal(code)))) if code else None
