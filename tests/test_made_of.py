"""What the product is made of is listed, and under licences that go with its own."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

from cyclonedx.model.bom import Bom
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[1]


def test_the_list_of_licences_is_up_to_date_and_holds_none_that_we_do_not_know():
    done = subprocess.run(
        [sys.executable, "scripts/licences.py", "--check"], cwd=ROOT, capture_output=True, text=True
    )

    assert done.returncode == 0, done.stderr


def test_the_bill_of_materials_names_every_package_of_the_lock_and_all_that_is_carried_along():
    done = subprocess.run(["scripts/sbom"], cwd=ROOT, capture_output=True, text=True, check=True)

    told = json.loads(done.stdout)
    assert told["bomFormat"] == "CycloneDX"
    listed = {(each["name"].lower(), each["version"]) for each in told["components"]}
    locked = re.findall(r"^([\w.-]+)==(\S+)", (ROOT / "requirements.txt").read_text(), re.MULTILINE)
    assert listed == set(locked) | {
        ("gov.uk frontend", govuk_frontend()),
        ("atkinson hyperlegible next", version_of_the_font()),
        ("uk local authority names and codes", "July 2025"),
    }
    assert "July 2025" in (ROOT / "people" / "data" / "CREDIT.md").read_text()
    # Whoever reads such lists can read this one.
    read = Bom.from_json(told)  # type: ignore[attr-defined]
    assert len(read.components) == len(listed)


def govuk_frontend() -> str:
    made_from = json.loads((ROOT / "frontend" / "source" / "package.json").read_text())
    return str(made_from["dependencies"]["govuk-frontend"])


def version_of_the_font() -> str:
    with TTFont(ROOT / "static" / "fonts" / "atkinson-hyperlegible-next-regular.woff2") as font:
        return str(font["name"].getDebugName(5)).removeprefix("Version ")
