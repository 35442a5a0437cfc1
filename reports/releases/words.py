"""What is published, in words: the same on every page, in every picture and in every file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reports import numbers
from reports.releases.reader import Group, Measure, Published, Row, Value

SYNTHETIC = "Synthetic"
TOO_UNIFORM = "not shown (too uniform)"
FIRST_YEAR = (
    "In the first year only England and the types of council are likely to fill: a region is "
    "shown once enough of its organisations contribute."
)


def count(value: Value, policy: Mapping[str, int]) -> str:
    return f"about {value.count}" if value.count else fewer(policy)


def fewer(policy: Mapping[str, int]) -> str:
    return f"fewer than {policy['base']}"


def share(value: Value, policy: Mapping[str, int]) -> str:
    """Return the band that a share falls in; of fewer than 5 there is none."""
    if value.share is None:
        return fewer(policy)
    return numbers.unbroken(f"{value.share}% to {last_of(value.share, policy)}%")


def last_of(first: int, policy: Mapping[str, int]) -> int:
    """Return the last point of a band that starts at ``first``: all of them, for the last band."""
    end = first + policy["share_band"]
    return end if end >= 100 else end - 1


def both(value: Value, policy: Mapping[str, int]) -> str:
    if value.share is None:
        return fewer(policy)
    return f"{share(value, policy)} ({count(value, policy)})"


def mean(measure: Measure) -> str:
    return str(measure.mean)


def contributors(group: Group) -> str:
    return "" if group.contributors is None else f"{group.contributors} or more organisations"


def blank(group: Group, groups: Sequence[Group], policy: Mapping[str, int]) -> str:
    """Return why nothing stands where a group would; “” if it is shown.

    A group that is too small and one that is held back read the same, as the difference would
    tell something.
    """
    if group.is_shown:
        return ""
    if group.same_as:
        return f"the same as {name_of(group.same_as, groups)}"
    return f"fewer than {policy['group']} organisations, or held back: not shown"


def name_of(key: str, groups: Sequence[Group]) -> str:
    return next((each.name for each in groups if each.key == key), key)


def standing(group: Group) -> str:
    """Return when a group was counted."""
    if not group.is_shown:
        return ""
    return f"kept from {group.as_of}" if group.state == "kept" else f"counted for {group.as_of}"


def most_common(row: Row) -> tuple[Value, ...]:
    """Return the value published with the highest count; all of them, in their order, on a tie."""
    highest = max((each.count for each in row.values), default=0)
    return tuple(each for each in row.values if each.count == highest) if highest else ()


def titled(title: str, release: Published) -> str:
    """Return a title that says of itself that its figures are made up, wherever it is copied to."""
    return f"{SYNTHETIC}: {title}" if release.is_synthetic else title


def how_to_read(release: Published) -> tuple[str, ...]:
    """Return how the numbers of a release are to be read, a sentence each."""
    policy = release.policy
    return (
        *(
            ("SYNTHETIC: every council and every number here is made up, to show how it looks.",)
            if release.is_synthetic
            else ()
        ),
        "Each organisation counts once, by the latest appraisal that it concluded and shared.",
        f"Counts are rounded to a multiple of {policy['base']}, up or down by chance, so that a "
        f"count is up to {policy['base'] - 1} away from the true one. “Fewer than "
        f"{policy['base']}” may be nobody.",
        f"Shares are worked out from rounded counts and given in bands of {policy['share_band']} "
        "points. So they need not add up to 100%.",
        f"Means of scores are rounded to the nearest {policy['score_step']}. 50 is the middle: "
        "nothing known, or every answer in between.",
        f"A group is shown from {policy['group']} contributing organisations on; how many they "
        f"are is rounded down to a multiple of {policy['base']}.",
        f"A group is counted anew when at least {policy['change']} of its organisations joined, "
        "left or changed; until then it is kept from the quarter that it names.",
        f"“Too uniform”: all, or all but fewer than {policy['dissent']}, gave the same answer.",
        "A group that is not shown is too small, or held back so that nobody’s answer can be "
        "worked out. Which of the two is not told.",
    )
