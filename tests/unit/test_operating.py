"""docs/operating.md describes every setting there is, and none that is not; commands in the docs exist."""

import re
import shlex
from pathlib import Path

import pytest

from samstyring import cli

HOME = Path(__file__).resolve().parents[2]
OPERATING = (HOME / "docs" / "operating.md").read_text(encoding="utf-8")
READ_FROM = ("samstyring", "src/samstyring/site/settings.py")
PAGES = ("README.md", "CONTRIBUTING.md", "docs/operating.md")


def settings() -> set[str]:
    """Names of the environment variables that the launcher and the settings read."""
    text = "".join((HOME / path).read_text(encoding="utf-8") for path in READ_FROM)
    return set(re.findall(r"\bSAMSTYRING_[A-Z_]+\b|\bDATABASE_URL\b", text))


def described() -> set[str]:
    """Names in the first column of the table of settings."""
    return set(re.findall(r"^\| `([A-Z_]+)` \|", OPERATING, flags=re.MULTILINE))


def test_every_setting_is_described():
    assert settings() - described() == set()


def test_every_setting_described_exists():
    assert described() - settings() == set()


def commands() -> list[tuple[str, str]]:
    """Every command line of the launcher in the pages: page and line."""
    found = []
    for page in PAGES:
        text = (HOME / page).read_text(encoding="utf-8")
        found += [(page, line) for line in re.findall(r"(?:\./|/opt/samstyring/)samstyring [^\n`#|>]+", text)]
    return found


@pytest.mark.parametrize(("page", "line"), commands())
def test_commands_in_the_docs_exist(page: str, line: str):
    words = shlex.split(line.replace("$(", "").replace(")", ""))
    assert words[1] in cli.COMMANDS or words[1] in {"--version", "--help"}


def test_the_help_names_every_command():
    assert all(f"  {name} " in cli.usage() for name in cli.COMMANDS)
