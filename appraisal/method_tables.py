"""Every table of the method, as Markdown: questions, influences, goals, rules, law, sources."""

from __future__ import annotations

from appraisal.markdown import (
    Lines,
    heading,
    link,
    one_line,
    paragraph,
    percent,
    signed,
    table,
)
from appraisal.method.advice import Condition, Mechanism, Rule
from appraisal.method.model import Goal, Influence, LevelKey, Method, Question, Undecided

# What the core works out by itself, as the rules of the other gates are given.
RESULTS = {
    "thin_evidence": (
        "more than a fifth of the scored questions are not known, goals without any points "
        "counting as one more, or more than half of the known answers are guesses"
    ),
    "contradictory_pair": (
        "two core approaches that are joint first contradict each other; or the first and the "
        "second do, when the verdict is leaning"
    ),
}

# What becomes of a form of agreement.
USE = {
    "consider": "the conditions for it are met, and none against it is",
    "avoid": "a condition against it is met",
    "not indicated": "a condition for it is not met, and none against it is",
    "not known": "otherwise: an answer that would decide is not known",
}


def criteria(method: Method) -> Lines:
    yield from heading(2, "Weights")
    yield from paragraph(
        "Weights are shares of fit, or of readiness. The eight readiness criteria are our own "
        "lenses. You may give your own weights; the spreads stay as they are."
    )
    yield from table(
        ["Criterion", "Part of", "Weight", "Questions", "Meaning"],
        [
            [part.name, part.group, percent(part.weight, 1), str(len(part.questions)), part.meaning]
            for part in method.criteria
        ],
    )


# Questions and goals


def questions(method: Method) -> Lines:
    yield from heading(2, "Questions and influences")
    yield from paragraph(
        "A strength is what level 5 of a scale, or that choice, does to the approach. Approaches "
        "that are not named are not moved."
    )
    for section in method.sections:
        yield from heading(3, f"Section: {section.title}")
        for page in section.pages:
            for key in method.page_by_key[page].questions:
                yield from _question(method, method.question_by_key[key])


def _question(method: Method, question: Question) -> Lines:
    yield from heading(4, f"{question.code}. {question.text}", question.key)
    yield from paragraph(f"{'; '.join(_about(method, question))}. {question.why}")
    if question.kind in ("scale", "banded number"):
        yield from (f"{level.key}. {one_line(level.label)}" for level in question.levels)
        yield ""
        yield from _influences(method, question.influences)
    elif any(level.influences for level in question.levels):
        yield from _choices(method, question)
    elif question.levels:
        yield from (f"- {one_line(level.label)}" for level in question.levels)
        yield ""
    yield from _undecided(method, question.undecided)


def _about(method: Method, question: Question) -> list[str]:
    about = [f"`{question.key}`"]
    if question.criterion is None:
        about.append("not scored")
    else:
        about.append(f"criterion: {method.criterion_by_key[question.criterion].name}")
        about.append(f"evidence: {question.grade}")
    marks = {
        "short route": question.short_route,
        "may not apply": question.not_applicable,
        "says what is appraised": question.defines_scope,
    }
    return about + [mark for mark, holds in marks.items() if holds]


def _choices(method: Method, question: Question) -> Lines:
    rows = [
        [level.label, *row]
        for level in question.levels
        for row in _rows(method, level.influences) or [["moves nothing", "", "", ""]]
    ]
    yield from table(["Answer", "Approach", "Strength", "Because", "Rests on"], rows)


def goals(method: Method) -> Lines:
    yield from heading(2, "The goals, and what serves them")
    yield from paragraph(
        "Give 100 points to the swing that matters most, from its worse end to its better one, "
        "and judge the others against it."
    )
    for goal in method.goals:
        yield from _goal(method, goal)


def _goal(method: Method, goal: Goal) -> Lines:
    yield from heading(3, f"{goal.code}. {goal.text}", goal.key)
    yield from paragraph(
        f"`{goal.key}`; evidence: {goal.grade}. From “{goal.swing_from}” to “{goal.swing_to}”."
    )
    yield from _influences(method, goal.influences)
    yield from _undecided(method, goal.undecided)


def _undecided(method: Method, undecided: tuple[Undecided, ...]) -> Lines:
    for part in undecided:
        name = method.approach_by_key[part.approach].name
        yield from paragraph(f"Left at 0 for **{name}**, as readings disagreed: {part.because}")


