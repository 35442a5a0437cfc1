"""The press: HTML on standard input, PDF on standard output, nothing from anywhere else.

A process of its own (`python -m reports.press`), with limits, and the only module that knows
WeasyPrint. It knows nothing of Django, the database or who asked.
"""

from __future__ import annotations

import ctypes.util
import gc
import resource
import sys
from pathlib import Path
from typing import NoReturn

from reports.finishing import describe_pictures, finish
from reports.long_words import break_long_words

STATIC = Path(__file__).resolve().parent.parent / "static"
# An address that leads nowhere, for the names of our own files to start from.
HERE = "https://static.invalid/"
TYPES = {".css": "text/css", ".woff2": "font/woff2"}

MEGABYTE = 1024 * 1024
MOST_MEMORY = 600 * MEGABYTE
MOST_CPU_SECONDS = 20
MOST_OUTPUT = 50 * MEGABYTE


class TooLarge(Exception):
    """The PDF is larger than anyone would send or read."""


def main() -> None:
    limit_resources()
    save_time()
    made = pdf(sys.stdin.buffer.read().decode())
    # A limit on what is written to files, which a pipe is not, does not see to it.
    if len(made) > MOST_OUTPUT:
        raise TooLarge
    sys.stdout.buffer.write(made)


def limit_resources() -> None:
    """End this process rather than let a hostile report take the machine."""
    limits = {
        # What it writes to, which is honest: address space would count every library mapped.
        resource.RLIMIT_DATA: MOST_MEMORY,
        resource.RLIMIT_CPU: MOST_CPU_SECONDS,
        resource.RLIMIT_FSIZE: MOST_OUTPUT,
        resource.RLIMIT_CORE: 0,
    }
    for kind, most in limits.items():
        _, allowed = resource.getrlimit(kind)
        # With a second more to the hard limit, what ends the process says that it was too slow.
        hard = most + (kind == resource.RLIMIT_CPU)
        if allowed != resource.RLIM_INFINITY:
            hard = min(hard, allowed)
        resource.setrlimit(kind, (min(most, hard), hard))


def save_time() -> None:
    """Leave out what this process need not do, as it makes one PDF and ends."""
    # Looking for cycles among its many objects takes a sixth of the time, and finds little.
    gc.disable()
    # WeasyPrint asks for its libraries by ten names that no Linux knows before one that it does,
    # and for each of those a compiler would be started.
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None


def bundled() -> dict[str, Path]:
    """Return the only files that a report may use, by address."""
    paths = [STATIC / "print.css", *sorted((STATIC / "fonts").glob("*.woff2"))]
    return {HERE + path.relative_to(STATIC).as_posix(): path for path in paths}


def pdf(html: str) -> bytes:
    """Return the HTML as tagged PDF, both PDF/UA-1 and PDF/A-3a."""
    # It takes most of a second to import, which only this process should pay.
    from weasyprint import HTML
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    files = bundled()
    refused: list[FatalURLFetchingError] = []

    class BundledFiles(URLFetcher):  # type: ignore[misc]  # weasyprint publishes no types
        """Serves our own files; any other address ends the rendering."""

        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            if url not in files:
                refuse(url)
            path = files[url]
            kind = {"Content-Type": TYPES[path.suffix]}
            return URLFetcherResponse(url, path.read_bytes(), kind)

    def refuse(url: str) -> NoReturn:
        asked = f"The report asks for {url[:80]}, which it may not use."
        refused.append(FatalURLFetchingError(asked))
        raise refused[-1]

    document = HTML(string=html, base_url=HERE, url_fetcher=BundledFiles())
    break_long_words(document.etree_element)
    describe_pictures(document.etree_element)
    made: bytes = document.write_pdf(
        pdf_variant="pdf/a-3a", finisher=finish, presentational_hints=False
    )
    # Whatever goes wrong in an SVG, WeasyPrint leaves the SVG out and goes on.
    if refused:
        raise refused[0]
    return made


if __name__ == "__main__":
    main()
