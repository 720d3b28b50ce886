"""A consultation's own themes: names, descriptions and a few example sentences."""

import csv
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from samstyring.engines.text_analysis.words import load

NONE = "none"
"""The theme of what fits none."""

_LONGEST_SLUG = 40
MOST_THEMES = 60


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme. `slug` is its short name in results, at most 40 characters."""

    slug: str
    name: str
    description: str = ""
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ThemeFrame:
    """The themes of a consultation. Raises ValueError with a sentence where they cannot be used."""

    themes: tuple[Theme, ...]

    def __post_init__(self) -> None:
        if not 0 < len(self.themes) <= MOST_THEMES:
            raise ValueError(f"There must be 1 to {MOST_THEMES} themes; there are {len(self.themes)}.")
        slugs = [theme.slug for theme in self.themes]
        for theme in self.themes:
            if not theme.name.strip():
                raise ValueError("Each theme needs a name.")
            if not theme.slug.strip() or theme.slug == NONE or len(theme.slug) > _LONGEST_SLUG:
                raise ValueError(f"“{theme.slug}” cannot be the short name of a theme.")
            if slugs.count(theme.slug) > 1:
                raise ValueError(f"Two themes are called “{theme.slug}”.")

    def label(self, slug: str) -> str:
        """The name of a theme; the slug itself where the frame does not have it."""
        return next((theme.name for theme in self.themes if theme.slug == slug), slug)


def slug_of(name: str) -> str:
    """A name as a short name: `Små kommuner` → `sma-kommuner`. Empty where nothing is left."""
    folded = name.casefold().replace("ø", "o").replace("æ", "ae").replace("đ", "d").replace("ŋ", "n")
    plain = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_SLUG].strip("-")


def default_frame() -> ThemeFrame:
    """The default frame with descriptions and examples, to begin a frame of one's own from."""
    rows = load("default_frame")["theme"]
    return ThemeFrame(
        tuple(theme(row["name"], row["description"], tuple(row["examples"]), row["slug"]) for row in rows)
    )


def read_frame(path: Path) -> ThemeFrame:
    """A frame from a TOML file (`[[theme]]` with name, description, examples and, if wanted, slug) or a
    CSV file with a header (columns name, description, and example columns: example, example2 …).

    Raises OSError where there is no such file, ValueError with a sentence for another content.
    """
    text = path.read_text(encoding="utf-8-sig")
    rows = _from_toml(text) if path.suffix.lower() == ".toml" else _from_csv(text)
    return ThemeFrame(tuple(rows))


def theme(name: str, description: str = "", examples: tuple[str, ...] = (), slug: str = "") -> Theme:
    """A theme with a short name made from its name where none is given."""
    return Theme(slug or slug_of(name), name.strip(), description.strip(), examples)


def _from_toml(text: str) -> list[Theme]:
    try:
        rows = tomllib.loads(text).get("theme", [])
        return [
            theme(
                row["name"], row.get("description", ""), tuple(row.get("examples", ())), row.get("slug", "")
            )
            for row in rows
        ]
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"The file of themes cannot be read: {error}") from error


def _from_csv(text: str) -> list[Theme]:
    lines = text.splitlines()
    delimiter = next((mark for mark in ("\t", ";") if lines and mark in lines[0]), ",")
    themes = []
    for row in csv.DictReader(lines, delimiter=delimiter):
        cells = {
            (key or "").strip().casefold(): (value or "").strip()
            for key, value in row.items()
            if isinstance(value, str)
        }
        if "name" not in cells:
            raise ValueError("The file of themes needs a column “name”.")
        if cells["name"]:
            examples = tuple(value for key, value in cells.items() if key.startswith("example") and value)
            themes.append(theme(cells["name"], cells.get("description", ""), examples, cells.get("slug", "")))
    return themes
