"""`roles_table`: docs/roles.md from the table in permissions, so that the two never differ."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from samstyring.apps.actors.choices import Level
from samstyring.apps.actors.permissions import TABLE

PAGE = settings.REPOSITORY / "docs" / "roles.md"

HEAD = """# Who may do what

Made by `./samstyring manage roles_table` from the actions that each room declares in its `permissions.py`;
not edited by hand.

A person holds a role in an organisation from a day to a day. A cell says whether the role lets the person do
the action with what belongs to that organisation. Somebody can hold several roles. What a person may not see
does not exist for that person: its address answers 404. An operator of the installation (made with
`create_user --operator`) may do everything.

"""


def table() -> str:
    """The page, in English."""
    with translation.override("en"):
        levels = list(Level)
        head = "| action | name | " + " | ".join(str(level.label).lower() for level in levels) + " |"
        lines = [head, "| --- | --- |" + " :-: |" * len(levels)]
        for name, action in sorted(TABLE.items()):
            cells = " | ".join("yes" if level in action.levels else "–" for level in levels)
            condition = f" ({action.condition})" if action.condition else ""
            lines.append(f"| {action.label}{condition} | `{name}` | {cells} |")
    return HEAD + "\n".join(lines) + "\n"


class Command(BaseCommand):
    """Write docs/roles.md, or check that it is current."""

    help = "Write docs/roles.md from the table of roles and actions."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="fail when the page is not current")
        parser.add_argument("--to", type=Path, default=PAGE, help="write somewhere else")

    def handle(self, *_: Any, check: bool, to: Path, **__: Any) -> None:
        if not check:
            to.write_text(table(), encoding="utf-8")
        elif not to.exists() or to.read_text(encoding="utf-8") != table():
            raise CommandError(f"{to} is not current. Run: ./samstyring manage roles_table")
