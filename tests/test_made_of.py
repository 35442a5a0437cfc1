"""What the product is made of is listed, and under licences that go with its own."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_the_list_of_licences_is_up_to_date_and_holds_none_that_we_do_not_know():
    done = subprocess.run(
        [sys.executable, "scripts/licences.py", "--check"], cwd=ROOT, capture_output=True, text=True
    )

    assert done.returncode == 0, done.stderr


def test_the_bill_of_materials_names_every_package_of_the_lock():
    done = subprocess.run(["scripts/sbom"], cwd=ROOT, capture_output=True, text=True, check=True)

    told = json.loads(done.stdout)
    assert told["bomFormat"] == "CycloneDX"
    listed = {(each["name"].lower(), each["version"]) for each in told["components"]}
    locked = re.findall(r"^([\w.-]+)==(\S+)", (ROOT / "requirements.txt").read_text(), re.MULTILINE)
    assert listed == set(locked)
