"""A web machine as deploy/ sets it up, behind a proxy."""

from __future__ import annotations

from pathlib import Path
from urllib.request import urlopen

import requests

from tests.browser.server import Server
from tests.drills.cluster import children


class WebMachine(Server):
    """The web server with deploy's settings, behind a proxy, and a printer."""

    def __init__(self, folder: Path, database: str, site: str) -> None:
        folder.mkdir()
        super().__init__(folder, database)
        # All that both of them say is found in one place, as where logs are collected.
        self.log = folder.parent / "machines.log"
        self.environment |= {
            "GUNICORN_BIND": f"127.0.0.1:{self.port}",
            "WEB_CONCURRENCY": "2",
            "HTTPS": "yes",
            "BEHIND_PROXY": "yes",
            "SITE_URL": site,
        }

    def options(self) -> list[str]:
        return ["--config", "deploy/gunicorn.conf.py"]

    def ask(self) -> None:
        urlopen(f"{self.url}/readyz", timeout=10).close()

    def says_it_is_ready(self) -> bool:
        return requests.get(f"{self.url}/readyz", timeout=20).ok

    @property
    def processes(self) -> list[int]:
        return children(self.process.pid)
