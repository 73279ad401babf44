"""One agreement at the desk."""

from __future__ import annotations

from django.db import models


class AgreementRecord(models.Model):
    """An agreement, named in addresses by its key.

    ``digest`` is the SHA-256 of all documents: answers are kept for it and for nothing else.
    """

    key = models.SlugField(max_length=60, unique=True)
    name_fi = models.CharField(max_length=300, blank=True)
    name_sv = models.CharField(max_length=300, blank=True)
    name_en = models.CharField(max_length=300, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    changed = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.key
