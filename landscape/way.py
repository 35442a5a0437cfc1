"""Where the pages of one perspective's answers are: the agreed ones, or a contributor's own."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from appraisal.models import Perspective


@dataclass(frozen=True)
class Way:
    """The addresses between which someone who answers goes."""

    reference: str
    tasks_name: str
    check_name: str
    step_name: str

    @property
    def tasks(self) -> str:
        return reverse(self.tasks_name, args=[self.reference])

    @property
    def check(self) -> str:
        return reverse(self.check_name, args=[self.reference])

    def step(self, key: str) -> str:
        return reverse(self.step_name, args=[self.reference, key])


def way_of(perspective: Perspective) -> Way:
    if perspective.invitation_id is None:
        return Way(
            perspective.appraisal.reference,
            "landscape:task_list",
            "landscape:check_answers",
            "landscape:step",
        )
    return Way(
        perspective.reference,
        "landscape:contribution",
        "landscape:hand_in",
        "landscape:contribution_step",
    )
