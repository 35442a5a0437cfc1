"""The demonstration is loaded once, and again only when its file or the method changes."""

import pytest

from appraisal import demonstration
from appraisal.models import StepRevision

pytestmark = pytest.mark.django_db


def test_loading_twice_changes_nothing():
    first = demonstration.load()
    revisions = StepRevision.objects.count()

    second = demonstration.load()

    assert second == first
    assert first.outcomes.count() == 1
    assert StepRevision.objects.count() == revisions


def test_a_changed_file_makes_a_new_revision_and_a_new_outcome(tmp_path, monkeypatch):
    demonstration.load()
    changed = tmp_path / "demonstration.toml"
    written = demonstration.PATH.read_text("utf-8")
    changed.write_text(written.replace("stable_market = 60", "stable_market = 100"), "utf-8")
    monkeypatch.setattr(demonstration, "PATH", changed)

    appraisal = demonstration.load()

    assert appraisal.outcomes.count() == 2
    points = appraisal.agreed.revisions.filter(step="goal-points")
    assert [each.answers["stable_market"]["value"] for each in points.order_by("number")] == [
        60,
        100,
    ]


def test_the_demonstration_is_plainly_fictional_and_nobodys():
    appraisal = demonstration.load()

    assert appraisal.is_demonstration
    assert appraisal.organisation is not None
    assert "(fictional)" in appraisal.organisation.name
    assert appraisal.organisation.gss_code is None
    assert not appraisal.access.exists() and appraisal.browser == ""


def test_the_demonstration_is_answered_fully_enough_to_be_ranked():
    found = demonstration.load().outcomes.get()

    assert found.verdict != "too_early"
    assert not found.result["provisional"]
    assert found.result["guesses"] and found.result["unknown"]
