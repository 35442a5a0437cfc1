"""The drawings of a report as pictures for Word: drawn by the press, then turned into pixels."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from pypdfium2 import PdfDocument

from reports import press
from reports.word.blocks import Picture

DOTS_AN_INCH = 200
POINTS_AN_INCH = 72
# 340 units are 90 mm, as on paper: the words in a picture come out as large as those beside it.
MILLIMETRES_A_UNIT = 90 / 340
MOST_HIGH = 190
COLOURS = 64


def size(picture: Picture) -> tuple[float, float]:
    """Return how wide and high a picture is in millimetres, with room for words on its page."""
    scale = min(MILLIMETRES_A_UNIT, MOST_HIGH / picture.units_high)
    return picture.units_wide * scale, picture.units_high * scale


def pixels(pictures: Sequence[Picture]) -> list[bytes]:
    """Return each picture as PNG."""
    if not pictures:
        return []
    sheets = PdfDocument(press.pdf(one_a_page(pictures)))
    if len(sheets) != len(pictures):
        raise ValueError(f"{len(pictures)} pictures came out on {len(sheets)} pages")
    return [png(sheets, number) for number in range(len(sheets))]


def one_a_page(pictures: Sequence[Picture]) -> str:
    """Return HTML with a page for each picture, as large as it is."""
    pages, drawings = [], []
    for number, picture in enumerate(pictures):
        wide, high = size(picture)
        # A hair more, as a picture that is rounded up must not go on to another page.
        pages.append(f"@page at{number} {{ size: {wide:.2f}mm {high + 0.1:.2f}mm; {BARE} }}")
        pages.append(f".at{number} {{ page: at{number}; height: {high:.2f}mm }}")
        drawings.append(f'<div class="sheet at{number}">{picture.svg}</div>')
    return PAGE.format(pages="\n".join(pages), drawings="\n".join(drawings))


BARE = "margin: 0; @bottom-left { content: none } @bottom-right { content: none }"
# The print style sheet brings the font.
PAGE = """<!DOCTYPE html>
<html lang="en-GB">
<head><title>Pictures</title><link rel="stylesheet" href="print.css"><style>
{pages}
div.sheet svg {{ display: block; width: 100%; height: 100%; max-height: none; margin: 0 }}
</style></head>
<body>{drawings}</body>
</html>"""


def png(sheets: PdfDocument, number: int) -> bytes:
    image = sheets[number].render(scale=DOTS_AN_INCH / POINTS_AN_INCH).to_pil()
    made = BytesIO()
    # A drawing has few colours, and files without end fill a council's mailboxes.
    image.quantize(COLOURS).save(made, "PNG", optimize=True, dpi=(DOTS_AN_INCH, DOTS_AN_INCH))
    return made.getvalue()
