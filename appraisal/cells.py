"""What people wrote, made fit for a cell of a table: a text, never a formula.

Every export as a table takes its texts through here.
"""

from __future__ import annotations

import re

# Spreadsheets take a text that begins with one of these for a formula: the first four also in
# their wide forms, and the rest because they are skipped on the way to one.
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\n")
# What no XML may hold: control characters, halves of pairs, and two that are no characters.
NOT_IN_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula, and that any file can hold."""
    kept = NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return f"'{kept}" if kept.startswith(FORMULA) else kept
