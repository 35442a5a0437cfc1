"""An outcome can be found again from what it stored, under its own version."""

from __future__ import annotations

import json

import pytest

from appraisal import demonstration
from appraisal.method.content import method
from appraisal.scoring.answers import read_landscape
from appraisal.scoring.document import as_document
from appraisal.scoring.result import appraise


@pytest.mark.django_db
def test_appraising_a_stored_landscape_again_finds_the_stored_result():
    outcome = demonstration.load().outcomes.get()
    outcome.refresh_from_db()
    chosen = method(outcome.method_version)

    again = as_document(appraise(chosen, read_landscape(chosen, outcome.landscape)))

    assert json.loads(json.dumps(again)) == outcome.result
    assert outcome.method_hash == chosen.hash
