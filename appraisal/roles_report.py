"""Who may answer, and whose answer a question needs, in words, for docs/method.md."""

from __future__ import annotations

from appraisal.markdown import Lines, heading, link, paragraph, table
from appraisal.method.model import Method


def roles_section(method: Method) -> Lines:
    yield from heading(2, "Who answers")
    yield from paragraph(
        "People may be asked for answers of their own, each in a role. An answers file gives the "
        "role by its key, as the `group` of each of its `perspectives`; any other group is a group "
        "of its own."
    )
    yield from table(
        ["Key", "Role", "Group", "What we ask people to speak from"],
        [[f"`{part.key}`", part.name, part.group, part.speak_from] for part in method.roles],
    )
    yield from heading(3, "Whose answer counts as evidence")
    yield from paragraph(
        "A few questions ask how a group of people is treated, or what it thinks of the council. "
        "Nobody can say that for them, and no record can. Their agreed answer counts as evidence "
        "only when somebody in the role named here has answered too. Until then the result says "
        "who has not been heard, and takes the answer for a judgement, whatever was claimed. No "
        "score changes by it."
    )
    yield from table(
        ["Question", "Needs an answer from", "What the page says"],
        [
            [
                f"{link(part.code, part.key)}. {part.text}",
                " or ".join(method.role_by_key[key].name for key in part.evidence_from),
                part.note,
            ]
            for part in method.questions
            if part.evidence_from
        ],
    )
