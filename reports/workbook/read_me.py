"""The first sheet: what this workbook is, how to use it, and what it does not work out again."""

from __future__ import annotations

from reports import wording
from reports.report import facts
from reports.sums import NOTHING
from reports.workbook.drawn import Drawn
from reports.workbook.formulas import fixed, on
from reports.workbook.places import (
    ANSWERS,
    AS_FOUND,
    GATES,
    INFLUENCES,
    RANKING,
    READ_ME,
    REASONS,
    SCORES,
    WEIGHTS,
)
from reports.workbook.sheet import (
    HEADING,
    LABEL,
    STRONG,
    TEXT,
    TITLE,
    Cell,
    Row,
    Sheet,
    formula,
    head,
    row,
    text,
)

WIDTHS = (34, 104, 16)
TITLE_TEXT = "Strategic commissioning options appraisal"

HOW_TO = (
    "Change a yellow cell: an answer or how sure it is (sheet “Answers”), or a weight or the "
    "points of a goal (“Goals and weights”).",
    "Look at “Ranking”: scores, places, the lead and what stands in the way are worked out again "
    "at once. “As found” says what differs from the result.",
    "To get back to what was found, undo, or open the file again as you received it.",
    "Nothing changed here changes the appraisal. To keep a change, make it in the appraisal, or "
    "save it there as a what-if.",
)
LIVE = (
    "Worked out again: shares, centred influences, points, fit, readiness, scores, ranks, places, "
    "the lead, the share answered, and every gate. All by ordinary formulas, with no macros.",
)
NOT_LIVE = (
    f"Ranges and shares of readings do not recompute. They come from {wording.READINGS}, and are "
    "shown on “As found” as they were found.",
    "So once something is changed, the verdict says only the most that the lead allows: “Leaning "
    "at most” or “Clear at most”.",
    "The spreads are published with the method and stay as they are. So do the two warnings about "
    "thin evidence and about approaches that contradict each other, which are in the report.",
    "What other people answered is not in this workbook: it moves no score.",
)
ABOUT = (
    (RANKING, "The four approaches in order, what may be said of it, and how each score is made."),
    (ANSWERS, "Every question: the answer, how sure it is, and what it rests on."),
    (WEIGHTS, "What fit and readiness, each criterion and each goal count for."),
    (SCORES, "Every part of every score, line by line, so that all sums can be redone."),
    (INFLUENCES, "What each possible answer does to each approach, as published."),
    (REASONS, "Why, on what evidence, and from which sources."),
    (GATES, "What holds an approach back or asks for care, and which answers decide it."),
    (AS_FOUND, "The stored numbers, beside what the formulas make of this workbook now."),
)
JUDGEMENT = (
    "It says which approaches fit this situation, and how sure that is. It supports judgement and "
    "does not replace it; it is not legal advice."
)
DRAFT = "Draft: not yet approved for publication."


def sheet(drawn: Drawn) -> Sheet:
    verdict = wording.verdict(drawn.found)
    return Sheet(
        name=READ_ME,
        rows=(
            row(text(TITLE_TEXT, TITLE)),
            *_facts(drawn),
            (),
            row(text("What was found", HEADING)),
            row(text(verdict.word, LABEL), text(verdict.sentence, TEXT)),
            *_told("", verdict.caution, JUDGEMENT),
            (),
            row(text("How to use this workbook", HEADING)),
            *_told("", *HOW_TO),
            *_told("What recomputes", *LIVE),
            *_told("What does not", *NOT_LIVE),
            (),
            row(text("What is on each sheet", HEADING)),
            head("Sheet", "What it holds"),
            *(row(text(name, STRONG), text(holds)) for name, holds in ABOUT),
            (),
            *_one_line(drawn),
        ),
        widths=WIDTHS,
    )


def _told(name: str, *sentences: str) -> list[Row]:
    names = [name] + [""] * len(sentences)
    told = zip(names, (each for each in sentences if each), strict=False)
    return [row(text(each, LABEL), text(words, TEXT)) for each, words in told]


def _facts(drawn: Drawn) -> list[Row]:
    told = facts(drawn.outcome, drawn.found)
    method = f"{told.method_version}, its content’s SHA-256 {told.method_hash}"
    lines = [
        ("", DRAFT if drawn.found.edition.is_draft else ""),
        ("Appraisal", told.title),
        ("Council or partner", told.council),
        ("What is appraised", told.scope),
        ("Decision due", told.decision_date),
        ("Result", f"{told.number} of appraisal {told.reference}, found {told.concluded}"),
        ("Method", method),
        ("Result’s SHA-256", told.outcome_hash),
        ("Publication", told.exempt),
    ]
    return [row(text(name, LABEL), text(words, TEXT)) for name, words in lines if words]


# One line, step by step


def _one_line(drawn: Drawn) -> list[Row]:
    """Return the line that moved the first approach most, as an example to follow."""
    best = drawn.found.core[0]
    parts = sorted(best.parts.values(), key=lambda each: -abs(each.points))
    part = parts[0] if parts else NOTHING
    if not part.points:
        return []
    chosen, places = drawn.found.method, drawn.places
    asked = chosen.goal_by_key.get(part.key) or chosen.question_by_key[part.key]
    criterion = next(each for each in chosen.criteria if part.key in each.questions)
    at, line = places.approaches.index(best.approach), places.part_rows[part.key]
    influence, points = places.columns(at)
    spread = drawn.spread(criterion.group, best.approach)

    def live(column: str, value: float, shown: str) -> Cell:
        return formula(on(SCORES, fixed(column, line)), value, shown)  # type: ignore[arg-type]

    steps: list[tuple[str, Cell, str]] = [
        ("Question or goal", text(best.name), f"{asked.code}: {asked.text}"),
        (
            "Share of the score",
            live("F", part.share, "share"),
            f"What {criterion.name} weighs in its half, times what the half weighs, shared out "
            + (
                "by the points of the goals."
                if part.key in chosen.goal_by_key
                else "evenly over its questions that apply."
            ),
        ),
        (
            "Centred influence",
            live(influence, part.centred, "centred"),
            f"How strongly the answer speaks for {best.name}, less the mean over all "
            + ("goals." if part.key in chosen.goal_by_key else "answers to the question."),
        ),
        (
            "Spread",
            formula(on(SCORES, places.spread(criterion.group, at)), spread, "spread"),
            f"How far the answers can carry {best.name}’s {criterion.group} over all situations.",
        ),
        (
            "Points",
            live(points, part.points, "points"),
            "10 × share of the score × centred influence ÷ spread. All such points of an approach, "
            "added to 50, are its score.",
        ),
    ]
    return [
        row(text("One line of the sums, step by step", HEADING)),
        head("Step", "In words", "Now"),
        *(row(text(name, STRONG), text(words), cell) for name, cell, words in steps),
    ]
