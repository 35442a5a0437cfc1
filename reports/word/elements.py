"""The elements of a report's HTML, and what print.css makes of some of them."""

from __future__ import annotations

from xml.etree.ElementTree import Element, tostring

SVG = "{http://www.w3.org/2000/svg}"
BLOCKS = {
    *("h1", "h2", "h3", "h4", "h5", "h6"),
    *("address", "article", "aside", "blockquote", "details", "div", "footer", "form", "header"),
    *("hr", "legend", "main", "nav", "p", "section", "figure", "figcaption", "summary"),
    *("dl", "dt", "dd", "ul", "ol", "li", "table", f"{SVG}svg"),
}
SILENT = {"head", "script", "style", "template", "noscript"}


def squeezed(text: str) -> str:
    return " ".join(text.split())


def classes(element: Element) -> set[str]:
    return set(element.get("class", "").split())


def is_block(element: Element) -> bool:
    """Say whether an element stands on lines of its own."""
    return element.tag in BLOCKS or "note" in classes(element) or any(map(is_block, element))


def is_hidden(element: Element) -> bool:
    return element.tag in SILENT or "govuk-visually-hidden" in classes(element)


def is_dense(table: Element) -> bool:
    """Say whether a table has as many columns as only small print has room for."""
    return "sums" in classes(table)


def has_many_columns(annex: Element) -> bool:
    """Say whether a table of it needs a page that lies on its side, to be read without effort."""
    return any(map(is_dense, annex.iter("table")))


def text_of(element: Element) -> str:
    return squeezed("".join(element.itertext()))


def is_inside(link: Element) -> bool:
    """Say whether a link leads to a place in the same document."""
    return link.get("href", "").startswith("#")


def plain_svg(element: Element) -> str:
    """Return the drawing as it is written in HTML, where its names have no prefixes."""
    for each in element.iter():
        each.tag = each.tag.removeprefix(SVG)
    return tostring(element, encoding="unicode", method="html")
