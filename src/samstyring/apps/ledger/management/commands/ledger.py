"""`ledger verify`, `ledger head` and `ledger export`."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from samstyring.apps.ledger import exporting, heads, keys
from samstyring.apps.ledger.queries import head as last_entry
from samstyring.apps.ledger.verification import Report, verify


class Command(BaseCommand):
    help = "Verifies the ledger, signs its head, or exports it."
    # Whatever ails the pages: the ledger can still be verified.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One subcommand an act."""
        acts = parser.add_subparsers(dest="act", required=True, metavar="verify | head | export")
        check = acts.add_parser("verify", help="Find any change, removal, insertion or reordering.")
        check.add_argument(
            "--head", type=Path, metavar="FILE", help="a signed head that the ledger must still have"
        )
        check.add_argument(
            "--public-key",
            type=Path,
            metavar="FILE",
            help="the key that signed it, if not this installation's",
        )
        acts.add_parser("head", help="Print the signed head: keep it where this machine cannot change it.")
        export = acts.add_parser("export", help="Write all entries as JSON Lines.")
        export.add_argument("file", nargs="?", type=Path, help="where to; to standard output if left out")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        """Do the act; whatever is wrong becomes one sentence and exit code 1."""
        try:
            match options["act"]:
                case "verify":
                    self.verify(options["head"], options["public_key"])
                case "head":
                    self.head()
                case _:
                    self.export(options["file"])
        except BrokenPipeError:
            raise  # nobody reads the export any more
        except (keys.KeyUnreadable, heads.HeadUnreadable, heads.LedgerBroken, OSError) as error:
            raise CommandError(str(error)) from error

    def verify(self, head: Path | None, public_key: Path | None) -> None:
        """Verify against one head, or against all daily heads that are stored beside the database."""
        given = {head: heads.read(head)} if head else heads.stored()
        if given:
            check_signatures(given, keys.read_public_key(public_key or Path(settings.KEYS) / keys.PUBLIC))
        report = verify(heads={one.count: one.hash for one in given.values()})
        if not report.holds:
            raise CommandError(in_words(report))
        number, hash = report.head
        agree = f" Signed heads that it agrees with: {len(given)}." if given else ""
        self.stdout.write(f"The ledger holds: {report.count} entries, the last is {number} {hash}.{agree}")

    def head(self) -> None:
        """Print the head of now; store that of today on the way."""
        heads.store_daily_head()
        self.stdout.write(heads.sign(last_entry()).as_json(), ending="")

    def export(self, file: Path | None) -> None:
        """Write line by line."""
        if file is None:
            sys.stdout.writelines(exporting.lines())
            return
        if file.exists():
            raise CommandError(f"{file} is there already: choose another name.")
        with file.open("x", encoding="utf-8", newline="\n") as lines:
            lines.writelines(exporting.lines())
        self.stdout.write(f"The ledger is in {file}.")


def check_signatures(given: dict[Path, heads.SignedHead], key: Ed25519PublicKey) -> None:
    """Raise CommandError where a head is not signed with the key."""
    for path, head in given.items():
        if not head.signed_by(key):
            raise CommandError(
                f"{path} is not signed with this key: it was changed, or another installation signed it. "
                "Name the right key with --public-key."
            )


def in_words(report: Report) -> str:
    """All findings, one a line."""
    lines = [f"The ledger does not hold. {report.count} entries were read."]
    lines += [str(finding) for finding in report.findings]
    if report.more:
        lines.append(f"There are {report.more} more findings, which may follow from these.")
    return "\n".join(lines)
