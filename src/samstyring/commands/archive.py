"""The archive that `backup` writes and `restore` reads: compressed tar, its last member the manifest.

    database.sqlite3 or database.sql     the database
    data/…                               the data folder: uploaded files, keys, heads of the ledger
    manifest.json                        versions, counts, and size and SHA-256 of every other member

The manifest comes last, so an archive that was cut off has none and is refused. What is read is checked
against it before it is used, and written only below the folder given, as plain private files.
"""

import contextlib
import gzip
import hashlib
import io
import json
import os
import tarfile
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

from samstyring.commands import CommandFailed

FORMAT = 1
MANIFEST = "manifest.json"
MOST_MANIFEST_BYTES = 256 * 1024 * 1024
CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Member:
    """One file of the archive: size in bytes, SHA-256 in hexadecimal."""

    path: str
    size: int
    sha256: str


@dataclass
class Manifest:
    """What an archive holds, and what made it."""

    program: str
    made: str
    engine: str
    migrations: list[list[str]]
    rows: dict[str, int]
    members: list[Member] = field(default_factory=list)
    format: int = FORMAT


class HashingReader(io.RawIOBase):
    """Passes on what it reads and keeps the hash of it."""

    def __init__(self, source: IO[bytes]) -> None:
        self.source = source
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Read and hash."""
        chunk = self.source.read(size)
        self.digest.update(chunk)
        return chunk


class Writer:
    """Adds files to a new archive, and the manifest at the end."""

    def __init__(self, stream: IO[bytes], manifest: Manifest) -> None:
        self.manifest = manifest
        # Most of it is documents that are compressed already: more effort gains next to nothing.
        self.tar = tarfile.open(fileobj=stream, mode="w:gz", compresslevel=5, format=tarfile.PAX_FORMAT)  # noqa: SIM115 - closed by `close`

    def add(self, path: str, source: Path) -> None:
        """Add a file under the name `path`. Raises FileNotFoundError where it has gone."""
        with source.open("rb") as file:
            info = private(path, os.fstat(file.fileno()).st_size)
            reader = HashingReader(file)
            self.tar.addfile(info, reader)
        self.manifest.members.append(Member(path, info.size, reader.digest.hexdigest()))

    def close(self) -> None:
        """Write the manifest and finish the archive."""
        text = json.dumps(asdict(self.manifest), ensure_ascii=False, indent=1).encode()
        self.tar.addfile(private(MANIFEST, len(text)), io.BytesIO(text))
        self.tar.close()


def private(path: str, size: int) -> tarfile.TarInfo:
    """The header of a member that only its owner may read, and that tells nothing about this machine."""
    info = tarfile.TarInfo(path)
    info.size = size
    info.mode = 0o600
    return info


def unpack(archive: Path, folder: Path | None) -> Manifest:
    """Read the whole archive, check it against its manifest, and write its members below `folder`.

    Without a folder it is only checked. Raises CommandFailed where it is no archive of ours, damaged, cut
    off, or of another format.
    """
    found: dict[str, Member] = {}
    manifest = None
    with readable(archive) as tar:
        for path, stream, size in members(archive, tar):
            if manifest is not None or path in found:
                raise CommandFailed(f"“{archive}” goes on after its end. Take another backup.")
            if path == MANIFEST:
                manifest = read_manifest(archive, stream, size)
                continue
            target = None if folder is None else folder / path
            found[path] = Member(path, size, copy(stream, target))
    if manifest is None:
        raise CommandFailed(f"“{archive}” is not whole: its end is missing. Take another backup.")
    expected = {member.path: member for member in manifest.members}
    for path in sorted(expected.keys() | found.keys()):
        if expected.get(path) != found.get(path):
            raise CommandFailed(
                f"“{archive}” is damaged: “{path}” is not what was saved. Take another backup."
            )
    return manifest


@contextlib.contextmanager
def readable(archive: Path) -> Iterator[tarfile.TarFile]:
    """The archive opened. Damage that shows at any point while it is read becomes CommandFailed."""
    try:
        with tarfile.open(archive, mode="r:gz") as tar:
            yield tar
    except FileNotFoundError as error:
        raise CommandFailed(
            f"There is no file “{archive}”. Give the path of an archive that backup made."
        ) from error
    except (tarfile.TarError, gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise CommandFailed(
            f"“{archive}” is damaged or no backup at all ({error}). Take another backup."
        ) from error


def members(archive: Path, tar: tarfile.TarFile) -> Iterator[tuple[str, IO[bytes], int]]:
    """Each member's path, content and size in bytes. Raises CommandFailed for one that is no backup's."""
    for info in tar:
        stream = tar.extractfile(info) if info.isreg() else None
        if stream is None or not is_safe(info.name):
            raise CommandFailed(f"“{archive}” holds “{info.name}”, which no backup of ours does.")
        yield info.name, stream, info.size


def is_safe(name: str) -> bool:
    """Whether a member's path stays below the folder it is unpacked to."""
    path = PurePosixPath(name)
    plain = not path.is_absolute() and ".." not in path.parts and "\0" not in name and str(path) == name
    return plain and (len(path.parts) == 1 or path.parts[0] == "data")


def copy(stream: IO[bytes], target: Path | None) -> str:
    """Write a member to `target`, a new private file, and return its SHA-256."""
    digest = hashlib.sha256()
    output = None
    if target is not None:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        output = os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
    try:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
            if output is not None:
                output.write(chunk)
        if output is not None:
            output.flush()
            os.fsync(output.fileno())
    finally:
        if output is not None:
            output.close()
    return digest.hexdigest()


def read_manifest(archive: Path, stream: IO[bytes], size: int) -> Manifest:
    """The manifest out of its JSON. Raises CommandFailed for another format or a damaged one."""
    damaged = CommandFailed(f"“{archive}” is damaged: its manifest cannot be read. Take another backup.")
    if size > MOST_MANIFEST_BYTES:
        raise damaged
    try:
        values: dict[str, Any] = json.loads(stream.read())
        if values["format"] != FORMAT:
            raise CommandFailed(
                f"“{archive}” has format {values['format']}, made by Samstyring {values['program']}; "
                f"this program reads format {FORMAT}. Restore it with the version that made it."
            )
        values["members"] = [Member(**member) for member in values["members"]]
        return Manifest(**values)
    except (ValueError, KeyError, TypeError) as error:
        raise damaged from error