def _influences(method: Method, influences: tuple[Influence, ...]) -> Lines:
    if influences:
        yield from table(["Approach", "Strength", "Because", "Rests on"], _rows(method, influences))
    else:
        yield from paragraph("It moves no approach in this version.")


def _rows(method: Method, influences: tuple[Influence, ...]) -> list[list[str]]:
    return [
        [
            method.approach_by_key[part.approach].name,
            signed(part.strength),
            part.because,
            f"{_cited(part.sources)} ({part.grade})",
        ]
        for part in influences
    ]


# Rules


def gates(method: Method) -> Lines:
    yield from heading(2, "Gates")
    yield from paragraph(
        "Gates stand outside the score: they move no number and remove no row. A *legal* or *not "
        "yet* gate that is met holds an approach back. A *caution* asks for an action. A *warning* "
        "speaks of the whole result. An answer that is not known makes the gate “not known”, never "
        "a silent pass; a question that does not apply does not meet its condition."
    )
    yield from paragraph(
        "An approach has the worst status of its gates: ready; ready with actions (a caution is "
        "met or not known); not known; not yet ready (a legal or not-yet gate is met). The result "
        "names the core approach with the highest **fit**, the one with the highest fit of those "
        "that are ready or ready with actions, and the gates that stand between. Those level on "
        "it are named together. It also says whether what is ready now has a fit of 50 or more, "
        "and which approaches fit better but are not known to be ready."
    )
    yield from table(
        ["Gate", "Kind", "Concerns", "Met when", "What it says", "What to do", "Rests on"],
        [
            [
                gate.code,
                gate.kind,
                named(method, gate.approaches) if gate.approaches else "the whole result",
                rule_in_words(method, gate.rule) if gate.rule else RESULTS[gate.result],
                gate.says,
                gate.action,
                _cited(gate.sources),
            ]
            for gate in method.gates
        ],
    )


def blends(method: Method) -> Lines:
    yield from heading(2, "Which approaches go together")
    yield from paragraph(
        "The result tells of every two approaches in play: the leading core approach, those joint "
        "first or second to it, and any further approach that scores above the leader. Of pairs "
        "that are not named, the method says nothing."
    )
    yield from table(
        ["Pair", "Advice", "Because"],
        [
            [
                " and ".join(part.name for part in method.approaches if part.key in blend.pair),
                blend.advice,
                blend.because,
            ]
            for blend in method.blends
        ],
    )


def mechanisms(method: Method) -> Lines:
    yield from heading(2, "Forms of agreement")
    yield from paragraph(
        "Advice by rule, with the answers that led to it; they are not ranked. A form is shown "
        "when an approach it goes with is in play: the leading core approach, any that is joint "
        "first, and any further approach that scores above them. What no question asks stays in "
        "words."
    )
    yield from table(["Advice", "When"], [[word, when] for word, when in USE.items()])
    for mechanism in method.mechanisms:
        yield from _mechanism(method, mechanism)


def _mechanism(method: Method, part: Mechanism) -> Lines:
    goes_with = named(method, part.approaches) if part.approaches else "any approach"
    yield from heading(3, part.name)
    yield from paragraph(f"{part.summary} Goes with: {goes_with}.")
    said = {
        "Use when.": f"{part.use_when} By rule: {_use_in_words(method, part)}.",
        "Avoid when.": f"{part.avoid_when} By rule: {rule_in_words(method, part.avoid)}.",
        "Evidence.": part.evidence,
        "Law.": part.law,
        "Rests on.": f"{_cited(part.sources)}.",
    }
    for title, text in said.items():
        yield f"- **{title}** {one_line(text)}"
    yield ""


def _use_in_words(method: Method, part: Mechanism) -> str:
    for_it = rule_in_words(method, part.use)
    if part.use_any is None:
        return for_it
    return f"{for_it}; and at least one of: {rule_in_words(method, part.use_any)}"


