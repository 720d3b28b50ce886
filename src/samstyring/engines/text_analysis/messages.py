"""What the command line says, in the reader's language (words/messages.toml)."""

from collections.abc import Callable

from samstyring.engines.text_analysis.frames import ThemeFrame
from samstyring.engines.text_analysis.model import Refused
from samstyring.engines.text_analysis.words import load

LANGUAGES = ("nb", "nn", "en")
Say = Callable[[str], str]


def speaker(language: str) -> Say:
    """A function from the key of a message to its words in `language`; a key without words stands for
    itself."""
    table = load("messages")

    def say(key: str) -> str:
        row = table.get(key)
        return str(row.get(language) or row["nb"]) if isinstance(row, dict) else key

    return say


def theme_namer(say: Say, frame: ThemeFrame | None) -> Say:
    """A function from the slug of a theme to its name: the consultation's own where it has themes."""
    own = {theme.slug: theme.name for theme in frame.themes} if frame else {}
    return lambda slug: own.get(slug) or say(slug)


def counted(say: Say, number: int, one: str, many: str) -> str:
    """A number with its word: `1 dokument`, `2 dokumenter`."""
    return f"{number} {say(one if number == 1 else many)}"


def why(problem: Refused, language: str) -> str:
    """Why a file could not be read. English keeps the engine's own sentence, which may say more."""
    row = load("messages").get(problem.code)
    words = row.get(language, "") if isinstance(row, dict) else ""
    return str(words or problem.sentence)
