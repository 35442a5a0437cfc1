"""LibreOffice, turning files of ours into others as a council's would."""

from __future__ import annotations

import csv
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

SOFFICE = os.environ.get("SOFFICE", "soffice")
MOST_SECONDS = 240

# Every formula is worked out anew when a file is opened, whatever value was stored with it.
ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
  oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="ODFRecalcMode"
  oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""

# With commas and in UTF-8, numbers in full and not as shown, every sheet in a file of its own.
EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,2057,false,false,false,false,false,-1"

# The rows of each sheet, by its name.
Sheets = dict[str, list[list[str]]]


def converted(paths: Sequence[Path], to: str, into: Path) -> list[Path]:
    """Return the files as LibreOffice writes them, in order; ``to`` is the ending of their names.

    ``into`` is a folder of its own, where LibreOffice keeps its settings too. To start it takes as
    long as several files, so give it all there are.
    """
    told = _convert(paths, to, into / to, into)
    written = [into / to / f"{path.stem}.{to}" for path in paths]
    _see(written, told)
    return written


def worked_out(paths: Sequence[Path], into: Path) -> list[Sheets]:
    """Return what every cell of each workbook comes to when LibreOffice works it out."""
    told = _convert(paths, EVERY_SHEET, into / "sheets", into)
    found = [sorted((into / "sheets").glob(f"{path.stem}-*.csv")) for path in paths]
    _see([each[0] if each else path for path, each in zip(paths, found, strict=True)], told)
    return [
        {_sheet(path, each): _rows(each) for each in files}
        for path, files in zip(paths, found, strict=True)
    ]


def _sheet(workbook: Path, written: Path) -> str:
    return written.stem.removeprefix(f"{workbook.stem}-")


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


def _convert(paths: Sequence[Path], to: str, made: Path, home: Path) -> str:
    profile = home / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS, "utf-8")
    command = [SOFFICE, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    finished = subprocess.run(
        [*command, "--convert-to", to, "--outdir", str(made), *map(str, paths)],
        capture_output=True,
        text=True,
        timeout=MOST_SECONDS,
        env={"PATH": os.environ["PATH"], "HOME": str(home)},
    )
    return finished.stderr[-2000:]


def _see(written: Sequence[Path], told: str) -> None:
    missing = [path.name for path in written if not path.exists()]
    if missing:
        raise AssertionError(f"LibreOffice did not write {missing}: {told}")
