"""Keeps the translations whole: every text of code and templates in every language, placeholders and all.

Texts are written in English in code and templates. `./samstyring check` says what is missing; after a change
of texts,

    python -m samstyring.site.translations

brings the catalogues up to date: new texts are added with an empty translation to fill in, texts that nobody
uses any more are taken out, and what the program loads is compiled again.
"""

from collections.abc import Iterator
from pathlib import Path
from re import compile as pattern

from samstyring.site.translations import catalogues
from samstyring.site.translations.extraction import Message, messages

LOCALE = Path(__file__).resolve().parent.parent / "locale"
LANGUAGES = ("nb", "nn")
PLACEHOLDER = pattern(r"%\(\w+\)[sd]|%%|\{\w*\}|<[^>]*>")


def path_of(language: str) -> Path:
    """The catalogue that people edit."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def missing() -> list[str]:
    """What is wrong with the translations, one sentence a thing; empty when they are whole."""
    used = messages()
    return [fault for language in LANGUAGES for fault in _faults(language, used)]


def _faults(language: str, used: dict[Message, list[str]]) -> Iterator[str]:
    path = path_of(language)
    catalogue = catalogues.read(path)
    for message, places in used.items():
        translation = catalogue.get(message)
        if translation is None or not all(translation.texts):
            yield f"{language}: “{message.singular}” ({places[0]}) has no translation."
        elif translation.fuzzy:
            yield f"{language}: the translation of “{message.singular}” ({places[0]}) is marked as unsure."
        elif not _same_placeholders(message, translation.texts):
            yield f"{language}: the translation of “{message.singular}” has other placeholders or markup."
    for message in catalogue.keys() - used.keys():
        yield f"{language}: “{message.singular}” is translated but used nowhere."
    built = path.with_suffix(".mo")
    if not built.exists() or built.read_bytes() != catalogues.compiled(catalogue, language):
        yield f"{language}: {built.name} is not made from {path.name} as it is now."


def _same_placeholders(message: Message, texts: list[str]) -> bool:
    """A plural form may leave out a number that it says in words."""
    wanted = set(PLACEHOLDER.findall(message.singular + message.plural))
    if message.plural:
        return all(set(PLACEHOLDER.findall(text)) <= wanted for text in texts)
    return all(
        sorted(PLACEHOLDER.findall(text)) == sorted(PLACEHOLDER.findall(message.singular)) for text in texts
    )


def update() -> None:
    """Bring every catalogue up to date with the texts in use, and compile it."""
    used = messages()
    for language in LANGUAGES:
        path = path_of(language)
        known = catalogues.read(path)
        catalogue: catalogues.Catalogue = {}
        for message, places in used.items():
            translation = known.get(message) or catalogues.Translation([""] * (2 if message.plural else 1))
            translation.places = places
            catalogue[message] = translation
        catalogues.write(path, catalogue, language)
        path.with_suffix(".mo").write_bytes(catalogues.compiled(catalogue, language))
