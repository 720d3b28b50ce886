"""What the command line says, in the reader's language (words/messages.toml)."""

from collections.abc import Callable

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


def why(problem: Refused, language: str) -> str:
    """Why a file could not be read. English keeps the engine's own sentence, which may say more."""
    row = load("messages").get(problem.code)
    words = row.get(language, "") if isinstance(row, dict) else ""
    return str(words or problem.sentence)
