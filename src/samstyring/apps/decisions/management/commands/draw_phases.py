from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from samstyring.apps.decisions.diagram import DIAGRAM_BEGINS, DIAGRAM_ENDS, diagram

DOCS = Path(__file__).resolve().parents[6] / "docs" / "methods" / "decisions.md"


class Command(BaseCommand):
    help = "Draw the phases of a case in docs/methods/decisions.md from the table in policies.py."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Write the diagram between its two marks. Raises CommandError where they are not there."""
        written = DOCS.read_text(encoding="utf-8") if DOCS.is_file() else ""
        before, begins, rest = written.partition(DIAGRAM_BEGINS)
        _old, ends, after = rest.partition(DIAGRAM_ENDS)
        if not begins or not ends:
            raise CommandError(f"{DOCS} has no place for the diagram.")
        DOCS.write_text(f"{before}{begins}\n{diagram()}{ends}{after}", encoding="utf-8")
        self.stdout.write(f"The phases are drawn in {DOCS}.")
