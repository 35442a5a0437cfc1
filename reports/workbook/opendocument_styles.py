"""What an OpenDocument spreadsheet looks like: its cells, columns, paper and frozen rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

from reports.workbook.sheet import Paper, Sheet, Shown, Style

ROW = "row"
CENTIMETRES_A_CHARACTER = 0.19
FONT = "Arial"
# Width and height, lying on the long side.
PAPERS: dict[Paper, tuple[str, str]] = {"A4": ("29.7cm", "21cm"), "A3": ("42cm", "29.7cm")}

HEADER = '<?xml version="1.0" encoding="UTF-8"?>'
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("number", "datastyle"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
        ("config", "config"),
    )
)

# Whose settings these are: without it LibreOffice passes over them.
OOO = "http://openoffice.org/2004/office"


@dataclass(frozen=True)
class Digits:
    """How a number is shown: its decimals, and whether with a sign or in per cent."""

    places: int
    signed: bool = False
    percent: bool = False


# A small whole number stands in the middle, clear of the words beside it.
ALIGNED: dict[Shown, str] = {"plain": "end", "whole": "center"}
DIGITS: dict[Shown, Digits] = {
    "whole": Digits(0),
    "share": Digits(2, percent=True),
    "score": Digits(1),
    "thousandths": Digits(3),
    "spread": Digits(6),
    "strength": Digits(2, signed=True),
    "points": Digits(3, signed=True),
    "centred": Digits(4, signed=True),
}


# Names


def cell(style: Style) -> str:
    """Return the name of a style, which is made of all it says."""
    marks = (
        ("b" if style.bold else "") + ("w" if style.wrap else "") + ("l" if style.border else "")
    )
    return f"cell-{style.size}{marks}{style.fill.strip('#')}-{style.shown or 'text'}"


def column(width: float) -> str:
    return f"column-{width:g}".replace(".", "-")


def table(sheet: Sheet) -> str:
    return f"table-{sheet.paper}"


# Automatic styles


def automatic(sheets: Iterable[Sheet]) -> Iterator[str]:
    """Yield the XML of every style that the sheets use, each once."""
    every = list(sheets)
    yield (
        f'<style:style style:name="{ROW}" style:family="table-row">'
        '<style:table-row-properties style:use-optimal-row-height="true"/></style:style>'
    )
    for paper in dict.fromkeys(sheet.paper for sheet in every):
        yield (
            f'<style:style style:name="table-{paper}" style:family="table"'
            f' style:master-page-name="{paper}">'
            '<style:table-properties table:display="true" style:writing-mode="lr-tb"/>'
            "</style:style>"
        )
    for width in dict.fromkeys(width for sheet in every for width in sheet.widths):
        yield (
            f'<style:style style:name="{column(width)}" style:family="table-column">'
            f'<style:table-column-properties style:column-width="{_centimetres(width)}"/>'
            "</style:style>"
        )
    for shown, digits in DIGITS.items():
        yield from _number(shown, digits)
    for style in dict.fromkeys(_used(every)):
        yield _cell(style)


def _used(sheets: Iterable[Sheet]) -> Iterator[Style]:
    return (
        each.style for sheet in sheets for cells in sheet.rows for each in cells if each is not None
    )


def _centimetres(characters: float) -> str:
    return f"{characters * CENTIMETRES_A_CHARACTER:.3f}cm"


def _number(shown: Shown, digits: Digits) -> Iterator[str]:
    kind = "percentage" if digits.percent else "number"
    sign = "<number:text>%</number:text>" if digits.percent else ""
    figures = (
        f'<number:number number:decimal-places="{digits.places}"'
        f' number:min-decimal-places="{digits.places}" number:min-integer-digits="1"/>{sign}'
    )
    if not digits.signed:
        yield f'<number:{kind}-style style:name="{shown}">{figures}</number:{kind}-style>'
        return
    for mark, name in (("+", "above"), ("−", "below")):
        yield (
            f'<number:number-style style:name="{shown}-{name}" style:volatile="true">'
            f"<number:text>{mark}</number:text>{figures}</number:number-style>"
        )
    yield (
        f'<number:number-style style:name="{shown}">'
        '<number:number number:decimal-places="0" number:min-integer-digits="1"/>'
        f'<style:map style:condition="value()&gt;0" style:apply-style-name="{shown}-above"/>'
        f'<style:map style:condition="value()&lt;0" style:apply-style-name="{shown}-below"/>'
        "</number:number-style>"
    )


def _cell(style: Style) -> str:
    shown = f' style:data-style-name="{style.shown}"' if style.shown in DIGITS else ""
    looks = ['style:vertical-align="top"']
    looks += ['fo:wrap-option="wrap"'] if style.wrap else []
    looks += [f'fo:background-color="{style.fill}"'] if style.fill else []
    looks += ['fo:border="0.5pt solid #8a949e"', 'fo:padding="0.06cm"'] if style.border else []
    weight = ' fo:font-weight="bold"' if style.bold else ""
    aligned = f'<style:paragraph-properties fo:text-align="{ALIGNED.get(style.shown)}"/>'
    return (
        f'<style:style style:name="{cell(style)}" style:family="table-cell"'
        f' style:parent-style-name="Default"{shown}>'
        f"<style:table-cell-properties {' '.join(looks)}/>"
        f"{aligned if style.shown in ALIGNED else ''}"
        f'<style:text-properties fo:font-size="{style.size}pt"{weight}/></style:style>'
    )


# The document's own


def document(footer: str) -> str:
    """Return the file of styles: the font and language of every cell, and the paper."""
    return (
        f'{HEADER}<office:document-styles {SPACES} office:version="1.3">'
        f'<office:font-face-decls><style:font-face style:name="{FONT}"'
        f' svg:font-family="{FONT}" style:font-family-generic="swiss"/></office:font-face-decls>'
        '<office:styles><style:default-style style:family="table-cell">'
        f'<style:text-properties style:font-name="{FONT}" fo:font-size="10pt"'
        ' fo:language="en" fo:country="GB"/></style:default-style>'
        '<style:style style:name="Default" style:family="table-cell"/></office:styles>'
        f"<office:automatic-styles>{''.join(map(_layout, PAPERS))}</office:automatic-styles>"
        "<office:master-styles>"
        f"{''.join(_master(paper, footer) for paper in PAPERS)}"
        "</office:master-styles></office:document-styles>"
    )


def _layout(paper: Paper) -> str:
    width, height = PAPERS[paper]
    return (
        f'<style:page-layout style:name="layout-{paper}"><style:page-layout-properties'
        f' fo:page-width="{width}" fo:page-height="{height}"'
        ' style:print-orientation="landscape" fo:margin-left="1cm" fo:margin-right="1cm"'
        ' fo:margin-top="1.2cm" fo:margin-bottom="1cm" style:scale-to-X="1"'
        ' style:scale-to-Y="0" style:print-page-order="ttb" style:first-page-number="continue"/>'
        "<style:header-style/><style:footer-style><style:header-footer-properties"
        ' fo:min-height="0.7cm" fo:margin-top="0.2cm"/></style:footer-style>'
        "</style:page-layout>"
    )


def _master(paper: Paper, footer: str) -> str:
    return (
        f'<style:master-page style:name="{paper}" style:page-layout-name="layout-{paper}">'
        '<style:header style:display="false"/><style:footer>'
        f"<style:region-left><text:p>{escape(footer)}</text:p></style:region-left>"
        "<style:region-center><text:p><text:sheet-name>?</text:sheet-name></text:p>"
        "</style:region-center><style:region-right><text:p>Page "
        "<text:page-number>1</text:page-number> of <text:page-count>1</text:page-count></text:p>"
        "</style:region-right></style:footer></style:master-page>"
    )


# Frozen rows and columns


def settings(sheets: Iterable[Sheet]) -> str:
    """Return the file of settings: what stays in view on each sheet."""
    every = list(sheets)
    tables = "".join(_view(sheet) for sheet in every)
    return (
        f'{HEADER}<office:document-settings {SPACES} xmlns:ooo="{OOO}" office:version="1.3">'
        "<office:settings>"
        '<config:config-item-set config:name="ooo:view-settings">'
        '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
        f"{_item('ViewId', 'string', 'view1')}"
        f'<config:config-item-map-named config:name="Tables">{tables}'
        "</config:config-item-map-named>"
        f"{_item('ActiveTable', 'string', escape(every[0].name))}"
        "</config:config-item-map-entry></config:config-item-map-indexed>"
        "</config:config-item-set></office:settings></office:document-settings>"
    )


def _view(sheet: Sheet) -> str:
    across, down = sheet.fixed, sheet.frozen
    items = [
        _item("HorizontalSplitMode", "short", 2 if across else 0),
        _item("VerticalSplitMode", "short", 2 if down else 0),
        _item("HorizontalSplitPosition", "int", across),
        _item("VerticalSplitPosition", "int", down),
        _item("ActiveSplitRange", "short", 3 if across and down else 2),
        _item("PositionLeft", "int", 0),
        _item("PositionRight", "int", across),
        _item("PositionTop", "int", 0),
        _item("PositionBottom", "int", down),
    ]
    return (
        f'<config:config-item-map-entry config:name="{escape(sheet.name)}">{"".join(items)}'
        "</config:config-item-map-entry>"
    )


def _item(name: str, kind: str, value: int | str) -> str:
    said = f'config:name="{name}" config:type="{kind}"'
    return f"<config:config-item {said}>{value}</config:config-item>"
