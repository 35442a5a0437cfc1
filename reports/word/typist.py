"""The typist: HTML on standard input, a Word document on standard output, nothing from elsewhere.

A process of its own (`python -m reports.word.typist`), with the limits of the press, which draws
its pictures. It knows nothing of Django, the database or who asked.
"""

from __future__ import annotations

import os
import sys

from reports import press
from reports.word.reading import read
from reports.word.writing import docx


def main() -> None:
    press.limit_resources()
    press.save_time()
    made_at = int(os.environ["SOURCE_DATE_EPOCH"])
    sys.stdout.buffer.write(docx(read(sys.stdin.buffer.read().decode()), made_at))


if __name__ == "__main__":
    main()
