"""What an e-mail address suggests about where someone works. It is a hint, never a proof."""

from __future__ import annotations

from people.models import Membership

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def hint(asking: Membership) -> str:
    """Say how the address of someone who asks to join compares with the members' addresses."""
    domain = asking.user.domain
    members = asking.organisation.memberships.approved().select_related("user")
    alike = sum(member.user.domain == domain for member in members)
    if not members:
        return f"The address ends in @{domain}. There are no members yet to compare it with."
    if not alike:
        return f"The address ends in @{domain}, unlike that of any member."
    number = NUMBERS[alike] if alike < len(NUMBERS) else str(alike)
    return f"The address ends in @{domain}, like that of {number} member{'s' * (alike > 1)}."
