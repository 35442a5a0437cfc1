"""The document of the method as pages: one for each chapter, with links between them.

It comes from the generator that writes docs/method.md, so the two cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString
from markdown_it.token import Token

from appraisal.markdown import anchor_of
from appraisal.method.content import method
from appraisal.method_document import method_document
from appraisal.scoring.audit import audit
from reports.guide.markup import anchors, html_of, parsed, titles


@dataclass(frozen=True)
class Chapter:
    slug: str
    title: str
    html: SafeString


@cache
def chapters(version: str) -> Mapping[str, Chapter]:
    """Return the chapters of a version's document, in order, by their slugs."""
    chosen = method(version)
    written = dict(_split(parsed(method_document(chosen, audit(chosen)))))
    places = {
        anchor: anchor_of(title) for title, tokens in written.items() for anchor in anchors(tokens)
    }
    return {
        anchor_of(title): Chapter(
            slug=anchor_of(title),
            title=title,
            # Its title is the heading of the page.
            html=html_of(tokens[3:], lambda target: _leads(target, places), raised=1),
        )
        for title, tokens in written.items()
    }


@cache
def evidence() -> SafeString:
    """Return docs/evidence.md, without its title."""
    text = (settings.BASE_DIR / "docs" / "evidence.md").read_text("utf-8")
    return html_of(parsed(text)[3:], str)


def _split(tokens: Sequence[Token]) -> Iterator[tuple[str, Sequence[Token]]]:
    """Yield each chapter's title and tokens; an anchor before a heading stays with it."""
    found = list(titles(tokens, "h2"))
    ends = [*(place for place, _ in found), len(tokens)]
    for (_, title), (start, end) in zip(found, pairwise(ends), strict=True):
        yield title, tokens[start:end]


def _leads(target: str, places: Mapping[str, str]) -> str:
    """Return where a link of the document leads among the pages."""
    if target == "evidence.md":
        return reverse("guide:evidence")
    if not target.startswith("#"):
        return target
    anchor = target.removeprefix("#")
    chapter = reverse("guide:chapter", args=[places[anchor]])
    return chapter if places[anchor] == anchor else f"{chapter}#{anchor}"
