"""Words of our own that a page of a result uses are linked to the glossary there."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.template import Engine
from django.template.base import Node, NodeList, TextNode
from django.template.library import SimpleNode
from django.template.loader_tags import IncludeNode
from django.utils.html import strip_tags

from appraisal.demonstration import load
from reports.pages import PAGES, Page
from tests.reports.outcomes import METHOD

TEMPLATES = {
    "result": "reports/result.html",
    "what_if": "reports/what_if/page.html",
    "compare": "reports/comparison/page.html",
    "annex": "reports/annex.html",
    "documents": "reports/issuing/documents.html",
}
# Words of the glossary that anyone knows, or that every page is about.
EVERYDAY = {"approach", "grant", "level", "method", "outcome", "perspective", "provider"}
# What is said by sentences that are made elsewhere: words that a page must lead to besides.
SAID = {
    "result": {"verdict", "coverage", "how often first", "reading", "best fit ready now"},
    "why": {"points for and against", "influence", "evidence grade"},
    "sure": {"verdict", "coverage", "reading", "how often first", "weight tolerance"}
    | {"optimism test", "tipping point"},
    "find_out": {"worth finding out", "lead"},
    "build": {"readiness", "score"},
    "how": {"form of agreement", "blend"},
    "as_now": {"continue as now", "score", "fit", "readiness"},
    "what_if": {"what-if", "weight", "points for goals", "coverage"},
    "compare": {"score", "weight", "coverage", "points for and against"},
    "annex": {"influence", "spread", "strength", "confidence"},
}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_a_page_of_a_result_leads_to_every_word_of_our_own(page: Page):
    nodes = list(nodes_of(page))
    said = strip_tags(" ".join(each.s for each in nodes if isinstance(each, TextNode)))
    terms = [
        each for each in nodes if isinstance(each, SimpleNode) and each.func.__name__ == "term"
    ]
    linked = {METHOD.term_by_name[str(each.args[0].var).lower()].name for each in terms}

    used = {term.name for term in METHOD.glossary if is_in(term.name, said)} - EVERYDAY

    assert used - linked == set()
    assert SAID.get(page.key, set()) - linked == set()


def is_in(name: str, text: str) -> bool:
    return bool(re.search(rf"\b{re.escape(name)}s?\b", text, re.IGNORECASE))


def nodes_of(page: Page) -> Iterator[Node]:
    return within(TEMPLATES.get(page.key, page.template))


def within(template: str) -> Iterator[Node]:
    """Yield every node of a template, and those of the parts that it takes in."""
    nodes: NodeList = Engine.get_default().get_template(template).nodelist
    for node in nodes.get_nodes_by_type(Node):
        yield node
        if isinstance(node, IncludeNode) and isinstance(node.template.var, str):
            yield from within(node.template.var)


def test_words_are_linked_on_a_page_that_someone_opens(client, db):
    load()

    html = client.get("/example/").content.decode()

    for key in ("verdict", "coverage", "score", "fit", "readiness", "range", "rank-share"):
        assert f'href="/guide/glossary/#{key}"' in html
