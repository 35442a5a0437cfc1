"""Two versions of one page: what differs, and which of the two is likelier to be meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from landscape.forms import StepForm
from landscape.route import asked_by
from landscape.words import Words, compared
from landscape.work import Stale

YOURS, THEIRS = "yours", "theirs"
KEEP = "keep-"


@dataclass(frozen=True)
class Difference:
    """A question that two versions of a page answer differently."""

    key: str
    text: str
    yours: Words
    theirs: Words
    likelier: str

    @property
    def name(self) -> str:
        return f"{KEEP}{self.key}"


def differences(form: StepForm, stale: Stale) -> Iterator[Difference]:
    """Yield what the page just sent and the page saved meanwhile answer differently."""
    theirs, step = stale.theirs, form.step
    for part in step.parts:
        sent = _version(part.key, form.answers, form.draft)
        if sent == _version(part.key, theirs.answers, theirs.draft):
            continue
        untouched = sent == _version(part.key, stale.base.answers, stale.base.draft)
        yield Difference(
            key=part.key,
            text=part.text,
            yours=compared(step, part.key, form.answers, form.draft),
            theirs=compared(step, part.key, theirs.answers, theirs.draft),
            # Whoever did not touch an answer hardly means to undo what another made of it.
            likelier=THEIRS if untouched else YOURS,
        )


def _version(
    key: str, answers: Mapping[str, Any], draft: Mapping[str, str]
) -> tuple[Any, dict[str, str]]:
    return answers.get(key), {name: text for name, text in draft.items() if asked_by(name) == key}


def without_theirs(posted: Mapping[str, str]) -> dict[str, str]:
    """Return what was posted less the questions whose saved version is to be kept."""
    theirs = {
        name.removeprefix(KEEP)
        for name, choice in posted.items()
        if name.startswith(KEEP) and choice == THEIRS
    }
    return {name: text for name, text in posted.items() if asked_by(name) not in theirs}
