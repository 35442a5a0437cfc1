"""What the bare view reads and writes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Note(models.Model):
    text = models.TextField()
    written_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[models.Manager[Note]] = models.Manager()

    class Meta:
        # Said, since whoever makes its table is no part of this project.
        app_label = "beside"

    def __str__(self) -> str:
        return f"Note {self.pk}"
