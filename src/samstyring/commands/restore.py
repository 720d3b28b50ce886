"""Puts an archive back in the place of everything that is there.

The archive is unpacked beside and checked whole before anything is touched. Then what is there moves to
`replaced-…` in the data folder, and what was unpacked moves in; a failure on the way moves everything back.
Should the machine stop in the middle, a marker keeps the program from starting on half an installation.
"""

import argparse
import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from samstyring.commands import CommandFailed, archive, backup, databases, place

UNPACKING = "restoring-"


class HalfDone(CommandFailed):
    """Moving back failed too: the data folder is neither the old one nor the new one."""


def main(arguments: list[str]) -> int:
    """Restore, and say what was restored and where the former data is."""
    parser = argparse.ArgumentParser(prog="./samstyring restore", description=__doc__)
    parser.add_argument("file", metavar="FILE", type=Path, help="an archive that backup made")
    parser.add_argument(
        "--replace", action="store_true", help="also where there is data already; it is set aside"
    )
    options = parser.parse_args(arguments)
    data = place.check_data_folder()
    with place.held(alone=True, restoring=True):
        manifest, aside = restore(options.file, data, replace=options.replace)
    print(f"Restored {backup.described(manifest)}, saved {manifest.made} by Samstyring {manifest.program}.")
    if aside is not None:
        print(f"What was there before is in “{aside}”. Remove it when you no longer need it.")
    print("Start again with ./samstyring run, or check the ledger with ./samstyring ledger verify.")
    return 0


def restore(file: Path, data: Path, *, replace: bool) -> tuple[archive.Manifest, Path | None]:
    """Put the archive `file` back into `data` and the database.

    Returns the manifest, and the folder with what was replaced, if anything was. Raises CommandFailed and
    leaves everything as it was where the archive is not in order, does not fit, or would replace something
    unasked.
    """
    import django

    django.setup()
    database = databases.current()
    for left in data.glob(f"{UNPACKING}*"):
        shutil.rmtree(left)
    if not replace and not is_empty(database):
        raise CommandFailed(
            "There is data here already. Add --replace to put the archive in its place; "
            "what is there is set aside."
        )
    with tempfile.TemporaryDirectory(prefix=UNPACKING, dir=data) as name:
        unpacked = Path(name)
        manifest = archive.unpack(file, unpacked)
        fits(manifest, database)
        saved = unpacked / database.member
        if not saved.exists():
            raise CommandFailed(f"“{file}” holds no database. Take another backup.")
        database.check(saved, manifest.rows)
        (unpacked / "data").mkdir(exist_ok=True)
        aside = swap(data, unpacked / "data", saved, database)
    return manifest, aside


def is_empty(database: databases.Database) -> bool:
    """Whether nothing would be lost: no tables and no uploaded files. A fresh start leaves a key behind."""
    from django.conf import settings

    return database.is_empty() and not any(backup.own_files(Path(settings.MEDIA_ROOT), without=[]))


def fits(manifest: archive.Manifest, database: databases.Database) -> None:
    """Raise CommandFailed where the archive is for another kind of database or a newer program."""
    from django.db.migrations.loader import MigrationLoader

    if manifest.engine != database.engine:
        raise CommandFailed(
            f"The archive is of a {manifest.engine} database, and this installation uses {database.engine}. "
            "Set DATABASE_URL to one of the same kind."
        )
    known = set(MigrationLoader(None).disk_migrations)
    newer = [f"{app}.{name}" for app, name in manifest.migrations if (app, name) not in known]
    if newer:
        raise CommandFailed(
            f"The archive was made by a newer program, Samstyring {manifest.program}, whose database has "
            f"{newer[0]}. Bring this program up to date first."
        )


def swap(data: Path, incoming: Path, saved: Path, database: databases.Database) -> Path | None:
    """Move what is there aside and what was unpacked in; on failure, move everything back.

    Returns the folder with what was replaced, None if there was nothing.
    """
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    aside = Path(tempfile.mkdtemp(prefix=f"replaced-{stamp}-", dir=data))
    with marked(data), contextlib.ExitStack() as undo:
        if not database.own_files() and not database.is_empty():
            database.save(aside / database.member)
        for path in [*database.own_files(), *sorted(data.iterdir())]:
            if path.exists() and path != aside and not backup.is_left_out(path.name):
                move(path, aside / path.name, undo)
        for path in sorted(incoming.iterdir()):
            move(path, data / path.name, undo)
        database.put_back(saved)
        undo.pop_all()
    if any(aside.iterdir()):
        return aside
    aside.rmdir()
    return None


def move(source: Path, target: Path, undo: contextlib.ExitStack) -> None:
    """Move a file or folder, and remember to move it back."""
    shutil.move(source, target)
    undo.callback(move_back, target, source)


def move_back(source: Path, target: Path) -> None:
    """Undo one move. Raises HalfDone where that fails."""
    try:
        shutil.move(source, target)
    except OSError as error:
        raise HalfDone(
            f"“{target}” could not be put back ({error.strerror}). Nothing is lost: move what is in "
            f"“{source.parent}” back into the data folder, or restore again with --replace."
        ) from error


@contextlib.contextmanager
def marked(data: Path) -> Iterator[None]:
    """A marker on the disk while the data folder is neither the old one nor the new one."""
    marker = data / place.MARKER
    marker.touch(mode=0o600)
    try:
        yield
    except HalfDone:
        raise
    except BaseException:
        marker.unlink()
        raise
    marker.unlink()
