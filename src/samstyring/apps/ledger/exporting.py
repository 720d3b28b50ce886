"""The ledger as JSON Lines, for others to keep and to verify with docs/methods/verify_ledger.py."""

from collections.abc import Iterator

from .models import Entry

BLOCK = 2_000  # entries


def lines() -> Iterator[str]:
    """One line an entry, in order: `{"entry": content, "hash": hash}`; content is the text that is hashed."""
    last = 0
    entries = Entry.objects.order_by("sequence").values_list("sequence", "content", "hash")
    while rows := list(entries.filter(sequence__gt=last)[:BLOCK]):
        yield from (f'{{"entry":{content},"hash":"{hash}"}}\n' for _, content, hash in rows)
        last = rows[-1][0]
