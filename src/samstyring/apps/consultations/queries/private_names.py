"""Where private persons' names stand in the texts that they sent themselves."""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from ..models import PRIVATE_PERSON, Sender
from .text_ranges import Ranges, joined

# A shorter part of a name is a word too often.
SHORTEST_PART = 3


def name_ranges(text: str, name: str) -> Ranges:
    """Where a name stands in a text: whole, in any case and over line breaks, and its parts as words."""
    parts = [part for part in re.split(r"[\s,]+", name) if part]
    if not parts:
        return []
    whole = r"[\s,]+".join(re.escape(part) for part in parts)
    found = [(match.start(), match.end()) for match in re.finditer(whole, text, re.IGNORECASE)]
    for part in parts:
        if len(part) >= SHORTEST_PART:
            pattern = rf"(?<!\w){re.escape(part)}(?!\w)"
            found += [(match.start(), match.end()) for match in re.finditer(pattern, text, re.IGNORECASE)]
    return joined(found)


def private_names(submissions: Any) -> dict[int, Ranges]:
    """The ranges of senders' own names in the texts of private persons, by source text. One query."""
    return _named(Sender.objects.filter(submission__in=submissions).exclude(submission__source_texts=None))


def names_in(source_text_ids: Sequence[int]) -> dict[int, Ranges]:
    """The same for some texts. One query."""
    return _named(Sender.objects.filter(submission__source_texts__in=source_text_ids))


def _named(senders: QuerySet[Sender]) -> dict[int, Ranges]:
    rows = senders.filter(kind=PRIVATE_PERSON)
    found: dict[int, Ranges] = defaultdict(list)
    for source_text, text, name in rows.values_list(
        "submission__source_texts", "submission__source_texts__text", "name"
    ).iterator(chunk_size=50):
        found[source_text] += name_ranges(text, name)
    return {source_text: joined(ranges) for source_text, ranges in found.items() if ranges}
