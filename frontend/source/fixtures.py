"""Keep the fixtures of GOV.UK Frontend for our conformance test, in one small file.

Run by build.sh: fixtures.py DIRECTORY_OF_THE_NPM_PACKAGE FILE
"""

import gzip
import json
import sys
from pathlib import Path


def main(package: Path, target: Path) -> None:
    version = json.loads((package / "package.json").read_text())["version"]
    components = {}
    for path in sorted((package / "dist/govuk/components").glob("*/fixtures.json")):
        components[path.parent.name] = [
            {key: fixture[key] for key in ("name", "options", "html")}
            for fixture in json.loads(path.read_text())["fixtures"]
        ]
    text = json.dumps({"version": version, "components": components}, ensure_ascii=False)
    # No name or time inside, so that building again gives the same bytes.
    target.write_bytes(gzip.compress(text.encode(), mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
