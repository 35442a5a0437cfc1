"""A release of the national picture: built from contributions, earlier releases and a secret."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from reports.national.audit import safe_to_publish
from reports.national.catalogue import CATALOGUE, MOST_TABLES, Catalogue
from reports.national.contributions import Contribution
from reports.national.gates import (
    Members,
    State,
    far_enough,
    large_enough,
    to_withhold,
)
from reports.national.groups import Group
from reports.national.policy import VERSION_1, Policy
from reports.national.protect import Lots, picture
from reports.national.published import Picture, Shown
from reports.national.puzzle import Snapshot
from reports.national.tabulate import tabulate

TOO_FEW = "Fewer than {group} organisations contribute."
TOO_LITTLE_NEW = (
    "Fewer than {change} organisations joined, left or changed since it, or a group much like it, "
    "was counted."
)
REMAINDER = (
    "Counting it anew would leave fewer than {remainder} organisations as the difference from "
    "other groups."
)
HELD_BACK = (
    "Held back: either somebody could have worked out an answer, or the lot fell on it, as on one "
    "in {lot}. Which of the two is not told, as that would tell something."
)


class Refused(ValueError):
    """A release that may not be built, with the reason in words."""


@dataclass(frozen=True)
class Release:
    """What is published for a quarter, and beside it what must be kept and never shown.

    ``shown`` has every group of the catalogue. ``members`` are the appraisals counted in each
    group that was counted for this release, and ``reasons`` say why other groups were not: both
    are for those who build releases, and stand in no document.
    """

    quarter: str
    policy: Policy
    catalogue: str
    shown: tuple[Shown, ...]
    members: Mapping[str, Members]
    reasons: Mapping[str, str]

    @cached_property
    def bytes(self) -> bytes:
        """Return what is published, the same bytes whenever it is built."""
        written = json.dumps(self.document(), sort_keys=True, ensure_ascii=False, indent=1)
        return f"{written}\n".encode()

    @cached_property
    def hash(self) -> str:
        return hashlib.sha256(self.bytes).hexdigest()

    def document(self) -> dict[str, object]:
        return {
            "quarter": self.quarter,
            "policy": self.policy.document(),
            "catalogue": self.catalogue,
            "groups": [_document(each) for each in self.shown],
            "audit": self.audit(),
        }

    def audit(self) -> dict[str, object]:
        """Return what the audit found. It tells nothing of who contributes, or how many do."""
        counted = [each for each in self.shown if each.state == "counted" and each.picture]
        rows = sorted({key for each in counted if each.picture for key in each.picture.rows})
        means = sorted({key for each in counted if each.picture for key in each.picture.means})
        return {
            "counted": [each.group for each in counted],
            "no_answer_forced": rows,
            "score_room_kept": means,
            "known_to_an_insider": "everything that one organisation contributed",
        }

    def snapshots(self) -> tuple[Snapshot, ...]:
        """Return the states that were counted for this release, with who is in them."""
        return tuple(
            Snapshot(each.group, self.members[each.group], each.picture)
            for each in self.shown
            if each.state == "counted" and each.picture
        )


def _document(shown: Shown) -> dict[str, object]:
    found: dict[str, object] = {"group": shown.group, "state": shown.state}
    if shown.same_as:
        found["same_as"] = shown.same_as
    if shown.picture is None:
        return found
    return found | {
        "as_of": shown.picture.quarter,
        "contributors": shown.picture.contributors,
        "rows": {
            key: "too_uniform"
            if row.counts is None
            else {"counts": row.counts, "shares": row.shares}
            for key, row in shown.picture.rows.items()
        },
        "means": shown.picture.means,
    }


def build(
    quarter: str,
    contributions: Iterable[Contribution],
    earlier: Sequence[Release],
    secret: bytes,
    policy: Policy = VERSION_1,
    catalogue: Catalogue = CATALOGUE,
) -> Release:
    """Return the release of a quarter, such as “2027-Q1”: the same for the same arguments.

    ``earlier`` are all releases before it, in order.
    """
    given = tuple(contributions)
    check(quarter, given, earlier, policy, catalogue)
    building = Building(quarter, given, tuple(earlier), Lots(secret, quarter), policy, catalogue)
    return building.release()


def check(
    quarter: str,
    given: Sequence[Contribution],
    earlier: Sequence[Release],
    policy: Policy,
    catalogue: Catalogue,
) -> None:
    """Refuse, in words, what no release may be built from."""
    quarters = [each.quarter for each in earlier]
    if quarter in quarters:
        raise Refused(f"The release of {quarter} exists already. It cannot be built again.")
    if [*quarters, quarter] != sorted({*quarters, quarter}):
        raise Refused(f"Releases are built in order, and {quarter} is not the last.")
    if any(each.policy != policy or each.catalogue != catalogue.fingerprint for each in earlier):
        raise Refused(
            "Earlier releases were built with another policy or catalogue, which this audit "
            "cannot read. A new version must be taught to read them first."
        )
    if len({each.organisation for each in given}) < len(given):
        raise Refused("An organisation contributes one appraisal to a release, not more.")
    if len(catalogue.tables) > MOST_TABLES:
        raise Refused(f"A catalogue has at most {MOST_TABLES} tables.")


@dataclass(frozen=True)
class Building:
    """A release on its way: group by group through the gates, the rounding and the audit."""

    quarter: str
    given: tuple[Contribution, ...]
    earlier: tuple[Release, ...]
    lots: Lots
    policy: Policy
    catalogue: Catalogue

    def release(self) -> Release:
        reasons: dict[str, str] = {}
        members = self._without_few_left(self._through_the_gates(reasons), reasons)
        new = self._pictures(members)
        safe = self._without_few_left(
            {each.group: each.members for each in self._audited(new)}, reasons
        )
        for group in members:
            if group not in safe:
                reasons.setdefault(group, self._words(HELD_BACK))
        counted = {each.group: each.picture for each in new if each.group in safe}
        return Release(
            quarter=self.quarter,
            policy=self.policy,
            catalogue=self.catalogue.fingerprint,
            shown=tuple(self._shown(group, counted) for group in self.catalogue.groups),
            members=safe,
            reasons=reasons,
        )

    @cached_property
    def published(self) -> tuple[Snapshot, ...]:
        return tuple(each for release in self.earlier for each in release.snapshots())

    def _through_the_gates(self, reasons: dict[str, str]) -> dict[str, Members]:
        """Return who is in each group that may be counted anew."""
        found: dict[str, Members] = {}
        before = [each.members for each in self.published]
        for group in self.catalogue.groups:
            members = frozenset(
                each.piece for each in self.given if group.holds(each.region, each.kind)
            )
            if group.same_as:
                continue
            if not large_enough(members, self.policy):
                reasons[group.key] = self._words(TOO_FEW)
            elif not far_enough(members, (*before, *found.values()), self.policy):
                reasons[group.key] = self._words(TOO_LITTLE_NEW)
            elif self.lots.holds_back(self.policy, group):
                reasons[group.key] = self._words(HELD_BACK)
            else:
                found[group.key] = members
        return found

    def _without_few_left(
        self, members: Mapping[str, Members], reasons: dict[str, str]
    ) -> dict[str, Members]:
        """Return the groups without those that would leave too few of another."""
        kept = dict(members)
        old = [State(each.group, each.members) for each in self.published]
        while True:
            new = [State(group, inside, is_new=True) for group, inside in kept.items()]
            withheld = to_withhold([*old, *new], self.policy)
            if withheld is None:
                return kept
            del kept[withheld]
            reasons[withheld] = self._words(REMAINDER)

    def _pictures(self, members: Mapping[str, Members]) -> tuple[Snapshot, ...]:
        groups = [group for group in self.catalogue.groups if group.key in members]
        tables = tabulate(self.given, self.catalogue, groups)
        return tuple(
            Snapshot(
                group.key,
                members[group.key],
                picture(
                    group,
                    len(members[group.key]),
                    tables,
                    self.catalogue,
                    self.policy,
                    self.lots,
                ),
            )
            for group in groups
        )

    def _audited(self, new: Sequence[Snapshot]) -> tuple[Snapshot, ...]:
        """Return the new states that give nobody away, beside all that is published."""
        return safe_to_publish(self.published, new, self.catalogue, self.policy)

    def _shown(self, group: Group, counted: Mapping[str, Picture]) -> Shown:
        if group.same_as:
            return Shown(group.key, "same_as", same_as=group.same_as)
        if group.key in counted:
            return Shown(group.key, "counted", counted[group.key])
        kept = [each.picture for each in self.published if each.group == group.key]
        return Shown(group.key, "kept", kept[-1]) if kept else Shown(group.key, "not_shown")

    def _words(self, reason: str) -> str:
        return reason.format(**self.policy.document())
