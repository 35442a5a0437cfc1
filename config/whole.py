"""What breaks off half-way has not been sent: a note that was cut short is never saved as one.

Web servers hand over whatever came before the line broke, and Django would take that for all of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any


class BrokenOff(OSError):
    """The sender went away before all was sent that was announced. Django refuses the request."""


class Whole:
    """A stream of so many bytes, which complains if there are fewer."""

    def __init__(self, stream: Any, length: int) -> None:
        self.stream = stream
        self.left = length

    def read(self, size: int = -1) -> bytes:
        wanted = self.left if size < 0 else min(size, self.left)
        parts = []
        while wanted:
            part = self._checked(self.stream.read(wanted))
            wanted -= len(part)
            parts.append(part)
        return b"".join(parts)

    def readline(self, size: int = -1) -> bytes:
        wanted = self.left if size < 0 else min(size, self.left)
        return self._checked(self.stream.readline(wanted)) if wanted else b""

    def _checked(self, part: bytes) -> bytes:
        if not part:
            raise BrokenOff(f"{self.left} bytes did not come")
        self.left -= len(part)
        return part


Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


def whole_requests(application: Application) -> Application:
    def serve(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        announced = environ.get("CONTENT_LENGTH") or "0"
        if announced.isascii() and announced.isdigit():
            environ["wsgi.input"] = Whole(environ["wsgi.input"], int(announced))
        return application(environ, start_response)

    return serve
