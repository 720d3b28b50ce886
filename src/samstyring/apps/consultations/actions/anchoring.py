"""Carry people's decisions over when a newer reader gets another text out of the same file.

A decision stands at a range of the older text. Its place in the newer one is where the same characters stand,
white space apart; of several such places the one nearest to where it stood. What finds no place stays with
the older text, and the document's page says so.
"""

from dataclasses import dataclass

from ..models import Cut, Review, SourceText
from .laying import newest_reviews

Span = tuple[int, int]


@dataclass(frozen=True)
class Squeezed:
    """A text without its white space, and where each character that is left came from."""

    text: str
    places: list[int]

    @classmethod
    def of(cls, text: str) -> "Squeezed":
        """Squeeze a text. Soft hyphens go too: a reader may keep or drop them."""
        places = [at for at, character in enumerate(text) if not character.isspace() and character != "\xad"]
        return cls("".join(text[at] for at in places), places)

    def find(self, wanted: str, near: float) -> Span | None:
        """The range in the text itself of the squeezed `wanted` that is nearest to the share `near` of it."""
        best, distance = None, 0.0
        at = self.text.find(wanted) if wanted else -1
        while at >= 0:
            away = abs(at / max(1, len(self.text)) - near)
            if best is None or away < distance:
                best, distance = at, away
            at = self.text.find(wanted, at + 1)
        if best is None:
            return None
        return self.places[best], self.places[best + len(wanted) - 1] + 1


def carry(older: SourceText, newer: SourceText) -> int:
    """Carry what people decided over the older text to the newer. Returns how many decisions found a place.

    May run again: what has been carried, or decided anew in the same place, is left alone.
    """
    if older.pk == newer.pk:
        return 0
    squeezed = Squeezed.of(newer.text)
    return carry_cuts(older, newer, squeezed) + carry_reviews(older, newer, squeezed)


def place_of(span: Span, older: SourceText, squeezed: Squeezed) -> Span | None:
    """Where a range of the older text stands in the newer."""
    wanted = Squeezed.of(older.text[span[0] : span[1]]).text
    return squeezed.find(wanted, span[0] / max(1, len(older.text)))


def carry_reviews(older: SourceText, newer: SourceText, squeezed: Squeezed) -> int:
    """The newest review of each span, where it decides something."""
    there = newest_reviews(newer.pk)
    carried = []
    for span, review in newest_reviews(older.pk).items():
        place = place_of(span, older, squeezed) if review.decides else None
        if place is None or place in there:
            continue
        carried.append(
            Review(
                source_text=newer,
                start=place[0],
                end=place[1],
                quote=newer.text[place[0] : place[1]],
                type=review.type,
                theme=review.theme,
                cited=review.cited,
                by_id=review.by_id,
                carried_from=review,
            )
        )
    return len(Review.objects.bulk_create(carried, batch_size=200))


def carry_cuts(older: SourceText, newer: SourceText, squeezed: Squeezed) -> int:
    """The cuts that stand, oldest first. One of whose parts a place is missing is not carried."""
    carried = 0
    there = set(Cut.objects.filter(source_text=newer, carried_from__isnull=False).values_list("carried_from"))
    for cut in Cut.objects.filter(source_text=older, withdrawn=None).order_by("id"):
        whole = place_of((cut.start, cut.end), older, squeezed)
        if whole is None or (cut.pk,) in there:
            continue
        inner = Squeezed.of(newer.text[whole[0] : whole[1]])
        spans = [
            inner.find(
                Squeezed.of(older.text[start:end]).text, (start - cut.start) / max(1, cut.end - cut.start)
            )
            for start, end in cut.spans
        ]
        found = [[whole[0] + span[0], whole[0] + span[1]] for span in spans if span]
        if len(found) < len(spans):
            continue
        Cut.objects.create(
            source_text=newer,
            start=whole[0],
            end=whole[1],
            quote=newer.text[whole[0] : whole[1]],
            kind=cut.kind,
            spans=found,
            by_id=cut.by_id,
            carried_from=cut,
        )
        carried += 1
    return carried
