"""Work without an account is deleted 30 days after its last change, and nothing else is."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from appraisal.models import Appraisal
from people.models import User
from people.visitor import Visitor


@pytest.mark.django_db
def test_only_expired_work_without_an_owner_is_deleted(capsys):
    long_ago = timezone.now() - timedelta(days=31)
    amina = User.objects.create_user("amina@example.org")
    cases: dict[str, dict[str, Any]] = {
        "Forgotten": {"changed_at": long_ago, "browser": "a"},
        "Recent": {"browser": "a"},
        "Owned": {"changed_at": long_ago},
        "Demonstration": {"changed_at": long_ago, "is_demonstration": True},
    }
    for title, said in cases.items():
        appraisal = Appraisal(title=title, method_version="2026.1", **said)
        appraisal.begin(amina if title == "Owned" else None)

    call_command("delete_expired")

    kept = Appraisal.objects.order_by("title").values_list("title", flat=True)
    assert list(kept) == ["Demonstration", "Owned", "Recent"]
    assert capsys.readouterr().out == "1 expired appraisal deleted.\n"


@pytest.mark.django_db
def test_expired_work_can_no_longer_be_opened_though_it_has_not_been_deleted_yet():
    visitor = Visitor(token="of Amina’s browser")
    long_ago = timezone.now() - timedelta(days=31)
    Appraisal(title="Forgotten", method_version="2026.1", browser=visitor.browser).begin()
    assert Appraisal.objects.editable_by(visitor).count() == 1

    Appraisal.objects.update(changed_at=long_ago)

    assert Appraisal.objects.editable_by(visitor).count() == 0
