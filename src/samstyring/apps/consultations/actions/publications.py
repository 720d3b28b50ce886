"""Publications: make an edition of a consultation public, withdraw it."""

from collections import Counter

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samstyring.apps.actors.models import User
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import Actor

from ..events import ConsultationPublished, PublicationWithdrawn
from ..keeping import read_stamps
from ..models import Consultation, Publication, PublishedDocument
from ..queries.public import snapshot

BATCH = 50


def publish(*, consultation: Consultation, user: User, by: Actor) -> Publication:
    """Make what counts now public as a new edition, in the place of the one that is public already.

    The documents are gathered before anybody has to wait, and gathered again if something changed meanwhile.
    Raises NotPossible where no document has been read.
    """
    before = read_stamps(consultation.pk)
    documents = list(snapshot(consultation))
    with transaction.atomic():
        if read_stamps(consultation.pk) != before:
            documents = list(snapshot(consultation))
        return store(consultation, documents, user, by)


def store(
    consultation: Consultation, documents: list[PublishedDocument], user: User, by: Actor
) -> Publication:
    """Write an edition of the documents given, in a transaction."""
    locked = (
        Consultation.objects.select_for_update(of=("self",))
        .select_related("owner_organisation", "issued_by")
        .get(pk=consultation.pk)
    )
    now = timezone.now()
    Publication.objects.filter(consultation=locked, withdrawn=None).update(withdrawn=now, withdrawn_by=user)
    newest = locked.publications.order_by("-version").first()
    owner = locked.issued_by or locked.owner_organisation
    publication = Publication.objects.create(
        consultation=locked,
        version=newest.version + 1 if newest else 1,
        title=locked.title,
        owner_name=owner.name if owner else "",
        deadline=locked.deadline,
        statements=0,
        reviewed=0,
        published_by=user,
    )
    figures: Counter[tuple[str, str]] = Counter()
    for document in documents:
        document.publication = publication
        for _start, _end, kind, theme, reviewed in document.statements:
            figures[theme, kind] += 1
            publication.reviewed += reviewed
    PublishedDocument.objects.bulk_create(documents, batch_size=BATCH)
    if not documents:
        raise NotPossible(_("There is nothing to publish: no document has been read."))
    publication.statements = figures.total()
    publication.figures = [[theme, kind, number] for (theme, kind), number in sorted(figures.items())]
    publication.save(update_fields=["statements", "reviewed", "figures"])
    record(
        ConsultationPublished(
            object_id=locked.public_id,
            object_name=locked.title,
            edition=publication.version,
            documents=len(documents),
        ),
        by=by,
    )
    return publication


@transaction.atomic
def withdraw(*, consultation: Consultation, user: User, by: Actor) -> Publication | None:
    """Withdraw what is public of a consultation, at once; None where nothing is."""
    locked = Consultation.objects.select_for_update(of=("self",)).get(pk=consultation.pk)
    publication = locked.publications.filter(withdrawn=None).first()
    if publication is None:
        return None
    publication.withdrawn = timezone.now()
    publication.withdrawn_by = user
    publication.save(update_fields=["withdrawn", "withdrawn_by"])
    record(
        PublicationWithdrawn(
            object_id=locked.public_id, object_name=locked.title, edition=publication.version
        ),
        by=by,
    )
    return publication
