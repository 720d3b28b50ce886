"""Search for words in text fields, whatever the case of their letters, on both databases."""

from django.db import connection
from django.db.models import Q

# A question with more words than this is cut: each is looked for in every row.
MOST = 8


def having_all(text: str, *fields: str) -> Q:
    """The condition that each of the first words of `text` is in one of the fields; none without words.

    Where a field leads to many rows, one of them must have all the words: filter by `having` word by word to
    let them stand in different ones.
    """
    condition = Q()
    for word in text.split()[:MOST]:
        condition &= having(word, *fields)
    return condition


def having(word: str, *fields: str) -> Q:
    """The condition that one of the fields has the word."""
    found = Q()
    for form in forms(word):
        for field in fields:
            found |= Q(**{f"{field}__icontains": form})
    return found


def forms(word: str) -> list[str]:
    """The ways of writing a word that the database must be asked for.

    PostgreSQL knows the case of all letters. SQLite knows that of ASCII only, so that the usual ways of
    writing a word with æ, ø or å are asked for one by one.
    """
    if connection.vendor == "postgresql" or word.isascii():
        return [word]
    return sorted({word, word.lower(), word.upper(), word.capitalize()})
