"""What an appraisal is, as it is stored."""

from appraisal.models.appraisal import Access, Appraisal, new_reference
from appraisal.models.consent import NationalConsent
from appraisal.models.decision import Decision, put_first
from appraisal.models.invitation import Invitation
from appraisal.models.outcome import Outcome
from appraisal.models.perspective import (
    GOAL_POINTS,
    Perspective,
    StepRevision,
    answers_file,
    current_of,
)
from appraisal.models.result_row import ResultRow
from appraisal.models.scenario import Scenario
from appraisal.models.trail import Event

__all__ = [
    "GOAL_POINTS",
    "Access",
    "Appraisal",
    "Decision",
    "Event",
    "Invitation",
    "NationalConsent",
    "Outcome",
    "Perspective",
    "ResultRow",
    "Scenario",
    "StepRevision",
    "answers_file",
    "current_of",
    "new_reference",
    "put_first",
]