def law(method: Method) -> Lines:
    yield from heading(2, "Law")
    yield from paragraph(
        "**Information, not legal advice.** Each entry says when it was read, and where. It is "
        "shown when one of the approaches named is in play and its condition is met or not known."
    )
    yield from table(
        ["Route or duty", "What it says", "Shown for", "Ask", "Read"],
        [
            [
                part.name,
                part.says,
                _shown_for(method, part.approaches, part.rule),
                part.ask,
                f"{part.read_on}; {part.source}{'' if part.verified else ' (to be checked)'}",
            ]
            for part in method.legal_routes
        ],
    )


def _shown_for(method: Method, approaches: tuple[str, ...], rule: Rule | None) -> str:
    shown = named(method, approaches) if approaches else "any approach"
    return f"{shown}, when {rule_in_words(method, rule)}" if rule else shown


def as_now(method: Method) -> Lines:
    yield from heading(2, "Continue as now")
    new = " and ".join(gate.code for gate in method.gates if gate.about_change)
    yield from paragraph(
        "Option 0 has the score and the gates of the approach that today's arrangement is closest "
        f"to, and none when that is a mix or not known. Left out is {new}, which speaks of "
        "starting something new. What carrying on would mean:"
    )
    yield from table(
        ["Shown when", "What it says", "Rests on"],
        [
            [rule_in_words(method, part.rule), part.says, _cited(part.sources)]
            for part in method.consequences
        ],
    )


def development(method: Method) -> Lines:
    yield from heading(2, "Development plan")
    yield from paragraph(
        "For the leading approach, and for the best fit if that is another: every readiness answer "
        "at level 1 or 2 whose strength for the approach is 1 or more, the greatest gain from "
        "reaching level 4 first. Owners are roles; times are judgement."
    )
    yield from table(
        ["Question", "What to do", "Owner", "Time", "Rests on"],
        [
            [
                _code(part),
                part.action.do,
                part.action.owner,
                part.action.months,
                _cited(part.action.sources),
            ]
            for part in method.questions
            if part.action
        ],
    )


def changes(method: Method) -> Lines:
    yield from heading(2, "What changed, version by version")
    yield from table(
        ["Version", "What changed", "Which results moved"],
        [[part.version, part.what, part.moved] for part in method.changes],
    )


def glossary(method: Method) -> Lines:
    yield from heading(2, "Glossary")
    yield from paragraph(
        "Where an entry states law, it is **information, not legal advice**, and says when it was "
        "read, and where."
    )
    yield from table(
        ["Word", "Also", "What it means", "Law, as read"],
        [
            [
                part.name,
                ", ".join(part.also),
                part.means,
                f"{part.read_on}; {part.source}" if part.read_on else "",
            ]
            for part in method.glossary
        ],
    )


def sources(method: Method) -> Lines:
    yield from heading(2, "Sources")
    yield from paragraph("What was read of each source says how far to lean on it.")
    yield from table(
        ["Key", "Source", "Kind", "What was read"],
        [
            [f'<a id="{part.key}"></a>{part.key}', _titled(part.key, method), part.kind, part.seen]
            for part in method.sources
        ],
    )


def _titled(key: str, method: Method) -> str:
    source = method.source_by_key[key]
    title = f"[{source.title}]({source.address})" if source.address else source.title
    return f"{source.author} ({source.year}). {title}"


# Words


def named(method: Method, keys: tuple[str, ...]) -> str:
    """Return approaches by name; shorter when it is all of them, or all but one or two."""
    left_out = [part.name for part in method.approaches if part.key not in keys]
    if len(left_out) <= 2:
        return f"all but {' and '.join(left_out)}" if left_out else "all"
    return ", ".join(method.approach_by_key[key].name for key in keys)


def rule_in_words(method: Method, rule: Rule) -> str:
    joint = "; or " if rule.need == "any" else "; and "
    return joint.join(_condition(method, part) for part in rule.conditions)


def _condition(method: Method, condition: Condition) -> str:
    question = method.question_by_key[condition.question]
    *others, last = (_answer(question, level) for level in condition.levels)
    answers = f"{', '.join(others)} or {last}" if others else last
    return f"{_code(question)} is {answers}"


def _answer(question: Question, level: LevelKey) -> str:
    # A point of a scale is known by its number; a band or a choice by its words.
    return str(level) if question.kind == "scale" else f"“{one_line(question.level(level).label)}”"


def _code(question: Question) -> str:
    return link(question.code, question.key)


def _cited(keys: tuple[str, ...]) -> str:
    return ", ".join(link(key, key) for key in keys)
