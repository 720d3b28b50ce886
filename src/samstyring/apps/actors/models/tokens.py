"""Keys with which a person's own program reads what the person may see."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q


class ApiToken(models.Model):
    """A personal key to the API. The secret itself is shown once and not stored; `digest` is its SHA-256.

    The secret is 256 random bits, so that a plain hash is as good as a slow one.
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="api_tokens")
    label = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created = models.DateTimeField(auto_now_add=True)
    # Only the day: enough to see which keys are in use.
    last_used = models.DateField(null=True, editable=False)
    revoked = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-id"]
        constraints = [models.CheckConstraint(name="api_token_has_label", condition=~Q(label=""))]

    def __str__(self) -> str:
        return self.label
