"""A large consultation in the database: made-up documents stored by the same act that stores real readings.

The engine is left out, since it has a benchmark of its own. The sentences are those of our training
documents; types and themes are drawn by lot in about the shares of real replies. The same seed gives the
same rows.
"""

import hashlib
import random
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

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
if TYPE_CHECKING:
    from samstyring.apps.actors.models import User
    from samstyring.apps.consultations.models import Consultation

ANALYST = "ada@eksempel.example"
# What analysts have done with it: so many points, reviewed statements, and ranges held back.
POINTS, REVIEWED, HELD = 300, 500, 60
# Every such reply of those that the register does not know is a private person's.
PRIVATE_EVERY = 4
STANCES = (StanceValue.SUPPORT, StanceValue.SUPPORT_WITH_RESERVATIONS, StanceValue.OPPOSITION)


def fill(
    *, replies: int, statements: int, seed: int = 1, say: Callable[[str], None] = lambda _: None
) -> "Consultation":
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
        kind = "municipality" if organisation else "other"
        if organisation is None and number % PRIVATE_EVERY == 0:
            name, kind = f"Eksempla Oppdiktet{number}", "private_person"
        document = made(lot, words, sender=name, kind=kind, organisation=organisation, themes=list(THEMES))
        data = document.source.text.encode()
        received = submissions.receive(
            consultation=consultation, file_name=document.name, chunks=[data], by=SYSTEM
        )
        readings.store_reading(submission=received.submission, document=document)
        if number % 100 == 99:
            say(f"{number + 1} replies stored")
    assert Submission.objects.filter(status="read").count() >= replies
    prepare(consultation, say)
    review(consultation, lot)
    return consultation


def prepare(consultation: "Consultation", say: Callable[[str], None]) -> None:
    """What the worker does when all is read: near-identical text, rows of likeness, typical statements.
    Vectors are left out, since 100,000 of them take most of an hour: likeness is by words."""
    from samstyring.apps.consultations import likeness_store
    from samstyring.apps.consultations.actions import central, preparing
    from samstyring.apps.consultations.queries import pool

    preparing.group(
        consultation=consultation,
        statements=pool.pool(consultation),
        fingerprint=pool.fingerprint(consultation),
    )
    say("near-identical text grouped")
    likeness_store.build(consultation)
    central.choose(consultation=consultation)


def review(consultation: "Consultation", lot: random.Random) -> None:
    """What analysts have done: points of some thirty statements each, reviewed types, something held back."""
    from samstyring.apps.actors.acting import actor_for
    from samstyring.apps.consultations.actions import points, reviews
    from samstyring.apps.consultations.actions.point_parts import Span
    from samstyring.apps.consultations.models import PersonalMark, Statement

    user = analyst(consultation)
    by = actor_for(user, consultation.owner_organisation)
    rows = Statement.objects.effective().filter(consultation=consultation)
    spans = [Span(*row) for row in rows.order_by("pk").values_list("reading__source_text", "start", "end")]
    for number in range(POINTS):
        some = lot.sample(spans, min(lot.randrange(2, 60), len(spans)))
        points.make(
            consultation=consultation, spans=some, user=user, by=by, name=f"Eksempelpoeng nummer {number}"
        )
    ids = list(rows.order_by("pk").values_list("pk", flat=True))
    for pk in lot.sample(ids, min(REVIEWED, len(ids))):
        statement = Statement.objects.select_related("reading").get(pk=pk)
        reviews.set_type(statement=statement, type="proposal", seen=None, user=user, by=by)
    PersonalMark.objects.bulk_create(
        PersonalMark(source_text_id=span.source_text, start=span.start, end=span.start + 8, kind="other")
        for span in lot.sample(spans, min(HELD, len(spans)))
    )


def analyst(consultation: "Consultation") -> "User":
    """A contributor of the organisation that owns the consultation."""
    from django.utils import timezone

    from samstyring.apps.actors.models import Role, User

    user = User.objects.filter(email=ANALYST).first()
    if user is None:
        user = User.objects.create_user(ANALYST, None, name="Ada Eksempel")
        Role.objects.create(
            user=user,
            organisation=consultation.owner_organisation,
            role="contributor",
            valid_from=timezone.localdate(),
        )
    return user


def logged_in() -> dict[str, str]:
    """The analyst's cookie, as a browser sends it after logging in."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from samstyring.apps.consultations.models import Consultation

    user = analyst(Consultation.objects.latest("pk"))
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return {"Cookie": f"sessionid={session.session_key}"}


def reviewing() -> Callable[[], None]:
    """What reviews one statement after another, each in another document than the one before."""
    from samstyring.apps.actors.acting import actor_for
    from samstyring.apps.consultations.actions import reviews
    from samstyring.apps.consultations.models import Consultation, Statement

    consultation = Consultation.objects.latest("pk")
    user = analyst(consultation)
    rows = Statement.objects.effective().filter(consultation=consultation, is_reviewed=False)
    waiting = iter(list(rows.order_by("pk").values_list("pk", flat=True)[::251]))

    def review() -> None:
        statement = Statement.objects.select_related("reading").get(pk=next(waiting))
        by = actor_for(user, consultation.owner_organisation)
        reviews.set_type(statement=statement, type="challenge", seen=None, user=user, by=by)

    return review


def mixed(lot: random.Random, said: list[str]) -> str:
    """A sentence of pieces of three others, so that no two replies say the same by chance."""
    parts = [lot.choice(said).split() for _ in range(3)]
    return " ".join(word for part in parts for word in part[len(part) // 3 : len(part) // 3 + 6])


def made(
    lot: random.Random,
    words: list[str],
    *,
    sender: str,
    kind: str,
    organisation: object | None,
    themes: list[str],
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
                kind=kind,
                entry=str(organisation.public_id) if organisation else None,  # type: ignore[attr-defined]  # an Organisation
                source="letterhead",
                confidence=0.9,
            ),
        ),
        stance=Stance(lot.choice(STANCES), 0.8, evidence, reason="words"),
        endorsements=(Endorsement(0, 20, text[:20], "KS", None, 0.9),) if lot.random() < 0.2 else (),
    )
