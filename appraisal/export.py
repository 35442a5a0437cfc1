"""Everything kept about an appraisal as plain data: councils own what they enter."""

from __future__ import annotations

from typing import Any

from appraisal.copying import STARTED_FROM
from appraisal.deciding import decisions_of
from appraisal.method.content import method
from appraisal.models import (
    Appraisal,
    Decision,
    Event,
    Invitation,
    NationalConsent,
    Outcome,
    Scenario,
    StepRevision,
)
from appraisal.voices import contributions

FORMAT = "commissioning-appraisal 1"


def exported(appraisal: Appraisal) -> dict[str, Any]:
    """Return all of an appraisal that its owner may see.

    What contributors have not handed in, and what would give anonymous ones away, is not theirs.
    """
    chosen = method(appraisal.method_version)
    revisions = appraisal.agreed.revisions.select_related("saved_by").order_by("pk")
    scenarios = Scenario.objects.filter(outcome__appraisal=appraisal).order_by("pk")
    return {
        "format": FORMAT,
        "reference": appraisal.reference,
        "method_version": appraisal.method_version,
        "started_at": appraisal.started_at.isoformat(),
        "changed_at": appraisal.changed_at.isoformat(),
        "started_from": appraisal.started_from.reference if appraisal.started_from else None,
        "appraised": appraisal.described(),
        "access": list(appraisal.access.order_by("pk").values("email", "level")),
        "agreed": appraisal.agreed.answers_file(),
        "history": [_revision(each) for each in revisions],
        "invitations": [_invitation(each) for each in appraisal.invitations.order_by("pk")],
        "contributions": [
            {"name": each.name, "role": each.role, **each.said}
            for each in contributions(appraisal, chosen)
        ],
        "outcomes": [_outcome(each) for each in appraisal.outcomes.order_by("number")],
        "scenarios": [_scenario(each) for each in scenarios.select_related("outcome", "made_by")],
        "decisions": [
            _decision(each)
            for each in decisions_of(appraisal).select_related("recorded_by").order_by("pk")
        ],
        "sharing_nationally": [
            _consent(each)
            for each in appraisal.national_consents.select_related("organisation", "by").order_by(
                "pk"
            )
        ],
        "events": [_event(each) for each in appraisal.events.select_related("by").order_by("pk")],
    }


def portable(appraisal: Appraisal) -> dict[str, Any]:
    """Return what comes along when an appraisal is brought in elsewhere, in the same shape and
    however long its history is. Nobody’s address is in it."""
    whole = exported(appraisal)
    latest = {each["page"]: {**each, "saved_by": None} for each in whole["history"]}
    return {
        **whole,
        "access": [],
        "history": list(latest.values()),
        "invitations": [],
        # How many there were, so that whoever brings it in is told what did not come along.
        "contributions": [{**each, "answers": {}, "goals": {}} for each in whole["contributions"]],
        "outcomes": [{**each, "found_by": None} for each in whole["outcomes"][-1:]],
        "scenarios": [],
        "decisions": [],
        "sharing_nationally": [],
        "events": [
            {**each, "by": None} for each in whole["events"] if each["what"] in STARTED_FROM
        ],
    }


def _revision(revision: StepRevision) -> dict[str, Any]:
    return {
        "page": revision.step,
        "number": revision.number,
        "answers": revision.answers,
        "not_accepted": revision.draft,
        "saved_at": revision.saved_at.isoformat(),
        "given_at": revision.given_at.isoformat() if revision.given_at else None,
        "saved_by": revision.saved_by.email if revision.saved_by else None,
    }


def _invitation(invitation: Invitation) -> dict[str, Any]:
    return {
        "number": invitation.pk,
        "role": invitation.role,
        "email": invitation.email,
        "sections": invitation.sections,
        "anonymous": invitation.is_anonymous,
        "deadline": invitation.deadline.isoformat(),
        "invited_at": invitation.invited_at.isoformat(),
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {
        "number": outcome.number,
        "found_at": outcome.found_at.isoformat(),
        "found_by": outcome.found_by.email if outcome.found_by else None,
        "method": {"version": outcome.method_version, "hash": outcome.method_hash},
        "appraised": outcome.appraised,
        "landscape": outcome.landscape,
        "result": outcome.result,
    }


def _scenario(scenario: Scenario) -> dict[str, Any]:
    return {
        "reference": scenario.reference,
        "name": scenario.name,
        "outcome": scenario.outcome.number,
        "changes": scenario.changes,
        "made_at": scenario.made_at.isoformat(),
        "changed_at": scenario.changed_at.isoformat(),
        "made_by": scenario.made_by.email if scenario.made_by else None,
    }


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "outcome": decision.outcome.number,
        "what": decision.what,
        "approaches": [each for each in (decision.approach, decision.blended_with) if each],
        "in_words": decision.in_words,
        "taken_by": decision.taken_by,
        "taken_on": decision.taken_on.isoformat(),
        "why": decision.why,
        "why_differs": decision.why_differs,
        "dissent": decision.dissent,
        "recorded_at": decision.recorded_at.isoformat(),
        "recorded_by": decision.recorded_by.email if decision.recorded_by else None,
    }


def _consent(consent: NationalConsent) -> dict[str, Any]:
    return {
        "organisation": consent.organisation.official_name,
        "shared": consent.is_given,
        "wording": consent.wording,
        "at": consent.at.isoformat(),
        "by": consent.by.email if consent.by else None,
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "what": event.what,
        "at": event.at.isoformat(),
        "by": event.by.email if event.by else None,
        "details": event.details,
    }
