"""Word lists as data, read once: cues, headings, themes and names. Edit the TOML files; the code need not
change."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The word list `name` (a TOML file in this package) as plain data."""
    return tomllib.loads(resources.files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def any_of(entries: Sequence[str], *, at_start: bool = False) -> re.Pattern[str]:
    """A pattern that finds any of `entries` at the beginning of a word; a `*` at the end stands for any
    ending."""
    alternatives = "|".join(_open(entry) for entry in entries)
    before = "^" if at_start else r"(?<!\w)"
    return re.compile(rf"{before}(?:{alternatives})", re.IGNORECASE)


def whole(entries: Sequence[str], *, at_start: bool = False) -> re.Pattern[str]:
    """As `any_of`, but a plain entry must be a whole word or phrase."""
    closed = [entry if re.search(r"[*)\s\\]$|\\b$", entry) else entry + r"\b" for entry in entries]
    return any_of(closed, at_start=at_start)


def _open(entry: str) -> str:
    """An entry with its `*` for any ending written out; `\\w*` is written out already."""
    return entry[:-1] + r"\w*" if entry.endswith("*") and not entry.endswith(r"\w*") else entry
