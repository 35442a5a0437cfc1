"""The balancer of docs/operations/two-machines.md: a real one, told what the guide says."""

from __future__ import annotations

import os
import re
import subprocess
import time
from pathlib import Path

import requests

from tests.browser.server import ROOT, free_port
from tests.drills.programs import program
from tests.drills.signing_in import trusting

SECONDS_TO_START = 60
GUIDE = (ROOT / "docs" / "operations" / "two-machines.md").read_text()
DEPLOYED = (ROOT / "deploy" / "Caddyfile").read_text()

# What keeps it to this machine, besides its own settings: certificates of its own making, and no
# other door.
FOR_THIS_MACHINE = """
{
	admin off
	auto_https disable_redirects
	local_certs
	skip_install_trust
	default_bind 127.0.0.1
"""
# In deploy/Caddyfile, and the one in the guide that takes its place.
TO_ONE_MACHINE = re.compile(r"\treverse_proxy web:8000 \{.*?\n\t\}\n", re.DOTALL)
TO_TWO_MACHINES = re.compile(r"\nreverse_proxy .*?\n\}\n", re.DOTALL)
TWO_MACHINES = "10.0.0.11:8000 10.0.0.12:8000"


class Balancer:
    """Caddy with deploy/Caddyfile: to one machine as it is, or to several as the guide says."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "balancer.log"
        self.port = free_port()
        self.certificate = folder / "caddy" / "pki" / "authorities" / "local" / "root.crt"
        self.environment = os.environ | {"SITE_NAME": self.url, "XDG_DATA_HOME": str(folder)}
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self.port}"

    def lead_to_one(self, machine: str) -> None:
        self._lead_to(DEPLOYED.replace("web:8000", machine))

    def lead_to(self, *machines: str) -> None:
        found = TO_TWO_MACHINES.search(GUIDE)
        assert found and TWO_MACHINES in found[0]
        to_two = found[0].replace(TWO_MACHINES, " ".join(machines))
        site, replaced = TO_ONE_MACHINE.subn(lambda _: to_two, DEPLOYED)
        assert replaced == 1
        self._lead_to(site)

    def _lead_to(self, site: str) -> None:
        assert site.count("\n{\n") == 1
        (self.folder / "Caddyfile").write_text(site.replace("\n{\n", FOR_THIS_MACHINE))

    def start(self) -> None:
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [program("caddy"), "run", "--config", self.folder / "Caddyfile"],
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        latest = time.monotonic() + SECONDS_TO_START
        while not self._answers():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < latest, self.log.read_text()
            time.sleep(0.1)

    def _answers(self) -> bool:
        if not self.certificate.exists():
            return False
        try:
            return trusting(str(self.certificate)).get(self.url, timeout=10).ok
        except requests.RequestException:
            return False

    def kill(self) -> None:
        assert self.process
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=40)
