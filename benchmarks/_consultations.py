"""A large consultation in the database: made-up documents stored by the same act that stores real readings.

The engine is left out, since it has a benchmark of its own. The sentences are those of our training
documents; types and themes are drawn by lot in about the shares of real replies. The same seed gives the
same rows.
"""

import hashlib
import random
from collections.abc import Callable
from datetime import date

from _generated import units

from samstyring.engines.text_analysis import Document, Passage, SourceText, Statement
from samstyring.engines.text_analysis.model import (
    Endorsement,
    PassageKind,
    Sender,
    Stance,
    StanceValue,
    StatementType,
)

TYPES = {
    StatementType.PROPOSAL: 36,
    StatementType.BACKGROUND: 32,
    StatementType.CHALLENGE: 20,
    StatementType.EXAMPLE: 5,
    StatementType.SUPPORT: 3,
    StatementType.KNOWLEDGE_NEED: 2,
    StatementType.OPPOSITION: 2,
}
STANCES = (StanceValue.SUPPORT, StanceValue.SUPPORT_WITH_RESERVATIONS, StanceValue.OPPOSITION)


def fill(
    *, replies: int, statements: int, seed: int = 1, say: Callable[[str], None] = lambda _: None
) -> object:
    """Make a public consultation with so many replies and statements, and return it.

    Senders are the municipalities of the register, then organisations that it does not know.
    """
    from samstyring.apps.actors.choices import Visibility
    from samstyring.apps.actors.models import Organisation
    from samstyring.apps.consultations.actions import consultations, readings, submissions
    from samstyring.apps.consultations.models import Submission
    from samstyring.apps.consultations.themes import THEMES
    from samstyring.apps.ledger.events import SYSTEM

    owner = Organisation.objects.filter(kind="association").first() or Organisation.objects.first()
    consultation = consultations.create(
        title="Eksempel: stor høring for måling",
        by=SYSTEM,
        owner_organisation=owner,
        deadline=date(2026, 3, 1),
        visibility=Visibility.PUBLIC,
    )
    senders = list(Organisation.objects.filter(kind="municipality", valid_to=None).order_by("number"))
    lot = random.Random(seed)
    said = [words for _, words in units()[1]]
    campaign = lot.sample(said, 12)
    for number in range(replies):
        share = statements * (number + 1) // replies - statements * number // replies
        organisation = senders[number] if number < len(senders) else None
        words = [mixed(lot, said) for _ in range(share)]
        if number % 5 == 0:
            words[: len(campaign)] = campaign[:share]
        name = organisation.name if organisation else f"Eksempelforeningen {number}"
        document = made(lot, words, sender=name, organisation=organisation, themes=list(THEMES))
        data = document.source.text.encode()
        received = submissions.receive(
            consultation=consultation, file_name=document.name, chunks=[data], by=SYSTEM
        )
        readings.store_reading(submission=received.submission, document=document)
        if number % 100 == 99:
            say(f"{number + 1} replies stored")
    assert Submission.objects.filter(status="read").count() >= replies
    return consultation


def mixed(lot: random.Random, said: list[str]) -> str:
    """A sentence of pieces of three others, so that no two replies say the same by chance."""
    parts = [lot.choice(said).split() for _ in range(3)]
    return " ".join(word for part in parts for word in part[len(part) // 3 : len(part) // 3 + 6])


def made(
    lot: random.Random, words: list[str], *, sender: str, organisation: object | None, themes: list[str]
) -> Document:
    """One document of the given sentences, a paragraph of four each."""
    pieces, passages, statements = [], [], []
    position = 0
    drawn = lot.choices(list(TYPES), weights=list(TYPES.values()), k=len(words))
    for first in range(0, len(words), 4):
        began = position
        theme = lot.choice(themes)
        for at in range(first, min(first + 4, len(words))):
            quote = words[at]
            statements.append(
                Statement(
                    start=position,
                    end=position + len(quote),
                    quote=quote,
                    type=drawn[at],
                    theme=theme,
                    confidence=round(lot.uniform(0.3, 0.99), 2),
                    reason="word: “bør”",
                    language="nb",
                    cited=False,
                )
            )
            pieces.append(quote + " ")
            position += len(quote) + 1
        pieces.append("\n\n")
        passages.append(Passage(began, position - 1, PassageKind.PARAGRAPH, began))
        position += 2
    text = f"{''.join(pieces)}{sender}"
    evidence = tuple(range(min(3, len(statements))))
    return Document(
        name=f"{sender}.txt",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        title="Høringssvar",
        language="nb",
        source=SourceText(text, ((0, len(text)),), "text"),
        passages=tuple(passages),
        statements=tuple(statements),
        senders=(
            Sender(
                name=sender,
                kind="municipality" if organisation else "other",
                entry=str(organisation.public_id) if organisation else None,  # type: ignore[attr-defined]  # an Organisation
                source="letterhead",
                confidence=0.9,
            ),
        ),
        stance=Stance(lot.choice(STANCES), 0.8, evidence, reason="words"),
        endorsements=(Endorsement(0, 20, text[:20], "KS", None, 0.9),) if lot.random() < 0.2 else (),
    )
