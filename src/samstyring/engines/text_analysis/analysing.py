"""Many files as one analysis: each read in a process of its own, then what they have in common.

What was read or reckoned before is taken from the cache, where there is one.
"""

import hashlib
import json
import os
import shutil
import zlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from samstyring.engines.text_analysis import embedding_workers, grouping, limits, vectors
from samstyring.engines.text_analysis.cache import Cache
from samstyring.engines.text_analysis.codec import from_plain, to_plain
from samstyring.engines.text_analysis.errors import UnreadableFile
from samstyring.engines.text_analysis.frames import ThemeFrame
from samstyring.engines.text_analysis.identity import ENGINE
from samstyring.engines.text_analysis.isolated import check_size, read_many_in_worker
from samstyring.engines.text_analysis.model import Document, Refused, Register
from samstyring.engines.text_analysis.sources import Source
from samstyring.engines.text_analysis.translation import to_bokmål

_PASSING = frozenset({"missing", "unavailable", "too_slow", "too_much_memory", "reader_stopped"})
"""Refusals that may be another time otherwise: they are not kept."""

Step = Callable[[int], None]
Found = list[Document | Refused]


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that was found. `units` is None where no suggestions were asked for; its first units are the
    points."""

    documents: Sequence[Document]
    refused: Sequence[Refused] = ()
    points: Sequence[grouping.Point] = ()
    units: Sequence[grouping.Unit] | None = None
    frame: ThemeFrame | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """How files are read: what with, for how long at most, and where results are kept."""

    register: Register | None = None
    frame: ThemeFrame | None = None
    seconds: float = limits.WORKER_SECONDS
    cache: Cache | None = None
    missing: str = "The file does not exist."

    def read(self, files: Sequence[Source], step: Step = lambda _: None) -> Found:
        """Every document of the files, in their order, and what could not be read. Never raises for a
        file."""
        begun = hashlib.sha256(json.dumps(self._depends_on(), sort_keys=True).encode()).hexdigest()
        found: Found = []
        # Threads wait, worker processes read: one slow file holds up one of them only.
        with ThreadPoolExecutor(max_workers=max(1, os.cpu_count() or 1)) as pool:
            for items in pool.map(lambda file: self._one(file, begun), files):
                found.extend(items)
                step(1)
        return found

    def _depends_on(self) -> dict[str, Any]:
        """What the result of reading a file depends on beside its bytes and its name."""
        return {
            "engine": ENGINE,
            "register": to_plain(self.register),
            "frame": to_plain(self.frame),
            "vectors": vectors.MODEL if self.frame else None,
            "tesseract": shutil.which("tesseract"),
        }

    def _one(self, file: Source, begun: str) -> Found:
        if file.refused is not None:
            return [file.refused]
        try:
            check_size(file.path.stat().st_size)
            return self._kept(file.path.read_bytes(), file.name, begun)
        except UnreadableFile as error:
            return [Refused(file.name, error.code.value, str(error))]
        except FileNotFoundError:
            return [Refused(file.name, "missing", self.missing)]
        except OSError as error:
            return [Refused(file.name, "unavailable", f"{error.strerror}.")]

    def _kept(self, data: bytes, name: str, begun: str) -> Found:
        """What the file gives, from the cache if it was read before under this name."""
        key = hashlib.sha256(f"{begun}\n{name}\n".encode() + hashlib.sha256(data).digest()).hexdigest()
        if self.cache is not None:
            known = _unpacked(self.cache.get([key]).get(key))
            if known is not None:
                return known
        found = read_many_in_worker(
            data, name=name, seconds=self.seconds, register=self.register, frame=self.frame
        )
        passing = any(isinstance(item, Refused) and item.code in _PASSING for item in found)
        if self.cache is not None and not passing:
            self.cache.put({key: zlib.compress(json.dumps(to_plain(found)).encode(), 1)})
        return found


def _unpacked(data: bytes | None) -> Found | None:
    """What was kept; None where nothing was, or it is damaged."""
    if data is None:
        return None
    try:
        return [
            from_plain(Document, item) if "source" in item else from_plain(Refused, item)
            for item in json.loads(zlib.decompress(data))
        ]
    except (zlib.error, ValueError, KeyError, TypeError):
        return None


def analysed(
    found: Found,
    *,
    frame: ThemeFrame | None = None,
    suggest: bool = False,
    cache: Cache | None = None,
    begin: Callable[[int], Step] = lambda _: lambda _: None,
) -> Analysis:
    """The points of what was read; with `suggest` also what may say the same in other words. `begin` is told
    how many texts are to be compared, and gives what to tell of each step."""
    documents = [item for item in found if isinstance(item, Document)]
    refused = [item for item in found if isinstance(item, Refused)]
    points = grouping.points(documents)
    if not suggest:
        return Analysis(documents, refused, points, frame=frame)
    units = grouping.units(documents, points)
    step = begin(len(units))
    rows = embedding_workers.embed(_comparable(units, cache), cache=cache, step=step)
    return Analysis(documents, refused, points, grouping.with_suggestions(units, rows), frame)


def _comparable(units: Sequence[grouping.Unit], cache: Cache | None) -> list[str]:
    """The units' texts, those in nynorsk as bokmål where a program for that is installed."""
    nynorsk = [number for number, unit in enumerate(units) if unit.language == "nn"]
    texts = [unit.text for unit in units]
    translated = to_bokmål([texts[number] for number in nynorsk], cache=cache)
    for number, text in zip(nynorsk, translated, strict=True):
        texts[number] = text
    return texts
