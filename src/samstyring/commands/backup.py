"""Saves everything that is an installation's own in one archive, also while it runs.

First keys and the ledger's heads, then one picture of the database, then the uploaded files. A head thus
never speaks of an entry that the database lacks; and since a file is on the disk before the row that names it
and is never changed afterwards, the files hold all that the database names.
"""

import argparse
import os
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from samstyring import __version__
from samstyring.commands import CommandFailed, archive, databases, place

# Made again at the next start, or belonging to running processes and to what `restore` has set aside.
LEFT_OUT = (place.LOCK, place.MARKER, "static", "replaced-", "restoring-")
UNFINISHED_UPLOAD = "incoming-"


def main(arguments: list[str]) -> int:
    """Write the archive and say what it holds."""
    parser = argparse.ArgumentParser(prog="./samstyring backup", description=__doc__)
    parser.add_argument("file", metavar="FILE", type=Path, help="the archive to write, as in backup.tar.gz")
    options = parser.parse_args(arguments)
    place.check_data_folder()
    manifest = save(options.file.resolve())
    print(f"Saved {described(manifest)} in “{options.file}”.")
    print("It holds the keys of this installation: keep it as safe as the installation itself.")
    return 0


def save(target: Path) -> archive.Manifest:
    """Write a new archive, check it by reading it back, and give it its name only then.

    Raises CommandFailed where the file exists or cannot be written.
    """
    if target.exists():
        raise CommandFailed(f"“{target}” exists already. Choose another name, or remove it first.")
    if target.is_relative_to(place.data_folder()):
        raise CommandFailed(f"“{target}” is in the data folder itself. Choose a place outside it.")
    import django

    django.setup()
    try:
        with tempfile.TemporaryDirectory(prefix=".samstyring-backup-", dir=target.parent) as name:
            part = Path(name) / "archive"
            manifest = write(part, Path(name))
            archive.unpack(part, None)
            part.rename(target)
    except OSError as error:
        place_named = error.filename or target
        raise CommandFailed(
            f"The backup could not be written ({place_named}: {error.strerror}). Choose another place."
        ) from error
    return manifest


def write(part: Path, scratch: Path) -> archive.Manifest:
    """Write the archive to `part`, a new private file, with `scratch` for the picture of the database."""
    from django.conf import settings

    database = databases.current()
    data, files = Path(settings.DATA), Path(settings.MEDIA_ROOT)
    made = datetime.now(UTC).isoformat(timespec="seconds")
    manifest = archive.Manifest(
        program=__version__, made=made, engine=database.engine, migrations=[], rows={}
    )
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        writer = archive.Writer(stream, manifest)
        for path in own_files(data, without=[files, *database.own_files()]):
            writer.add(f"data/{path.relative_to(data).as_posix()}", path)
        picture = scratch / database.member
        manifest.migrations, manifest.rows = database.save(picture)
        writer.add(database.member, picture)
        picture.unlink()
        for path in own_files(files, without=[]):
            try:
                writer.add(f"data/files/{path.relative_to(files).as_posix()}", path)
            except FileNotFoundError:
                # Erased by law since it was listed: it stays erased.
                continue
        writer.close()
        stream.flush()
        os.fsync(stream.fileno())
    return manifest


def own_files(folder: Path, *, without: list[Path]) -> Iterator[Path]:
    """The files below `folder` that a backup holds, in a stable order. Links are no files of ours."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if path in without or path.is_symlink() or is_left_out(path.name):
            continue
        if path.is_dir():
            yield from own_files(path, without=without)
        elif path.is_file():
            yield path


def is_left_out(name: str) -> bool:
    """Whether a name in the data folder belongs to what a backup leaves out."""
    return name in LEFT_OUT or name.startswith((UNFINISHED_UPLOAD, *(n for n in LEFT_OUT if n.endswith("-"))))


def described(manifest: archive.Manifest) -> str:
    """How much an archive holds, in words."""
    files = sum(1 for member in manifest.members if member.path.startswith("data/files/"))
    return f"{sum(manifest.rows.values())} rows in {len(manifest.rows)} tables and {files} uploaded files"
