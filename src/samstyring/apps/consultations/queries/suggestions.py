"""Whom a document may be from: organisations of the register with a name like what was read in it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from django.db.models import Q
from django.utils import timezone

from samstyring.apps.actors.models import Organisation, OrganisationName
from samstyring.apps.actors.models.organisations import valid_on
from samstyring.apps.actors.names import kind_told, normalise

from ..keeping import kept
from ..models import Submission

MOST = 5
# What file names say beside the name of the sender.
_NO_NAME = re.compile(
    r"\b(?:h(?:ø|oe?)rings?\w*|h(?:ø|o)yrings?\w*|svar|uttale\w*|innspill?|innspel|merknad\w*|saksframlegg|"
    r"vedtak|vedr\w*|fra|fr(?:å|a)|til|av|pdf|docx?|kopi|endelig|rad|[\d.]+)\b",
    re.IGNORECASE,
)
SAME_KIND = 0.08  # how much likelier an organisation is whose kind the name tells
LEAST_LIKE = 0.4
"""A name that shares fewer of its three-letter pieces than this is not suggested."""
LIKELY = 0.75
"""From here on a suggestion is most often right: a letter or two are off."""


@dataclass(frozen=True)
class Suggestion:
    """An organisation, how like its name is (0 to 1), and what was read that it is like."""

    organisation: Organisation
    likeness: float
    read: str

    @property
    def is_likely(self) -> bool:
        """Whether the name is so like that it is offered as the answer, not as one of several."""
        return self.likeness >= LIKELY


def pieces(name: str) -> set[str]:
    """The three-letter pieces of a name, with its ends marked."""
    padded = f" {name} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}


@dataclass(frozen=True)
class Names:
    """All names of the register, made ready for looking up what is like them."""

    organisations: list[int]
    kinds: list[str]
    sizes: list[int]
    by_piece: Mapping[str, list[int]]

    @classmethod
    def load(cls) -> "Names":
        """The names of the organisations of today. One query."""
        rows = OrganisationName.objects.filter(valid_on(timezone.localdate(), prefix="organisation__"))
        organisations, kinds, sizes = [], [], []
        by_piece: dict[str, list[int]] = defaultdict(list)
        values = rows.values_list("organisation", "organisation__kind", "normalised")
        for number, (organisation, kind, name) in enumerate(values):
            found = pieces(name)
            organisations.append(organisation)
            kinds.append(kind)
            sizes.append(len(found))
            for piece in found:
                by_piece[piece].append(number)
        return cls(organisations, kinds, sizes, by_piece)

    def like(self, text: str) -> dict[int, float]:
        """Organisations by how like one of their names is, by the share of pieces that both have (Dice)."""
        wanted = pieces(normalise(text) or text.casefold())
        told = kind_told(text)
        shared: Counter[int] = Counter()
        for piece in wanted:
            shared.update(self.by_piece.get(piece, ()))
        best: dict[int, float] = {}
        for number, count in shared.items():
            likeness = 2 * count / (len(wanted) + self.sizes[number])
            organisation = self.organisations[number]
            if likeness >= LEAST_LIKE and told == self.kinds[number]:
                likeness += SAME_KIND
            if likeness >= LEAST_LIKE and likeness > best.get(organisation, 0.0):
                best[organisation] = likeness
        return best


def what_was_read(submission: Submission) -> list[str]:
    """The names that may be the sender's: those that were read, and the file's."""
    read = [sender.name for sender in submission.senders.all() if sender.organisation_id is None]
    stem = PurePath(submission.file_name).stem.replace("_", " ").replace("-", " ")
    stem = " ".join(_NO_NAME.sub(" ", stem).split())
    return [*read, stem] if stem else read


def suggest(submissions: Iterable[Submission]) -> dict[int, list[Suggestion]]:
    """The likeliest senders of each submission, by its primary key. Two queries for all together."""
    wanted = list(submissions)
    if not wanted:
        return {}
    names = kept(wanted[0].consultation_id, ("names", timezone.localdate()), Names.load)
    ranked: dict[int, list[tuple[float, int, str]]] = {}
    for submission in wanted:
        best: dict[int, tuple[float, str]] = {}
        for text in what_was_read(submission):
            for organisation, likeness in names.like(text).items():
                if likeness > best.get(organisation, (0.0, ""))[0]:
                    best[organisation] = (likeness, text)
        order = sorted(
            ((likeness, organisation, text) for organisation, (likeness, text) in best.items()),
            key=lambda one: (-one[0], one[1]),
        )
        ranked[submission.pk] = order[:MOST]
    found = Organisation.objects.filter(
        Q(pk__in={organisation for rows in ranked.values() for _, organisation, _ in rows})
    ).in_bulk()
    return {
        pk: [
            Suggestion(found[organisation], round(likeness, 2), text)
            for likeness, organisation, text in rows
            if organisation in found
        ]
        for pk, rows in ranked.items()
    }
