"""Where the wizard keeps its data: in step revisions, read per request, never in a session.

Only this file and views.py know formtools.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from formtools.wizard.storage.base import BaseStorage

from landscape.work import Work


class RevisionStorage(BaseStorage):  # type: ignore[misc]
    """The wizard's storage over one appraisal's work, at the step that the address names."""

    def __init__(self, prefix: str, request: HttpRequest, work: Work, step: str) -> None:
        super().__init__(prefix, request)
        self.work = work
        self.step = step

    def init_data(self) -> None:
        """There is nothing to begin: what is stored outlives any visit."""

    def reset(self) -> None:
        """Nothing a browser asks for may wipe answers."""

    @property
    def current_step(self) -> str:
        return self.step

    @current_step.setter
    def current_step(self, value: str) -> None:
        """The address alone says where we are."""

    @property
    def extra_data(self) -> dict[str, Any]:
        return {}

    def get_step_data(self, step: str) -> None:
        """Return no posted data: stored answers reach a form as its initial values."""

    def set_step_data(self, step: str, cleaned_data: Any) -> None:
        raise NotImplementedError("Answers are saved by Work.save, with a revision and a token.")

    def get_step_files(self, step: str) -> None:
        """Return no files: none are asked for."""

    def set_step_files(self, step: str, files: Any) -> None:
        """Keep no files, whatever was sent."""

    def update_response(self, response: HttpResponse) -> None:
        """Leave the response alone: it carries no state."""
