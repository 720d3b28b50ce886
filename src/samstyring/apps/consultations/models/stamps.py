"""Stamps: what tells that something of a consultation has changed, so that what was reckoned can be kept.

Written by database triggers only (`stamps`), in the transaction that changes something; see
docs/decisions/0062-sums-are-kept-by-stamps.md. A row that is missing says that nothing has changed yet.
"""

from django.db import models


class ConsultationStamp(models.Model):
    """Another number whenever something of a consultation has changed: its statements, or anything else that
    lists and sums are made of. No foreign key: triggers write it while rows are being deleted too."""

    consultation_id = models.BigIntegerField(primary_key=True)
    statements = models.BigIntegerField(default=0)
    rest = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.consultation_id}: {self.statements}, {self.rest}"


class SubmissionStamp(models.Model):
    """Another number whenever a statement of a submission has changed, come or gone."""

    submission_id = models.BigIntegerField(primary_key=True)
    statements = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.statements}"
