"""The proof file's account of the audit, as a text to download and to show to others."""

from __future__ import annotations

from reports.releases.reader import Published, ReleaseReader

BEGINNING = """\
How the release of {quarter} was checked before it was published
{line}
{made_up}
The release is the file whose SHA-256 is
{hash}

Before it was published it was attacked. For every group that was counted for this release, an
integer program was given all cells of all releases published until then, and which appraisals
each of them counts. It looked for an answer that is certain for any one organisation, whatever a
single other organisation may know of its own. A group where there was one is not in the release.
"""


def audit_report(reader: ReleaseReader, release: Published) -> str:
    """Return what was checked of a release and what it came to, as plain text."""
    audit, catalogue = reader.audit(release), reader.catalogue(release)
    names = {each["key"]: each["name"] for each in catalogue["groups"]}
    titles = {
        each["key"]: each["title"]
        for table in catalogue["tables"]
        for each in (*table["rows"], *table["measures"])
    }
    room = release.policy["score_room"]
    parts = [
        _beginning(release),
        _listed("Groups counted for this release", [names[key] for key in audit["counted"]]),
        _listed(
            "Questions where no answer of any organisation could be worked out",
            [titles[key] for key in audit["no_answer_forced"]],
        ),
        _listed(
            "Scores where, for every organisation, at least "
            f"{room} of 100 points of the scale stay possible",
            [titles[key] for key in audit["score_room_kept"]],
        ),
    ]
    return "\n".join(parts)


def _beginning(release: Published) -> str:
    title = BEGINNING.format(
        quarter=release.quarter,
        line="=" * 60,
        made_up="\nMADE UP: no organisation gave these answers.\n" if release.is_synthetic else "",
        hash=release.hash,
    )
    constants = (f"- {name}: {value}" for name, value in sorted(release.policy.items()))
    return "\n".join([title, "The policy, by its constants:", *constants, ""])


def _listed(title: str, lines: list[str]) -> str:
    listed = [f"- {line}" for line in lines] or ["- none"]
    return "\n".join([f"{title}:", *listed, ""])
