"""Names of people in histories: the ledger has none, so the room that knows people lends it theirs.

`actors` registers one function when the program starts; it gets all identifiers of a page at once.
"""

from collections.abc import Callable, Collection, Mapping
from uuid import UUID

NameResolver = Callable[[Collection[UUID]], Mapping[UUID, str]]

_resolver: NameResolver | None = None


def set_name_resolver(resolver: NameResolver | None) -> None:
    """From now on use `resolver`: identifiers → names, in one query, without those it does not know."""
    global _resolver
    _resolver = resolver


def names_of(ids: Collection[UUID]) -> Mapping[UUID, str]:
    """The names that are known, by identifier; none where no room has registered a resolver."""
    if _resolver is None or not ids:
        return {}
    return _resolver(ids)
