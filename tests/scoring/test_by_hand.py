"""The core agrees with the same sums done a second time, from the published export alone."""

from __future__ import annotations

import json

from hypothesis import given
from pytest import approx

from appraisal.method.export import export
from appraisal.scoring.document import as_document
from appraisal.scoring.result import appraise
from tests.scoring.by_hand import redo, redo_spread
from tests.scoring.landscapes import METHOD, documents, landscape, tried

PUBLISHED = json.loads(json.dumps(export(METHOD)))


def exactly(number):
    return approx(number, rel=1e-12, abs=1e-9)


@tried
@given(documents())
def test_an_outcome_can_be_redone_from_the_published_method(document):
    found = as_document(appraise(METHOD, landscape(document)))

    expected = redo(PUBLISHED, document)
    assert found["coverage"] == exactly(expected["coverage"])
    for approach in found["approaches"]:
        redone = expected["approaches"][approach["key"]]
        for part in ("score", "fit", "readiness", "low", "high"):
            assert approach[part] == exactly(redone[part])
        contributions = {part["question"]: part["points"] for part in approach["contributions"]}
        assert contributions == exactly(redone["contributions"])


def test_the_spread_can_be_redone_from_the_published_strengths():
    assert PUBLISHED["spread"] == redo_spread(PUBLISHED)
