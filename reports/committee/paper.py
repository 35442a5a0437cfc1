"""The committee paper of an outcome: everything it says beyond the result itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from appraisal.models import Outcome
from reports.committee import front
from reports.committee.asking import asked_for
from reports.committee.content import Content, content
from reports.committee.evaluating import Evaluation, evaluation
from reports.committee.extracts import Extract
from reports.committee.implications import ToWrite, to_write
from reports.committee.options import Options, options
from reports.committee.parts import CONTENTS, PARTS, Part
from reports.committee.quality import QualityMap, quality_map
from reports.committee.record import Record, record
from reports.committee.risks import Risks, risks
from reports.decided import Decided
from reports.how import in_play
from reports.perspectives import Perspectives
from reports.stored import Found


@dataclass(frozen=True)
class EvidenceGrade:
    """How good the evidence for an approach is; ``says`` what it is, for those in play."""

    name: str
    grade: str
    says: str


@dataclass(frozen=True, eq=False)
class Paper:
    """Each part is worked out when it is asked for: pages on screen show none of it."""

    outcome: Outcome
    found: Found
    decided: Decided | None
    perspectives: Perspectives

    @property
    def parts(self) -> Mapping[str, Part]:
        return PARTS

    @property
    def contents(self) -> tuple[Part, ...]:
        return CONTENTS

    @cached_property
    def content(self) -> Content:
        return content(self.found.method.version)

    @cached_property
    def header(self) -> tuple[front.Field, ...]:
        return front.header()

    @cached_property
    def publication(self) -> front.Publication:
        return front.publication(self.found, self.content)

    @cached_property
    def question(self) -> str:
        return front.question(self.outcome, self.found)[0]

    @cached_property
    def scope(self) -> Extract | None:
        return front.question(self.outcome, self.found)[1]

    @cached_property
    def life(self) -> tuple[Extract, ...]:
        return front.life(self.found)

    @cached_property
    def gates(self) -> front.GatesInFront:
        return front.gates(self.found)

    @cached_property
    def options(self) -> Options:
        return options(self.found)

    @cached_property
    def risks(self) -> Risks:
        return risks(self.found)

    @cached_property
    def asked(self) -> tuple[str, ...]:
        return asked_for(self.found, self.content, self.outcome.appraised["title"])

    @cached_property
    def took_part(self) -> front.TookPart:
        return front.took_part(self.found, self.perspectives)

    @cached_property
    def record(self) -> Record:
        return record(self.found, self.content, self.decided, self.options.considered, self.asked)

    @cached_property
    def declaration(self) -> tuple[str, ...]:
        return self.content.declaration

    @cached_property
    def implications(self) -> tuple[ToWrite, ...]:
        return to_write(self.found, self.content)

    @cached_property
    def evaluation(self) -> Evaluation:
        return evaluation(self.found, self.content)

    @cached_property
    def quality(self) -> QualityMap:
        return quality_map(self.found, self.content)

    @cached_property
    def evidence(self) -> tuple[EvidenceGrade, ...]:
        playing = in_play(self.found)
        return tuple(
            EvidenceGrade(
                each.name, each.evidence_grade, each.evidence if each.key in playing else ""
            )
            for each in self.found.method.approaches
        )
