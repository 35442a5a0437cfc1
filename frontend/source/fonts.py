"""Make the fonts we serve: the upstream files, with a few characters people paste from Word.

Run by build.sh: fonts.py DIRECTORY_OF_THE_NPM_PACKAGE DIRECTORY_FOR_THE_FONTS
"""

import sys
from pathlib import Path

from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

FILES = {
    "400Regular/AtkinsonHyperlegibleNext_400Regular.ttf": "regular",
    "400Regular_Italic/AtkinsonHyperlegibleNext_400Regular_Italic.ttf": "italic",
    "700Bold/AtkinsonHyperlegibleNext_700Bold.ttf": "bold",
}

# Characters that look like one the font has: hyphens that do not break, spaces of other widths.
ALIKE = {
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "–",
    "\u2015": "—",
    "\u2002": " ",
    "\u2003": " ",
    "\u2007": "0",
    "\u2008": "\u2009",
    "\u200a": "\u2009",
    "\u202f": "\u2009",
}
BLANK = {"\u2007"}  # as wide as its model, and empty

# An arrow to the right, a minus with a head, and its quarter turns; a tick.
TURNS = {"→": (1, 0, 0, 1), "↑": (0, 1, -1, 0), "←": (-1, 0, 0, -1), "↓": (0, -1, 1, 0)}


def with_characters(font: TTFont) -> TTFont:
    """Return the font with the characters above, drawn in its own weight."""
    for wanted, model in ALIKE.items():
        name = font.getBestCmap()[ord(model)]
        if wanted in BLANK:
            add(font, wanted, RecordingPen(), font["hmtx"][name][0])
        else:
            encode(font, wanted, name)
    minus = font["glyf"][font.getBestCmap()[ord("−")]]
    thick, middle = minus.yMax - minus.yMin, (minus.yMax + minus.yMin) / 2
    for wanted, (xx, xy, yx, yy) in TURNS.items():
        turned = RecordingPen()
        arrow(TransformPen(turned, (xx, xy, yx, yy, 350, middle)), 290, thick)
        add(font, wanted, turned, 700)
    ticked = RecordingPen()
    tick(ticked, thick)
    add(font, "✓", ticked, 640)
    return font


def arrow(pen: TransformPen, half: float, thick: float) -> None:
    """Draw an arrow to the right around the origin."""
    side, back = thick / 2, half - thick * 0.75
    head = 190 + thick / 2
    draw(
        pen,
        (-half, -side),
        (-half, side),
        (back - side, side),
        (half - head - thick / 2, head),
        (half - head + thick / 2, head + thick * 0.7),
        (half, 0),
        (half - head + thick / 2, -head - thick * 0.7),
        (half - head - thick / 2, -head),
        (back - side, -side),
    )


def tick(pen: RecordingPen, thick: float) -> None:
    """Draw a tick that stands on the line."""
    lean = thick * 0.75
    draw(
        pen,
        (60, 270),
        (60 + lean, 270 + lean),
        (230, 120 + lean),
        (520, 600 + lean),
        (520 + lean, 600),
        (230, 0),
    )


def draw(pen: RecordingPen | TransformPen, *points: tuple[float, float]) -> None:
    pen.moveTo(points[0])
    for point in points[1:]:
        pen.lineTo(point)
    pen.closePath()


def add(font: TTFont, wanted: str, drawing: RecordingPen, advance: int) -> None:
    """Add a glyph for a character."""
    name = f"uni{ord(wanted):04X}"
    pen = TTGlyphPen(None)
    drawing.replay(pen)
    glyph = pen.glyph()
    font["glyf"][name] = glyph
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (advance, getattr(glyph, "xMin", 0))
    encode(font, wanted, name)


def encode(font: TTFont, wanted: str, name: str) -> None:
    """Let a character be shown by a glyph."""
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[ord(wanted)] = name


def main(source: Path, target: Path) -> None:
    for file, style in FILES.items():
        font = with_characters(TTFont(source / file, recalcTimestamp=False))
        font.flavor = "woff2"
        font.save(target / f"atkinson-hyperlegible-next-{style}.woff2")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
