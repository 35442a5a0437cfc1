"""A release, written to its tables once and read back as it was built."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from django.db import IntegrityError, transaction

from reports.national.catalogue import CATALOGUE, Catalogue
from reports.national.contributions import Piece
from reports.national.gates import Members
from reports.national.policy import Policy
from reports.national.published import Picture, Shown, ShownRow
from reports.national.release import Refused
from reports.national.release import Release as Built
from reports.releases.models import (
    CountedAppraisal,
    Publication,
    Release,
    ReleasedGroup,
    ReleasedRow,
)

AT_ONCE = 2000
TOO_UNIFORM = "too_uniform"


# Keeping


@transaction.atomic
def keep(
    content: bytes,
    members: Mapping[str, Members],
    catalogue: Catalogue = CATALOGUE,
    is_synthetic: bool = False,
) -> Release:
    """Keep a release, from the bytes that it publishes and whose appraisals are counted in it."""
    told = json.loads(content)
    if told["catalogue"] != catalogue.fingerprint:
        raise Refused("This release was built with another catalogue.")
    try:
        with transaction.atomic():
            release = Release.objects.create(
                quarter=told["quarter"],
                is_synthetic=is_synthetic,
                policy=told["policy"],
                policy_version=told["policy"]["version"],
                catalogue=catalogue.document(),
                catalogue_fingerprint=catalogue.fingerprint,
                content=content,
                hash=hashlib.sha256(content).hexdigest(),
                audit=told["audit"],
            )
    except IntegrityError:
        raise Refused(f"The release of {told['quarter']} exists already.") from None
    groups = ReleasedGroup.objects.bulk_create(_groups(release, told, catalogue))
    shown = {each["group"]: each for each in told["groups"]}
    ReleasedRow.objects.bulk_create(
        (row for group in groups for row in _rows(group, shown[group.key], catalogue)),
        batch_size=AT_ONCE,
    )
    CountedAppraisal.objects.bulk_create(_counted(release, members), batch_size=AT_ONCE)
    return release


def _groups(
    release: Release, told: Mapping[str, Any], catalogue: Catalogue
) -> Iterator[ReleasedGroup]:
    described = {each.key: each for each in catalogue.groups}
    for position, shown in enumerate(told["groups"]):
        group = described[shown["group"]]
        yield ReleasedGroup(
            release=release,
            position=position,
            key=group.key,
            kind=group.kind,
            name=group.name,
            state=shown["state"],
            same_as=shown.get("same_as", ""),
            as_of=shown.get("as_of", ""),
            contributors=shown.get("contributors"),
        )


def _rows(
    group: ReleasedGroup, shown: Mapping[str, Any], catalogue: Catalogue
) -> Iterator[ReleasedRow]:
    if "rows" not in shown:
        return
    for position, (key, table) in enumerate(catalogue.table_of.items()):
        row = ReleasedRow(group=group, position=position, table=table, key=key)
        if key in shown["means"]:
            row.mean = shown["means"][key]
        elif shown["rows"][key] == TOO_UNIFORM:
            row.is_too_uniform = True
        else:
            row.counts, row.shares = shown["rows"][key]["counts"], shown["rows"][key]["shares"]
        yield row


def _counted(release: Release, members: Mapping[str, Members]) -> Iterator[CountedAppraisal]:
    # Sorted, so that not even the order in which rows lie tells anything.
    for group, pieces in sorted(members.items()):
        for piece in sorted(pieces):
            yield CountedAppraisal(
                release=release,
                group=group,
                organisation=piece.organisation,
                version=piece.version,
            )


# Publishing


@transaction.atomic
def publish(quarter: str, is_synthetic: bool = False) -> Publication:
    """Publish a release that is kept, as it was kept. It can be done once, and not undone."""
    release = Release.objects.filter(quarter=quarter, is_synthetic=is_synthetic).first()
    if release is None:
        raise Refused(
            f"There is no release of {quarter}. Build it first, and look at it: "
            f"manage.py build_release {quarter}"
        )
    if Publication.objects.filter(release=release).exists():
        raise Refused(f"The release of {quarter} is published already. It cannot be again.")
    before = Release.objects.filter(
        quarter__lt=quarter, is_synthetic=is_synthetic, publication=None
    )
    if earlier := before.order_by("quarter").first():
        raise Refused(f"The release of {earlier.quarter} comes first: it is not published yet.")
    if hashlib.sha256(release.content).hexdigest() != release.hash:
        raise Refused(
            f"The release of {quarter} is not what was built: its hash is no longer "
            f"{release.hash}. Find out who changed the database. Nothing was published."
        )
    if not says_the_same(release):
        raise Refused(
            f"The tables of the release of {quarter} say something else than its proof file. "
            "Find out who changed the database. Nothing was published."
        )
    return Publication.objects.create(release=release, hash=release.hash)


def says_the_same(release: Release) -> bool:
    """Return whether the tables that pages read hold the cells of the proof file, and no more."""
    told = {each["group"]: each for each in json.loads(bytes(release.content))["groups"]}
    groups = release.groups.prefetch_related("rows")
    return {group.key: _told_of(group) for group in groups} == told


def _told_of(group: ReleasedGroup) -> dict[str, Any]:
    told: dict[str, Any] = {"group": group.key, "state": group.state}
    if group.same_as:
        told["same_as"] = group.same_as
    if group.contributors is None:
        return told
    rows = group.rows.all()
    return told | {
        "as_of": group.as_of,
        "contributors": group.contributors,
        "rows": {
            each.key: TOO_UNIFORM
            if each.is_too_uniform
            else {"counts": each.counts, "shares": each.shares}
            for each in rows
            if each.mean is None
        },
        "means": {each.key: each.mean for each in rows if each.mean is not None},
    }


# Reading back


def kept(is_synthetic: bool = False) -> tuple[Built, ...]:
    """Return all releases that are kept, in order: the next one is audited against them."""
    found = Release.objects.filter(is_synthetic=is_synthetic).order_by("quarter")
    return tuple(built(each) for each in found)


def built(release: Release) -> Built:
    return read(bytes(release.content), _members(release))


def read(content: bytes, members: Mapping[str, Members]) -> Built:
    """Return a release as it was when it was built, but for why groups were refused."""
    told = json.loads(content)
    return Built(
        quarter=told["quarter"],
        policy=Policy(**told["policy"]),
        catalogue=told["catalogue"],
        shown=tuple(_shown(each) for each in told["groups"]),
        members=members,
        reasons={},
    )


def _members(release: Release) -> dict[str, Members]:
    members: dict[str, set[Piece]] = defaultdict(set)
    counted = release.counted.values_list("group", "organisation", "version")
    for group, organisation, version in counted.iterator():
        members[group].add(Piece(organisation, version))
    return {group: frozenset(pieces) for group, pieces in members.items()}


def _shown(told: Mapping[str, Any]) -> Shown:
    return Shown(
        group=told["group"],
        state=told["state"],
        picture=_picture(told) if "rows" in told else None,
        same_as=told.get("same_as", ""),
    )


def _picture(told: Mapping[str, Any]) -> Picture:
    return Picture(
        quarter=told["as_of"],
        contributors=told["contributors"],
        rows={key: _shown_row(row) for key, row in told["rows"].items()},
        means=told["means"],
    )


def _shown_row(told: Any) -> ShownRow:
    if told == TOO_UNIFORM:
        return ShownRow(None, {})
    return ShownRow(told["counts"], told["shares"])
