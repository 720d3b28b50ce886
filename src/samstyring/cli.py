"""The one command: looks up what is asked for and hands over.

Nothing is imported before it is needed, so `--help` and the commands without a database answer at once.
"""

import importlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from samstyring import __version__
from samstyring.commands import CommandFailed

HOME = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Command:
    """One word of the command line: where it is, and its line in the help."""

    module: str
    help: str


COMMANDS = {
    "run": Command("samstyring.commands.run", "start the web server and the background worker"),
    "analyse": Command("samstyring.commands.analyse", "read documents without a server: PATH… [--json FILE]"),
    "backup": Command(
        "samstyring.commands.backup", "everything in one archive, also while the server runs: FILE"
    ),
    "restore": Command("samstyring.commands.restore", "put an archive back: FILE [--replace]"),
    "ledger": Command("samstyring.commands.manage", "verify, head or export the record of what was done"),
    "test": Command("samstyring.commands.test", "run all tests: [pytest arguments]"),
    "check": Command(
        "samstyring.commands.check", "style, types, imports, migrations, translations, security"
    ),
    "bench": Command("samstyring.commands.bench", "measure: NAME, a file in benchmarks/"),
    "fuzz": Command(
        "samstyring.commands.fuzz", "feed spoilt files to the reader: reading [--minutes N] [--seed S]"
    ),
    "evaluate": Command("samstyring.commands.evaluate", "measure the reader on documents with labels: DIR"),
    "train": Command("samstyring.commands.train", "train the reader's model: [--table FILE] [--output DIR]"),
    "prepare": Command(
        "samstyring.commands.prepare", "database, register and static files up to date; no server"
    ),
    "web": Command("samstyring.commands.web", "the web server alone, for systemd"),
    "worker": Command("samstyring.commands.worker", "the background worker alone, for systemd"),
    "manage": Command("samstyring.commands.manage", "any of Django's management commands"),
}
# These are passed on with their own name as the first argument.
PASSED_ON = {"ledger"}


def usage() -> str:
    """The help text: one line a command."""
    lines = [f"  {name:<9} {command.help}" for name, command in COMMANDS.items()]
    return "\n".join([f"Samstyring {__version__}", "", "usage: ./samstyring COMMAND [options]", "", *lines])


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code; a known failure is one sentence on standard error."""
    given = sys.argv[1:] if arguments is None else arguments
    if not given or given[0] in {"-h", "--help", "help"}:
        print(usage())
        return 0 if given else 2
    if given[0] == "--version":
        print(__version__)
        return 0
    name, rest = given[0], given[1:]
    if name not in COMMANDS:
        return fail(f"“{name}” is not a command. ./samstyring --help lists those there are.", code=2)
    try:
        settle_environment()
        module = importlib.import_module(COMMANDS[name].module)
        code: int = module.main([name, *rest] if name in PASSED_ON else rest)
    except CommandFailed as error:
        return fail(str(error))
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return fail("Stopped.", code=130)
    except BrokenPipeError:
        # The reader of our output went away (`… | head`): nobody is left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except Exception as error:
        sentence = explained(error)
        if sentence is None:
            raise
        return fail(sentence)
    return code


def fail(sentence: str, *, code: int = 1) -> int:
    """Say what is wrong and return the exit code."""
    print(f"samstyring: {sentence}", file=sys.stderr)
    return code


def settle_environment() -> None:
    """Point to the settings, and make relative places mean the same in every process that is started.

    Raises CommandFailed where DATABASE_URL names a relative SQLite file.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samstyring.site.settings")
    data = os.environ.get("SAMSTYRING_DATA", "").strip()
    if data:
        os.environ["SAMSTYRING_DATA"] = str(Path(data).expanduser().resolve())
    url = os.environ.get("DATABASE_URL", "").strip()
    if url.startswith("sqlite:///") and not url.startswith("sqlite:////") and ":memory:" not in url:
        raise CommandFailed(
            "DATABASE_URL names a relative file: write the full path, as in sqlite:////srv/db.sqlite3."
        )


def explained(error: Exception) -> str | None:
    """The sentence for errors that come from the machine or the settings; None for those that are our own."""
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management.base import CommandError
    from django.db.utils import DatabaseError, OperationalError

    if isinstance(error, ImproperlyConfigured | CommandError):
        return str(error)
    if isinstance(error, PermissionError):
        return f"“{error.filename}” cannot be opened: this user has no right to it."
    if isinstance(error, OperationalError) or type(error) is DatabaseError:
        said = " ".join(str(error).split())
        return f"The database does not answer as it should ({said}). Check that it runs, and DATABASE_URL."
    return None


if __name__ == "__main__":
    sys.exit(main())
