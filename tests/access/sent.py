"""What is sent to each address that takes something; nothing to the others.

Where one address does several things, each has an entry of its own, named after a plus sign.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from appraisal.sharing_nationally import WORDING
from landscape.invite import BY_EMAIL, BY_LINK
from tests.access.scene import KEPT_AT, Scene

FILE = b"""{
  "format": "commissioning-appraisal 1",
  "reference": "K7M2",
  "method_version": "2026.1",
  "appraised": {"title": "From elsewhere", "route": "short"},
  "agreed": {"answers": {"provider_count": {"value": 3}}}
}"""


def what_is_sent(scene: Scene) -> dict[str, dict[str, Any]]:
    """Return it by the name of the address."""
    today = timezone.localdate()
    day = today + timedelta(days=9)
    deadline = {"deadline_day": day.day, "deadline_month": day.month, "deadline_year": day.year}
    invitation = {"role": "provider", "sections": ["market"], **deadline}
    scenario = {"name": "Trust", "answer-provider_trust": "5"}
    return {
        "account_login": {"email": "new@example.org"},
        "account_confirm_login_code": {"code": "BCDF-GHJK"},
        "people:join": {"organisation": scene.to_join},
        "people:add": {"name": "Example NHS Trust", "kind": "NHS body"},
        "people:organisation": {"email": "colleague@example.org"},
        "people:decide+approve": {"decision": "approve"},
        "people:decide+decline": {"decision": "decline"},
        "landscape:bring_in": {"file": SimpleUploadedFile("appraisal.json", FILE)},
        "landscape:start": {"title": "Day support", "route": "short"},
        "landscape:sign_in_again": {"address": f"/appraisals/{'X' * 8}/goal-points/", "a": "b"},
        "landscape:contribution_step": {"revision": "0", "provider_count": "3"},
        "landscape:details": {"revision": "0", "title": "Mine now", "route": "short"},
        "landscape:step": {"revision": "2", "provider_count": "3"},
        "landscape:settle": {
            "revision": "2",
            "provider_count": "3",
            "provider_count-note": "Agreed in the meeting",
        },
        "landscape:decision": {
            "outcome": "1",
            "what": "as_now",
            "taken_by": "Cabinet",
            "taken_on_day": today.day,
            "taken_on_month": today.month,
            "taken_on_year": today.year,
            "why": "The budget.",
        },
        "landscape:sharing_nationally+share": {"wording": WORDING, "agreed": "on"},
        "landscape:sharing_nationally+withdraw": {"action": "withdraw"},
        "landscape:start_again": {"title": "Home care, a year later"},
        "landscape:share": {"email": "new@example.org", "level": "owner"},
        "landscape:change_access+level": {"level": "owner"},
        "landscape:change_access+stop": {"action": "stop"},
        "landscape:invite+email": {**invitation, "by": BY_EMAIL, "email": "new@example.org"},
        "landscape:invite+link": {**invitation, "by": BY_LINK},
        "landscape:manage+close": {"action": "close"},
        "landscape:manage+link": {"action": "link"},
        "reports:documents": {"format": "pdf", "length": "short", "holds": "public"},
        "reports:what_if+try": {"answer-provider_trust": "1"},
        "reports:what_if+keep": {**scenario, "action": "keep"},
        "reports:scenario+try": {"answer-provider_trust": "2"},
        "reports:scenario+keep": {**scenario, "action": "keep"},
        "reports:scenario+change": {
            **scenario,
            "action": "change",
            "state": KEPT_AT.isoformat(),
        },
        "landscape:manage+extend": {"action": "extend", **deadline},
    }
