"""The report of an outcome: the one object that page and PDF show, so that they cannot differ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from appraisal.models import Appraisal, Outcome
from appraisal.scoring.draws import DRAWS
from reports import numbers, wording
from reports.annex import Annex, annex
from reports.answers import NOT_ANSWERED, NOT_ASKED, in_words
from reports.as_now import AsNow, as_now
from reports.certainty import Certainty, certainty
from reports.charts import Charts
from reports.committee.paper import Paper
from reports.decided import Decided, decided
from reports.edition import WHOLE, Edition
from reports.finding_out import ToFindOut, to_find_out
from reports.gaps import Gaps, gaps
from reports.how import HowTo, how_to
from reports.overview import Overview, overview
from reports.perspectives import Perspectives, perspectives
from reports.plan import Plan, plans
from reports.ranking import Ranking, in_order, ranking
from reports.reasons import Reasons, reasons
from reports.standing import InTheWay, in_the_way
from reports.stored import Found, fingerprint, found
from reports.sums import Sums, WorkedLine, every_sum, worked_line
from reports.weights import Weighing, weighing

SHORT_HASH = 12


@dataclass(frozen=True)
class Facts:
    """Which appraisal and which outcome this is, and by which method it was found.

    ``exempt`` says what a public report leaves out, or that this one holds what is exempt.
    """

    title: str
    council: str
    scope: str
    decision_date: str
    reference: str
    number: int
    concluded: str
    is_demonstration: bool
    route: str
    method_version: str
    method_hash: str
    method_hash_short: str
    outcome_hash: str
    outcome_hash_short: str
    wording_changed: bool
    is_public: bool
    part: str
    exempt: str


@dataclass(frozen=True)
class Constants:
    """The published numbers that the report explains itself with."""

    readings: str
    enough_coverage: str
    full_coverage: str
    fit_share: str
    readiness_share: str
    clear_lead: str
    clear_share: str
    leaning_lead: str
    leaning_share: str


@dataclass(frozen=True)
class OwnWords:
    """A question answered in the council's own words."""

    question: str
    words: str
    is_exempt: bool


@dataclass(frozen=True)
class Report:
    facts: Facts
    constants: Constants
    verdict: wording.Verdict
    decided: Decided | None
    weights: Weighing
    coverage: str
    ranking: Ranking
    in_the_way: InTheWay
    perspectives: Perspectives
    overview: Overview
    certainty: Certainty
    find_out: tuple[ToFindOut, ...]
    plans: tuple[Plan, ...]
    how: HowTo
    as_now: AsNow
    charts: Charts
    own_words: tuple[OwnWords, ...]
    core_reasons: tuple[Reasons, ...]
    further_reasons: tuple[Reasons, ...]
    gaps: Gaps
    annex: Annex
    sums: tuple[Sums, ...]
    worked: WorkedLine | None
    committee: Paper


def report(outcome: Outcome, edition: Edition = WHOLE) -> Report:
    """Return everything there is to show of an outcome in an edition, worded and rounded."""
    read = found(outcome, edition)
    recorded = decided(outcome)
    heard = perspectives(outcome, read)
    return Report(
        facts=facts(outcome, read),
        constants=constants(read),
        verdict=wording.verdict(read),
        decided=recorded,
        weights=weighing(outcome),
        coverage=wording.coverage(read),
        ranking=ranking(read),
        in_the_way=in_the_way(read),
        perspectives=heard,
        overview=overview(read),
        certainty=certainty(read),
        find_out=to_find_out(read),
        plans=plans(read),
        how=how_to(read),
        as_now=as_now(read),
        charts=Charts(read),
        own_words=own_words(read),
        core_reasons=tuple(reasons(read, each) for each in in_order(read, read.core)),
        further_reasons=tuple(reasons(read, each) for each in in_order(read, read.further)),
        gaps=gaps(read),
        annex=annex(read),
        sums=every_sum(read),
        worked=worked_line(read),
        committee=Paper(outcome, read, recorded, heard),
    )


def facts(outcome: Outcome, read: Found) -> Facts:
    appraised = outcome.appraised
    due = appraised["decision_date"]
    whole = fingerprint(outcome)
    return Facts(
        title=appraised["title"],
        council=appraised["council"],
        scope=appraised["scope"].strip(),
        decision_date=numbers.day(date.fromisoformat(due)) if due else "",
        reference=outcome.appraisal.reference,
        number=outcome.number,
        concluded=numbers.moment(outcome.found_at),
        is_demonstration=outcome.appraisal.is_demonstration,
        route=str(Appraisal.Route(appraised["route"]).label),
        method_version=outcome.method_version,
        method_hash=outcome.method_hash,
        method_hash_short=outcome.method_hash[:SHORT_HASH],
        outcome_hash=whole,
        outcome_hash_short=whole[:SHORT_HASH],
        wording_changed=outcome.method_hash != read.method.hash,
        is_public=read.edition.is_public,
        part=part(read),
        exempt=about_exempt(read),
    )


def part(read: Found) -> str:
    """Return the part of the agenda that the edition is for, when exemption has a say in it."""
    if read.edition.is_public:
        return "Part A: for the public"
    return "Part B: exempt information" if read.exempt else ""


def about_exempt(read: Found) -> str:
    """Say what is left out of a public report, or that a whole one is not for publication."""
    marked = len(read.exempt)
    if read.edition.is_public:
        held = numbers.counted(marked, "answer has", "answers have") if marked else "No answer has"
        return f"This is the public report (Part A). {held} words left out as exempt."
    if not marked:
        return ""
    held = numbers.counted(marked, "answer has", "answers have")
    return f"This report holds exempt information: {held} words marked so."


def constants(read: Found) -> Constants:
    thresholds = read.method.thresholds
    return Constants(
        readings=f"{DRAWS:,}",
        enough_coverage=numbers.percent(thresholds.enough_coverage),
        full_coverage=numbers.percent(thresholds.full_coverage),
        fit_share=numbers.percent(read.fit_weight),
        readiness_share=numbers.percent(1 - read.fit_weight),
        clear_lead=f"{float(thresholds.clear_lead):g}",
        clear_share=numbers.percent(thresholds.clear_share),
        leaning_lead=f"{float(thresholds.leaning_lead):g}",
        leaning_share=numbers.percent(thresholds.leaning_share),
    )


def own_words(read: Found) -> tuple[OwnWords, ...]:
    texts = (in_words(read, each) for each in read.method.questions if each.kind == "text")
    return tuple(
        OwnWords(each.question, each.words, each.is_exempt)
        for each in texts
        if each.words not in (NOT_ANSWERED, NOT_ASKED)
    )
