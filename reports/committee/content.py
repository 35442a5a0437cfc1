"""The wording of a committee paper: prompts, decisions, quality statements and law, from TOML.

It stands beside the method and is checked as the method is: every mistake is told at once, for
every version of the method that a report may be of.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

from appraisal.method.advice import Rule
from appraisal.method.content import ContentError, method
from appraisal.method.model import Method
from appraisal.method.reading_advice import AdviceReading
from appraisal.method.table import Problems, Table, read_table

FOLDER = Path(__file__).parent
# What is left for people to fill in, as it stands in every text.
BLANK = "____"
VERDICTS = ("clear", "leaning", "no_clear_difference", "too_early")
# What must be so of a result before a decision is drafted, told by reports.committee.asking.
NEEDS = (
    "as now",
    "change",
    "contradiction",
    "no contradiction",
    "obstacles",
    "plan",
    "unknowns",
)
# What the text of a decision may name.
NAMES = frozenset(
    ("title", "leader", "second", "joint", "unknowns", "options", "gates", "plan", "evaluation")
)


@dataclass(frozen=True)
class Prompt:
    """A question to an officer: always asked, or by an answer, or by an approach in play."""

    ask: str
    rule: Rule | None
    approaches: tuple[str, ...]


@dataclass(frozen=True)
class Implication:
    """What one officer has to write about, with the law as read on a day."""

    key: str
    name: str
    officer: str
    law: str
    read_on: str
    verified: bool
    source: str
    prompts: tuple[Prompt, ...]


@dataclass(frozen=True)
class Link:
    """Questions and goals that bear on a quality statement, by our own reading, and why."""

    questions: tuple[str, ...]
    goals: tuple[str, ...]
    because: str


@dataclass(frozen=True)
class Statement:
    """A quality statement of the Care Quality Commission; ``about`` is our summary of it."""

    theme: str
    name: str
    about: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Quality:
    read_on: str
    source: str
    note: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Ask:
    """A decision that a committee may take, drafted for some verdicts when ``needs`` are met."""

    verdicts: tuple[str, ...]
    needs: tuple[str, ...]
    rule: Rule | None
    text: str


@dataclass(frozen=True)
class RecordLaw:
    """What the law asks of a decision record, and of what is kept from the public."""

    says: str
    read_on: str
    source: str
    publication: str


@dataclass(frozen=True)
class Look:
    """A time to look again at a decision."""

    says: str
    rule: Rule | None


@dataclass(frozen=True, eq=False)
class Content:
    implications: tuple[Implication, ...]
    quality: Quality
    asks: tuple[Ask, ...]
    record: RecordLaw
    declaration: tuple[str, ...]
    looks: tuple[Look, ...]


@cache
def content(version: str) -> Content:
    """Return the wording for reports by a version of the method, or raise ContentError."""
    return load(FOLDER, method(version))


def load(folder: Path, method: Method) -> Content:
    """Return the wording in this folder, or raise ContentError with every problem."""
    problems = Problems()
    loaded = _Reading(folder, problems, method).content()
    if problems:
        raise ContentError(problems)
    return loaded


class _Reading:
    """One pass over the folder, for one version of the method."""

    def __init__(self, folder: Path, problems: Problems, method: Method) -> None:
        self.folder = folder
        self.problems = problems
        self.method = method
        self.advice = AdviceReading(
            folder, problems, method.questions, method.approaches, method.sources
        )

    def content(self) -> Content:
        record = self._table("record")
        declaration = record.table("declaration")
        loaded = Content(
            implications=self._implications(),
            quality=self._quality(),
            asks=self._asks(),
            record=RecordLaw(
                says=record.text("law"),
                read_on=record.day("read_on"),
                source=record.text("source"),
                publication=record.text("publication"),
            ),
            declaration=declaration.texts("says"),
            looks=self._looks(),
        )
        declaration.finish()
        record.finish()
        return loaded

    def _table(self, name: str) -> Table:
        return read_table(self.folder / f"{name}.toml", f"committee: {name}", self.problems)

    def _implications(self) -> tuple[Implication, ...]:
        table = self._table("implications")
        found = tuple(self._implication(part) for part in table.tables("implication"))
        table.finish()
        return found

    def _implication(self, part: Table) -> Implication:
        key = part.text("key")
        part.at(key)
        found = Implication(
            key=key,
            name=part.text("name"),
            officer=part.text("officer"),
            law=part.text("law", default=""),
            read_on=part.day("read_on"),
            verified=part.flag("verified"),
            source=part.text("source"),
            prompts=tuple(self._prompt(each) for each in part.tables("prompt")),
        )
        part.finish()
        return found

    def _prompt(self, part: Table) -> Prompt:
        ask = part.text("ask")
        if not ask.endswith("?"):
            part.problem(f"“{ask}” does not ask. A prompt ends with a question mark.")
        approaches = part.texts("approaches", default=())
        for each in approaches:
            part.must_be_one_of("approaches", each, self.method.approach_by_key)
        found = Prompt(ask, self._rule(part), approaches)
        part.finish()
        return found

    def _rule(self, part: Table) -> Rule | None:
        conditions = self.advice.conditions(part, "when", required=False)
        return Rule("any", conditions) if conditions else None

    def _quality(self) -> Quality:
        table = self._table("quality")
        found = Quality(
            read_on=table.day("read_on"),
            source=table.text("source"),
            note=table.text("note"),
            statements=tuple(self._statement(part) for part in table.tables("statement")),
        )
        table.finish()
        return found

    def _statement(self, part: Table) -> Statement:
        name = part.text("name")
        part.at(name)
        found = Statement(
            theme=part.text("theme"),
            name=name,
            about=part.text("about"),
            links=tuple(self._link(each) for each in part.tables("link")),
        )
        if not found.links:
            part.problem("nothing is linked to it. Add a [[statement.link]].")
        part.finish()
        return found

    def _link(self, part: Table) -> Link:
        found = Link(
            questions=part.texts("questions"),
            goals=part.texts("goals", default=()),
            because=part.text("because"),
        )
        for key in found.questions:
            part.must_be_one_of("questions", key, self.method.question_by_key)
        for key in found.goals:
            part.must_be_one_of("goals", key, self.method.goal_by_key)
        part.finish()
        return found

    def _asks(self) -> tuple[Ask, ...]:
        table = self._table("decisions")
        found = tuple(self._ask(part) for part in table.tables("ask"))
        for verdict in VERDICTS:
            if not any(verdict in each.verdicts for each in found):
                table.problem(
                    f"nothing is asked for when the verdict is {verdict}. Add an [[ask]]."
                )
        table.finish()
        return found

    def _ask(self, part: Table) -> Ask:
        found = Ask(
            verdicts=part.texts("verdicts"),
            needs=part.texts("needs", default=()),
            rule=self._rule(part),
            text=part.text("text"),
        )
        part.at(f"“{found.text[:40]}…”")
        for verdict in found.verdicts:
            part.must_be_one_of("verdicts", verdict, VERDICTS)
        for need in found.needs:
            part.must_be_one_of("needs", need, NEEDS)
        for _, name, _, _ in Formatter().parse(found.text):
            part.must_be_one_of("text", name or "", NAMES)  # the last piece names nothing
        part.finish()
        return found

    def _looks(self) -> tuple[Look, ...]:
        table = self._table("evaluation")
        found = tuple(self._look(part) for part in table.tables("look"))
        table.finish()
        return found

    def _look(self, part: Table) -> Look:
        found = Look(part.text("says"), self._rule(part))
        part.finish()
        return found
