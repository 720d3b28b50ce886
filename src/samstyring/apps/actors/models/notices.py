"""What people are told of: notices, who has read them, how they want mail, and which mails were sent.

A notice holds no sentence: its kind (see `actors.notices`) has one, in every language, and `words` are what
stands in it. Nothing of it is shown to somebody who may not see the thing that it is about, at the moment of
looking. Who has read what is a person's own matter and no event of the ledger.
"""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.choices import MailChoice
from samstyring.apps.actors.models.organisations import Organisation
from samstyring.apps.actors.models.people import User


class Notice(models.Model):
    """Something that an organisation, and so each person with a role in it, or one person is told.

    `about` is the public identifier of the thing, `address` where its page is: a path on this site.
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="notices"
    )
    person = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=60)
    # Text and numbers by name, as the kind's sentence asks for them; {"word": msgid} is translated.
    words = models.JSONField(default=dict, blank=True)
    about = models.UUIDField()
    address = models.CharField(max_length=300)
    created = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="notice_has_one_receiver",
                condition=Q(organisation__isnull=False, person__isnull=True)
                | Q(organisation__isnull=True, person__isnull=False),
            ),
            models.CheckConstraint(name="notice_has_kind", condition=~Q(kind="")),
            models.CheckConstraint(
                name="notice_address_is_a_path",
                condition=Q(address__startswith="/") & ~Q(address__startswith="//"),
            ),
        ]
        indexes = [
            models.Index(name="notice_of_organisation", fields=["organisation", "created"]),
            models.Index(name="notice_of_person", fields=["person", "created"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class NoticeRead(models.Model):
    """A person has read a notice. Those marked in one go share `act`, so that it can be undone."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="reads")
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices_read")
    act = models.UUIDField(default=uuid4, editable=False)
    read = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(name="notice_read_once", fields=["person", "notice"])]
        indexes = [models.Index(name="notice_read_act", fields=["person", "act"])]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.person_id}"


class MailSettings(models.Model):
    """What a person has chosen about e-mail. Without a row it is the daily one, in the site's language."""

    person = models.OneToOneField(User, on_delete=models.CASCADE, related_name="mail_settings")
    mail = models.CharField(
        _("E-mail about what is in the inbox"),
        max_length=10,
        choices=MailChoice.choices,
        default=MailChoice.DAILY,
    )
    language = models.CharField(
        _("Language of the e-mail"),
        max_length=10,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
    )
    # A mail never goes back to before the choice was made.
    changed = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="mail_settings_known_choice", condition=Q(mail__in=["none", "daily"])
            ),
            models.CheckConstraint(
                name="mail_settings_known_language",
                condition=Q(language__in=[code for code, _name in settings.LANGUAGES]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.mail}"


class Digest(models.Model):
    """One day's e-mail to a person: at most one, which the database holds to. `until` is what it covers.

    The row is made before the mail is sent and removed when the mail server refuses, so that a job that is
    cut off in between never sends a second one.
    """

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="digests")
    day = models.DateField()
    until = models.DateTimeField()
    sent = models.DateTimeField(null=True)

    class Meta:
        ordering = ["person_id", "day"]
        constraints = [models.UniqueConstraint(name="digest_once_a_day", fields=["person", "day"])]

    def __str__(self) -> str:
        return f"{self.person_id} {self.day}"
