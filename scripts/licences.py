"""Write docs/licences.md: what the product is made of, and under which licence each part is.

    .venv/bin/python scripts/licences.py           # writes it
    .venv/bin/python scripts/licences.py --check   # says whether it is up to date
    .venv/bin/python scripts/licences.py --sbom    # adds what is no package to a CycloneDX list

It fails for a package whose licence it cannot tell or that is not among those below: then a person
has to read it first.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.txt"
DOCUMENT = ROOT / "docs" / "licences.md"

# Under each of these anyone may run and pass on the product, whole, under its own licence.
ALLOWED = {
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "LGPL-2.1-or-later",  # as a library of its own, which we do not change
    "LGPL-3.0-or-later",
    "MIT",
    "MIT-0",
    "MIT-CMU",
    "MPL-1.1",
    "MPL-2.0",  # file by file, and we change none
    "PSF-2.0",
    "Zlib",
}

CLASSIFIERS = {
    "OSI Approved :: Apache Software License": "Apache-2.0",
    "OSI Approved :: MIT License": "MIT",
    "OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}

# Read in the package, as what it declares is too vague, too long, or for another system.
READ = {
    "brotlicffi": "MIT",
    "colorama": "BSD-3-Clause",
    "cssselect2": "BSD-3-Clause",
    "django-formtools": "BSD-3-Clause",
    "fido2": "BSD-2-Clause AND Apache-2.0 AND MPL-2.0",
    "jinja2": "BSD-3-Clause",
    "psycopg2-binary": "LGPL-3.0-or-later",
    "pydyf": "BSD-3-Clause",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "pyphen": "LGPL-2.1-or-later OR MPL-1.1",
    "qrcode": "BSD-3-Clause",
    "scipy": "BSD-3-Clause",
    "sqlparse": "BSD-3-Clause",
    "tinycss2": "BSD-3-Clause",
    "weasyprint": "BSD-3-Clause",
    "webencodings": "BSD-3-Clause",
}


@dataclass(frozen=True)
class Part:
    """What is in this repository, or made from what is, and came from elsewhere."""

    name: str
    version: str
    licence: str
    use: str
    # What CycloneDX calls it.
    kind: str = "library"

    def as_component(self) -> dict[str, object]:
        return {
            "bom-ref": f"carried-{self.name}",
            "type": self.kind,
            "name": self.name,
            "version": self.version,
            "description": self.use,
            "licenses": [{"license": {"id": self.licence}}],
        }


CARRIED = [
    Part("GOV.UK Frontend", "6.3.0", "MIT", "components and styles, without its branding"),
    Part("Atkinson Hyperlegible Next", "2.001", "OFL-1.1", "the font, Braille Institute", "file"),
    Part(
        "UK local authority names and codes",
        "July 2025",
        "CC-BY-4.0",
        "the list of councils, mySociety",
        "data",
    ),
]
FOR_TESTS = [Part("axe-core", "4.14.1", "MPL-2.0", "in the tests only")]

HEAD = """\
# What this is made of, and under which licences

Written by `scripts/licences.py` from what the packages in `requirements.txt` say of themselves, or
from what we read in them where they say too little. A package under a licence that is not known to
go with ours fails the tests. Our own code and content are under the [MIT licence](../LICENSE).
Versions and hashes are in `requirements.txt`; `scripts/sbom` prints all of it as CycloneDX.

## Python packages

| Package | Licence |
|---|---|
"""

CARRIED_HEAD = """
## Carried along

| What | Version | Licence | For |
|---|---|---|---|
"""


def packages() -> list[str]:
    """Return the names in the lock, each once."""
    found = re.findall(r"^([a-z0-9][a-z0-9.-]*)==", LOCK.read_text(), re.MULTILINE)
    return sorted(set(found))


def licence(package: str) -> str:
    """Return the licence as an SPDX expression; "" if it cannot be told."""
    if package in READ:
        return READ[package]
    try:
        said = metadata(package)
    except PackageNotFoundError:
        return ""
    if expression := said.get("License-Expression"):
        return str(expression)
    declared = str(said.get("License") or "").strip()
    if declared in ALLOWED:
        return declared
    classified = {
        CLASSIFIERS.get(each.partition(" :: ")[2], "")
        for each in said.get_all("Classifier") or []
        if each.startswith("License ::")
    }
    return classified.pop() if len(classified) == 1 else ""


def refused(expression: str) -> set[str]:
    """Return the licences of an expression that a person has to look at.

    Where there is a choice, it is enough that we may choose one.
    """
    choices = [
        {each.strip("() ") for each in re.split(r"\bAND\b", choice)}
        for choice in re.split(r"\bOR\b", expression)
    ]
    return min((choice - ALLOWED for choice in choices), key=len)


def document() -> str:
    rows = "".join(f"| {each} | {licence(each)} |\n" for each in packages())
    carried = "".join(
        f"| {each.name} | {each.version} | {each.licence} | {each.use} |\n"
        for each in CARRIED + FOR_TESTS
    )
    return HEAD + rows + CARRIED_HEAD + carried


def problems() -> list[str]:
    return [
        f"{each}: {licence(each) or 'its licence cannot be told'}. Read it, then see {__file__}."
        for each in packages()
        if refused(licence(each))
    ]


def with_carried(bill: str) -> str:
    """Return a CycloneDX list of packages with what is no package as well."""
    said = json.loads(bill)
    said["components"] += [each.as_component() for each in CARRIED]
    return json.dumps(said, indent=2) + "\n"


def main() -> int:
    if sys.argv[1:] == ["--sbom"]:
        sys.stdout.write(with_carried(sys.stdin.read()))
        return 0
    if found := problems():
        sys.stderr.write("\n".join(found) + "\n")
        return 1
    if sys.argv[1:] == ["--check"]:
        is_new = DOCUMENT.exists() and DOCUMENT.read_text() == document()
        if not is_new:
            sys.stderr.write("docs/licences.md is out of date. Run scripts/licences.py.\n")
        return 0 if is_new else 1
    DOCUMENT.write_text(document())
    return 0


if __name__ == "__main__":
    sys.exit(main())
