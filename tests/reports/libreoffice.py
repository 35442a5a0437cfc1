"""LibreOffice, turning files of ours into others as a council's would."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

# As many files as are wanted go through one start, which takes most of the time.
MOST_SECONDS = 240

# Every formula is worked out anew when a file is opened, whatever value was stored with it.
ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
  oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="ODFRecalcMode"
  oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def converted(paths: Sequence[Path], to: str, into: Path) -> list[Path]:
    """Return the files as LibreOffice writes them, in order: ``to`` is what follows their dot.

    ``into`` is a folder of its own, where LibreOffice keeps its settings too.
    """
    profile = into / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS, "utf-8")
    made = into / to
    finished = subprocess.run(
        [
            os.environ.get("SOFFICE", "soffice"),
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            to,
            "--outdir",
            str(made),
            *map(str, paths),
        ],
        capture_output=True,
        text=True,
        timeout=MOST_SECONDS,
        env={"PATH": os.environ["PATH"], "HOME": str(into)},
    )
    written = [made / f"{path.stem}.{to}" for path in paths]
    missing = [path.name for path in written if not path.exists()]
    if missing:
        raise AssertionError(f"LibreOffice did not write {missing}: {finished.stderr[-2000:]}")
    return written


def is_there() -> bool:
    return shutil.which(os.environ.get("SOFFICE", "soffice")) is not None
