"""What the bare view reads and writes."""

from django.db import models


class Note(models.Model):
    text = models.TextField()
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        # Said, since whoever makes its table is no part of this project.
        app_label = "beside"

    def __str__(self) -> str:
        return f"Note {self.pk}"
