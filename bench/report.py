"""How long the report takes to print, and how much memory: by the press, and by Chromium.

    .venv/bin/python -m bench.report

Both are given the same HTML, print.css and fonts, and each starts anew for every PDF, as the press
does in service. Needs Linux, the product set up by ./test, and nothing else to do meanwhile.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("SECRET_KEY", "only for measuring")
django.setup()

from pypdfium2 import PdfDocument  # noqa: E402

from bench.processes import Use, used, warn_if_busy  # noqa: E402
from reports.edition import EDITIONS  # noqa: E402
from reports.pdf import ROOT, for_paper, surroundings  # noqa: E402
from tests.reports.outcomes import demonstrated  # noqa: E402

RUNS = 5
SHOWN = ("short", "full")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
STATIC = ROOT / "static"


def main() -> int:
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not sys.platform.startswith("linux") or browser is None:
        print("This needs Linux and Chromium.", file=sys.stderr)
        return 1
    warn_if_busy()
    for code in SHOWN:
        with on_disk(for_paper(demonstrated(), EDITIONS[code])) as html:
            compare(code, html, browser)
    return 0


@contextmanager
def on_disk(html: str) -> Iterator[Path]:
    """Lay a report and all that it uses into a folder, for both to read from."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.html"
        path.write_text(html, "utf-8")
        shutil.copy(STATIC / "print.css", folder)
        shutil.copytree(STATIC / "fonts", Path(folder) / "fonts")
        yield path


def compare(code: str, html: Path, browser: str) -> None:
    ours, theirs = html.with_name("press.pdf"), html.with_name("chromium.pdf")
    press, chromium = [], []
    # In turns, so that a busy minute hits both.
    for _ in range(RUNS):
        press.append(by_press(html, ours))
        chromium.append(by_chromium(html, theirs, browser))
    print(f"The {code} report of the demonstration, median of {RUNS}:")
    print(f"{'':14}{'pages':>7}{'kB':>7}{'wall s':>9}{'CPU s':>8}{'RSS MB':>9}{'PSS MB':>9}")
    print(row("the press", ours, press))
    print(row("Chromium", theirs, chromium))
    print(f"{'ratio':28}" + "".join(ratios(press, chromium)) + "\n")


def by_press(html: Path, target: Path) -> Use:
    with html.open("rb") as given, target.open("wb") as made:
        command = [sys.executable, "-m", "reports.press"]
        return used(command, given, made, env=surroundings(made_at=0), cwd=ROOT)


def by_chromium(html: Path, target: Path, browser: str) -> Use:
    command = [
        browser,
        "--headless",
        "--disable-gpu",
        "--no-pdf-header-footer",
        f"--user-data-dir={html.parent / 'profile'}",
        f"--print-to-pdf={target}",
        html.as_uri(),
    ]
    # It does not start as root without.
    command += ["--no-sandbox"] if os.geteuid() == 0 else []
    with Path(os.devnull).open("r+b") as nothing:
        return used(command, nothing, nothing)


def row(name: str, made: Path, uses: list[Use]) -> str:
    with PdfDocument(made) as document:
        pages = len(document)
    wall, cpu, rss, pss = medians(uses)
    size = made.stat().st_size / 1000
    return f"{name:14}{pages:>7}{size:>7.0f}{wall:>9.2f}{cpu:>8.2f}{rss:>9.0f}{pss:>9.0f}"


def ratios(ours: list[Use], theirs: list[Use]) -> Iterator[str]:
    for width, mine, other in zip((9, 8, 9, 9), medians(ours), medians(theirs), strict=True):
        yield f"{mine / other:>{width}.2f}"


def medians(uses: list[Use]) -> tuple[float, float, float, float]:
    return (
        median(each.wall for each in uses),
        median(each.cpu for each in uses),
        median(each.rss for each in uses),
        median(each.pss for each in uses),
    )


if __name__ == "__main__":
    sys.exit(main())
