"""A request that breaks off half-way is refused; it is not taken for a shorter one."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.http import UnreadablePostError

from config.whole import BrokenOff, Whole, whole_requests

MULTIPART = "multipart/form-data; boundary=b"
FILE = b'--b\r\nContent-Disposition: form-data; name="note"\r\n\r\nAll of it\r\n--b--\r\n'
FORM = b"note=All+of+it"


def sent(body: bytes, announced: int | str, kind: str) -> WSGIRequest:
    """Return the request as Django gets it."""
    got: list[WSGIRequest] = []

    def application(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        got.append(WSGIRequest(environ))
        return []

    environ = {
        "REQUEST_METHOD": "POST",
        "CONTENT_LENGTH": str(announced),
        "CONTENT_TYPE": kind,
        "wsgi.input": BytesIO(body),
    }
    whole_requests(application)(environ, None)
    return got[0]


@pytest.mark.parametrize(
    ("body", "kind"), [(FORM, "application/x-www-form-urlencoded"), (FILE, MULTIPART)]
)
def test_a_form_is_read_if_it_is_whole_and_only_then(body: bytes, kind: str):
    assert sent(body, len(body), kind).POST["note"] == "All of it"
    assert sent(body + b"&note=more", len(body), kind).POST["note"] == "All of it"

    for end in (0, 1, 10, len(body) - 1):
        with pytest.raises(UnreadablePostError):
            sent(body[:end], len(body), kind).POST  # noqa: B018


@pytest.mark.parametrize("announced", ["", "0", "-1"])
def test_a_request_that_announces_nothing_holds_nothing(announced: str):
    assert sent(b"note=1", announced, "application/x-www-form-urlencoded").POST == {}


def test_lines_are_counted_too():
    stream = Whole(BytesIO(b"one\ntwo\n"), 12)

    assert (stream.readline(), stream.readline(2), stream.read(2)) == (b"one\n", b"tw", b"o\n")
    with pytest.raises(BrokenOff, match="4 bytes did not come"):
        stream.readline()
