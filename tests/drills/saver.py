"""Someone who goes on saving pages, whatever breaks: what was not acknowledged is sent again."""

from __future__ import annotations

import re
import threading
import time
from collections import Counter
from html import unescape
from itertools import count

import requests

SECONDS_FOR_AN_ANSWER = 60
SECONDS_TO_RECOVER = 180
# No faster than one may save: see landscape/limits.py.
PACE = 0.25
# Of so many saves one is sent twice, as by somebody who presses a button again.
TWICE = 10

# As the product says that it has no database, or a balancer that it has no answer.
FAILED = 502, 503, 504

HIDDEN = re.compile(r'type="hidden" name="([^"]*)" value="([^"]*)"')
RADIO = re.compile(r'name="([a-z_]+)" type="radio" value="([^"]+)"')


class Saver(threading.Thread):
    """A browser with an appraisal of its own. Every save has a note that no other has."""

    def __init__(self, name: str, url: str) -> None:
        super().__init__(name=name, daemon=True)
        self.url = url
        self.ended = threading.Event()
        self.session = requests.Session()
        self.session.headers["Origin"] = url
        self.acknowledged: list[str] = []
        # When the latest save was acknowledged, and the longest anybody waited for the next.
        self.latest = 0.0
        self.longest_wait = 0.0
        self.is_asking = False
        self.seen: Counter[str] = Counter()
        self.error: BaseException | None = None

    def begin(self, title: str = "Home care") -> None:
        """Start an appraisal, while nothing is broken yet."""
        page = self.session.get(f"{self.url}/start/")
        fields = hidden_in(page.text) | {"title": title, "route": "short"}
        started = self.session.post(f"{self.url}/start/", fields)
        self.appraisal = re.sub(r"(/appraisals/\w+/).*", r"\1", started.url)
        names = re.findall(rf'href="{self.appraisal[len(self.url) :]}([a-z-]+/)"', started.text)
        if not names:
            tasks = self.session.get(self.appraisal).text
            names = re.findall(rf'href="{self.appraisal[len(self.url) :]}([a-z-]+/)"', tasks)
        pages = {f"{self.appraisal}{name}" for name in names}
        self.pages = [each for each in sorted(pages) if self._asks(each)]
        assert self.pages, self.session.get(self.appraisal + names[1]).text

    def _asks(self, address: str) -> bool:
        page = self.session.get(address, allow_redirects=False)
        first = RADIO.search(page.text)
        return page.ok and first is not None and f'name="{first[1]}-note"' in page.text

    def run(self) -> None:
        try:
            for number in count():
                if self.ended.is_set():
                    return
                began = time.monotonic()
                address = self.pages[number % len(self.pages)]
                self.save(address, f"Drill {self.name} {number}", twice=number % TWICE == 0)
                self.ended.wait(max(0, began + PACE - time.monotonic()))
        except BaseException as error:
            self.error = error

    def end(self) -> None:
        """Stop after the save that is under way, which goes on until it is acknowledged."""
        self.ended.set()
        self.join(SECONDS_TO_RECOVER)
        assert not self.is_alive(), f"{self.name} waits for an answer."
        if self.error:
            raise self.error

    def save(self, address: str, note: str, twice: bool = False) -> None:
        fields = self.filled(address, note)
        self.send(address, fields, note)
        self._acknowledge(note)
        if twice:
            self.send(address, fields, note)
            self.seen["sent twice"] += 1

    def _acknowledge(self, note: str) -> None:
        now = time.monotonic()
        self.longest_wait = max(self.longest_wait, now - (self.latest or now))
        self.latest = now
        self.acknowledged.append(note)

    def filled(self, address: str, note: str) -> dict[str, str]:
        """Open a page and return what it sends, with its first question answered."""
        page = self._until_answered("GET", address, {}, "").text
        radio = RADIO.search(page)
        assert radio, page
        return hidden_in(page) | {radio[1]: radio[2], f"{radio[1]}-note": note}

    def send(self, address: str, fields: dict[str, str], note: str) -> None:
        answer = self._until_answered("POST", address, fields, note)
        assert answer.status_code == 302, f"{answer.status_code} {heading(answer.text)}"

    def _until_answered(
        self, method: str, address: str, fields: dict[str, str], note: str
    ) -> requests.Response:
        latest = time.monotonic() + SECONDS_TO_RECOVER
        while True:
            assert time.monotonic() < latest, f"No answer to {method} {address}: {self.seen}"
            answer = self.try_once(method, address, fields, note)
            if answer is not None:
                return answer
            time.sleep(0.1)

    def try_once(
        self, method: str, address: str, fields: dict[str, str], note: str = ""
    ) -> requests.Response | None:
        """Ask once; None if there was no answer, or only the one that asks for patience."""
        self.is_asking = True
        try:
            answer = self.session.request(
                method, address, data=fields, allow_redirects=False, timeout=SECONDS_FOR_AN_ANSWER
            )
        except requests.RequestException:
            self.seen["connection lost"] += 1
            return None
        finally:
            self.is_asking = False
        if answer.status_code not in FAILED:
            return answer
        self.seen[heading(answer.text) or "error of the balancer"] += 1
        if note and heading(answer.text):
            has_kept = note in answer.text and 'type="hidden"' in answer.text
            self.seen["text kept" if has_kept else "text lost"] += 1
        return None


def heading(page: str) -> str:
    """Return the title of a page of ours, less the name of the product; of any other, nothing."""
    title = page.partition("<title>")[2].partition("</title>")[0]
    said, is_ours, _ = title.partition(" – ")
    return said.strip() if is_ours else ""


def hidden_in(page: str) -> dict[str, str]:
    return {name: unescape(text) for name, text in HIDDEN.findall(page)}
