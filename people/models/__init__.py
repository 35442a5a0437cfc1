"""Who is who: the people who sign in, the organisations they work for, and who belongs where."""

from people.models.membership import Membership, MembershipInvitation
from people.models.organisation import Organisation
from people.models.user import User, tidy_address

__all__ = ["Membership", "MembershipInvitation", "Organisation", "User", "tidy_address"]
