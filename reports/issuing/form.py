"""The form that asks for a document: in which format, how long, for whom."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms

from frontend.look import look
from reports.edition import Edition
from reports.issuing.formats import FORMATS, Format
from reports.issuing.wording import limits_of

PDF = "pdf"
FULL, SHORT = "full", "short"
WHOLE, PUBLIC = "whole", "public"
YES = "yes"
# What the button of the result sends: the file that most people want.
USUAL = {"format": PDF, "length": FULL, "holds": WHOLE}


class DocumentForm(forms.Form):
    format = look(
        forms.ChoiceField(
            label="Which file?",
            choices=lambda: [(each.key, each.name) for each in FORMATS.values()],
            widget=forms.RadioSelect,
            error_messages={"required": "Choose a kind of file"},
        ),
        size="s",
        hints={each.key: limits_of(each) for each in FORMATS.values()},
    )
    length = look(
        forms.ChoiceField(
            label="How much of it?",
            choices=[(FULL, "Full report"), (SHORT, "Short report")],
            widget=forms.RadioSelect,
            error_messages={"required": "Choose how long the report is to be"},
        ),
        size="s",
        hints={
            FULL: "With annexes: every answer with its source, and every sum, to redo by hand",
            SHORT: "The pages that decide, without annexes",
        },
    )
    holds = look(
        forms.ChoiceField(
            label="For whom?",
            choices=[(WHOLE, "With everything"), (PUBLIC, "For the public (Part A)")],
            widget=forms.RadioSelect,
            error_messages={"required": "Choose whom it is for"},
        ),
        size="s",
        hints={
            WHOLE: "Also notes, sources and words of your own that you marked as exempt",
            PUBLIC: "Without what you marked as exempt. Read it through before you publish it",
        },
    )
    draft = look(
        forms.BooleanField(
            label="Say “Draft” on every page",
            required=False,
            widget=forms.CheckboxInput(attrs={"value": YES}),
        )
    )

    def __init__(self, data: Mapping[str, str] | None = None) -> None:
        super().__init__(data, auto_id="%s", label_suffix="", initial=USUAL)

    def wanted(self) -> tuple[Format, Edition]:
        said = self.cleaned_data
        kind = FORMATS[said["format"]]
        edition = Edition(
            is_short=said["length"] == SHORT,
            is_draft=said["draft"],
            is_public=said["holds"] == PUBLIC,
        )
        return kind, kind.edition(edition)

    @staticmethod
    def sent_for(kind: Format, edition: Edition) -> dict[str, str]:
        """Return what is sent to ask for this one."""
        sent = {
            "format": kind.key,
            "length": SHORT if edition.is_short else FULL,
            "holds": PUBLIC if edition.is_public else WHOLE,
        }
        return sent | ({"draft": YES} if edition.is_draft else {})
