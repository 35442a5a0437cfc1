"""A browser, as far as a server can tell: it keeps cookies, and sends back the form of a page."""

from __future__ import annotations

import http.client
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode, urlsplit

# What Firefox sends. The proxy in front of the product says that it was asked by https.
HEADERS = {
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "en-GB,en;q=0.5",
    "Accept-Encoding": "gzip, deflate, br, zstd",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-For": "192.0.2.1",
    "Connection": "close",
}
SECONDS_FOR_AN_ANSWER = 60


@dataclass(frozen=True)
class Answer:
    """What came back, and how long that took."""

    status: int
    location: str
    text: str
    seconds: float


@dataclass
class Browser:
    """One person's browser, at one server on this machine."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, {}, None)

    def post(self, path: str, fields: Mapping[str, str]) -> Answer:
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": f"https://127.0.0.1:{self.port}",
        }
        return self._ask("POST", path, headers, urlencode(fields).encode())

    def _ask(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes | None
    ) -> Answer:
        begun = time.perf_counter()
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS_FOR_AN_ANSWER)
        try:
            line.request(method, path, body, {**HEADERS, **headers, **self._kept()})
            came = line.getresponse()
            text = came.read().decode()
        finally:
            line.close()
        self._keep(came.msg.get_all("Set-Cookie", []))
        took = time.perf_counter() - begun
        return Answer(came.status, came.headers.get("Location", ""), text, took)

    def _kept(self) -> dict[str, str]:
        kept = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {"Cookie": kept} if kept else {}

    def _keep(self, sent: list[str]) -> None:
        for each in sent:
            name, _, value = each.partition(";")[0].partition("=")
            self.cookies[name] = value


class Form(HTMLParser):
    """The fields that a browser would send of the last form on a page, no button pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.writing = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        name, kind = said.get("name") or "", said.get("type")
        if tag == "form":
            self.fields = {}
        elif tag == "textarea" and name:
            self.writing = name
            self.fields[name] = ""
        elif tag == "input" and name and kind not in ("radio", "checkbox", "submit"):
            self.fields[name] = said.get("value") or ""
        elif tag == "input" and name and kind != "submit" and "checked" in said:
            self.fields[name] = said.get("value") or "on"

    def handle_data(self, data: str) -> None:
        if self.writing:
            self.fields[self.writing] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.writing = ""


def form_in(page: str) -> dict[str, str]:
    """Return what a browser would send back of a page on which nothing was changed."""
    form = Form()
    form.feed(page)
    return form.fields


def path_of(location: str) -> str:
    return urlsplit(location).path
