"""Our own Markdown as HTML that looks like every other page.

Only for what we write ourselves, HTML included: nothing anyone typed may come here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from appraisal.markdown import anchor_of

MARKDOWN = MarkdownIt("commonmark").enable("table")
ANCHOR = re.compile(r'<a id="([^"]+)"></a>')

# Tables stack on a phone, which drops their meaning in some browsers unless roles say it.
LOOKS = {
    "paragraph_open": {"class": "govuk-body"},
    "bullet_list_open": {"class": "govuk-list govuk-list--bullet"},
    "ordered_list_open": {"class": "govuk-list govuk-list--number"},
    "link_open": {"class": "govuk-link"},
    "table_open": {
        "class": "govuk-table app-stack app-stack--words app-document__table",
        "role": "table",
    },
    "thead_open": {"class": "govuk-table__head", "role": "rowgroup"},
    "tbody_open": {"class": "govuk-table__body", "role": "rowgroup"},
    "tr_open": {"class": "govuk-table__row", "role": "row"},
    "th_open": {"class": "govuk-table__header", "role": "columnheader", "scope": "col"},
    "td_open": {"class": "govuk-table__cell", "role": "cell"},
}
HEADINGS = {"h2": "govuk-heading-m", "h3": "govuk-heading-s"}

# So many columns leave none of them room on a tablet.
MANY = 5

Leads = Callable[[str], str]


def parsed(text: str) -> list[Token]:
    return MARKDOWN.parse(text)


def titles(tokens: Sequence[Token], tag: str) -> Iterator[tuple[int, str]]:
    """Yield the place and the words of each heading of this depth."""
    for place, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag == tag:
            yield place, tokens[place + 1].content


def anchors(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield all that links may lead to."""
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "inline":
            yield from ANCHOR.findall(token.content)
            if before is not None and before.type == "heading_open":
                yield anchor_of(token.content)


def html_of(tokens: Sequence[Token], leads: Leads, raised: int = 0) -> SafeString:
    """Return the tokens as HTML; ``leads`` gives where each link leads.

    Headings are ``raised`` by so many steps, as what stands above them has a page of its own.
    """
    dressed = [_dressed(token, leads) for token in _anchored(tokens, raised)]
    html: str = MARKDOWN.renderer.render(_labelled(dressed), MARKDOWN.options, {})
    return mark_safe(html)


def _anchored(tokens: Sequence[Token], raised: int) -> Iterator[Token]:
    """Yield the tokens with every anchor on the heading that it stands before."""
    anchor = ""
    rest = iter(tokens)
    for token in rest:
        if token.type == "html_block":
            continue
        if token.type == "paragraph_open":
            inline, close = next(rest), next(rest)
            if alone := ANCHOR.fullmatch(inline.content):
                anchor = alone[1]
                continue
            yield from (token, inline, close)
        elif token.type == "heading_open":
            inline = next(rest)
            token.attrSet("id", anchor or anchor_of(inline.content))
            anchor = ""
            yield from (_raised(token, raised), inline, _raised(next(rest), raised))
        else:
            yield token


def _raised(token: Token, steps: int) -> Token:
    token.tag = f"h{int(token.tag.removeprefix('h')) - steps}"
    return token


def _dressed(token: Token, leads: Leads) -> Token:
    for name, value in LOOKS.get(token.type, {}).items():
        token.attrSet(name, value)
    if token.type == "heading_open":
        token.attrSet("class", HEADINGS[token.tag])
    if token.type == "link_open":
        token.attrSet("href", leads(str(token.attrGet("href"))))
    for child in token.children or ():
        _dressed(child, leads)
    return token


def _labelled(tokens: Iterable[Token]) -> list[Token]:
    """Give each cell of a table the head of its column, which a phone shows beside it.

    A table of many columns is marked as such: a tablet has no room for it either.
    """
    labelled = list(tokens)
    table: Token | None = None
    heads: list[str] = []
    column = 0
    for before, token in pairwise(labelled):
        if token.type == "table_open":
            table, heads = token, []
        elif token.type == "thead_close" and table and len(heads) >= MANY:
            table.attrJoin("class", "app-stack--many")
        elif token.type == "tr_open":
            column = 0
        elif before.type == "th_open":
            heads.append(token.content)
        elif token.type == "td_open":
            token.attrSet("data-label", heads[column])
            column += 1
    return labelled
